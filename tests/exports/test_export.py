"""Every format: complete, stable to the byte, whole or not there at all."""

import io
import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import factories as make
from tests.exports.conftest import fill, strike
from warledger.errors import UsageError
from warledger.exports import FORMATS, export
from warledger.exports.writing import write_file
from warledger.ledger import Ledger
from warledger.record_json import read_context, read_incident, read_loose, read_quotation


def printed(ledger: Ledger, name: str, **options: str) -> str:
    stream = io.StringIO()
    export(ledger, format=name, out=None, stdout=stream, **options)  # type: ignore[arg-type]
    return stream.getvalue()


def content(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in sorted(folder.iterdir())}


def test_the_formats_are_those_of_the_contract() -> None:
    assert {"jsonl", "figures", "context", "quotes", "csv"} <= set(FORMATS)


def test_jsonl_gives_every_incident_back(ledger: Ledger) -> None:
    lines = printed(ledger, "jsonl").splitlines()
    assert [read_incident(json.loads(line)) for line in lines] == list(ledger.incidents())
    assert [json.loads(line)["id"] for line in lines] == ["2015-03-09-tal-ward", "unknown-al-noor"]


def test_jsonl_names_the_outlet_and_the_lineage_of_each_account(ledger: Ledger) -> None:
    accounts = json.loads(printed(ledger, "jsonl").splitlines()[0])["accounts"]
    assert [(a["outlet"], a["copy_of"]) for a in accounts] == [
        ("The Valley Post", None),
        ("Hill Gazette", "tal-ward"),
    ]


def test_a_full_line_has_the_fields_of_the_contract_and_no_other(ledger: Ledger) -> None:
    line = json.loads(printed(ledger, "jsonl").splitlines()[0])
    assert set(line) == {
        "id", "title", "type", "date", "place", "targets", "figures", "perpetrators", "primary_sources",
        "reports", "grade", "disagreements", "accounts", "independent_sources", "lineage",
    }  # fmt: skip


def test_figures_gives_every_loose_figure_back(ledger: Ledger) -> None:
    lines = printed(ledger, "figures").splitlines()
    assert [read_loose(json.loads(line)) for line in lines] == list(ledger.loose())
    assert [json.loads(line)["report"] for line in lines] == ["reprint", "tal-ward"]


def test_context_gives_every_context_line_back(ledger: Ledger) -> None:
    lines = printed(ledger, "context").splitlines()
    assert [read_context(json.loads(line)) for line in lines] == list(ledger.context())
    assert [json.loads(line)["event"] for line in lines] == ["declared", "violated"]


def test_a_context_line_has_fields_like_those_of_figures(ledger: Ledger) -> None:
    assert list(json.loads(printed(ledger, "context").splitlines()[0])) == [
        "report", "id", "kind", "event", "parties", "excluded", "quote", "says", "period", "place",
        "mediators", "lasting",
    ]  # fmt: skip


def test_quotes_gives_every_quotation_back(ledger: Ledger) -> None:
    lines = printed(ledger, "quotes").splitlines()
    assert [read_quotation(json.loads(line)) for line in lines] == list(ledger.quotations())
    form = json.loads(lines[0])
    assert (form["report"], form["speaker"], form["direct"]) == ("truce", ["Abu Samir"], True)
    assert form["named"]["text"] == "Abu Samir"


@pytest.mark.parametrize("name", ["jsonl", "figures", "context", "quotes"])
def test_lines_are_compact_and_end_with_a_newline(ledger: Ledger, name: str) -> None:
    text = printed(ledger, name)
    assert text.endswith("}\n")
    assert "\r" not in text
    for line in text.splitlines():
        compact = json.dumps(json.loads(line), ensure_ascii=False, separators=(",", ":"))
        assert line == compact.replace("\ud83d", "\\ud83d")


@pytest.mark.parametrize(
    ("profile", "name"),
    [(p, name) for p in ("full", "public") for name in FORMATS if (p, name) != ("public", "archive")],
)
def test_the_same_ledger_in_another_order_gives_the_same_bytes(
    tmp_path: Path, name: str, profile: str
) -> None:
    results = []
    for backwards in (False, True):
        folder = tmp_path / str(backwards)
        folder.mkdir()
        with Ledger.create_or_open(str(folder / "ledger.db")) as ledger:
            fill(ledger, backwards=backwards)
            out = folder / "out"
            export(ledger, format=name, out=out, stdout=io.StringIO(), profile=profile)  # type: ignore[arg-type]
        results.append(content(out) if out.is_dir() else out.read_bytes())
    assert results[0] == results[1]
    assert results[0]


