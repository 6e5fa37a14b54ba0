"""How near a phrase stands to a word, and whether a day may date an act."""

from spacy.language import Language
from spacy.tokens import Doc

from warledger.assembly.nearness import describes, distance, is_said, within_reach


def at(doc: Doc, word: str) -> int:
    return next(t.i for t in doc if t.text == word)


def reaches(doc: Doc, act: str, day: str) -> bool:
    i, j = at(doc, act), at(doc, day)
    return within_reach(doc, i, j, j + 1, own=frozenset({i}))


def test_a_phrase_of_its_own_clause_is_nearer_than_one_of_another(nlp: Language) -> None:
    doc = nlp("Shells killed nine people in Douma and wounded two in Harasta.")
    killed, wounded = at(doc, "killed"), at(doc, "wounded")
    douma, harasta = at(doc, "Douma"), at(doc, "Harasta")
    assert distance(doc, killed, douma, douma + 1) < distance(doc, killed, harasta, harasta + 1)
    assert distance(doc, wounded, harasta, harasta + 1) < distance(doc, wounded, douma, douma + 1)


def test_the_day_of_another_clause_does_not_date_the_act(nlp: Language) -> None:
    assert not reaches(
        nlp("A raid killed nine people after a truce collapsed on Monday."), "killed", "Monday"
    )
    assert reaches(nlp("A raid on the market killed nine people on Monday."), "killed", "Monday")


def test_a_day_after_dates_what_follows_unless_that_has_a_day_of_its_own(nlp: Language) -> None:
    doc = nlp("The blast came a day after a sniper killed six people.")
    first, last = at(doc, "a"), at(doc, "after") + 1
    acts = frozenset({at(doc, "blast"), at(doc, "killed")})
    assert within_reach(doc, at(doc, "killed"), first, last, own=acts)
    assert not within_reach(doc, at(doc, "blast"), first, last, own=acts)
    doc = nlp("The blast came two days after a truce took effect on Thursday.")
    first, last = at(doc, "two"), at(doc, "after") + 1
    assert within_reach(doc, at(doc, "blast"), first, last, own=frozenset({at(doc, "blast")}))


def test_the_day_of_the_words_is_not_the_day_of_the_act(nlp: Language) -> None:
    doc = nlp("A monitor said on Wednesday that a raid had killed nine people.")
    day = at(doc, "Wednesday")
    assert is_said(doc, day, day + 1)
    assert not reaches(doc, "killed", "Wednesday")


def test_the_day_of_the_pictures_is_not_the_day_of_the_act(nlp: Language) -> None:
    doc = nlp("A video released on Friday shows a raid that killed nine people.")
    day = at(doc, "Friday")
    assert is_said(doc, day, day + 1)


def test_where_a_place_lies_is_no_place_of_an_act(nlp: Language) -> None:
    doc = nlp("The hospital, which lies near Atarib, was bombed in Darat.")
    atarib, darat = at(doc, "Atarib"), at(doc, "Darat")
    assert describes(doc, atarib, atarib + 1)
    assert not describes(doc, darat, darat + 1)


def test_a_day_in_a_participles_clause_dates_the_act_only_where_the_rule_is_relaxed(nlp: Language) -> None:
    doc = nlp(
        "A hospital was hit, wounding nurses on Tuesday, and nine people were killed since a truce began in May."
    )
    act, day = at(doc, "hit"), at(doc, "Tuesday")
    own = frozenset({act})
    assert within_reach(doc, act, day, day + 1, own=own, strict=False)
    assert not within_reach(doc, act, at(doc, "May"), at(doc, "May") + 1, own=own, strict=False)
