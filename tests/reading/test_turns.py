"""What becomes of ceasefires and talks: a sentence, and the events that must come of it, with parties and exclusions."""

import pytest
from spacy.language import Language

from warledger.reading.turns import find_turns


def turns(nlp: Language, text: str) -> list[tuple[str, str]]:
    return [(t.kind, t.event) for t in find_turns(nlp(text))]


def parties(nlp: Language, text: str) -> list[str]:
    doc = nlp(text)
    return [doc[i].text for t in find_turns(doc) for i in t.parties]


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("The army declared a three-day truce in Hama.", "declared"),
        ("Both armies agreed on a cease-fire on Sunday.", "agreed"),
        ("The rebels signed the ceasefire deal in Minsk.", "agreed"),
        ("The truce took effect at midnight.", "effective"),
        ("A fragile ceasefire has been in force since Monday.", "effective"),
        ("The cessation of hostilities came into effect on Friday.", "effective"),
        ("The government extended the truce by a week.", "extended"),
        ("Militants shelled two villages in a new breach of the truce.", "violated"),
        ("The ceasefire was violated by both sides.", "violated"),
        ("The faction rejected the ceasefire proposal.", "rejected"),
        ("The ceasefire collapsed on Tuesday.", "ended"),
        ("The army declared the ceasefire over.", "ended"),
        ("Three soldiers died since the truce broke down.", "ended"),
        ("The minister called for an immediate ceasefire.", "proposed"),
        ("The Houthis joined the ceasefire.", "joined"),
        ("The market was hit despite the ceasefire.", "despite"),
    ],
)
def test_what_becomes_of_a_ceasefire(nlp: Language, text: str, event: str) -> None:
    assert turns(nlp, text) == [("ceasefire", event)]


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Peace talks opened in Geneva on Monday.", "opened"),
        ("The Taliban walked out of the peace talks in Doha.", "left"),
        ("The delegation suspended its participation in the peace talks.", "suspended"),
        ("UN-brokered talks to end the war broke off in April.", "suspended"),
        ("Peace talks have deadlocked.", "stalled"),
        ("Peace talks between the government and the guerrillas resumed in Havana.", "resumed"),
        ("The government held peace talks with the separatists.", "held"),
        ("The militia agreed to join peace talks.", "joined"),
        ("Talks aimed at ending the war in Yemen collapsed.", "ended"),
        ("The opposition boycotted the peace talks.", "rejected"),
        ("Hours earlier a truce had failed, and the envoys postponed the talks.", "suspended"),
    ],
)
def test_what_becomes_of_talks(nlp: Language, text: str, event: str) -> None:
    assert ("talks", event) in turns(nlp, text)


@pytest.mark.parametrize(
    "text",
    [
        "The market was hit despite calls for a ceasefire.",
        "Monitors of the ceasefire visited the town.",
        "There are hopes of a ceasefire.",
        "The truce may collapse at any moment.",
        "The ceasefire has not been violated.",
        "The ministry denied violating the truce.",
        "The army will end the truce if it is attacked.",
        "The truce was due to take effect on Monday.",
        "The envoy dismissed reports that the general had accepted a truce.",
        "Temporary truces were declared in the past.",
        "Will the ceasefire end the war?",
        "The ceasefire plan was announced on Monday.",
        "The minister flew to Rome for talks.",
        "The ministers held talks on trade in Rome.",
        "Negotiations to free the hostages began on Monday.",
        "Shells fell on the market of Hama.",
    ],
)
def test_a_mention_a_hope_or_a_denial_is_no_turn(nlp: Language, text: str) -> None:
    assert turns(nlp, text) == []


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("The president urged both sides to agree on a ceasefire.", "proposed"),
        ("The group refused to sign the ceasefire.", "rejected"),
        ("The authorities agreed to start peace talks.", "agreed"),
    ],
)
def test_what_is_asked_refused_or_promised_is_so_called(nlp: Language, text: str, event: str) -> None:
    assert [found for _, found in turns(nlp, text)] == [event]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Russia and Turkey agreed a truce.", ["Russia", "Turkey"]),
        ("A truce agreed by Russia and Turkey holds.", ["Russia", "Turkey"]),
        ("A truce between the army and the rebels collapsed.", ["army", "rebels"]),
        ("A truce brokered by Egypt collapsed.", []),
        ("The rebels accused the army of violating the truce.", ["army"]),
        ("Terrorist groups fired shells on Friday violating the truce.", ["groups"]),
        ("The army declared an end to its ceasefire.", ["army"]),
        ("The opposition left the peace talks in Geneva.", ["opposition"]),
    ],
)
def test_whose_deed_it_is(nlp: Language, text: str, named: list[str]) -> None:
    assert parties(nlp, text) == named


@pytest.mark.parametrize(
    ("text", "event", "left_out"),
    [
        ("The truce does not cover the Islamic State group.", "limited", "group"),
        ("The ceasefire, which excludes Hamas, came into effect on Friday.", "effective", "Hamas"),
        ("Hamas was excluded from the ceasefire.", "limited", "Hamas"),
    ],
)
def test_whom_a_ceasefire_leaves_out(nlp: Language, text: str, event: str, left_out: str) -> None:
    doc = nlp(text)
    (turn,) = find_turns(doc)
    assert turn.event == event
    assert left_out in [doc[i].text for i in turn.excluded]


def test_a_text_stripped_of_its_commas_reads_the_same(nlp: Language) -> None:
    assert turns(nlp, "Russias army violated the truce a monitor said.") == [("ceasefire", "violated")]
    assert turns(nlp, "A truce that began on Monday a week ago has ended the army said.") != []
