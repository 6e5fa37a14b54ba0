"""Counts of attacks and of what they hit: which are counted at all, and which are the act itself."""

import pytest
from spacy.language import Language

from tests.reading.sentences import reading_of
from warledger.reading.counts import WHOLE


def hits(nlp: Language, text: str) -> list[tuple[str, int | None, int | None]]:
    """Unit, low and high of everything that is counted as hit, in text order."""
    return [(c.unit, c.bounds.low, c.bounds.high) for c in reading_of(nlp, text).counts if c.outcome == "hit"]


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("The alliance carried out 22 strikes on Tuesday.", 22, 22),
        ("Jets have flown nearly 3,000 air raids against the group.", 3000, 3000),
        ("The army counted more than 40 attacks on the road.", 41, None),
        ("There were 12 attacks on the garrison since June.", 12, 12),
        ("Residents spoke of several attacks on the checkpoints in the past week.", 3, None),
        ("The office has documented nine attacks on the press.", 9, 9),
        ("Monitors recorded 31 breaches by the rebels.", 31, 31),
    ],
)
def test_attacks_are_counted_where_they_are_many_or_run_on_or_are_tallied(
    nlp: Language, text: str, low: int, high: int | None
) -> None:
    assert hits(nlp, text) == [("attacks", low, high)]


@pytest.mark.parametrize(
    "text",
    [
        "Two air strikes hit the port on Monday.",
        "The air force carried out ten raids on the town.",
        "Dozens of air strikes shook the town on Sunday.",
        "Five shellings in the space of ten minutes were heard.",
        "The army repelled 20 attacks this year.",
        "Police foiled three planned attacks this year.",
        "Prisoners have held 30 hunger strikes this year.",
        "Published June 8 2016 Russian strikes shook the town.",
    ],
)
def test_the_act_itself_and_what_came_to_nothing_are_no_count_of_attacks(nlp: Language, text: str) -> None:
    assert hits(nlp, text) == []


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("The border town has been hit by rockets more than 70 times this year.", 71, None),
        ("The rebels violated the truce no fewer than 60 times.", 60, None),
        ("The army has used chlorine gas four times since May.", 4, 4),
        ("His compound was targeted three times by warplanes.", 3, 3),
    ],
)
def test_times_count_the_attacks_that_their_verb_tells(
    nlp: Language, text: str, low: int, high: int | None
) -> None:
    assert hits(nlp, text) == [("attacks", low, high)]


@pytest.mark.parametrize(
    "text",
    [
        "He was hit three times in the leg.",
        "The town has changed hands five times.",
        "The rebels shelled the town several times.",
        "The blast hit an area four times larger than the last.",
        "The army has used the road 40 times.",
    ],
)
def test_other_times_count_no_attacks(nlp: Language, text: str) -> None:
    assert hits(nlp, text) == []


def test_what_many_strikes_destroyed_is_counted_and_a_list_goes_on(nlp: Language) -> None:
    text = "The strikes destroyed 14 fighting positions, six vehicles and two car bombs near the dam."
    assert hits(nlp, text) == [("objects", 14, 14), ("objects", 6, 6), ("objects", 2, 2)]


@pytest.mark.parametrize(
    "text",
    [
        "As many as 33 targets were hit in the operation.",
        "The strikes hit 33 targets.",
        "The strikes were focused on 33 targets.",
    ],
)
def test_targets_are_counted_whether_the_verb_stands_before_or_behind(nlp: Language, text: str) -> None:
    [(unit, low, high)] = hits(nlp, text)
    assert (unit, high) == ("objects", 33)
    assert low in (33, None)


@pytest.mark.parametrize(
    "text",
    [
        "The raid destroyed two tanks.",
        "Some 40 tanks deployed near the border.",
        "The plane brought 20 trucks of food to the town.",
        "Fighters captured 14 villages.",
    ],
)
def test_a_few_vehicles_and_what_nobody_hit_are_not_counted(nlp: Language, text: str) -> None:
    assert hits(nlp, text) == []


def test_a_list_of_facilities_shares_the_verb_of_its_first(nlp: Language) -> None:
    text = (
        "The shelling destroyed 11 hospitals, 52 educational facilities, 5 camps and 25 residential blocks."
    )
    assert hits(nlp, text) == [("buildings", n, n) for n in (11, 52, 5, 25)]


def test_what_the_targeted_included_was_hit(nlp: Language) -> None:
    text = "The targeted civilian facilities also included 51 medical centers and 12 schools."
    assert hits(nlp, text) == [("buildings", 51, 51), ("buildings", 12, 12)]


def test_clinics_that_are_reported_to_have_been_hit(nlp: Language) -> None:
    text = "At least two clinics in the port are reported to have been hit by mortar rounds."
    assert hits(nlp, text) == [("buildings", 2, None)]


def test_a_share_of_the_homes_was_destroyed_and_not_the_whole(nlp: Language) -> None:
    text = "Some 3,600 of the town's 5,000 homes were destroyed, along with 60 schools and 15 mosques."
    assert hits(nlp, text) == [("buildings", 3600, 3600), ("buildings", 60, 60), ("buildings", 15, 15)]


def test_counts_of_attacks_leave_the_casualties_as_they_are(nlp: Language) -> None:
    text = "The 22 strikes this week killed 20 people, including five children, and 12 rebels."
    counts = reading_of(nlp, text).counts
    assert [(c.outcome, c.bounds.low) for c in counts] == [
        ("hit", 22), ("killed", 20), ("killed", 5), ("killed", 12),
    ]  # fmt: skip
    assert counts[2].within == 1
    assert [c.first for c in counts] == sorted(c.first for c in counts)


def test_the_quote_of_attacks_is_number_and_noun(nlp: Language) -> None:
    text = "The alliance has carried out more than 450 air strikes around the city since June."
    [count] = reading_of(nlp, text).counts
    assert count.quote.text == "more than 450 air strikes"
    assert text[count.quote.start : count.quote.end] == count.quote.text


def test_the_whole_of_which_a_share_was_hit_is_dropped_with_its_reason(nlp: Language) -> None:
    reading = reading_of(nlp, "In the siege 3,000 of the town's 8,000 homes were destroyed.")
    assert [c.bounds.low for c in reading.counts] == [3000]
    assert [d.reason for d in reading.dropped if "8,000" in d.quote.text] == [WHOLE]
