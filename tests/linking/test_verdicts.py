"""Judgements as limits: the later one holds, also where it follows only from others."""

from dataclasses import replace

from tests.factories import judgement
from warledger.linking.verdicts import binding_verdicts

IDS = ("a", "b", "c")
EARLY, LATE = "2024-05-01T10:00:00Z", "2024-05-02T10:00:00Z"


def test_a_judgement_speaks_of_every_two_of_its_accounts() -> None:
    verdicts = binding_verdicts([judgement("same", "a", "b", "c")], IDS)
    assert sorted(verdicts.same) == [("a", "b"), ("a", "c"), ("b", "c")]


def test_of_two_judgements_on_one_pair_the_later_holds() -> None:
    first, second = judgement("same", "a", "b", at=EARLY), judgement("different", "a", "b", at=LATE)
    verdicts = binding_verdicts([first, second], IDS)
    assert list(verdicts.different) == [("a", "b")]
    assert not verdicts.same
    again = binding_verdicts([first, replace(second, undone_at=LATE)], IDS)
    assert list(again.same) == [("a", "b")]


def test_older_judgements_do_not_force_together_what_a_later_one_parts() -> None:
    judged = [
        judgement("same", "a", "b", at=EARLY),
        judgement("same", "b", "c", at="2024-05-01T11:00:00Z"),
        judgement("different", "a", "c", at=LATE),
    ]
    verdicts = binding_verdicts(judged, IDS)
    assert list(verdicts.different) == [("a", "c")]
    assert list(verdicts.same) == [("b", "c")]


def test_an_account_that_is_gone_binds_nothing() -> None:
    assert not binding_verdicts([judgement("same", "a", "gone")], IDS).same
