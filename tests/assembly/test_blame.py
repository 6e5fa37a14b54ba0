"""Who is said to have done it, and how surely: the doer of the very act that a sentence's dead are told of.

Sentences are read, their actors found and their frames cut by the program's own functions; the places and days
play no part here.
"""

from collections.abc import Callable

import pytest
from spacy.language import Language

from warledger.assembly.blame import denials, perpetrators_of
from warledger.assembly.blame_words import blame_words
from warledger.assembly.frames import frames_of
from warledger.grounding.actors import find_actors
from warledger.reading import read

type Blamed = Callable[[str], dict[str, str]]


@pytest.fixture
def blamed(nlp: Language) -> Blamed:
    """Give the actors blamed in a sentence (on Syria) with their stances, over all its frames."""

    def run(text: str) -> dict[str, str]:
        doc = nlp(text)
        reading = read(doc)
        actors = find_actors(doc, country="SY")
        found: dict[str, str] = {}
        for frame in frames_of(doc, reading, reading.counts, (), ()):
            for perpetrator in perpetrators_of(doc, frame, actors):
                assert perpetrator.quote.text == text[perpetrator.quote.start : perpetrator.quote.end]
                found.setdefault(perpetrator.actor, perpetrator.stance)
        return found

    return run


@pytest.mark.parametrize(
    ("text", "doer"),
    [
        ("Russian warplanes bombed a bakery, killing nine people.", "Russia"),
        ("Nine people were killed in regime air strikes on the town.", "Syrian government"),
        ("A coalition raid on the village killed nine people.", "US-led coalition"),
        ("Nine people were killed by a rebel sniper.", "rebels"),
        ("An attack carried out by Islamic State killed nine people.", "Islamic State"),
        ("Israel launched a missile attack on the base, killing nine soldiers.", "Israel"),
        ("A helicopter belonging to the Syrian army dropped a barrel bomb that killed nine people.", "Syrian government"),
        ("Boko Haram gunmen shot and killed nine farmers.", "Boko Haram"),
        ("Boko Haram gunmen on Monday stormed a village and killed at least nine farmers.", "Boko Haram"),
        ("Nine villagers were killed in an attack by members of Boko Haram.", "Boko Haram"),
        ("Nine people died when terrorists affiliated to Jabhat al-Nusra fired a mortar shell on the town.", "Nusra/HTS"),
        ("Nine people were hurt as the Boko Haram group targeted with rocket shells the town.", "Boko Haram"),
        ("Rebels backed by Turkey shelled the town and killed nine people.", "rebels"),
    ],
)  # fmt: skip
def test_the_doer_is_subject_agent_or_qualifier(blamed: Blamed, text: str, doer: str) -> None:
    assert blamed(text) == {doer: "asserted"}


@pytest.mark.parametrize(
    "text",
    [
        "Air strikes on Islamic State positions killed nine people.",
        "Nine rebel fighters were killed in an air strike.",
        "Shelling killed nine people in a town held by rebels.",
        "Shelling killed nine people in a town that was recently seized by rebels.",
        "An air strike killed nine people in rebel-held parts of the city.",
        "A Russian helicopter was shot down and its crew of five were killed.",
    ],
)
def test_who_suffers_it_or_holds_the_town_did_not_do_it(blamed: Blamed, text: str) -> None:
    assert blamed(text) == {}


def test_the_clause_of_the_dead_goes_before_other_clauses(blamed: Blamed) -> None:
    assert blamed(
        "Government air strikes killed 25 civilians on Thursday after rebels launched an offensive."
    ) == {"Syrian government": "asserted"}


def test_who_repels_an_attack_did_not_make_it(blamed: Blamed) -> None:
    assert blamed("The Syrian army repelled a rebel attack in which nine people were killed.") == {
        "rebels": "asserted"
    }


def test_two_joined_by_and_both_did_it_joined_by_or_both_are_suspected(blamed: Blamed) -> None:
    assert blamed("Syrian and Russian air strikes killed nine people.") == {
        "Syrian government": "asserted",
        "Russia": "asserted",
    }
    assert blamed("Syrian or Russian air strikes killed nine people.") == {
        "Syrian government": "suspected",
        "Russia": "suspected",
    }


@pytest.mark.parametrize(
    "text",
    [
        "Suspected Boko Haram militants killed nine people.",
        "Gunmen suspected to be members of Boko Haram have reportedly killed nine people.",
        "Boko Haram was blamed for a bombing that killed nine people.",
    ],
)
def test_a_suspicion_stays_one(blamed: Blamed, text: str) -> None:
    assert blamed(text) == {"Boko Haram": "suspected"}


