"""Who owns up or is accused in a sentence of its own."""

import pytest
from spacy.language import Language

from warledger.assembly.accusing import accused_next, claims
from warledger.grounding.actors import find_actors

FIRST = "A bomb killed nine people at a market. "


@pytest.mark.parametrize(
    ("second", "actor"),
    [
        ("The Taliban claimed responsibility.", ["Taliban"]),
        ("Officials blamed the Taliban.", ["Taliban"]),
        ("Nobody has come forward. The Taliban claimed responsibility.", ["Taliban"]),
        ("No group has claimed responsibility.", []),
        ("Gunmen attacked a mosque. The Taliban claimed responsibility.", []),
    ],
)
def test_the_next_sentence_without_an_act_says_whose_it_was(
    nlp: Language, second: str, actor: list[str]
) -> None:
    doc = nlp(FIRST + second)
    end = next(iter(doc.sents)).end
    assert [m.actor for m in accused_next(doc, end, find_actors(doc, country="AF"))] == actor


def test_a_claim_of_deaths_is_no_claim_to_have_done_it(nlp: Language) -> None:
    doc = nlp("The Taliban claimed nine people were killed.")
    (mention, *_) = find_actors(doc, country="AF")
    assert not claims(doc, mention)
