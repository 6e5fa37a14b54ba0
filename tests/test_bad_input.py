"""Whatever is handed in: one line that says what is wrong, the right exit status, nothing lost, no traceback.

`run` is what the installed command runs; a few inputs go through the command itself as well.
"""

import gzip
import io
import os
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from warledger.cli import run
from warledger.ledger import Ledger

GOOD = (
    "A shell hit a bakery in the town of Azaz on 3 May 2017, killing six civilians and wounding ten, medics said. "
    "The army did not comment on the attack, which came during the morning rush."
)
FRENCH = (
    "Un obus a touché une boulangerie dans la ville d'Azaz mercredi, tuant six civils et en blessant dix autres, "
    "selon des sources médicales. L'armée n'a pas fait de commentaire sur cette attaque."
)

type Bad = Callable[[Path], None]


def write(name: str, content: str | bytes) -> Bad:
    def make(folder: Path) -> None:
        data = content if isinstance(content, bytes) else content.encode()
        (folder / name).write_bytes(data)

    return make


def huge(folder: Path) -> None:
    with (folder / "huge.txt").open("wb") as file:
        file.truncate(200_000_000)


REFUSED: dict[str, tuple[Bad, str, str]] = {
    "an empty file": (write("empty.txt", b""), "empty.txt", "empty"),
    "a file of blanks": (write("blank.txt", b" \n\t\n "), "blank.txt", "empty"),
    "a binary file named .txt": (write("photo.txt", bytes(range(256)) * 40), "photo.txt", "not_text"),
    "a file of 200 MB": (huge, "huge.txt", "too_large"),
    "a broken gzip": (
        write("cut.jsonl.gz", gzip.compress(b'{"text": "' + os.urandom(4000).hex().encode())[:900]),
        "cut.jsonl.gz",
        "broken_archive",
    ),
    "no gzip at all": (write("no.txt.gz", GOOD), "no.txt.gz", "broken_archive"),
    "another language": (write("french.txt", FRENCH), "french.txt", "language"),
    "a page without an article": (
        write("menu.html", "<html><body><nav><a href='/'>Home</a></nav></body></html>"),
        "menu.html",
        "no_article",
    ),
    "an ending that is none of ours": (
        write("report.docx", b"PK\x03\x04 something"),
        "report.docx",
        "wrong_type",
    ),
}


def refusals(ledger: Path) -> dict[str, str]:
    with Ledger.open_reading(str(ledger)) as opened:
        return {Path(r.name).name: r.code for r in opened.refusals()}


def held(ledger: Path) -> list[str]:
    with Ledger.open_reading(str(ledger)) as opened:
        return sorted(report.id for report in opened.reports())


def one_line(captured: pytest.CaptureFixture[str]) -> str:
    """What stands on standard error: one line, and no traceback."""
    line = captured.readouterr().err
    assert line.count("\n") == 1, line
    assert "Traceback" not in line
    return line


@pytest.mark.parametrize("case", REFUSED)
def test_a_bad_input_beside_a_good_one_is_refused_and_the_good_one_read(case: str, tmp_path: Path) -> None:
    make, name, code = REFUSED[case]
    (tmp_path / "in").mkdir()
    make(tmp_path / "in")
    (tmp_path / "in" / "good.txt").write_text(GOOD)
    ledger = tmp_path / "ledger.db"
    assert run(["build", str(tmp_path / "in"), "-l", str(ledger)]) == 0
    assert refusals(ledger) == {name: code}
    assert held(ledger) == ["good"]