@pytest.mark.parametrize("name", ["jsonl", "figures"])
def test_a_file_and_standard_output_get_the_same(ledger: Ledger, tmp_path: Path, name: str) -> None:
    out = tmp_path / "out.jsonl"
    raw = io.BytesIO()
    latin = io.TextIOWrapper(raw, encoding="latin-1", newline="\r\n")
    assert export(ledger, format=name, out=out, stdout=io.StringIO()) == 2
    assert export(ledger, format=name, out=None, stdout=latin) == 2
    assert raw.getvalue() == out.read_bytes() == printed(ledger, name).encode()


def test_an_empty_ledger_gives_empty_files(tmp_path: Path) -> None:
    with Ledger.create_or_open(str(tmp_path / "ledger.db")) as ledger:
        assert export(ledger, format="jsonl", out=tmp_path / "out", stdout=io.StringIO()) == 0
    assert (tmp_path / "out").read_bytes() == b""


def test_an_unknown_format_is_named_with_the_known_ones(ledger: Ledger) -> None:
    with pytest.raises(UsageError, match="no format pdf; there are: jsonl, figures, context, quotes, csv"):
        printed(ledger, "pdf")


def test_tables_do_not_go_to_standard_output(ledger: Ledger) -> None:
    with pytest.raises(UsageError, match="-o FOLDER"):
        printed(ledger, "csv")


def test_what_cannot_be_written_is_said_in_one_line(ledger: Ledger, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    for name, out in (
        ("jsonl", tmp_path),
        ("jsonl", tmp_path / "none" / "out.jsonl"),
        ("csv", tmp_path / "file"),
        ("csv", tmp_path / "none" / "out"),
    ):
        with pytest.raises(UsageError) as error:
            export(ledger, format=name, out=out, stdout=io.StringIO())
        assert "\n" not in str(error.value)
    assert (tmp_path / "file").read_text(encoding="utf-8") == "mine"


def test_an_export_that_breaks_off_leaves_the_old_file(tmp_path: Path) -> None:
    def broken() -> Iterator[str]:
        yield "new\n"
        raise RuntimeError

    out = tmp_path / "out.jsonl"
    write_file(out, ["old\n"])
    with pytest.raises(RuntimeError):
        write_file(out, broken())
    assert content(tmp_path) == {"out.jsonl": b"old\n"}


def test_the_unfinished_file_has_another_name(tmp_path: Path) -> None:
    def watched() -> Iterator[str]:
        yield "line\n"
        assert not (tmp_path / "out.jsonl").exists()

    write_file(tmp_path / "out.jsonl", watched())
    assert content(tmp_path) == {"out.jsonl": b"line\n"}


def test_a_link_to_a_file_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").write_text("old", encoding="utf-8")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    write_file(tmp_path / "link", ["new\n"])
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_text(encoding="utf-8") == "new\n"


def test_a_device_is_written_to_and_stays_a_device(ledger: Ledger) -> None:
    null = Path("/dev/null")
    assert export(ledger, format="jsonl", out=null, stdout=io.StringIO()) == 2
    assert null.is_char_device()


def test_a_pipe_is_written_to(ledger: Ledger, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        export(ledger, format="figures", out=pipe, stdout=io.StringIO())
        assert os.read(reader, 10**6).decode() == printed(ledger, "figures")
    finally:
        os.close(reader)


def test_tables_go_into_a_folder_beside_what_is_there(ledger: Ledger, tmp_path: Path) -> None:
    out = tmp_path / "tables"
    out.mkdir()
    (out / "notes.txt").write_text("mine", encoding="utf-8")
    (out / "incidents.csv").write_text("old", encoding="utf-8")
    export(ledger, format="csv", out=out, stdout=io.StringIO())
    assert (out / "notes.txt").read_text(encoding="utf-8") == "mine"
    assert (out / "incidents.csv").read_bytes().startswith(b"incident,title,")
    assert not [name for name in content(out) if name.endswith(".part")]


def test_an_export_shows_one_state_while_a_build_goes_on(ledger: Ledger, tmp_path: Path) -> None:
    expected = printed(ledger, "jsonl")
    with Ledger.open_reading(str(tmp_path / "ledger.db")) as reader, reader.steady() as still:
        first = next(still.incidents())
        ledger.add([make.tal_ward("later")])
        assert printed(still, "jsonl") == expected
        assert first.id == "2015-03-09-tal-ward"


def test_lone_surrogates_are_written_as_json_escapes(ledger: Ledger) -> None:
    line = printed(ledger, "jsonl").splitlines()[1]
    assert "killing \\ud83d two people" in line
    assert json.loads(line)["accounts"][0]["evidence"]["text"] == strike().report.text
