"""The reports of examples/ and the ledger that comes of them, pinned byte for byte in tests/golden.

After a change that was meant, `make golden` writes the golden files anew; their diff is then read like code.
"""

import contextlib
import io
import json
import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pyarrow.parquet import read_table

from warledger.cli import run

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "examples" / "reports"
MANIFEST = ROOT / "examples" / "manifest.csv"
GOLDEN = {
    "jsonl": ROOT / "tests" / "golden" / "examples.jsonl",
    "figures": ROOT / "tests" / "golden" / "examples.figures.jsonl",
    "acled": ROOT / "tests" / "golden" / "examples.acled.csv",
    "ged": ROOT / "tests" / "golden" / "examples.ged.csv",
    "geojson": ROOT / "tests" / "golden" / "examples.geojson",
    "hxl": ROOT / "tests" / "golden" / "examples.hxl.csv",
    "ftm": ROOT / "tests" / "golden" / "examples.ftm.jsonl",
    "parquet": ROOT / "tests" / "golden" / "examples.parquet.txt",
    "archive": ROOT / "tests" / "golden" / "examples.archive.jsonl",
    "timemap": ROOT / "tests" / "golden" / "examples.timemap.json",
}

README_COLUMNS = "128"

type Json = dict[str, Any]


def build_examples(ledger: Path, *inputs: Path) -> None:
    paths = [str(path) for path in inputs or (EXAMPLES,)]
    assert run(["build", *paths, "--manifest", str(MANIFEST), "-l", str(ledger)]) == 0


def export(ledger: Path, form: str, out: Path) -> bytes:
    assert run(["export", "-f", form, "-l", str(ledger), "-o", str(out)]) == 0
    if form == "parquet":
        return in_words(out)
    # What was refused is named by its whole path, which is another one elsewhere.
    return b"".join(line for line in out.open("rb") if not line.startswith(b'{"name":'))


def in_words(folder: Path) -> bytes:
    """What Parquet files hold, as text: of each the columns with their types, and the rows."""
    told = []
    for file in sorted(path for path in folder.glob("*.parquet") if path.stem != "refusals"):
        table = read_table(file)
        told += [f"{file.name}: {table.num_rows} rows", table.schema.remove_metadata().to_string()]
        told += [json.dumps(row, ensure_ascii=False, default=str) for row in table.to_pylist()]
    return "\n".join([*told, ""]).encode()


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("examples") / "ledger.db"
    build_examples(path)
    return path


@pytest.fixture(scope="module")
def incidents(ledger: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Json]:
    out = tmp_path_factory.mktemp("export") / "ledger.jsonl"
    return [json.loads(line) for line in export(ledger, "jsonl", out).decode().splitlines()]


@pytest.fixture(scope="module")
def loose(ledger: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Json]:
    out = tmp_path_factory.mktemp("export") / "figures.jsonl"
    return [json.loads(line) for line in export(ledger, "figures", out).decode().splitlines()]


@pytest.mark.parametrize("form", GOLDEN)
def test_the_examples_come_to_the_golden_ledger(form: str, ledger: Path, tmp_path: Path) -> None:
    assert export(ledger, form, tmp_path / "out") == GOLDEN[form].read_bytes(), (
        "the ledger of examples/ changed: if that was meant, run `make golden` and read the diff"
    )


def test_the_same_reports_in_another_order_and_in_two_builds_come_to_the_same(tmp_path: Path) -> None:
    files = sorted(EXAMPLES.iterdir(), reverse=True)
    ledger = tmp_path / "ledger.db"
    build_examples(ledger, *files[:4])
    build_examples(ledger, *files)
    for form, golden in GOLDEN.items():
        assert export(ledger, form, tmp_path / form) == golden.read_bytes()