@pytest.mark.parametrize("case", REFUSED)
def test_a_bad_input_alone_is_one_line_and_status_1(
    case: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make, name, code = REFUSED[case]
    make(tmp_path)
    ledger = tmp_path / "ledger.db"
    assert run(["build", str(tmp_path / name), "-l", str(ledger)]) == 1
    assert name in one_line(capsys)
    assert list(refusals(ledger).values()) == [code]


def test_latin_1_and_broken_utf_8_are_read_or_refused_but_never_fatal(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "latin.txt").write_bytes(GOOD.replace("Azaz", "Azáz").encode("latin-1"))
    (tmp_path / "in" / "broken.txt").write_bytes(GOOD.encode()[:80] + b"\xc3\x28\xff" + GOOD.encode()[80:])
    (tmp_path / "in" / "good.txt").write_text(GOOD)
    ledger = tmp_path / "ledger.db"
    assert run(["build", str(tmp_path / "in"), "-l", str(ledger)]) == 0
    assert len(held(ledger)) + len(refusals(ledger)) == 3
    assert {"good", "latin"} <= set(held(ledger))


def test_a_broken_line_in_the_middle_costs_that_line_alone(tmp_path: Path) -> None:
    lines = [f'{{"report": "r{n}", "text": "{GOOD}"}}' for n in range(3)]
    lines.insert(1, '{"report": "half", "text": "A shell hit')
    (tmp_path / "wire.jsonl").write_text("\n".join(lines))
    ledger = tmp_path / "ledger.db"
    assert run(["build", str(tmp_path / "wire.jsonl"), "-l", str(ledger)]) == 0
    assert held(ledger) == ["r0", "r1", "r2"]
    assert list(refusals(ledger).values()) == ["broken_line"]
    assert any("2" in name for name in refusals(ledger))


def test_a_folder_without_permission_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "in" / "closed").mkdir(parents=True)
    (tmp_path / "in" / "good.txt").write_text(GOOD)
    (tmp_path / "in" / "closed").chmod(0)
    if os.geteuid() == 0:  # the superuser may read every folder: play the refusal of the system
        scandir = os.scandir

        def guarded(path: Path) -> object:
            if Path(path).name == "closed":
                raise PermissionError(13, "Permission denied", str(path))
            return scandir(path)

        monkeypatch.setattr(os, "scandir", guarded)
    ledger = tmp_path / "ledger.db"
    try:
        assert run(["build", str(tmp_path / "in"), "-l", str(ledger)]) == 0
    finally:
        (tmp_path / "in" / "closed").chmod(0o700)
    assert refusals(ledger) == {"closed": "no_permission"}
    assert held(ledger) == ["good"]


def test_a_manifest_that_names_missing_files_is_told_of_each(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "good.txt").write_text(GOOD)
    manifest = tmp_path / "manifest.csv"
    manifest.write_text(
        "file,outlet,published\ngood.txt,Test Wire,2017-05-04\nlost.txt,Test Wire,2017-05-04\n"
    )
    ledger = tmp_path / "ledger.db"
    assert run(["build", str(tmp_path / "in"), "--manifest", str(manifest), "-l", str(ledger)]) == 0
    assert refusals(ledger) == {"lost.txt": "missing_file"}
    assert held(ledger) == ["good"]


@pytest.mark.parametrize(
    ("content", "status"),
    [(b"", 2), (b"colour,shape\nred,round\n", 2), (b"\x00\x01\x02\x03" * 50, 2)],
)
def test_a_broken_manifest_is_wrong_usage(
    content: bytes, status: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "good.txt").write_text(GOOD)
    (tmp_path / "manifest.csv").write_bytes(content)
    ledger = tmp_path / "ledger.db"
    arguments = [str(tmp_path / "good.txt"), "--manifest", str(tmp_path / "manifest.csv"), "-l", str(ledger)]
    assert run(["build", *arguments]) == status
    assert "manifest.csv" in one_line(capsys)
    assert not ledger.exists()


def test_a_broken_place_list_is_wrong_usage_before_anything_is_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "good.txt").write_text(GOOD)
    (tmp_path / "places.csv").write_text("name,lat,lon,country\nAzaz,north,east,SY\n")
    ledger = tmp_path / "ledger.db"
    status = run(
        ["build", str(tmp_path / "good.txt"), "--places", str(tmp_path / "places.csv"), "-l", str(ledger)]
    )
    assert status == 2
    assert "places.csv" in one_line(capsys)


@pytest.mark.parametrize(
    "arguments",
    [
        ["build"],
        ["build", "no/such/folder"],
        ["build", "--engine", "steam", "."],
        ["build", "--jobs", "0", "."],
        ["build", "--jobs", "many", "."],
        ["build", "x.txt", "--manifest", "no-such.csv"],
        ["build", "x.txt", "--places", "no-such.csv"],
        ["export", "-f", "papyrus"],
        ["export"],
        ["incidents", "--since", "yesterday"],
        ["incidents", "--since", "2017-02-30"],
        ["incidents", "--near", "35.6,36.7"],
        ["incidents", "--near", "135,36,10"],
        ["incidents", "--limit", "0"],
        ["judge", "perhaps", "a-1", "a-2", "--why", "x", "--by", "y"],
        ["judge", "same", "a-1", "a-2", "--by", "y"],
        ["judge", "same", "a-1", "a-2", "--why", "x"],
        ["judge", "same", "a-1", "a-2", "--why", " ", "--by", "y"],
        ["no-such-command"],
        ["build", "--no-such-option"],
        ["show"],
        ["serve", "--port", "none"],
        ["serve", "--port", "70000"],
    ],
    ids=" ".join,
)
def test_wrong_usage_is_one_line_and_status_2(
    arguments: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "x.txt").write_text(GOOD)
    empty_ledger(tmp_path / "ledger.db")
    assert run(arguments) == 2
    assert one_line(capsys)


