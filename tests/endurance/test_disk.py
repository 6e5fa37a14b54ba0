"""A disk that is full, or that may not be written: one line, status 3, what was kept is whole, and the same command goes on."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests import factories as make
from tests.endurance.filling import assert_whole, fill
from warledger.cli import run
from warledger.ledger import Ledger

REPORTS = 40

type Disk = Callable[[str], None]


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[tuple[Path, Disk]]:
    """A disk of one megabyte, and how to change it: another size, or read-only."""
    folder = tmp_path / "disk"
    folder.mkdir()
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", folder], capture_output=True)
    if made.returncode:
        pytest.skip("not run: no right to mount a disk of its own")

    def change(options: str) -> None:
        subprocess.run(["mount", "-o", f"remount,{options}", folder], check=True)

    try:
        yield folder, change
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)


def is_one_line(said: str) -> bool:
    return said.count("\n") == 1 and "Traceback" not in said


@pytest.mark.parametrize("limit", [0, 60_000, 250_000, 350_000])
def test_a_ledger_that_may_not_grow_keeps_whole_reports_and_is_completed_later(
    limit: int, tmp_path: Path
) -> None:
    """Every place where a write can fail: before the first page, in the steps that make the tables, in a report."""
    ledger = tmp_path / "ledger.db"
    status, said = fill(ledger, REPORTS, limit)
    assert status == 3
    assert is_one_line(said)
    assert "ledger.db" in said
    assert assert_whole(ledger) < REPORTS
    assert fill(ledger, REPORTS) == (0, "")
    assert assert_whole(ledger) == REPORTS
    assert [file.name for file in tmp_path.iterdir()] == ["ledger.db"]


def test_a_disk_that_fills_up_costs_nothing_and_with_room_the_same_command_goes_on(
    disk: tuple[Path, Disk],
) -> None:
    folder, change = disk
    ledger = folder / "ledger.db"
    status, said = fill(ledger, 400)
    assert status == 3
    assert is_one_line(said)
    assert "full" in said
    left = assert_whole(ledger)
    assert 0 < left < 400
    # Still full; what the journal took is room again once it is written back, so that a few more may fit.
    assert fill(ledger, 400)[0] == 3
    left_later = assert_whole(ledger)
    assert left <= left_later < 400
    change("size=20m")
    assert fill(ledger, 60) == (0, "")
    assert assert_whole(ledger) == max(60, left_later)


def test_a_full_disk_ends_an_export_in_one_line(
    disk: tuple[Path, Disk], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, _ = disk
    ledger = tmp_path / "ledger.db"
    assert fill(ledger, 30) == (0, "")
    (folder / "ballast").write_bytes(b"x" * 1_040_000)
    for form in ("jsonl", "csv", "geojson"):
        assert run(["export", "-f", form, "-l", str(ledger), "-o", str(folder / f"out.{form}")]) == 2
        assert is_one_line(capsys.readouterr().err)
    assert assert_whole(ledger) == 30


@pytest.mark.parametrize("command", [["incidents"], ["export", "-f", "jsonl"], ["export", "-f", "archive"]])
def test_a_full_disk_behind_standard_output_ends_a_command_in_one_line(
    command: list[str], tmp_path: Path
) -> None:
    if not Path("/dev/full").is_char_device():
        pytest.skip("not run: no device here that is always full")
    ledger = tmp_path / "ledger.db"
    assert fill(ledger, 10) == (0, "")
    program = [sys.executable, "-c", "from warledger.cli import main; main()", *command, "-l", str(ledger)]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(program, stdout=full, stderr=subprocess.PIPE)
    assert done.returncode == 2
    assert done.stderr.decode() == "warledger: cannot write standard output: No space left on device\n"


def refused_to_write(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Hold that a ledger is read, and that whatever would write to it ends in one line and leaves it as it was."""
    before = ledger.read_bytes()
    report = ledger.parent.parent / "new.txt"
    report.write_text(
        "The council met on Monday and agreed on a new road to the harbour.\n", encoding="utf-8"
    )
    account = make.tal_ward("r-00000").accounts[0].id
    assert run(["incidents", "-l", str(ledger)]) == 0
    assert run(["export", "-f", "jsonl", "-l", str(ledger)]) == 0
    capsys.readouterr()
    feeds = ledger.parent.parent / "feeds.toml"
    feeds.write_text('[[feed]]\nurl = "https://nobody.invalid/rss"\n', encoding="utf-8")
    for command in (
        ["build", str(report)],
        # It ends before it asks any server: of that one it would say that it was not read, with another status.
        ["watch", str(feeds)],
        ["judge", "reject", account, "--why", "told twice", "--by", "Reader"],
    ):
        assert run([*command, "-l", str(ledger)]) == 3, command
        assert is_one_line(capsys.readouterr().err)
    assert ledger.read_bytes() == before
    assert sorted(file.name for file in ledger.parent.iterdir()) == ["ledger.db"]


def test_a_ledger_on_a_read_only_disk_is_read_and_not_written(
    disk: tuple[Path, Disk], capsys: pytest.CaptureFixture[str]
) -> None:
    folder, change = disk
    ledger = folder / "ledger.db"
    change("size=20m")
    assert fill(ledger, 20) == (0, "")
    change("ro")
    refused_to_write(ledger, capsys)


def test_a_ledger_in_a_folder_that_may_not_be_written_is_read_and_not_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if os.geteuid() == 0:
        pytest.skip("not run: the superuser may write everywhere; the read-only disk stands for it")
    folder = tmp_path / "closed"
    folder.mkdir()
    assert fill(folder / "ledger.db", 20) == (0, "")
    folder.chmod(0o500)
    try:
        refused_to_write(folder / "ledger.db", capsys)
    finally:
        folder.chmod(0o700)


def test_a_read_only_file_in_an_open_folder_is_not_written(
    disk: tuple[Path, Disk], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A file that alone is read-only: the superuser too is kept out by a mount of that file."""
    folder = tmp_path / "open"
    folder.mkdir()
    ledger = folder / "ledger.db"
    assert fill(ledger, 20) == (0, "")
    subprocess.run(["mount", "--bind", ledger, ledger], check=True)
    try:
        subprocess.run(["mount", "-o", "remount,bind,ro", ledger], check=True)
        refused_to_write(ledger, capsys)
    finally:
        subprocess.run(["umount", "--lazy", ledger], check=True)
    with Ledger.create_or_open(str(ledger)) as opened:
        opened.add([make.tal_ward("after")])