def test_the_same_input_again_adds_nothing(
    ledger: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = [export(ledger, form, tmp_path / form) for form in GOLDEN]
    capsys.readouterr()
    build_examples(ledger)
    assert capsys.readouterr().out.startswith("0 new reports, ")
    assert [export(ledger, form, tmp_path / form) for form in GOLDEN] == before


def demo(folder: Path) -> str:
    """What `make demo` prints: its commands, as the Makefile holds them, run in a folder with the examples."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    recipe = re.findall(r"^\t\$\(WARLEDGER\) (.*)$", makefile, re.M)
    (folder / "examples").symlink_to(ROOT / "examples")
    (folder / "demo").mkdir()
    printed = ["$ make demo"]
    with contextlib.chdir(folder):
        for line in recipe:
            words = line.replace("$(DEMO)", "demo/ledger.db")
            out = io.StringIO()
            with contextlib.redirect_stdout(out):
                assert run(words.split()) == 0
            printed.append(f".venv/bin/warledger {words}")
            printed += [*(row.rstrip() for row in out.getvalue().splitlines()), ""]
    return "\n".join(printed).rstrip()


SHOWN = re.compile(r"(<!-- demo -->\n```console\n).*?(\n```\n<!-- /demo -->)", re.S)


def test_the_readme_shows_what_the_demo_prints(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", README_COLUMNS)
    shown = SHOWN.search((ROOT / "README.md").read_text(encoding="utf-8"))
    assert shown is not None
    assert demo(tmp_path) in shown[0], "README.md shows an older demo: `make golden` writes it anew"


# ------------------------------------------------------------------- what a reader of examples/ must find


def of_report(incidents: list[Json], report: str) -> Iterator[tuple[Json, Json]]:
    for incident in incidents:
        for account in incident["accounts"]:
            if account["report"] == report:
                yield incident, account


def in_town(incidents: list[Json], town: str) -> list[Json]:
    return [i for i in incidents if town in (i["place"]["name"] or "")]


def killed(holder: Json) -> set[tuple[int | None, int | None]]:
    return {(f["low"], f["high"]) for f in holder["figures"] if f["outcome"] == "killed"}


def test_one_market_bombed_twice_with_the_same_toll_is_two_incidents(incidents: list[Json]) -> None:
    days = sorted(i["date"]["start"] for i in in_town(incidents, "Saraqib") if i["targets"] == ["market"])
    assert days == ["2017-03-14", "2019-06-12"]


def test_one_strike_told_by_two_outlets_is_one_incident_with_a_disagreement(incidents: list[Json]) -> None:
    (strike,) = (i for i in in_town(incidents, "Saraqib") if i["date"]["start"] == "2017-03-14")
    told = {account["report"] for account in strike["accounts"]}
    assert {"saraqib-markets", "saraqib-markets-copy", "saraqib-conflated"} <= told
    assert any(d["kind"] == "figure" and "29" in d["text"] for d in strike["disagreements"])


def test_a_text_sent_out_by_a_second_outlet_is_a_copy(incidents: list[Json]) -> None:
    copies = {a["report"]: a["copy_of"] for i in incidents for a in i["accounts"] if a["copy_of"]}
    assert set(copies) | set(copies.values()) == {"saraqib-markets", "saraqib-markets-copy"}


def test_a_sum_of_two_markets_is_no_third_incident(incidents: list[Json], loose: list[Json]) -> None:
    assert any(
        f["report"] == "saraqib-markets" and f["kind"] == "aggregate" and f["low"] == 29 for f in loose
    )
    assert not any((29, None) in killed(a) for _, a in of_report(incidents, "saraqib-markets"))


@pytest.mark.parametrize(
    ("report", "kind", "low"),
    [
        ("saraqib-markets", "running_toll", 320_001),
        ("saraqib-2019", "running_toll", 501),
        ("ariha-offensive", "displacement", 90_000),
        ("ariha-offensive", "projection", 200_000),
        ("ariha-offensive", "facilities", 40),
        ("mogadishu-1", "running_toll", 301),
    ],
)
def test_what_is_no_incident_is_kept_beside_the_incidents(
    report: str, kind: str, low: int, incidents: list[Json], loose: list[Json]
) -> None:
    assert any((f["report"], f["kind"], f["low"]) == (report, kind, low) for f in loose)
    assert all(low not in {n for n, _ in killed(a)} for _, a in of_report(incidents, report))


def test_two_sides_of_one_clash_are_no_range(incidents: list[Json]) -> None:
    clashes = [i for i, _ in of_report(incidents, "ariha-offensive") if i["type"] == "armed_clash"]
    assert len(clashes) == 1
    (account,) = clashes[0]["accounts"]
    assert {18, 21} <= {low for low, _ in killed(account)}
    assert not {(18, 21), (39, 39), (39, None)} & killed(clashes[0])


def test_an_undated_report_is_not_guessed(incidents: list[Json]) -> None:
    dates = [i["date"] for i, _ in of_report(incidents, "atarib-hospital")]
    assert dates
    assert all((d["start"], d["end"], d["precision"]) == (None, None, "unknown") for d in dates)


def test_a_denial_is_kept_beside_the_blame(incidents: list[Json]) -> None:
    (raid,) = (i for i in in_town(incidents, "Saraqib") if i["date"]["start"] == "2019-06-12")
    stances = {p["stance"] for p in raid["perpetrators"] if p["actor"] == "Russia"}
    assert "denied" in stances
    assert stances & {"asserted", "suspected"}


def test_a_toll_that_grows_is_one_incident(incidents: list[Json]) -> None:
    (bomb,) = in_town(incidents, "Azaz")
    assert {a["report"] for a in bomb["accounts"]} == {"azaz-1", "azaz-2"}
    assert bomb["date"]["start"] == bomb["date"]["end"] == "2017-05-03"


def test_another_war_is_read_as_well(incidents: list[Json]) -> None:
    somalia = [i for i, _ in of_report(incidents, "mogadishu-1")]
    assert {i["place"]["country"] for i in somalia} == {"SO"}
    assert {"2018-09-22", "2018-09-21"} == {i["date"]["start"] for i in somalia}
    iraq = {i["place"]["name"]: i["date"]["start"] for i, _ in of_report(incidents, "baquba-1")}
    assert {"2016-11-07", "2016-11-06"} <= set(iraq.values())


def test_a_despatch_in_french_is_refused_with_its_reason(ledger: Path) -> None:
    from warledger.ledger import Ledger

    with Ledger.open_reading(str(ledger)) as opened:
        (refusal,) = opened.refusals()
    assert (Path(refusal.name).name, refusal.code) == ("depeche.txt", "language")


def test_every_quote_is_the_very_slice_of_its_report(ledger: Path, incidents: list[Json]) -> None:
    from warledger.ledger import Ledger

    with Ledger.open_reading(str(ledger)) as opened:
        texts = {report.id: report.text for report in opened.reports()}
    spans = 0
    for incident in incidents:
        for account in incident["accounts"]:
            quoted = [account["evidence"], *(f["quote"] for f in account["figures"])]
            for span in quoted:
                assert texts[account["report"]][span["start"] : span["end"]] == span["text"]
                spans += 1
    assert spans > 20


if __name__ == "__main__":
    import tempfile

    os.environ["COLUMNS"] = README_COLUMNS
    with tempfile.TemporaryDirectory() as folder:
        readme = ROOT / "README.md"
        printed = demo(Path(folder))
        text = SHOWN.sub(lambda m: m[1] + printed + m[2], readme.read_text(encoding="utf-8"))
        readme.write_text(text, encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        build_examples(Path(folder) / "ledger.db")
        for name, path in GOLDEN.items():
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(export(Path(folder) / "ledger.db", name, Path(folder) / name))
            sys.stdout.write(f"{path.relative_to(ROOT)} is written; read its diff\n")
