"""Words that several reports quote: one recurring quotation, first told somewhere, by the speaker that each names."""

from collections.abc import Mapping
from datetime import date

from tests.factories import note, quotation, quoted
from warledger.reconciling.recurring import by_quotation, recurring_in, recurring_quotations
from warledger.records import Quotation, RecurringQuotation, ReportDate, ReportNote

WORDS = "We will not sit down to talk while our towns are shelled every night"


def said(by: str, words: str = WORDS, *speaker: str, direct: bool = True) -> Quotation:
    return quotation(
        quoted(words, words),
        speaker or ("Samir Haddad",),
        id=f"q-{by}-{len(words)}",
        report=by,
        direct=direct,
    )


def notes(days: Mapping[str, str | None], copies: Mapping[str, str] | None = None) -> dict[str, ReportNote]:
    out = {}
    for report, day in days.items():
        dated = ReportDate(date.fromisoformat(day), "published") if day else ReportDate(None, "unknown")
        out[report] = note(
            report, outlet=f"Outlet of {report}", dated=dated, copy_of=(copies or {}).get(report)
        )
    return out


def only(*quotations: Quotation, copies: Mapping[str, str] | None = None) -> RecurringQuotation | None:
    days = {q.report: f"2016-04-{20 + n}" for n, q in enumerate(quotations)}
    found = recurring_quotations(quotations, notes(days, copies))
    assert len(found) <= 1
    return found[0] if found else None


def test_eight_words_in_a_row_are_one_quotation() -> None:
    found = only(said("a"), said("b", f"Listen: {WORDS.lower()}, and by day."))
    assert found is not None
    assert (found.words, found.reports, found.disputed) == (WORDS, 2, False)
    assert [(t.report, t.outlet) for t in found.tellings] == [("a", "Outlet of a"), ("b", "Outlet of b")]


def test_seven_words_in_a_row_are_not() -> None:
    assert only(said("a"), said("b", "We will not sit down to talk with anybody at all this year")) is None


def test_a_short_sentence_recurs_where_it_is_the_same_and_long_enough_to_tell() -> None:
    assert only(said("a", "Nobody can win this war"), said("b", "Nobody can win this war.")) is not None
    assert only(said("a", "We are ready"), said("b", "We are ready")) is None


def test_halves_of_one_statement_are_joined_by_the_report_that_has_it_whole() -> None:
    first, second = (
        "We will not sit down to talk while they shell us",
        "and nobody will make us leave our towns this winter",
    )
    found = only(said("a", first), said("b", f"{first} {second}"), said("c", second))
    assert found is not None
    assert found.reports == 3


def test_the_first_telling_is_that_of_the_earliest_day_and_an_undated_one_is_last() -> None:
    found = recurring_quotations(
        [said("a"), said("b"), said("c")], notes({"a": None, "b": "2016-04-22", "c": "2016-04-20"})
    )
    assert [t.report for t in found[0].tellings] == ["c", "b", "a"]


def test_copies_are_listed_and_not_counted() -> None:
    found = only(said("a"), said("b"), said("c"), copies={"b": "a"})
    assert found is not None
    assert (found.reports, len(found.tellings)) == (2, 3)
    assert only(said("a"), said("b"), copies={"b": "a"}) is None


def test_speakers_that_differ_are_flagged() -> None:
    found = only(said("a", WORDS, "Samir Haddad"), said("b", WORDS, "Rana Amin"))
    assert found is not None
    assert (found.speakers, found.disputed) == (("Samir Haddad", "Rana Amin"), True)


def test_speakers_without_a_name_contradict_nobody() -> None:
    found = only(said("a", WORDS, "a government source"), said("b", WORDS, "a regime source"))
    assert found is not None
    assert (found.speakers, found.disputed) == (("a government source", "a regime source"), False)


def test_only_direct_speech_recurs() -> None:
    assert only(said("a"), said("b", direct=False)) is None


def test_twice_in_one_report_is_once() -> None:
    assert recurring_quotations([said("a"), said("a", f"{WORDS} now")], notes({"a": "2016-04-20"})) == ()


def test_the_id_comes_from_the_words_and_not_from_the_order() -> None:
    one, other = said("a"), said("b")
    known = notes({"a": "2016-04-20", "b": "2016-04-21"})
    assert recurring_quotations([one, other], known) == recurring_quotations([other, one], known)
    (found,) = recurring_quotations([one, other], known)
    assert by_quotation([found]) == {one.id: found.id, other.id: found.id}


def test_those_of_some_reports_are_found_among_all() -> None:
    all_quotations = [
        said("a"),
        said("b"),
        said("c", "Nobody can win this war"),
        said("d", "Nobody can win this war"),
    ]
    known = notes(dict.fromkeys("abcd", "2016-04-20"))
    (found,) = recurring_in(lambda: iter(all_quotations), {"a"}, known)
    assert {t.report for t in found.tellings} == {"a", "b"}
