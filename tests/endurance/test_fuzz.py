"""Whatever bytes are handed in come to reports and refusals, or to one line: never to a fault of the program.

Sound files are broken at a few places each. `make fuzz` tries sixty times as many.
"""

import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from tests.endurance.mutating import (
    ACTORS,
    CHANGES,
    FEED,
    FEED_LIST,
    MANIFEST,
    PLACES,
    REPORTS,
    THEIR_TABLE,
    Change,
    archive,
    changed,
    written,
)
from tests.reports.taking import codes, take
from warledger.comparing.rows import read_dataset
from warledger.errors import WarledgerError
from warledger.feeds.entries import NoFeed, read_entries
from warledger.feeds.feed_list import read_feed_list
from warledger.grounding.actor_lists import read_actor_list
from warledger.grounding.gazetteer.user_lists import list_places
from warledger.grounding.report_dates import date_report
from warledger.receiving import import_files
from warledger.records import Report
from warledger.reports import furniture_spans, load_manifest, tells_of_violence

SHORT, LONG = 70, 8_000
"""Cases of a reader: 16 readers are tried in two ways here, 2,240 cases in all, and with 128,000 in the long run."""

DOCUMENTED = (0, 1, 2)
"""Statuses of a command that was handed such a file: it is read, nothing could be read, or it is broken."""

QUIET = (HealthCheck.too_slow, HealthCheck.function_scoped_fixture, HealthCheck.data_too_large)
PHASES = (Phase.explicit, Phase.generate, Phase.shrink)

type Reader = Callable[[Path, bytes], None]


def read_reports(name: str) -> Reader:
    def read(folder: Path, data: bytes) -> None:
        reports, refusals = take(written(folder, name, data))
        codes(refusals)
        assert reports or refusals or name.startswith("a.warc")  # an archive may hold no page
        for report in reports:
            hold_whole(report)

    return read


def hold_whole(report: Report) -> None:
    """A report can be kept, and what is found in its text slices it."""
    assert report.id.strip()
    assert report.text.encode("utf-8")
    assert "\0" not in report.text
    for span in furniture_spans(report.text):
        assert report.text[span.start : span.end] == span.text
    dated = date_report(report)
    if dated.quote is not None:
        assert report.text[dated.quote.start : dated.quote.end] == dated.quote.text
    tells_of_violence(report.text)


def in_one_line(read: Callable[[Path], object], name: str) -> Reader:
    def reading(folder: Path, data: bytes) -> None:
        said, status = "read", 0
        try:
            read(written(folder, name, data))
        except WarledgerError as error:
            said, status = str(error), error.exit_status
        assert said.strip()
        assert "\n" not in said
        assert status in DOCUMENTED

    return reading


def read_feed(_: Path, data: bytes) -> None:
    try:
        entries = read_entries(data, url="https://wire.example/rss", headers={"content-type": "text/xml"})
    except NoFeed:
        return
    assert len({entry.id for entry in entries}) == len(entries)


def receive(path: Path) -> None:
    """Import an export into a new ledger; where it is not taken there is none."""
    ledger = path.parent / "received.db"
    try:
        import_files([path], ledger)
    except WarledgerError:
        assert [each.name for each in path.parent.iterdir()] == [path.name]
        raise


READERS: dict[str, tuple[bytes, Reader]] = {
    **{name: (data, read_reports(name)) for name, data in REPORTS.items()},
    "manifest": (MANIFEST, in_one_line(load_manifest, "manifest.csv")),
    "places": (PLACES, in_one_line(lambda path: list(list_places(path, lambda *_: [])), "places.csv")),
    "actors": (ACTORS, in_one_line(read_actor_list, "actors.csv")),
    "export": (archive(), in_one_line(receive, "given.jsonl")),
    "their table": (THEIR_TABLE, in_one_line(read_dataset, "theirs.csv")),
    "feed list": (FEED_LIST, in_one_line(read_feed_list, "feeds.toml")),
    "feed": (FEED, read_feed),
}


def survives(reader: str, changes: list[Change]) -> None:
    sound, read = READERS[reader]
    with tempfile.TemporaryDirectory() as folder:
        read(Path(folder), changed(sound, changes))


@pytest.mark.parametrize("reader", READERS)
def test_a_sound_file_is_read(reader: str, tmp_path: Path) -> None:
    sound, read = READERS[reader]
    read(tmp_path, sound)
    if reader in REPORTS:
        reports, refusals = take(written(tmp_path, reader, sound))
        assert reports
        assert refusals == []


@pytest.mark.parametrize("reader", READERS)
def test_a_broken_file_is_no_fault_of_the_program(reader: str) -> None:
    @settings(max_examples=SHORT, deadline=None, suppress_health_check=QUIET, derandomize=True, phases=PHASES)
    @given(CHANGES)
    @example([])
    def broken(changes: list[Change]) -> None:
        survives(reader, changes)

    broken()


@pytest.mark.parametrize("reader", READERS)
def test_any_bytes_are_no_fault_of_the_program(reader: str) -> None:
    @settings(max_examples=SHORT, deadline=None, suppress_health_check=QUIET, derandomize=True)
    @given(st.binary(max_size=400) | st.text(st.characters(exclude_categories=()), max_size=200).map(_bytes))
    def broken(data: bytes) -> None:
        with tempfile.TemporaryDirectory() as folder:
            READERS[reader][1](Path(folder), data)

    broken()


@pytest.mark.slow
@pytest.mark.parametrize("reader", READERS)
def test_very_many_broken_files_are_no_fault_of_the_program(reader: str) -> None:
    @settings(max_examples=LONG, deadline=None, suppress_health_check=QUIET, database=None, phases=PHASES)
    @given(CHANGES)
    def broken(changes: list[Change]) -> None:
        survives(reader, changes)

    broken()


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
