"""What import does not take: it says why in one line, and makes no ledger."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.receiving.conftest import exported
from warledger.cli import run

type Json = dict[str, Any]


@pytest.fixture(scope="module")
def lines(examples: Path, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The lines of the archive of examples/."""
    out = tmp_path_factory.mktemp("lines") / "archive"
    return exported(examples, "archive", out).decode().splitlines()


def refused(tmp_path: Path, content: str | bytes, capsys: pytest.CaptureFixture[str], status: int = 2) -> str:
    """What is said of a file that cannot be imported."""
    given = tmp_path / "given.jsonl"
    given.write_bytes(content if isinstance(content, bytes) else content.encode())
    capsys.readouterr()
    assert run(["import", str(given), "-l", str(tmp_path / "new.db")]) == status
    said = capsys.readouterr().err
    assert said.count("\n") == 1, said
    assert sorted(path.name for path in tmp_path.iterdir()) == ["given.jsonl"], "something was left behind"
    return said.removeprefix("warledger: ").removeprefix(str(given)).strip()


def changed(lines: list[str], change: Callable[[Json], None]) -> str:
    """The archive with its last incident changed; incidents stand behind what is no incident."""
    number = max(n for n, line in enumerate(lines) if '"grade"' in line and '"accounts"' in line)
    form = json.loads(lines[number])
    change(form)
    return "\n".join([*lines[:number], json.dumps(form, ensure_ascii=False), *lines[number + 1 :]])


@pytest.mark.parametrize(
    "content",
    ["date,killed\n2016-06-01,3\n", "[]\n", '"words"\n', '{"id": 1}\n', '{"type":"FeatureCollection"}\n'],
)
def test_a_file_of_another_kind_is_named_with_its_line(
    content: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert refused(tmp_path, content, capsys).startswith(", line 1: is no ")


def test_a_file_that_was_cut_off_is_named_with_the_line_where_it_ends(
    lines: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cut = "\n".join(lines)[:-40]
    said = refused(tmp_path, cut, capsys)
    assert said == f", line {len(lines)}: is no JSON: the file is cut off or is no export of records"


def test_bytes_that_are_no_utf_8_are_named_with_their_line(
    lines: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = refused(tmp_path, lines[0].encode() + b"\n\xff\xfe\n", capsys)
    assert said == ", line 2: is not in UTF-8"


def test_an_empty_file_is_nothing_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert refused(tmp_path, "\n\n", capsys, status=1) == "holds no record"


def _unknown_field(form: Json) -> None:
    form["casualties"] = 7


def _unknown_word(form: Json) -> None:
    form["type"] = "sorcery"


def _missing_field(form: Json) -> None:
    del form["place"]["precision"]


def _words_for_a_count(form: Json) -> None:
    form["reports"] = "three"


def _yes_for_a_count(form: Json) -> None:
    form["reports"] = True


def _no_span(form: Json) -> None:
    form["accounts"][0]["evidence"]["end"] += 1


def _nowhere(form: Json) -> None:
    form["place"]["lat"], form["place"]["lon"] = 91.0, 20.0


def _too_far(form: Json) -> None:
    quote = form["accounts"][0]["evidence"]
    quote["start"] += 10**9
    quote["end"] += 10**9


def _no_account(form: Json) -> None:
    form["accounts"] = []


def _without_number(form: Json) -> None:
    form["place"]["lat"] = float("nan")


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (_unknown_field, "has a field that this version does not give back: casualties"),
        (_unknown_word, "type cannot be 'sorcery'"),
        (_missing_field, "is no incident as this version writes it: has no 'precision'"),
        (_words_for_a_count, "reports cannot be 'three'"),
        (_yes_for_a_count, "reports cannot be True"),
        (_no_span, "does not fit"),
        (_nowhere, "lies at 91.0, 20.0"),
        (_too_far, "behind the end of any report"),
        (_no_account, "without an account"),
        (_without_number, "is no JSON"),
    ],
)
def test_a_line_that_was_changed_by_hand_is_refused_with_what_is_wrong(
    change: Callable[[Json], None],
    why: str,
    lines: list[str],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    said = refused(tmp_path, changed(lines, change), capsys)
    assert said.startswith(", line ")
    assert why in said


def test_the_same_file_twice_is_refused(
    examples: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    exported(examples, "jsonl", tmp_path / "x")
    capsys.readouterr()
    assert run(["import", str(tmp_path / "x"), str(tmp_path / "x"), "-l", str(tmp_path / "new.db")]) == 2
    assert "a second time" in capsys.readouterr().err
    assert not (tmp_path / "new.db").exists()


def test_figures_that_stand_in_an_archive_too_are_not_counted_twice(
    examples: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for form in ("archive", "figures"):
        exported(examples, form, tmp_path / form)
    capsys.readouterr()
    given = [str(tmp_path / "archive"), str(tmp_path / "figures")]
    assert run(["import", *given, "-l", str(tmp_path / "new.db")]) == 2
    assert "as another file does" in capsys.readouterr().err
    assert not (tmp_path / "new.db").exists()


def test_an_incident_whose_account_another_holds_is_refused(
    lines: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = json.loads(next(line for line in lines if '"grade"' in line and '"accounts"' in line))
    copy = told | {"id": "another"}
    said = refused(tmp_path, f"{json.dumps(told)}\n{json.dumps(copy)}\n", capsys)
    assert said == f", line 2: tells account {told['accounts'][0]['id']} a second time"


def test_a_public_export_is_refused(
    examples: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for form, name in (("jsonl", "x.jsonl"), ("parquet", "x.parquet")):
        out = str(tmp_path / name)
        assert run(["export", "-f", form, "--profile", "public", "-l", str(examples), "-o", out]) == 0
        capsys.readouterr()
        assert run(["import", out, "-l", str(tmp_path / "new.db")]) == 2
        assert "was written with --profile public" in capsys.readouterr().err


def test_an_archive_for_the_public_is_refused(examples: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["export", "-f", "archive", "--profile", "public", "-l", str(examples)]) == 2
    assert "an archive holds all there is" in capsys.readouterr().err


@pytest.mark.parametrize("content", [b"", b"PAR1 of another kind", b"PAR1" * 500])
def test_a_broken_parquet_file_is_refused(
    content: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "x.parquet").write_bytes(content)
    assert run(["import", str(tmp_path / "x.parquet"), "-l", str(tmp_path / "new.db")]) == 2
    assert capsys.readouterr().err.endswith("x.parquet is no Parquet file, or a broken one\n")


def test_a_plain_table_of_parquet_is_refused(
    examples: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["export", "-f", "parquet", "-l", str(examples), "-o", str(tmp_path / "tables")]) == 0
    assert run(["import", str(tmp_path / "tables" / "figures.parquet"), "-l", str(tmp_path / "new.db")]) == 2
    assert "is no Parquet file of whole incidents" in capsys.readouterr().err


def test_a_ledger_that_is_there_is_left_as_it_is(
    examples: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    exported(examples, "jsonl", tmp_path / "x")
    (tmp_path / "mine.db").write_bytes(b"mine")
    capsys.readouterr()
    assert run(["import", str(tmp_path / "x"), "-l", str(tmp_path / "mine.db")]) == 3
    assert capsys.readouterr().err.endswith("mine.db is there already: import makes a new ledger\n")
    assert (tmp_path / "mine.db").read_bytes() == b"mine"


def test_a_missing_file_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["import", str(tmp_path / "none.jsonl"), "-l", str(tmp_path / "new.db")]) == 2
    assert "none.jsonl: No such file or directory" in capsys.readouterr().err
