"""What holds of every reading: quotes are slices, findings stand in text order, no text raises."""

from collections.abc import Iterator
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from warledger.reading import Reading, read
from warledger.records import Span

PIECES = st.sampled_from(
    "killed wounded dead at least more than 12 1,250 two dozens of a woman and her children including five "
    "soldiers civilians said the ministry according to , . - \n % $ toll rose from 30 to the bodies were found "
    "not denied will attack strike air another hospital families ( ) or more fled homes : 20–25 12 000 camps 3.5 million seventeen-year-old \u00a0 \U0001f600 '".split(
        " "
    )
)
"""Words of the trade in any order: texts that no grammar expects, with all that the word lists look for."""


def quotes(reading: Reading) -> Iterator[Span]:
    yield from (c.quote for c in reading.counts)
    yield from (a.span for a in reading.acts)
    yield from (t.span for t in reading.targets)
    yield from (s.span for s in reading.speeches)
    yield from (d.quote for d in reading.dropped)


def check(doc: Doc) -> int:
    """Every quote is the slice that its offsets name; counts, acts and targets stand in text order, apart.

    Returns:
        How many counts were read.
    """
    reading = read(doc)
    assert all(doc.text[q.start : q.end] == q.text and q.text for q in quotes(reading))
    # "five were abducted and killed" is two counts of the same words
    same = [(a, b) for a, b in pairwise(reading.counts) if a.first != b.first]
    assert all(a.last <= b.first for a, b in same)
    assert all(b.outcome != a.outcome for a, b in pairwise(reading.counts) if a.first == b.first)
    assert all(a.last <= b.first for a, b in pairwise(reading.acts))
    assert all(a.last <= b.first for a, b in pairwise(reading.targets))
    for k, count in enumerate(reading.counts):
        assert count.first < count.last <= len(doc)
        assert count.within is None or count.within < k
        assert 0 <= count.cause < len(doc)
    assert [(s.sentence, s.first) for s in reading.speeches] == sorted(
        (s.sentence, s.first) for s in reading.speeches
    )
    return len(reading.counts)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=120))
def test_any_text_is_read(nlp: Language, text: str) -> None:
    check(nlp(text))


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PIECES, max_size=40).map(" ".join))
def test_any_order_of_the_words_of_the_trade_is_read(nlp: Language, text: str) -> None:
    check(nlp(text))


@pytest.mark.parametrize("text", ["", " ", "\n\n", "killed", "12", "at least", "12 killed", ".", "a"])
def test_the_shortest_texts_are_read(nlp: Language, text: str) -> None:
    check(nlp(text))


def test_the_same_text_gives_the_same_reading(nlp: Language) -> None:
    text = "A raid on the port killed 12 people and wounded 30, a doctor said."
    assert read(nlp(text)) == read(nlp(text))
