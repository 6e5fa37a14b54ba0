"""Sentences and words without an end are cut, so that no text costs more than its length; all others stay as they are."""

from itertools import pairwise

import pytest
from spacy.language import Language

from warledger.assembly.blame import _clauses_of
from warledger.reading.long_words import LONGEST as LONGEST_WORD
from warledger.reading.sentence_ends import LONGEST

ENDLESS = "the army shelled the town, and the people fled from it " * 60
PLAIN = (
    "The army shelled a market in the town of Saraqib on Tuesday, killing 12 people (five of them children)."
)


def test_a_sentence_over_pages_is_cut_and_its_words_stay(nlp: Language) -> None:
    doc = nlp(ENDLESS)
    sentences = list(doc.sents)
    assert max(len(sentence) for sentence in sentences) <= LONGEST
    assert doc.text == ENDLESS
    for sentence in sentences:
        assert all(sentence.start <= token.head.i < sentence.end for token in sentence)


def test_a_usual_sentence_stays_whole(nlp: Language) -> None:
    assert len(list(nlp(PLAIN).sents)) == 1


@pytest.mark.parametrize("run", ["[](" * 900, "1." * 900, '"' * 900, "\u200b" * 900, "A" * 900])
def test_a_run_without_a_blank_is_split_and_stays_the_text(nlp: Language, run: str) -> None:
    text = f"Nine died in {run} and  in Aleppo.\n{run}"
    doc = nlp.make_doc(text)
    assert doc.text == text
    assert max(len(token) for token in doc) <= LONGEST_WORD


def test_a_text_without_long_runs_is_split_as_ever(nlp: Language) -> None:
    address = "https://news.example/2017/03/" + "a" * 120
    text = f'{PLAIN} "See {address}," he said.'
    words = [token.text for token in nlp.make_doc(text)]
    assert address in words
    assert [b.idx - a.idx - len(a) for a, b in pairwise(nlp.make_doc(text))].count(1) > 20


def test_the_way_between_two_words_is_found_once(nlp: Language) -> None:
    doc = nlp(PLAIN)
    clauses = _clauses_of(doc)
    assert clauses is _clauses_of(doc)
    assert clauses.between(2, 2) == 0
