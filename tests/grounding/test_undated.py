"""When a report without a date can have been written, by what it says."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language

from warledger.grounding.periods import find_periods
from warledger.grounding.undated import Constraint, interval_of, narrowed, settled
from warledger.grounding.undated.constraints import meet
from warledger.grounding.undated.days import Days
from warledger.grounding.undated.expressions import days_when
from warledger.grounding.undated.facts import facts, terms
from warledger.grounding.undated.honest import honest_periods
from warledger.grounding.undated.inference import infer_date
from warledger.grounding.undated.narrowing import PERIOD_DAYS
from warledger.records import Period, Report, ReportDate, Span

UNKNOWN = ReportDate(None, "unknown")
STORY = "Shells hit a bakery in the old town and killed six people, the mayor said. "


def inferred(nlp: Language, text: str, country: str | None = "SY") -> ReportDate:
    doc = nlp(text)
    return infer_date(doc, Report("r", text), UNKNOWN, find_periods(doc, UNKNOWN), country)


def limits(nlp: Language, text: str, country: str | None = "SY") -> tuple[str, str]:
    dated = inferred(nlp, text, country)
    return str(dated.earliest or ""), str(dated.latest or "")


# ------------------------------------------------------------------------------- clues, each by itself


@pytest.mark.parametrize(
    ("sentence", "country", "inside", "outside"),
    [
        ("It was the worst raid of the five-year war.", "SY", "2016-06-01", "2018-01-01"),
        ("It was the worst raid of Yemen's four-year conflict.", "SA", "2019-02-01", "2016-06-01"),
        ("The war is now in its sixth year.", "SY", "2016-09-01", "2017-09-01"),
        ("In nearly three years of war the town was never hit.", "SY", "2014-01-20", "2014-09-01"),
        ("After more than ten years of conflict few remain.", "SY", "2021-08-01", "2020-06-01"),
        ("The three-month-old war has emptied the city.", "SD", "2023-07-20", "2023-12-01"),
        ("The uprising, which began almost five months ago, goes on.", "SY", "2011-08-05", "2012-02-01"),
        ("Secretary of State John Kerry called the raid a crime.", None, "2014-05-01", "2017-06-01"),
        ("Josh Earnest, the White House press secretary, gave no details.", None, "2015-05-01", "2017-06-01"),
        ("UN envoy Lakhdar Brahimi spoke of a dark day.", "SY", "2013-01-01", "2015-01-01"),
        ("President Petro Poroshenko flew to the front.", "UA", "2015-01-01", "2020-01-01"),
        ("Fighters of Hayat Tahrir al-Sham left the town.", "SY", "2018-01-01", "2016-12-01"),
        ("Observers of UNSMIS could not reach the town.", "SY", "2012-06-01", "2013-06-01"),
        ("MINUSMA said that two of its men were hurt.", "ML", "2016-01-01", "2012-01-01"),
        ("The town was lost in 2015 and has not been quiet since.", "SY", "2016-02-01", "2015-06-01"),
        ("The coup in Niger left the army without its ally: President Mohamed Bazoum is held.", "NE", "2022-01-01", "2024-01-01"),
        ("Russia began its air campaign last year, and it has not reached the town.", "SY", "2016-02-01", "2014-02-01"),
        ("Since Russian air strikes began, the town has been hit twice.", "SY", "2016-02-01", "2015-06-01"),
    ],
)  # fmt: skip
def test_a_clue_allows_the_days_that_it_fits(
    nlp: Language, sentence: str, country: str | None, inside: str, outside: str
) -> None:
    dated = inferred(nlp, STORY + sentence, country)
    first, last = dated.earliest or date.min, dated.latest or date.max
    assert first <= date.fromisoformat(inside) <= last
    assert not first <= date.fromisoformat(outside) <= last


@pytest.mark.parametrize(
    "sentence",
    [
        "",
        "Former President Barack Obama wrote to the families.",
        "President-elect Donald Trump was silent.",
        "A 72-hour truce was agreed for the town.",
        "The five-year-old girl was pulled from the rubble.",
        "His term as mayor ended after five years.",
        "Elections may be held in 2031, he said.",
        "He demanded the ouster of Assad's cousin from the council.",
    ],
)
def test_what_tells_nothing_of_the_day_sets_no_limit(nlp: Language, sentence: str) -> None:
    assert limits(nlp, STORY + sentence) == ("", "")


def test_what_is_planned_for_a_year_lies_before_its_end(nlp: Language) -> None:
    assert limits(nlp, f"{STORY}The council will be elected in 2017, as planned.") == ("", "2017-12-31")


def test_of_two_holders_of_one_office_the_later_one_tells_the_time(nlp: Language) -> None:
    text = f"{STORY}President George W. Bush began it; President Barack Obama wants to end it."
    assert limits(nlp, text, None) == ("2009-01-20", "2017-01-20")


def test_the_age_of_a_truce_chooses_among_the_truces_of_the_years_that_are_known(nlp: Language) -> None:
    text = f"{STORY}It was the gravest breach of the seven-week truce, President Barack Obama said of the five-year war."
    dated = inferred(nlp, text)
    assert dated.basis == "inferred"
    assert dated.earliest is not None
    assert dated.latest is not None
    assert dated.earliest <= date(2016, 4, 16) <= dated.latest


def test_a_truce_by_itself_dates_nothing(nlp: Language) -> None:
    assert limits(nlp, f"{STORY}It was the gravest breach of the seven-week truce.") == ("", "")


def test_a_date_on_a_weekday_that_the_story_tells_of_gives_the_week(nlp: Language) -> None:
    text = (
        "A picture of April 18 shows the delegates. They left the hall on Monday. UN envoy Staffan de Mistura "
        "spoke of the five-year war, and of a deal to be signed in 2017 at the latest. Rebels of the High "
        "Negotiations Committee blamed the breach of a seven-week truce."
    )
    dated = inferred(nlp, text)
    assert (dated.earliest, dated.latest) == (date(2016, 4, 18), date(2016, 4, 22))
    assert any(r.kind == "weekday" and r.latest == date(2016, 4, 22) for r in dated.reasons)


def test_where_more_than_a_year_is_left_the_date_is_unknown_and_the_limits_are_kept(nlp: Language) -> None:
    dated = inferred(nlp, f"{STORY}Secretary of State John Kerry called it a crime.")
    assert (dated.day, dated.basis) == (None, "unknown")
    assert (dated.earliest, dated.latest) == (date(2013, 2, 1), date(2017, 1, 20))


def test_every_reason_quotes_the_words_that_it_rests_on(nlp: Language) -> None:
    text = f"{STORY}Secretary of State John Kerry spoke of the five-year war. Russian air strikes go on."
    reasons = inferred(nlp, text).reasons
    assert {r.kind for r in reasons} >= {"office", "age"}
    for reason in reasons:
        assert reason.quote is not None
        assert text[reason.quote.start : reason.quote.end] == reason.quote.text


# --------------------------------------------------------------------------------- putting clues together


def clue(kind: str, first: str, last: str, because: str = "so it is") -> Constraint:
    return Constraint(kind, Days.between(date.fromisoformat(first), date.fromisoformat(last)), because)  # type: ignore[arg-type]


def test_clues_that_contradict_each_other_leave_the_weaker_kind_aside_and_say_so() -> None:
    days, reasons = meet(
        [clue("truce", "2012-01-01", "2012-12-31", "b"), clue("office", "2014-01-01", "2014-06-30", "a")]
    )
    assert (days.earliest, days.latest) == (date(2014, 1, 1), date(2014, 6, 30))
    assert [(r.kind, r.holds) for r in reasons] == [("office", True), ("truce", False)]


@given(
    st.permutations(
        [("age", 2011, 2015), ("office", 2013, 2017), ("truce", 2014, 2014), ("date", 2020, 2021)]
    )
)
def test_the_order_of_the_clues_changes_nothing(order: list[tuple[str, int, int]]) -> None:
    clues = [clue(kind, f"{first}-01-01", f"{last}-12-31", kind) for kind, first, last in order]
    assert meet(clues) == meet(sorted(clues, key=lambda c: c.because))


def test_another_reports_clue_narrows_and_never_widens() -> None:
    own = ReportDate(None, "inferred", None, None, date(2016, 3, 10), date(2016, 5, 4))
    after = narrowed(own, [clue("quotation", "2016-04-12", "2016-05-30")])
    assert (after.earliest, after.latest) == (date(2016, 4, 12), date(2016, 5, 4))
    assert narrowed(own, [clue("quotation", "2019-04-12", "2019-05-30")]) == own


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("in February", "2016-02-27", "2017-01-31"),
        ("last year", "2017-01-01", "2017-12-31"),
        ("last month", "2016-03-01", "2016-03-31"),
        ("27 February", "2016-02-27", "2017-02-26"),
    ],
)
def test_an_event_recalled_by_such_words_was_told_on_these_days(words: str, first: str, last: str) -> None:
    days = days_when(words, date(2016, 2, 27), date(2016, 2, 27))
    assert (str(days.earliest), str(days.latest)) == (first, last)


# ------------------------------------------------------------------------ words of time of such a report

APRIL = ReportDate(None, "inferred", None, None, date(2016, 4, 18), date(2016, 4, 22))


def honest(nlp: Language, text: str, dated: ReportDate) -> dict[str, Period]:
    doc = nlp(text)
    periods = honest_periods(doc, dated, find_periods(doc, UNKNOWN))
    return {span.text: period for span, period in periods.items()}


def test_words_of_time_are_read_from_the_first_to_the_last_day_that_it_can_be_of(nlp: Language) -> None:
    told = honest(
        nlp, "The raid came yesterday, the second on Friday, and the war began on 15 March 2011.", APRIL
    )
    assert (told["yesterday"].start, told["yesterday"].end) == (date(2016, 4, 17), date(2016, 4, 21))
    assert (told["yesterday"].precision, told["yesterday"].basis) == ("days", "inferred")
    assert (told["Friday"].start, told["Friday"].end) == (date(2016, 4, 15), date(2016, 4, 22))
    assert told["15 March 2011"].basis == "text"


def test_no_day_is_given_where_it_can_be_of_more_than_a_month(nlp: Language) -> None:
    wide = ReportDate(None, "inferred", None, None, date(2016, 3, 10), date(2016, 5, 4))
    told = honest(nlp, "The raid came yesterday.", wide)["yesterday"]
    assert (told.start, told.end, told.precision, told.basis) == (None, None, "unknown", "unknown")
    assert told.quote is not None
    assert interval_of(wide) == Period()


@given(st.dates(date(2005, 1, 1), date(2026, 1, 1)), st.integers(0, 40))
def test_a_stretch_is_never_written_as_a_day(first: date, length: int) -> None:
    last = date.fromordinal(first.toordinal() + length)
    period = interval_of(ReportDate(None, "inferred", None, None, first, last))
    assert (period.precision == "day") is (length == 0)
    assert (period == Period()) is (length >= PERIOD_DAYS)


def test_an_account_is_read_anew_when_its_report_is_dated_beside_others() -> None:
    one_day = ReportDate(date(2016, 4, 20), "inferred", None, None, date(2016, 4, 20), date(2016, 4, 20))
    quote = Span(0, 7, "Tuesday")
    assert settled(Period(quote=quote), one_day) == Period(
        date(2016, 4, 19), date(2016, 4, 19), "day", "inferred", quote
    )
    assert settled(Period(), one_day).start == date(2016, 4, 20)
    kept = Period(date(2011, 3, 15), date(2011, 3, 15), "day", "text", quote)
    assert settled(kept, one_day) == kept


# ------------------------------------------------------------------------------------------- the tables


def test_every_fact_begins_before_it_ends_and_wars_and_truces_have_a_country() -> None:
    for kind in ("war", "truce", "talks", "offensive", "event", "name", "figure"):
        for fact in facts(kind):
            assert fact.end is None or fact.start <= fact.end
            assert fact.countries or kind in ("event", "name")
            assert (fact.words is None) is (kind in ("war", "truce"))


def test_terms_in_one_office_do_not_overlap_by_more_than_a_handover() -> None:
    office: dict[str, list[tuple[date, date]]] = {}
    for term in terms():
        office.setdefault(term.office, []).append((term.start, term.end or date.max))
    for held in office.values():
        for (_, end), (start, _) in pairwise(sorted(held)):
            assert end == date.max or (end - start).days <= 60
