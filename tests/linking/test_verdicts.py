"""Judgements as limits: the later one holds, also where it follows only from others."""

from dataclasses import replace

from tests.factories import judgement
from warledger.linking.verdicts import binding_verdicts, contradict

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


def test_a_split_joins_what_goes_and_parts_it_from_what_stays() -> None:
    verdicts = binding_verdicts([judgement("split", "a", "b", "c", sides=(("a",), ("b", "c")))], IDS)
    assert list(verdicts.same) == [("b", "c")]
    assert sorted(verdicts.different) == [("a", "b"), ("a", "c")]


def test_sides_are_kept_apart_and_nothing_inside_them() -> None:
    verdicts = binding_verdicts([judgement("different", "a", "b", "c", sides=(("a", "b"), ("c",)))], IDS)
    assert sorted(verdicts.different) == [("a", "c"), ("b", "c")]
    assert not verdicts.same


def test_judgements_on_single_accounts_and_on_grades_join_and_part_nothing() -> None:
    others = [judgement("reject", "a"), judgement("grade", "a", "b", grade="fair")]
    verdicts = binding_verdicts(others, IDS)
    assert not verdicts.same
    assert not verdicts.different


def test_judgements_contradict_where_one_joins_what_the_other_parts() -> None:
    joined = judgement("same", "a", "b")
    assert contradict(joined, judgement("different", "a", "b"))
    assert contradict(judgement("split", "a", "b", "c", sides=(("a",), ("b", "c"))), joined)
    assert not contradict(joined, judgement("split", "a", "b", "c", sides=(("c",), ("a", "b"))))
    assert not contradict(joined, judgement("different", "a", "b", "c", sides=(("a", "b"), ("c",))))
    assert not contradict(joined, judgement("reject", "a"))
