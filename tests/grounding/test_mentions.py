"""Mentions in text order, and those of them that stand somewhere."""

from warledger.grounding.mentions import PlaceMention, between, in_sentences
from warledger.records import Place, Span

MENTIONS = [PlaceMention(Span(at, at + 1, "x"), at, at + 1, Place(), "location") for at in (0, 3, 3, 8, 12)]
SENTENCE = [0, 0, 0, 0, 1, 1, 1, 1, 1, 2, 2, 2, 2]


def firsts(mentions: object) -> list[int]:
    assert isinstance(mentions, list)
    return [mention.first for mention in mentions]


def test_those_that_begin_from_one_token_on_and_before_another() -> None:
    assert firsts(between(MENTIONS, 3, 8)) == [3, 3]
    assert firsts(between(MENTIONS, 0, 99)) == [0, 3, 3, 8, 12]
    assert firsts(between(MENTIONS, 4, 8)) == []


def test_those_of_some_sentences() -> None:
    assert firsts(in_sentences(MENTIONS, SENTENCE, 1, 2)) == [8, 12]
    assert firsts(in_sentences(MENTIONS, SENTENCE, -3, 0)) == [0, 3, 3]
    assert firsts(in_sentences(MENTIONS, SENTENCE, 5, 9)) == []
