"""The `parquet` format: a file of whole incidents, or a folder of the plain tables."""

import io
import json
import re
import subprocess
import sys
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from warledger.cli import run
from warledger.errors import UsageError
from warledger.exports import export
from warledger.exports.arrow import arrow_tables
from warledger.exports.arrow.nested import incident_form
from warledger.exports.view import View
from warledger.ledger import Ledger


def written(ledger: Ledger, out: Path, **options: object) -> Path:
    export(ledger, format="parquet", out=out, stdout=io.StringIO(), **options)  # type: ignore[arg-type]
    return out


def test_a_file_holds_the_lines_of_jsonl(ledger: Ledger, tmp_path: Path) -> None:
    table = pq.read_table(written(ledger, tmp_path / "ledger.parquet"))
    out = io.StringIO()
    export(ledger, format="jsonl", out=None, stdout=out)
    # Half a surrogate pair, which one report has, is no text of Parquet's.
    lines = [json.loads(line.replace("\\ud83d", "\ufffd")) for line in out.getvalue().splitlines()]
    assert list(map(incident_form, table.to_pylist())) == lines


def test_a_folder_holds_every_plain_table(ledger: Ledger, tmp_path: Path) -> None:
    folder = written(ledger, tmp_path / "tables")
    for name, table in arrow_tables(View(ledger, "full")):
        assert pq.read_table(folder / f"{name}.parquet").equals(table), name
    assert (folder / "about.json").exists()


def test_the_same_ledger_gives_the_same_bytes(ledger: Ledger, tmp_path: Path) -> None:
    one, other = (written(ledger, tmp_path / name) for name in ("one.parquet", "other.parquet"))
    assert one.read_bytes() == other.read_bytes()


def test_a_file_says_who_made_it_and_through_which_profile(ledger: Ledger, tmp_path: Path) -> None:
    for profile in ("full", "public"):
        told = pq.read_schema(written(ledger, tmp_path / "x.parquet", profile=profile)).metadata
        assert told[b"profile"].decode() == profile
        assert told[b"program"].startswith(b"warledger ")
        assert b"rules" in told


def test_the_public_profile_withholds_in_a_file_and_in_a_folder(ledger: Ledger, tmp_path: Path) -> None:
    written(ledger, tmp_path / "x.parquet", profile="public")
    written(ledger, tmp_path / "tables", profile="public")
    for path in tmp_path.rglob("*.parquet"):
        told = str(pq.read_table(path).drop_columns(_quotes(path)).to_pylist())
        assert "37.987654" not in told, path.name
        assert not re.search(r"Umm Samir\b", told), path.name
        assert "Rana" not in told, path.name


def _quotes(path: Path) -> list[str]:
    """Columns whose words were published by their outlets and stay."""
    return [name for name in pq.read_schema(path).names if name in ("evidence", "quote", "accounts", "why")]


def test_the_side_file_names_the_columns_and_counts_the_rows(ledger: Ledger, tmp_path: Path) -> None:
    written(ledger, tmp_path / "x.parquet")
    about = json.loads((tmp_path / "x.parquet.about.json").read_text())
    assert about["files"][0]["rows"] == 2
    assert about["files"][0]["columns"]["accounts"], "each column has its meaning"
    written(ledger, tmp_path / "tables")
    files = {f["name"]: f for f in json.loads((tmp_path / "tables" / "about.json").read_text())["files"]}
    assert files["incidents.parquet"]["rows"] == 2
    assert all(files["figures.parquet"]["columns"].values())


def test_every_column_of_every_table_has_a_meaning(ledger: Ledger, tmp_path: Path) -> None:
    written(ledger, tmp_path / "x.parquet")
    written(ledger, tmp_path / "tables")
    for side in (tmp_path / "x.parquet.about.json", tmp_path / "tables" / "about.json"):
        for file in json.loads(side.read_text())["files"]:
            unsaid = [column for column, meaning in file["columns"].items() if not meaning]
            assert unsaid == [], file["name"]


def test_a_reader_finds_a_whole_file_or_the_one_before(ledger: Ledger, tmp_path: Path) -> None:
    out = tmp_path / "x.parquet"
    out.write_bytes(b"before")
    held = ledger.incidents

    def breaking(*_: object) -> object:
        yield next(iter(held()))
        raise KeyboardInterrupt

    ledger.incidents = breaking  # type: ignore[method-assign, assignment]
    from warledger.exports.parquet import write_parquet

    with pytest.raises(KeyboardInterrupt):
        write_parquet(View(ledger, "full"), out)
    assert out.read_bytes() == b"before"
    assert [path.name for path in tmp_path.glob("*.part")] + [p.name for p in tmp_path.glob(".*.part")] == []


def test_it_goes_to_no_terminal(ledger: Ledger) -> None:
    with pytest.raises(UsageError, match="name a file or a folder with -o"):
        export(ledger, format="parquet", out=None, stdout=io.StringIO())


def test_a_folder_that_is_a_file_is_told_of(
    filled: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "tables").write_text("")
    assert run(["export", "-f", "parquet", "-l", str(filled), "-o", str(tmp_path / "tables")]) == 2
    assert "tables is a file; tables go into a folder" in capsys.readouterr().err


def test_no_other_format_waits_for_arrow(filled: Path) -> None:
    told = (
        "import sys; from warledger.cli import run;"
        f"run(['export', '-f', 'jsonl', '-l', {str(filled)!r}, '-o', '/dev/null']);"
        "sys.exit('pyarrow' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", told], check=False).returncode == 0
