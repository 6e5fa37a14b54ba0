"""Who did it, by the judges and by what the rules know: a name must stand its ground to be blamed."""

import pytest

from tests.assembly.learnt.conftest import Seen, verdicts
from warledger.assembly.learnt.doing import BEHIND, DID, TOLD
from warledger.assembly.learnt.judgement import decide


def blamed(seen: Seen, text: str, odds: dict[str, float]) -> list[str]:
    """Judge the first act of a text, with the judges' odds for the words that name each actor."""
    shown, ruling = seen(text)
    judged = verdicts(shown)
    for row, (_, actor, _) in enumerate(shown.doers):
        judged.did[row] = odds.get(shown.actors[actor].span.text, -9.0)
    return sorted(actor for actor, denied in decide(shown, judged, ruling).drafts[0].blames if not denied)


def test_a_doer_whom_the_rules_blame_too_needs_less_of_the_judges(seen: Seen) -> None:
    text = "Taliban fighters killed nine people in Kunduz on Tuesday. NATO spoke of a raid."
    doubtful = DID - TOLD / 2
    assert blamed(seen, text, {"Taliban fighters": doubtful, "NATO": doubtful}) == ["Taliban"]


def test_one_whom_the_rules_do_not_blame_needs_more_where_they_blame_another(seen: Seen) -> None:
    text = "Taliban fighters killed nine people in Kunduz on Tuesday. NATO spoke of a raid."
    assert blamed(seen, text, {"Taliban fighters": 1.0, "NATO": 1.0}) == ["Taliban"]


def test_of_two_names_the_one_far_less_likely_is_not_blamed(seen: Seen) -> None:
    text = "Nine people died in a blast in Azaz on Tuesday. Hezbollah fighters patrol it, and Hamas fighters too."
    odds = {"Hezbollah fighters": 2.0, "Hamas fighters": 2.0 - BEHIND * 1.5}
    assert blamed(seen, text, odds) == ["Hezbollah"]


def test_either_of_two_is_blamed_where_both_are_likely(seen: Seen) -> None:
    text = "Syrian or Russian jets killed nine people in Azaz on Tuesday."
    odds = {"Syrian": 1.0, "Russian jets": 1.0 - BEHIND / 2}
    assert blamed(seen, text, odds) == ["Russia", "Syrian government"]


def test_terrorists_give_way_to_a_name(seen: Seen) -> None:
    text = "Terrorists shelled Azaz on Tuesday and killed nine people. Ahrar al-Sham terrorists fired from a hill."
    odds = {"Terrorists": 2.0, "Ahrar al-Sham terrorists": 2.0}
    assert blamed(seen, text, odds) == ["rebels"]


@pytest.mark.parametrize(
    ("text", "odds", "expected"),
    [
        ("Rebels fled as air strikes killed nine people in Azaz on Tuesday.", {"Rebels": 1.0}, []),
        ("Nine rebels were killed by a roadside bomb in Azaz on Tuesday.", {"rebels": 1.0}, []),
    ],
)
def test_neither_the_dead_nor_those_without_the_means_did_it(
    seen: Seen, text: str, odds: dict[str, float], expected: list[str]
) -> None:
    assert blamed(seen, text, odds) == expected
