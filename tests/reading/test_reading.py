"""What holds of every reading: quotes are slices, findings stand in text order, no text raises."""

import json
import random
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

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
    "not denied will attack strike air another hospital 3.5 million seventeen-year-old \u00a0 \U0001f600 '".split(
        " "
    )
)
"""Words of the trade in any order: texts that no grammar expects, with all that the word lists look for."""

MUTANTS = 200


def quotes(reading: Reading) -> Iterator[Span]:
    yield from (c.quote for c in reading.counts)
    yield from (a.span for a in reading.acts)
    yield from (t.span for t in reading.targets)
    yield from (s.span for s in reading.speeches)
    yield from (d.quote for d in reading.dropped)


def check(doc: Doc) -> None:
    """Every quote is the slice that its offsets name; counts, acts and targets stand in text order, apart."""
    reading = read(doc)
    assert all(doc.text[q.start : q.end] == q.text and q.text for q in quotes(reading))
    assert all(a.last <= b.first for a, b in pairwise(reading.counts))
    assert all(a.last <= b.first for a, b in pairwise(reading.acts))
    assert all(a.last <= b.first for a, b in pairwise(reading.targets))
    for k, count in enumerate(reading.counts):
        assert count.first < count.last <= len(doc)
        assert count.within is None or count.within < k
        assert 0 <= count.cause < len(doc)
    assert [(s.sentence, s.first) for s in reading.speeches] == sorted(
        (s.sentence, s.first) for s in reading.speeches
    )


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


def mutated(text: str, chance: random.Random) -> str:
    """Cut, double, insert and swap pieces at random places of a text."""
    for _ in range(chance.randint(1, 8)):
        at = chance.randint(0, len(text))
        to = min(len(text), at + chance.randint(1, 12))
        piece = chance.choice(
            ["", text[at:to] * 2, "\x00", "\n", " 7 killed ", ",", "’", "\u202e", text[at:to][::-1]]
        )
        text = text[:at] + piece + text[to:]
    return text


def test_real_reports_damaged_at_random_are_read(nlp: Language, shared: Path) -> None:
    chance = random.Random(20160419)
    lines = (shared / "reports" / "june2016.jsonl").read_text(encoding="utf-8").splitlines()
    texts = [json.loads(line)["text"][:700] for line in lines if line.strip()]
    for doc in nlp.pipe(mutated(chance.choice(texts), chance) for _ in range(MUTANTS)):
        check(doc)
