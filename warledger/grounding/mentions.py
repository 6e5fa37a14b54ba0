"""What grounding finds in a parsed text: expressions of time, names of places, names of actors.

Each mention knows its span in the text and its tokens in the parse (`first` inclusive, `last` exclusive),
and the grounded value. Assembly decides which act a mention belongs to.
"""

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
