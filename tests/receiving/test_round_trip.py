"""What one ledger exports, another gives again, byte for byte."""

import filecmp
from collections.abc import Sequence
from dataclasses import replace
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import strategies
from tests.by_hand import put_incidents
from tests.receiving.conftest import LINES, exported, handed_over, incidents_in
from warledger.exports import export
from warledger.exports.writing import write_file
from warledger.ledger import Ledger
from warledger.receiving import import_files
from warledger.records import Incident, Reconciled, Telling


@pytest.mark.parametrize("form", LINES)
def test_an_archive_comes_back_in_every_format_of_lines(judged: Path, tmp_path: Path, form: str) -> None:
    received = handed_over(judged, tmp_path, "archive")
    assert exported(received, form, tmp_path / "again") == exported(judged, form, tmp_path / "before")


def test_an_archive_comes_back_in_every_plain_table(judged: Path, tmp_path: Path) -> None:
    received = handed_over(judged, tmp_path, "archive")
    for name, ledger in (("before", judged), ("again", received)):
        for form in ("csv", "parquet"):
            with Ledger.open_reading(str(ledger)) as opened:
                export(opened, format=form, out=tmp_path / f"{name}-{form}", stdout=StringIO())
    for form in ("csv", "parquet"):
        compared = filecmp.dircmp(tmp_path / f"before-{form}", tmp_path / f"again-{form}")
        assert compared.diff_files == ["about.json"], "the side file alone says that nothing was read here"
        assert len(compared.same_files) > 20
        assert not compared.left_only
        assert not compared.right_only


@pytest.mark.parametrize("form", ["jsonl", "acled", "hxl", "geojson"])
def test_the_lines_of_incidents_alone_come_back(examples: Path, tmp_path: Path, form: str) -> None:
    received = handed_over(examples, tmp_path, "jsonl")
    if form in ("jsonl", "hxl"):
        assert exported(received, form, tmp_path / "again") == exported(examples, form, tmp_path / "before")
    else:  # titles and addresses of reports are in no line of jsonl
        assert len(exported(received, form, tmp_path / "again").splitlines()) == len(
            exported(examples, form, tmp_path / "before").splitlines()
        )


def test_four_files_of_lines_come_back_in_whatever_order_they_are_given(
    examples: Path, tmp_path: Path
) -> None:
    forms = ("quotes", "figures", "jsonl", "context")
    received = handed_over(examples, tmp_path, *forms)
    for form in forms:
        assert exported(received, form, tmp_path / "again") == exported(examples, form, tmp_path / "before")


def test_a_parquet_file_of_incidents_comes_back(judged: Path, tmp_path: Path) -> None:
    exported(judged, "parquet", tmp_path / "ledger.parquet")
    import_files([tmp_path / "ledger.parquet"], tmp_path / "received.db")
    before = exported(judged, "jsonl", tmp_path / "before")
    assert exported(tmp_path / "received.db", "jsonl", tmp_path / "again") == before


def test_what_was_received_is_handed_on_as_it_is(judged: Path, tmp_path: Path) -> None:
    (tmp_path / "once").mkdir()
    (tmp_path / "twice").mkdir()
    once = handed_over(judged, tmp_path / "once", "archive")
    twice = handed_over(once, tmp_path / "twice", "archive")
    assert exported(twice, "archive", tmp_path / "b") == exported(judged, "archive", tmp_path / "a")


def test_a_judged_account_keeps_what_was_read_beside_what_counts(judged: Path, tmp_path: Path) -> None:
    received = handed_over(judged, tmp_path, "archive")
    corrected = [a for i in incidents_in(received) for a in i.accounts if a.corrected]
    assert {c.field for a in corrected for c in a.corrected} == {"figure", "perpetrator"}
    with Ledger.open_reading(str(received)) as there, Ledger.open_reading(str(judged)) as here:
        for report in here.reports():
            assert there.telling(report.id).accounts == here.telling(report.id).accounts
            assert there.rejections(report.id) == here.rejections(report.id)
        assert there.judgements() == here.judgements()
        assert there.adrift() == here.adrift()


@st.composite
def ledgers(draw: st.DrawFn) -> tuple[Sequence[Telling], Sequence[Incident]]:
    """Tellings of reports of several ids, and incidents that hold each account once."""
    told = draw(st.lists(strategies.tellings(), min_size=1, max_size=3, unique_by=lambda t: t.report.id))
    seen: set[str] = set()
    kept = []
    for telling in told:
        own = tuple(a for a in telling.accounts if a.id not in seen)
        seen |= {a.id for a in own}
        kept.append(replace(telling, accounts=own))
    accounts = [a for telling in kept for a in telling.accounts]
    drawn = draw(
        st.lists(
            strategies.incidents,
            min_size=len(accounts),
            max_size=len(accounts),
            unique_by=lambda i: i.id,
        )
    )
    return kept, [
        replace(i, accounts=(a,), figures=tuple(map(_ordered, i.figures)))
        for i, a in zip(drawn, accounts, strict=True)
    ]


def _ordered(figure: Reconciled) -> Reconciled:
    if figure.low is None or figure.high is None or figure.low <= figure.high:
        return figure
    return replace(figure, low=figure.high, high=figure.low)


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(ledgers())
def test_a_made_up_ledger_comes_back(made: tuple[Sequence[Telling], Sequence[Incident]]) -> None:
    tellings, incidents = made
    with TemporaryDirectory() as name:
        folder = Path(name)
        with Ledger.create_or_open(str(folder / "made.db")) as ledger:
            ledger.add(tellings)
            put_incidents(ledger, incidents)
        forms = ("archive", "jsonl", "figures", "context", "quotes")
        before = {form: _lines(folder / "made.db", form) for form in forms}
        write_file(folder / "given.jsonl", [before["archive"]])
        import_files([folder / "given.jsonl"], folder / "received.db")
        assert {form: _lines(folder / "received.db", form) for form in forms} == before


def _lines(ledger: Path, form: str) -> str:
    out = StringIO()
    with Ledger.open_reading(str(ledger)) as opened:
        export(opened, format=form, out=None, stdout=out)
    return out.getvalue()
