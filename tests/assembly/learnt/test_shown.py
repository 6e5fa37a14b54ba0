"""What the judges are shown: units of one act at one place each, and words that stand for them."""

from tests.assembly.learnt.conftest import Seen
from warledger.assembly.learnt.features import Alone


def test_a_frame_of_one_place_is_one_unit(seen: Seen) -> None:
    shown, _ = seen("A car bomb killed nine people in Azaz on Tuesday.")
    assert [(u.place.span.text if u.place else None, len(u.counts)) for u in shown.units] == [("Azaz", 1)]


def test_a_list_of_towns_is_a_unit_for_each_and_one_with_their_joint_figure(seen: Seen) -> None:
    shown, _ = seen("Air strikes on the towns of Azaz, Manbij and Jarabulus killed 30 people on Tuesday.")
    told = {(u.place.span.text if u.place else None, u.joint, len(u.counts)) for u in shown.units}
    assert told == {(None, True, 1), ("Azaz", False, 0), ("Manbij", False, 0), ("Jarabulus", False, 0)}


def test_only_the_lead_and_the_sentences_with_findings_are_encoded(seen: Seen) -> None:
    shown, _ = seen(
        "The summit opened. Leaders shook hands. Trade was discussed at length. "
        "A car bomb killed nine people in Azaz on Tuesday."
    )
    words = " ".join(shown.digest.words)
    assert words.startswith("The summit opened")
    assert "Trade" not in words
    assert words.endswith("nine people in Azaz on Tuesday .")


def test_a_count_is_seen_by_its_number_its_noun_and_its_word_of_outcome(seen: Seen) -> None:
    shown, _ = seen("A car bomb killed nine people in Azaz on Tuesday.")
    (parts,) = shown.count_parts
    assert [shown.digest.words[first:last] for first, last in parts] == [("nine",), ("people",), ("killed",)]


def test_every_finding_has_as_many_features_as_any_other(seen: Seen) -> None:
    shown, _ = seen(
        "Rebels killed nine people in Azaz on Tuesday. The army shelled Manbij, wounding two women."
    )
    for rows in (
        shown.count_features,
        shown.unit_features,
        *([r[2] for r in x] for x in (shown.pairs, shown.doers)),
    ):
        assert len({len(r) for r in rows}) == 1


def test_two_tellings_are_compared_by_their_words_but_not_by_their_places(seen: Seen) -> None:
    shown, _ = seen(
        "A car bomb in Azaz killed nine worshippers on Tuesday. The bomb in Azaz hit worshippers leaving a mosque."
    )
    (alone, again) = (
        Alone.of(u, shown.grounded, frozenset(i for p in shown.places for i in range(p.first, p.last)))
        for u in shown.units
    )
    assert "worshipper" in alone.words & again.words
    assert "azaz" not in {w.lower() for w in alone.names | again.names}


def test_a_count_is_shown_the_speakers_around_it(seen: Seen) -> None:
    shown, _ = seen("Nine people were killed in Azaz on Tuesday, police said. A doctor said two more died.")
    assert {shown.voices[k].names for n, k, _ in shown.speakers if n == 0} >= {("police",)}
