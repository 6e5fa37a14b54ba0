"""Two reviewers at once: whoever decides on what somebody else has changed meanwhile is told so, and nothing is lost."""

import subprocess
import sys
import threading
from collections.abc import Sequence
from datetime import timedelta

import pytest

from tests.judging.conftest import LATER, NOON, OMAR, WHO, shelling
from warledger.errors import LedgerBusy, Outdated, WarledgerError
from warledger.judging import decide, rehearse, state_token
from warledger.judging import deciding as deciding_module
from warledger.ledger import Ledger
from warledger.records import Correct, Decision, Different, GradeAs, Reject, Same, Split, TakeBack
from warledger.relinking import relink


def token(path: str, *ids: str) -> str:
    with Ledger.open_reading(path) as ledger:
        return state_token(ledger, ids)


def incident_of(path: str, account: str) -> str:
    with Ledger.open_reading(path) as ledger:
        return ledger.incident_of(account) or ""


def test_the_state_is_named_the_same_until_something_of_it_changes(path: str) -> None:
    strike = incident_of(path, "a-one")
    before = token(path, strike)
    assert token(path, "a-one") == token(path, "a-two", strike) == before
    decide(path, Reject("a-raid"), **WHO)
    assert token(path, strike) == before, "what is elsewhere does not matter"
    (kept,) = decide(path, Correct("a-one", "targets", ("oven",)), **WHO).judgements
    assert token(path, strike) != before
    decide(path, TakeBack(kept), **OMAR)
    assert token(path, strike) == before


def test_a_judgement_that_moves_no_account_changes_the_state_too(path: str) -> None:
    strike, raid = incident_of(path, "a-one"), incident_of(path, "a-raid")
    before = token(path, strike)
    decide(path, Different((strike, raid)), **WHO)
    assert incident_of(path, "a-one") == strike
    assert token(path, strike) != before


MEANWHILE: list[Decision] = [
    Reject("a-two"),
    Different(("a-one", "a-two")),
    Correct("a-one", "type", "airstrike"),
    Same(("a-one", "a-raid")),
]
BOTH = [(theirs, "grade") for theirs in MEANWHILE]
BOTH += [(MEANWHILE[0], own) for own in ("split", "reject", "correct", "same")]


@pytest.mark.parametrize(("meanwhile", "own"), BOTH, ids=str)
def test_who_decides_on_what_somebody_changed_is_told_who_did_what(
    path: str, meanwhile: Decision, own: str
) -> None:
    strike, raid = incident_of(path, "a-one"), incident_of(path, "a-raid")
    decision: dict[str, Decision] = {
        "split": Split(strike, ("a-two",)),
        "grade": GradeAs(strike, "fair"),
        "reject": Reject("a-two"),
        "correct": Correct("a-one", "targets", ("oven",)),
        "same": Same((strike, raid)),
    }
    seen = token(path, strike, raid)
    (theirs,) = decide(path, meanwhile, **OMAR, at=NOON).judgements
    with pytest.raises(Outdated) as error:
        decide(path, decision[own], **WHO, seen=seen)
    told = str(error.value)
    assert "changed since you looked: Omar" in told
    assert "2024-05-01 12:00 UTC (looked again)" in told
    assert "\n" not in told
    with Ledger.open_reading(path) as ledger:
        assert [j.id for j in ledger.judgements()] == [theirs]


def test_a_judgement_taken_back_meanwhile_is_told(path: str) -> None:
    (kept,) = decide(path, Reject("a-two"), **WHO, at=NOON).judgements
    seen = token(path, kept)
    decide(path, TakeBack(kept), **OMAR, at=LATER)
    with pytest.raises(Outdated, match="Omar took back on 2024-05-01 12:05 UTC that Rana rejected a-two"):
        decide(path, TakeBack(kept), **WHO, seen=seen, at=LATER + timedelta(minutes=1))


def test_reports_that_came_meanwhile_are_told(path: str) -> None:
    strike = incident_of(path, "a-one")
    seen = token(path, strike)
    with Ledger.open_writing(path) as ledger:
        ledger.add([shelling("three", "The Courier", 9, "A shell struck the bakery")])
        relink(ledger)
    with pytest.raises(Outdated, match="reports were added or linked anew"):
        decide(path, GradeAs(strike, "fair"), **WHO, seen=seen)


