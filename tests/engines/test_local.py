"""A stream of reports in, one outcome per report out, in order; one odd report harms no other."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language

from warledger.engines import local, tell_all
from warledger.records import Refusal, Report, ReportDate, Telling

SHELLED = "A shell hit the bakery in Azaz on 3 May 2017, killing six civilians."


def reports(*texts: str) -> list[Report]:
    return [Report(f"r-{number}", text) for number, text in enumerate(texts)]


def test_nothing_in_nothing_out() -> None:
    assert list(tell_all([])) == []


def test_every_report_has_one_outcome_in_order() -> None:
    given_in = reports(*[SHELLED.replace("six", str(n)) for n in range(2, 9)])
    told = list(tell_all(given_in))
    assert [t.report for t in told if isinstance(t, Telling)] == given_in


def test_a_report_that_breaks_the_telling_is_refused_and_the_rest_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def tell(doc: object, report: Report, gazetteer: object) -> Telling:
        if "broken" in report.text:
            raise ValueError("no such\nword")
        return Telling(report, ReportDate(None, "unknown"))

    monkeypatch.setattr(local, "tell", tell)
    one, odd, other = tell_all(reports("All is calm.", "This is broken.", "All is well."))
    assert isinstance(one, Telling)
    assert isinstance(other, Telling)
    assert odd == Refusal("r-1", "unreadable", "reading it failed: ValueError: no such word")


def test_a_report_that_breaks_the_parse_is_refused_and_the_rest_is_told(
    monkeypatch: pytest.MonkeyPatch, nlp: Language
) -> None:
    class Fragile:
        max_length = 1000

        def pipe(self, texts: Iterator[str]) -> Iterator[object]:
            return (self(text) for text in texts)

        def __call__(self, text: str) -> object:
            if "broken" in text:
                raise RuntimeError("the parser fell over")
            return nlp(text)

    monkeypatch.setattr(local, "load_language", Fragile)
    one, odd, long = tell_all(reports("All is calm.", "This is broken.", "word " * 300))
    assert isinstance(one, Telling)
    assert isinstance(odd, Refusal)
    assert odd.code == "unreadable"
    assert isinstance(long, Refusal)
    assert long.code == "too_large"


def test_reports_are_taken_only_a_batch_ahead() -> None:
    taken = 0

    def source() -> Iterator[Report]:
        nonlocal taken
        for number in range(10_000):
            taken += 1
            yield Report(f"r-{number}", "All is calm.")

    stream = tell_all(source())
    next(stream)
    assert taken <= 2 * local.BATCH_REPORTS


@given(st.lists(st.integers(0, 3 * local.BATCH_CHARACTERS // 2), max_size=12))
def test_batches_hold_every_report_once_and_stay_small(lengths: list[int]) -> None:
    given_in = [Report(f"r-{number}", "x" * length) for number, length in enumerate(lengths)]
    batches = list(local._batches(iter(given_in)))
    assert [report for batch in batches for report in batch] == given_in
    for batch in batches:
        assert len(batch) <= local.BATCH_REPORTS
        assert len(batch) == 1 or sum(len(report.text) for report in batch) <= local.BATCH_CHARACTERS


def test_two_processes_tell_the_same_as_one() -> None:
    given_in = reports(*[SHELLED.replace("six", str(n)) for n in range(2, 5)])
    assert list(tell_all(given_in, jobs=2)) == list(tell_all(given_in))
