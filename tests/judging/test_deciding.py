"""A reviewer's decision: what it does to the incidents, what stays readable, and that taking it back leaves no trace."""

import io
from datetime import date

import pytest

from tests import factories as make
from tests.judging.conftest import LATER, NOON, OMAR, WHO, shelling, tellings
from warledger.errors import UnknownRecord, UsageError
from warledger.exports import export
from warledger.judging import Change, decide, history
from warledger.ledger import Ledger
from warledger.records import (
    Account,
    Accused,
    Bounds,
    Correct,
    Counted,
    Decision,
    Different,
    GradeAs,
    Incident,
    Period,
    Reject,
    Same,
    Split,
    TakeBack,
)
from warledger.relinking import relink

SIX = Counted("killed", "civilians", Bounds(6, 6), "total")
TUESDAY = Period(date(2015, 3, 10), date(2015, 3, 10), "day", "text")


def exported(path: str) -> str:
    out = io.StringIO()
    with Ledger.open_reading(path) as ledger:
        export(ledger, format="jsonl", out=None, stdout=out)
    return out.getvalue()


def incident_with(path: str, account: str) -> Incident:
    with Ledger.open_reading(path) as ledger:
        id_ = ledger.incident_of(account)
        assert id_ is not None
        return ledger.incident(id_)


def account_in(path: str, account: str) -> Account:
    return next(a for a in incident_with(path, account).accounts if a.id == account)


def decided(path: str, decision: Decision) -> Change:
    return decide(path, decision, **WHO, at=NOON)


@pytest.fixture
def strike(path: str) -> str:
    """The id of the incident of two accounts."""
    return incident_with(path, "a-one").id


def test_every_decision_taken_back_gives_the_former_export_to_the_byte(path: str, strike: str) -> None:
    before = exported(path)
    decisions: list[Decision] = [
        Same((strike, "a-raid")),
        Different(("a-one", "a-two")),
        Split(strike, ("a-two",)),
        Reject("a-one"),
        Correct("a-one", "date", TUESDAY),
        Correct("a-one", "figure", SIX, "f-one"),
        Correct("a-one", "figure", None, "f-one"),
        GradeAs(strike, "confirmed"),
    ]
    for decision in decisions:
        done = decided(path, decision)
        assert exported(path) != before, decision
        (kept,) = done.judgements
        decide(path, TakeBack(kept), **OMAR, at=LATER)
        assert exported(path) == before, decision


def test_a_rejected_account_is_in_no_incident_and_stays_in_its_report(path: str) -> None:
    decided(path, Reject("a-two"))
    assert [a.id for a in incident_with(path, "a-one").accounts] == ["a-one"]
    with Ledger.open_reading(path) as ledger:
        assert ledger.incident_of("a-two") is None
        assert [a.id for a in ledger.telling("two").accounts] == ["a-two"]
        assert ledger.telling_in_company("two").accounts == ()
        rejection = ledger.rejections("two")["a-two"]
        assert (rejection.by, rejection.why, rejection.at) == (
            "Rana",
            "read both",
            "2024-05-01T12:00:00+00:00",
        )
        assert ledger.rejections("one") == {}
    with pytest.raises(UsageError, match=f"rejected already, by judgement {rejection.id}"):
        decided(path, Reject("a-two"))


def test_an_incident_whose_only_account_is_rejected_dissolves(path: str) -> None:
    old = incident_with(path, "a-raid").id
    done = decided(path, Reject("a-raid"))
    assert (done.before, done.after) == ((old,), ())
    with Ledger.open_reading(path) as ledger:
        with pytest.raises(UnknownRecord):
            ledger.incident(old)
        assert [j.verdict for j in history(ledger, old)] == ["reject"]


def test_a_rejected_account_is_offered_to_nobody_as_similar(path: str) -> None:
    decided(path, Different(("a-one", "a-two")))
    decided(path, Reject("a-two"))
    with Ledger.open_reading(path) as ledger:
        assert ledger.similar_to(incident_with(path, "a-one").id) == ()


def test_a_corrected_value_stands_with_its_mark_and_what_was_read_beside_it(path: str) -> None:
    (kept,) = decided(path, Correct("a-raid", "date", TUESDAY)).judgements
    told = account_in(path, "a-raid")
    assert (told.date.start, told.date.basis, told.date.quote) == (date(2015, 3, 10), "reviewer", None)
    (correction,) = told.corrected
    assert isinstance(correction.own, Period)
    assert correction.own.quote is not None
    assert (correction.own.quote.text, correction.judgement) == ("on Monday", kept)
    assert incident_with(path, "a-raid").date.basis == "reviewer"
    with Ledger.open_reading(path) as ledger:
        assert ledger.account("a-raid").date.start == date(2015, 4, 6)


