"""A rehearsal tells exactly what the decision then does, and keeps nothing."""

import pytest

from tests.judging.conftest import LATER, NOON, OMAR, WHO, shelling
from tests.judging.test_deciding import SIX, TUESDAY, exported, incident_with
from warledger.errors import UnknownRecord, UsageError
from warledger.judging import decide, kept_with, rehearse
from warledger.ledger import Ledger
from warledger.records import (
    Correct,
    Decision,
    Different,
    GradeAs,
    Incident,
    Reject,
    Same,
    Split,
    TakeBack,
    Together,
)


def incidents(path: str) -> dict[str, Incident]:
    with Ledger.open_reading(path) as ledger:
        return {incident.id: incident for incident in ledger.incidents()}


DECISIONS: list[Decision] = [
    Same(("a-one", "a-raid")),
    Different(("a-one", "a-two")),
    Reject("a-two"),
    Reject("a-raid"),
    Correct("a-one", "date", TUESDAY),
    Correct("a-one", "figure", SIX, "f-one"),
    Correct("a-one", "targets", ("oven",)),
]


@pytest.mark.parametrize("decision", DECISIONS, ids=str)
def test_what_is_rehearsed_is_what_is_done(path: str, decision: Decision) -> None:
    before, text = incidents(path), exported(path)
    preview = rehearse(path, decision, by="Rana")
    assert exported(path) == text
    with Ledger.open_reading(path) as ledger:
        assert ledger.judgements() == ()
        assert not ledger.unlinked()
    decide(path, decision, **WHO, at=NOON)
    after = incidents(path)
    assert {i.id for i in preview.vanish} == before.keys() - after.keys()
    assert {i.id for i in preview.appear} == after.keys() - before.keys()
    changed = {id_ for id_ in before.keys() & after.keys() if before[id_] != after[id_]}
    assert {one.id for one, _ in preview.change} == changed
    for old, new in preview.change:
        assert old == before[old.id]
        assert (new.title, new.figures, new.grade) == (
            after[new.id].title, after[new.id].figures, after[new.id].grade,
        )  # fmt: skip
        assert [a.id for a in new.accounts] == [a.id for a in after[new.id].accounts]
    assert not preview.idle


def test_a_grade_and_a_split_are_rehearsed_too(path: str) -> None:
    strike = incident_with(path, "a-one")
    graded = rehearse(path, GradeAs(strike.id, "confirmed"), by="Rana")
    ((old, new),) = graded.change
    assert (old.grade, new.grade) == ("fair", "confirmed")
    split = rehearse(path, Split(strike.id, ("a-two",)), by="Rana")
    assert len(split.appear) + len(split.change) == 2


def test_decisions_made_together_are_one_change_and_taken_back_together(path: str) -> None:
    before = exported(path)
    both = Together((Correct("a-one", "date", TUESDAY), Correct("a-raid", "date", TUESDAY)))
    preview = rehearse(path, both, by="Rana")
    assert exported(path) == before
    done = decide(path, both, **WHO, at=NOON)
    assert len(done.judgements) == 2
    with Ledger.open_reading(path) as ledger:
        (one, other) = ledger.judgements()
        assert kept_with(ledger, one) == kept_with(ledger, other) == (one, other)
    assert {i.id for i in preview.appear} | {i.id for _, i in preview.change} <= incidents(path).keys()
    back = Together(tuple(map(TakeBack, done.judgements)))
    assert len(rehearse(path, back, by="Omar").superseded) == 2
    decide(path, back, **OMAR, at=LATER)
    assert exported(path) == before


def test_of_decisions_made_together_none_is_kept_where_one_makes_no_sense(path: str) -> None:
    before = exported(path)
    both = Together((Correct("a-one", "date", TUESDAY), Correct("a-none", "date", TUESDAY)))
    with pytest.raises(UnknownRecord):
        decide(path, both, **WHO, at=NOON)
    with pytest.raises(UsageError, match="nothing to decide"):
        decide(path, Together(()), **WHO, at=NOON)
    with Ledger.open_reading(path) as ledger:
        assert ledger.judgements() == ()
    assert exported(path) == before


def test_what_would_bind_no_longer_is_named(path: str) -> None:
    (kept,) = decide(path, Same(("a-one", "a-raid")), **WHO, at=NOON).judgements
    preview = rehearse(path, Different(("a-one", "a-raid")), by="Omar")
    assert [(j.id, j.by, j.binds) for j in preview.superseded] == [(kept, "Rana", True)]
    taking_back = rehearse(path, TakeBack(kept), by="Omar")
    assert [j.id for j in taking_back.superseded] == [kept]


def test_a_decision_that_moves_nothing_is_said_to(path: str) -> None:
    assert rehearse(path, Different(("a-one", "a-raid")), by="Rana").idle


def test_what_makes_no_sense_is_refused_as_the_decision_would_be(path: str) -> None:
    decide(path, Reject("a-one"), **WHO, at=NOON)
    with pytest.raises(UsageError, match="rejected already"):
        rehearse(path, Reject("a-one"), by="Rana")


def test_reports_that_no_linking_has_seen_are_no_part_of_what_the_decision_changes(path: str) -> None:
    with Ledger.open_writing(path) as ledger:
        ledger.add([shelling("three", "The Courier", 9, "A shell struck the bakery")])
    preview = rehearse(path, Reject("a-raid"), by="Omar")
    assert (preview.appear, preview.change, len(preview.vanish)) == ((), (), 1)
    with Ledger.open_reading(path) as ledger:
        assert ledger.unlinked(), "linking is left to who keeps something"
    decide(path, Reject("a-raid"), **OMAR, at=LATER)
    assert len(incident_with(path, "a-one").accounts) == 3
