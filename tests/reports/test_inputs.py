"""Files and folders: what is read, in which order, and what is refused before it is opened."""

import os
from pathlib import Path
from typing import Any

import pytest

from tests.reports.taking import ENGLISH, codes, take
from warledger.errors import UsageError
from warledger.reports import open_inputs


def write(path: Path, text: str = ENGLISH) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def test_a_folder_is_walked_in_name_order_with_its_folders(tmp_path: Path) -> None:
    for name in ("b.txt", "a/2.txt", "a/10.txt", "c/x/y.txt", "B.txt"):
        write(tmp_path / name)
    reports, refusals = take(tmp_path)
    assert [report.id for report in reports] == ["B", "10", "2", "b", "y"]
    assert refusals == []


def test_inputs_keep_the_order_in_which_they_are_named(tmp_path: Path) -> None:
    reports, _ = take(write(tmp_path / "z.txt"), write(tmp_path / "a.txt"))
    assert [report.id for report in reports] == ["z", "a"]


@pytest.mark.parametrize("missing", ["nowhere", "nowhere/a.txt", ""])
def test_a_path_that_does_not_exist_is_a_wrong_use_before_anything_is_read(
    tmp_path: Path, missing: str
) -> None:
    path = str(tmp_path / missing) if missing else ""
    with pytest.raises(UsageError) as wrong:
        open_inputs([str(write(tmp_path / "a.txt")), path])
    assert "\n" not in str(wrong.value)
    assert path in str(wrong.value)


def test_no_input_and_standard_input_twice_are_wrong_uses() -> None:
    for paths in ([], ["-", "-"]):
        with pytest.raises(UsageError):
            open_inputs(paths)


def test_files_of_other_kinds_are_refused_and_dotfiles_passed_over(tmp_path: Path) -> None:
    for name in ("README.md", "notes.docx", "noending", ".DS_Store", ".git/a.txt", ".txt", "a.txt"):
        write(tmp_path / name)
    reports, refusals = take(tmp_path)
    assert [report.id for report in reports] == ["a"]
    assert codes(refusals) == ["wrong_type"] * 3
    assert [Path(refusal.name).name for refusal in refusals] == ["README.md", "noending", "notes.docx"]
    assert ".jsonl" in refusals[0].reason


def test_a_file_named_outright_is_refused_for_its_ending_too(tmp_path: Path) -> None:
    _, refusals = take(write(tmp_path / "a.pdf"))
    assert codes(refusals) == ["wrong_type"]


def test_links_in_a_circle_end(tmp_path: Path) -> None:
    write(tmp_path / "a/b/one.txt")
    (tmp_path / "a/b/up").symlink_to(tmp_path / "a")
    (tmp_path / "self").symlink_to(tmp_path / "self")
    reports, refusals = take(tmp_path)
    assert [report.id for report in reports] == ["one"]
    assert codes(refusals) == ["unreadable", "unreadable"]


def test_a_link_to_another_folder_is_followed_and_a_dead_one_refused(tmp_path: Path) -> None:
    write(tmp_path / "elsewhere/one.txt")
    (tmp_path / "in").mkdir()
    (tmp_path / "in/link").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "in/dead.txt").symlink_to(tmp_path / "gone.txt")
    reports, refusals = take(tmp_path / "in")
    assert [report.id for report in reports] == ["one"]
    assert codes(refusals) == ["unreadable"]


def test_a_pipe_does_not_hang_the_walk(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    _, refusals = take(tmp_path)
    assert codes(refusals) == ["wrong_type"]


def test_a_folder_without_permission_is_refused_and_the_rest_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "closed/a.txt")
    write(tmp_path / "open/b.txt")
    scandir = os.scandir

    def guarded(path: Any) -> Any:
        if Path(path).name == "closed":
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", guarded)
    reports, refusals = take(tmp_path)
    assert [report.id for report in reports] == ["b"]
    assert codes(refusals) == ["no_permission"]
    assert refusals[0].name == str(tmp_path / "closed")


def test_a_file_without_permission_is_refused_and_the_rest_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "a.txt")
    write(tmp_path / "b.txt")
    opened = Path.open

    def guarded(path: Path, *args: Any, **options: Any) -> Any:
        if path.name == "a.txt":
            raise PermissionError(13, "Permission denied", str(path))
        return opened(path, *args, **options)

    monkeypatch.setattr(Path, "open", guarded)
    reports, refusals = take(tmp_path)
    assert [report.id for report in reports] == ["b"]
    assert codes(refusals) == ["no_permission"]


@pytest.mark.skipif(os.geteuid() == 0, reason="permissions do not bind the superuser")
def test_real_permissions_are_met_with_a_refusal(tmp_path: Path) -> None:
    write(tmp_path / "closed/a.txt")
    (tmp_path / "closed").chmod(0)
    try:
        assert codes(take(tmp_path)[1]) == ["no_permission"]
        assert codes(take(tmp_path / "closed/a.txt")[1]) == ["no_permission"]
    finally:
        (tmp_path / "closed").chmod(0o755)


def test_a_file_that_goes_away_between_the_walk_and_the_reading_is_refused(tmp_path: Path) -> None:
    write(tmp_path / "a.txt")
    write(tmp_path / "b.txt")
    items = iter(open_inputs([str(tmp_path)]))
    next(items)
    (tmp_path / "b.txt").unlink()
    assert [getattr(taken.item, "code", None) for taken in items] == ["unreadable"]


def test_a_file_name_that_is_no_utf8_gives_a_storable_id(tmp_path: Path) -> None:
    name = os.fsdecode(b"caf\xe9.txt")
    try:
        (tmp_path / name).write_text(ENGLISH)
    except OSError:
        pytest.skip("this file system takes UTF-8 names only")
    [report], _ = take(tmp_path)
    report.id.encode("utf-8")