def test_a_corrected_place_says_so_and_has_no_words_of_the_report(path: str) -> None:
    decided(
        path,
        Correct("a-raid", "place", make.town("Deir Saleh", 35.0, 36.0, quote=make.quoted("Deir", "Deir"))),
    )
    place = account_in(path, "a-raid").place
    assert (place.name, place.reason, place.quote) == ("Deir Saleh", "corrected by a reviewer", None)


def test_a_corrected_figure_keeps_its_words_and_loses_the_hedge_of_another_count(path: str) -> None:
    decided(path, Correct("a-one", "figure", SIX, "f-one"))
    (figure,) = account_in(path, "a-one").figures
    assert (figure.bounds, figure.victims, figure.quote.text, figure.hedge) == (
        Bounds(6, 6), "civilians", "9 people", None,
    )  # fmt: skip


def test_a_figure_struck_out_counts_nowhere_and_stays_beside(path: str) -> None:
    decided(path, Correct("a-raid", "figure", None, "f-raid"))
    told = incident_with(path, "a-raid")
    assert told.figures == ()
    (correction,) = told.accounts[0].corrected
    assert (correction.value, getattr(correction.own, "id", "")) == (None, "f-raid")


def test_a_perpetrator_is_corrected_by_its_id(path: str) -> None:
    (rebels,) = account_in(path, "a-raid").perpetrators
    decided(path, Correct("a-raid", "perpetrator", Accused("Russia", "suspected"), rebels.id))
    told = incident_with(path, "a-raid")
    assert [(b.actor, b.stance) for b in told.perpetrators] == [("Russia", "suspected")]
    decided(path, Correct("a-raid", "perpetrator", None, rebels.id))
    assert incident_with(path, "a-raid").perpetrators == ()


def test_linking_sees_corrected_values(path: str) -> None:
    decided(path, Correct("a-two", "date", Period(date(2015, 6, 1), date(2015, 6, 1), "day")))
    assert incident_with(path, "a-one").id != incident_with(path, "a-two").id


def test_a_later_correction_of_a_field_supersedes_the_earlier_and_no_other(path: str) -> None:
    (first,) = decided(path, Correct("a-raid", "date", TUESDAY)).judgements
    (other,) = decided(path, Correct("a-raid", "type", "airstrike")).judgements
    done = decide(path, Correct("a-raid", "date", Period(basis="reviewer")), **OMAR, at=LATER)
    assert done.superseded == (first,)
    with Ledger.open_reading(path) as ledger:
        binding = {j.id for j in ledger.judgements() if j.binds}
    assert binding == {other, *done.judgements}
    assert account_in(path, "a-raid").date.start is None


@pytest.mark.parametrize(
    ("decision", "complaint"),
    [
        (Correct("a-raid", "type", "shelling"), "says already"),
        (Correct("a-raid", "figure", SIX, "f-none"), "no figure 'f-none'"),
        (Correct("a-raid", "date", None), "cannot be struck out"),
        (Correct("a-none", "type", "airstrike"), "no account a-none"),
        (Reject("a-none"), "no account a-none"),
        (Split("a-none", ("a-one",)), "no incident a-none"),
        (GradeAs("none", "fair"), "no incident none"),
        (Same(("a-one",)), "two accounts"),
        (Different(("a-one", "a-one")), "two accounts"),
        (TakeBack("j-none"), "no judgement 'j-none'"),
    ],
)
def test_what_makes_no_sense_is_refused_in_one_line(path: str, decision: Decision, complaint: str) -> None:
    before = exported(path)
    with pytest.raises(UsageError, match=complaint) as error:
        decided(path, decision)
    assert "\n" not in str(error.value)
    assert exported(path) == before


def test_a_split_needs_accounts_that_go_and_accounts_that_stay(path: str, strike: str) -> None:
    for apart in ((), ("a-one", "a-two")):
        with pytest.raises(UsageError, match="accounts that go and accounts that stay"):
            decided(path, Split(strike, apart))
    with pytest.raises(UnknownRecord, match="no account a-raid"):
        decided(path, Split(strike, ("a-raid",)))


def test_the_accounts_that_are_split_off_become_one_incident(path: str) -> None:
    with Ledger.open_writing(path) as ledger:
        ledger.add([shelling("three", "The Courier", 9, "A shell struck the bakery")])
        relink(ledger)
    whole = incident_with(path, "a-one")
    assert len(whole.accounts) == 3
    decided(path, Split(whole.id, ("a-two", "a-three")))
    assert [a.id for a in incident_with(path, "a-two").accounts] == ["a-three", "a-two"]
    assert [a.id for a in incident_with(path, "a-one").accounts] == ["a-one"]


def test_incidents_called_different_are_parted_by_one_judgement(path: str, strike: str) -> None:
    raid = incident_with(path, "a-raid").id
    decided(path, Same((strike, raid)))
    (kept,) = decide(path, Different(("a-raid", "a-one")), **OMAR, at=LATER).judgements
    decide(path, TakeBack(kept), **OMAR, at=LATER)
    (kept,) = decided(path, Different((incident_with(path, "a-one").id, "a-raid"))).judgements
    with Ledger.open_reading(path) as ledger:
        (judgement,) = (j for j in ledger.judgements() if j.id == kept)
    assert judgement.sides == (("a-one", "a-two"), ("a-raid",))
    assert incident_with(path, "a-one").id == incident_with(path, "a-two").id