def test_reports_that_no_linking_has_seen_yet_are_told_too(path: str) -> None:
    strike = incident_of(path, "a-one")
    seen = token(path, strike)
    with Ledger.open_writing(path) as ledger:
        ledger.add([shelling("three", "The Courier", 9, "A shell struck the bakery")])
    with pytest.raises(Outdated, match="reports were added or linked anew"):
        decide(path, GradeAs(strike, "fair"), **WHO, seen=seen)


def test_who_saw_the_present_state_decides(path: str) -> None:
    strike = incident_of(path, "a-one")
    decide(path, Reject("a-raid"), **OMAR)
    done = decide(path, GradeAs(strike, "fair"), **WHO, seen=token(path, strike))
    assert len(done.judgements) == 1
    again = decide(path, TakeBack(*done.judgements), **WHO, seen=token(path, *done.judgements))
    assert again.superseded == done.judgements


def test_what_has_dissolved_meanwhile_is_told(path: str) -> None:
    raid = incident_of(path, "a-raid")
    seen = token(path, raid)
    decide(path, Reject("a-raid"), **OMAR, at=NOON)
    with pytest.raises(Outdated, match="Omar rejected a-raid"):
        decide(path, GradeAs(raid, "fair"), **WHO, seen=seen)


def at_once(tasks: Sequence[threading.Thread]) -> None:
    for task in tasks:
        task.start()
    for task in tasks:
        task.join()


def test_of_many_who_decide_on_one_sight_at_once_one_wins_and_the_others_are_told(path: str) -> None:
    strike = incident_of(path, "a-one")
    seen = token(path, strike)
    told: list[str] = []

    def decides(name: str) -> None:
        try:
            decide(path, Split(strike, ("a-two",)), why="two nights", by=name, seen=seen)
            told.append("kept")
        except WarledgerError as error:
            told.append(type(error).__name__)

    at_once([threading.Thread(target=decides, args=(f"reviewer {n}",)) for n in range(6)])
    assert sorted(told) == ["Outdated"] * 5 + ["kept"]
    with Ledger.open_reading(path) as ledger:
        assert len(ledger.judgements()) == 1


DECIDES = """
import sys
from warledger.judging import decide, deciding
from warledger.records import Correct
path, name, target = sys.argv[1:]
deciding.WAIT_S = 60.0  # on a machine that does much else three of them may take longer than a person waits
for word in (target, f"{target} again"):
    decide(path, Correct("a-raid", "targets", (word,)), why=f"it was the {word}", by=name)
"""


def test_processes_that_decide_at_once_wait_for_each_other_and_lose_nothing(path: str) -> None:
    running = [
        subprocess.Popen([sys.executable, "-c", DECIDES, path, f"reviewer {n}", f"target {n}"])
        for n in range(3)
    ]
    assert [process.wait(timeout=120) for process in running] == [0, 0, 0]
    with Ledger.open_reading(path) as ledger:
        judgements = ledger.judgements()
        incident = ledger.incident(ledger.incident_of("a-raid") or "")
    assert len(judgements) == 6
    (binding,) = (j for j in judgements if j.binds)
    assert binding.correction is not None
    assert incident.accounts[0].targets == binding.correction.value
    assert all(
        j.undone_why and j.undone_why.startswith("superseded by j-") for j in judgements if not j.binds
    )


def test_a_ledger_that_a_build_holds_for_long_is_busy_in_one_line(
    path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(deciding_module, "WAIT_S", 0.2)
    monkeypatch.setattr("warledger.judging.rehearsing.WAIT_S", 0.2)
    with Ledger.open_writing(path) as building, building.one_change(keep=True):
        for attempt in (
            lambda: decide(path, Reject("a-one"), **WHO),
            lambda: rehearse(path, Reject("a-one"), by="Rana"),
        ):
            with pytest.raises(LedgerBusy, match="wait for it to end") as error:
                attempt()
            assert "\n" not in str(error.value)


def test_a_decision_waits_for_a_build_that_ends_soon(path: str) -> None:
    building = Ledger.open_writing(path)
    change = building.one_change(keep=True)
    change.__enter__()
    done: list[int] = []
    waiting = threading.Thread(
        target=lambda: done.append(len(decide(path, Reject("a-one"), **WHO).judgements))
    )
    waiting.start()
    change.__exit__(None, None, None)
    building.close()
    waiting.join()
    assert done == [1]