@pytest.mark.parametrize(
    "text",
    [
        "Islamic State claimed responsibility for the bombing that killed nine people.",
        "A bombing claimed by Islamic State killed nine people.",
        "Islamic State said it carried out the bombing that killed nine people.",
    ],
)
def test_a_claim_is_the_doers_own(blamed: Blamed, text: str) -> None:
    assert blamed(text) == {"Islamic State": "claimed"}


def test_in_a_clash_both_sides_fought_unless_one_attacked(blamed: Blamed) -> None:
    assert set(blamed("Nine people were killed in clashes between rebels and the Syrian army.")) == {
        "rebels",
        "Syrian government",
    }
    assert set(blamed("Fourteen rebel fighters were killed in a firefight with the Syrian army.")) == {
        "rebels",
        "Syrian government",
    }
    assert set(blamed("Nine people were killed when Islamic State attacked rebels in the town.")) == {
        "Islamic State"
    }


def test_a_raid_on_a_town_being_fought_over_is_the_raiders_alone(blamed: Blamed) -> None:
    assert blamed(
        "A coalition raid killed nine people in a town where rebels are fighting Islamic State."
    ) == {"US-led coalition": "asserted"}


def test_nobody_named_is_unknown_and_gives_way_to_a_name(blamed: Blamed) -> None:
    assert blamed("Unidentified gunmen shot dead nine people.") == {"unknown": "asserted"}
    assert "unknown" not in blamed("Gunmen from Islamic State shot dead nine people.")


def test_text_without_commas_and_apostrophes_reads_alike(blamed: Blamed) -> None:
    assert blamed("Assads forces shelled the town killing nine people a monitor said.") == {
        "Syrian government": "asserted"
    }
    assert blamed(
        "Nine people were injured when Islamic State terrorists located in a nearby area fired rockets at the city a source said."
    ) == {"Islamic State": "asserted"}


def test_what_is_done_again_and_again_is_no_one_act(blamed: Blamed) -> None:
    assert blamed("Nine people were killed in a town that Russia regularly bombs.") == {}


def test_a_denial_is_found_by_its_sentence(nlp: Language) -> None:
    doc = nlp("A strike hit the market. Russia denied that its aircraft had been involved.")
    ((sentence, denial),) = denials(doc, find_actors(doc, country="SY"))
    assert (sentence, denial.actor, denial.stance) == (1, "Russia", "denied")


def test_a_set_of_words_that_is_not_in_the_table_is_an_error() -> None:
    with pytest.raises(KeyError):
        blame_words("no such set")


@pytest.mark.parametrize(
    ("text", "doers"),
    [
        ("Gunmen killed nine students on a campus. The Taliban later claimed responsibility.", {"Taliban": "claimed"}),
        ("Nine people died in a blast at a market. Officials blamed Boko Haram.", {"Boko Haram": "suspected"}),
        ("Nine people died in a blast. A raid hit a mosque. The Taliban claimed responsibility.", {}),
    ],
)  # fmt: skip
def test_who_owns_up_in_the_next_sentence_did_the_act_told_before_it(
    blamed: Blamed, text: str, doers: dict[str, str]
) -> None:
    first = {a: s for a, s in blamed(text).items() if a != "unknown"}
    assert first == doers or (not doers and set(first) <= {"Taliban"})


@pytest.mark.parametrize(
    "text",
    [
        "Nine people were killed when police clamped down on a march.",
        "Nine people were killed as police cleared a camp of squatters.",
    ],
)
def test_where_nobody_is_said_to_have_killed_it_is_who_acted_meanwhile(blamed: Blamed, text: str) -> None:
    assert set(blamed(text)) == {"Syrian government"}


def test_raids_from_the_air_are_not_the_doing_of_groups_without_aircraft(blamed: Blamed) -> None:
    assert (
        blamed("Rebels fired at troops as air strikes on the suburb killed nine people.").get("rebels")
        is None
    )


def test_who_is_shot_at_is_no_doer(blamed: Blamed) -> None:
    assert set(blamed("Boko Haram gunmen opened fire on police and civilians and killed nine people.")) == {
        "Boko Haram"
    }


def test_a_splinter_is_not_the_group_it_left(blamed: Blamed) -> None:
    text = "Jamaat-ul-Ahrar, a splinter group of the Pakistani Taliban, claimed the blast that killed nine people."
    assert set(blamed(text)) == {"Jamaat-ul-Ahrar"}


def test_blame_for_a_wave_of_attacks_is_not_for_this_one(blamed: Blamed) -> None:
    assert (
        blamed(
            "Nine people were killed in a blast at a mosque, after a wave of attacks blamed on Boko Haram."
        )
        == {}
    )
