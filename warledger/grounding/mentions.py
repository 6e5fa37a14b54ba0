"""What grounding finds in a parsed text: expressions of time, names of places, names of actors.

Each mention knows its span in the text and its tokens in the parse (`first` inclusive, `last` exclusive),
and the grounded value. Assembly decides which act a mention belongs to.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from warledger.records import Period, Place, Span

type TimeRelation = Literal["at", "since", "until", "within", "ahead", "recurring", "age"]
type PlaceSense = Literal["location", "adjective", "origin", "talks"]
type ActorKind = Literal["state", "nonstate", "coalition", "civilians", "unnamed"]


@dataclass(frozen=True, slots=True)
class PeriodMention:
    """An expression of time and the days it stands for.

    `relation` says how an event relates to the period: "at" it happened then ("on Tuesday"), "since" it
    runs from then on ("since April"), "until" it ended then, "within" it is spread over a stretch ("over
    the past nine months"), "ahead" it lies after the report ("next week"), "recurring" ("every day",
    "daily"), "age" a duration that dates nothing ("a five-year war", "32-year-old").
    """

    span: Span
    first: int
    last: int
    period: Period
    relation: TimeRelation


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A name of a place and the entry chosen for it.

    `sense` is "location" for a place where something can happen, "adjective" where the name only
    qualifies an actor ("the Aleppo media centre", "Damascus regime"), "origin" for where a speaker or a
    victim comes from, "talks" for a seat of diplomacy (Geneva, Astana) that no act happens at.
    """

    span: Span
    first: int
    last: int
    place: Place
    sense: PlaceSense = "location"


@dataclass(frozen=True, slots=True)
class ActorMention:
    """A name or description of an armed actor and its canonical name.

    `actor` is the canonical name of the actor table ("Syrian government"), "unknown" for descriptions
    that name nobody ("gunmen"). Two actors named in one breath ("Syrian or Russian jets") are two mentions.
    """

    span: Span
    first: int
    last: int
    actor: str
    kind: ActorKind


def between[M: (PeriodMention, PlaceMention)](mentions: Sequence[M], start: int, end: int) -> Sequence[M]:
    """Give the mentions, of some in text order, that begin from one token on and before another."""
    first = bisect_left(mentions, start, key=lambda m: m.first)
    return mentions[first : bisect_left(mentions, end, lo=first, key=lambda m: m.first)]


def in_sentences[M: (PeriodMention, PlaceMention)](
    mentions: Sequence[M], numbers: Sequence[int], first: int, last: int
) -> Sequence[M]:
    """Give the mentions, of some in text order, that begin in one sentence, in another or between them.

    Args:
        mentions: in text order.
        numbers: the sentence of each token.
        first: the number of the first sentence.
        last: that of the last one, inclusive.
    """
    begin = bisect_left(mentions, first, key=lambda m: numbers[m.first])
    return mentions[begin : bisect_right(mentions, last, lo=begin, key=lambda m: numbers[m.first])]