def empty_ledger(path: Path) -> None:
    Ledger.create_or_open(str(path)).close()


@pytest.mark.parametrize("arguments", [["incidents"], ["show", "x"], ["export", "-f", "jsonl"]], ids=" ".join)
def test_a_ledger_that_is_not_there_is_status_3_and_is_not_made(
    arguments: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ledger = tmp_path / "none.db"
    assert run([*arguments, "-l", str(ledger)]) == 3
    assert "none.db" in one_line(capsys)
    assert not ledger.exists()


def _folder(path: Path) -> None:
    path.mkdir()


def _text(path: Path) -> None:
    path.write_text("my diary")


def _other_program(path: Path) -> None:
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE songs (title TEXT)")
    other.close()


@pytest.mark.parametrize("make", [_folder, _text, _other_program])
def test_a_path_that_is_no_ledger_is_status_3_and_is_left_untouched(
    make: Callable[[Path], None], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "good.txt").write_text(GOOD)
    path = tmp_path / "taken"
    make(path)
    before = path.read_bytes() if path.is_file() else b""
    for command in (["build", str(tmp_path / "good.txt")], ["incidents"], ["export", "-f", "csv"]):
        assert run([*command, "-l", str(path)]) == 3
        assert "taken" in one_line(capsys)
    assert (path.read_bytes() if path.is_file() else b"") == before


def test_a_ledger_in_a_folder_that_is_not_there_is_status_3(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "good.txt").write_text(GOOD)
    assert run(["build", str(tmp_path / "good.txt"), "-l", str(tmp_path / "no" / "ledger.db")]) == 3
    assert one_line(capsys)


def test_a_second_build_at_the_same_time_is_status_3_and_the_first_goes_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "good.txt").write_text(GOOD)
    ledger = tmp_path / "ledger.db"
    with Ledger.create_or_open(str(ledger)) as first:
        assert run(["build", str(tmp_path / "good.txt"), "-l", str(ledger)]) == 3
        assert "ledger.db" in one_line(capsys)
        assert not list(first.reports())
    assert run(["build", str(tmp_path / "good.txt"), "-l", str(ledger)]) == 0


@pytest.mark.parametrize("unknown", ["2017-01-01-nowhere-airstrike-0000", "", "%", "' OR 1=1", "a\nb"])
def test_an_id_that_the_ledger_does_not_know_is_status_2(
    unknown: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    empty_ledger(tmp_path / "ledger.db")
    assert run(["show", unknown, "-l", str(tmp_path / "ledger.db")]) == 2
    assert one_line(capsys)


# ------------------------------------------------------------------------------- the installed command


def command(*arguments: str, folder: Path) -> "subprocess.CompletedProcess[bytes]":
    program = Path(sys.executable).with_name("warledger")
    return subprocess.run([program, *arguments], cwd=folder, capture_output=True, timeout=120)


def test_the_command_itself_ends_with_one_line_and_the_status(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    for arguments, status in ((["build", "empty.txt"], 1), (["build"], 2), (["incidents", "-l", "."], 3)):
        done = command(*arguments, folder=tmp_path)
        assert done.returncode == status
        assert done.stderr.count(b"\n") == 1
        assert b"Traceback" not in done.stderr


def test_nothing_on_standard_input_is_status_1(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO()))
    assert run(["build", "-", "-l", str(tmp_path / "ledger.db")]) == 1
    assert one_line(capsys)


def test_a_reader_that_goes_away_is_no_error(tmp_path: Path) -> None:
    empty_ledger(tmp_path / "ledger.db")
    program = Path(sys.executable).with_name("warledger")
    with subprocess.Popen(
        [program, "export", "-f", "jsonl"], cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""


def test_a_busy_port_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    import socket

    empty_ledger(tmp_path / "ledger.db")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        assert run(["serve", "-l", str(tmp_path / "ledger.db"), "--port", port]) == 2
    assert port in one_line(capsys)
    assert threading.active_count() < 50
