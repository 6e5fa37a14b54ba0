"""A figure that makes no range says why: replaced, a part, less exact, or told as less than a total."""

from datetime import date

from tests import factories as make
from warledger.reconciling import reconcile
from warledger.records import Account, Figure, Linking, ReportDate, ReportNote
from warledger.wording.out_of_range import out_of_range

EARLY, LATE = date(2016, 6, 25), date(2016, 6, 27)
NOTES = {
    name: ReportNote(name, name.title(), ReportDate(day, "text"))
    for name, day in (("early", EARLY), ("late", LATE), ("other", LATE))
}


def told(report: str, text: str, *figures: tuple[str, int, int | None, dict[str, object]]) -> Account:
    source = make.report(report, text)
    counted: list[Figure] = [
        make.figure(make.quoted(source, quote), low, high, says=("SOHR",), **more)  # type: ignore[arg-type]
        for quote, low, high, more in figures
    ]
    return make.account(source, id=f"a-{report}", date=make.day(EARLY), figures=tuple(counted))


def reasons(*accounts: Account) -> dict[str, str]:
    (incident,) = reconcile(Linking((tuple(a.id for a in accounts),)), accounts, (), NOTES)
    said = {figure.id: figure.quote.text for account in accounts for figure in account.figures}
    return {said[id_]: words for id_, words in out_of_range(incident, NOTES).items()}


def test_a_count_that_its_own_source_raised_later_says_so() -> None:
    early = told("early", "The raid killed 47, SOHR said.", ("killed 47", 47, 47, {}))
    late = told("late", "The raid killed 82, SOHR said.", ("killed 82", 82, 82, {}))
    assert reasons(early, late) == {"killed 47": "out of the range: its own source gave a higher count later"}


def test_words_less_exact_than_a_count_in_the_range_say_so() -> None:
    vague = told("late", "The raid killed dozens, SOHR said.", ("killed dozens", 24, None, {}))
    exact = told("other", "The raid killed 36, SOHR said.", ("killed 36", 36, 36, {}))
    assert reasons(vague, exact) == {"killed dozens": "out of the range: less exact words for a count in it"}


def test_a_smaller_count_in_the_same_breath_says_that_it_is_a_part() -> None:
    one = told(
        "late",
        "At least 32 were killed, SOHR said; 18 bodies were found.",
        ("At least 32 were killed", 32, None, {}),
        ("18 bodies", 18, 18, {}),
    )
    assert reasons(one) == {"18 bodies": "out of the range: taken for a part of a larger count"}


def test_what_its_report_tells_as_a_part_or_replaces_says_so() -> None:
    one = told(
        "late",
        "The toll rose from 5 to 9, SOHR said, two children among them.",
        ("9", 9, 9, {}),
        ("5", 5, 5, {"role": "superseded"}),
        ("two children", 2, 2, {"role": "part"}),
    )
    assert reasons(one) == {
        "5": "out of the range: an earlier toll, replaced in the report itself",
        "two children": "out of the range: a part of another figure",
    }