def test_a_confirmed_grade_stands_with_the_rules_own(path: str, strike: str) -> None:
    (kept,) = decided(path, GradeAs(strike, "confirmed")).judgements
    graded = incident_with(path, "a-one")
    assert (graded.grade, graded.graded and graded.graded.by_rule) == ("confirmed", "fair")
    assert graded.graded is not None
    assert (graded.graded.judgement, graded.graded.added, graded.graded.gone) == (kept, (), ())
    with Ledger.open_reading(path) as ledger:
        (judgement,) = ledger.judgements()
    assert (judgement.grade, judgement.grade_before, judgement.incidents) == ("confirmed", "fair", (strike,))


def test_a_grade_tells_of_accounts_that_came_and_went_since(path: str, strike: str) -> None:
    decided(path, GradeAs(strike, "confirmed"))
    with Ledger.open_writing(path) as ledger:
        ledger.add([shelling("three", "The Courier", 9, "A shell struck the bakery")])
        relink(ledger)
    graded = incident_with(path, "a-one").graded
    assert graded is not None
    assert (graded.added, graded.gone) == (("a-three",), ())
    decided(path, Reject("a-two"))
    graded = incident_with(path, "a-one").graded
    assert graded is not None
    assert (graded.added, graded.gone) == (("a-three",), ("a-two",))


def test_a_grade_binds_nothing_while_its_accounts_are_of_several_acts(path: str, strike: str) -> None:
    decided(path, GradeAs(strike, "confirmed"))
    (parted,) = decided(path, Different(("a-one", "a-two"))).judgements
    assert incident_with(path, "a-one").graded is None
    assert incident_with(path, "a-two").graded is None
    decide(path, TakeBack(parted), **OMAR, at=LATER)
    assert incident_with(path, "a-one").grade == "confirmed"


def test_a_judgement_on_what_is_told_no_more_binds_nothing_and_is_told_of(path: str) -> None:
    (kept,) = decided(path, Correct("a-raid", "type", "airstrike")).judgements
    (struck,) = decided(path, Correct("a-one", "figure", None, "f-one")).judgements
    silent = make.report("raid", "Nothing happened in Kafr Zeit.", outlet="Hill Gazette")
    one = tellings()[0]
    bare = make.account(one.report, id="a-one", targets=("bakery",))
    again = make.report("one", one.report.text + " It was said.", outlet="Valley Post")
    with Ledger.open_writing(path) as ledger:
        ledger.add([make.telling(silent, accounts=[]), make.telling(again, accounts=[bare])])
        relink(ledger)
        assert ledger.adrift() == {
            kept: "no report tells the account a-raid any longer",
            struck: "the account a-one has no figure f-one any longer",
        }
    assert account_in(path, "a-one").corrected == ()


def test_a_judgement_binds_again_on_an_account_that_comes_back(path: str) -> None:
    decided(path, Correct("a-raid", "type", "airstrike"))
    before = exported(path)
    silent = make.report("raid", "Nothing happened in Kafr Zeit.", outlet="Hill Gazette")
    for report in (make.telling(silent, accounts=[]), tellings()[2]):
        with Ledger.open_writing(path) as ledger:
            ledger.add([report])
            relink(ledger)
    assert exported(path) == before
    assert account_in(path, "a-raid").type == "airstrike"


def test_the_history_of_an_incident_holds_what_was_judged_while_it_held_the_accounts(
    path: str, strike: str
) -> None:
    decided(path, Reject("a-two"))
    (kept,) = decide(path, Correct("a-one", "type", "airstrike"), **OMAR, at=LATER).judgements
    with Ledger.open_reading(path) as ledger:
        now = ledger.incident_of("a-one")
        assert now is not None
        for id_ in (now, strike, "a-one"):
            assert [j.verdict for j in history(ledger, id_)] == ["correct", "reject"]
        assert history(ledger)[0].id == kept
        assert history(ledger, ledger.incident_of("a-raid")) == ()


def test_who_judged_cannot_be_found_out_from_the_id_of_a_judgement(path: str) -> None:
    (ranas,) = decided(path, Reject("a-two")).judgements
    with Ledger.open_writing(path) as ledger:
        ledger.undo(ranas, why="-", by="-", at="-")
        relink(ledger)
    (omars,) = decide(path, Reject("a-two"), why="read both", by="Omar", at=NOON).judgements
    assert ranas != omars, "two judgements of one content are two"
    with Ledger.open_reading(path) as ledger:
        assert {j.by for j in ledger.judgements()} == {"Rana", "Omar"}
