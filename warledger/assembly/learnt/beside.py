"""What the rules know of who and what stands beside a count or a unit: speakers, doers, places; as numbers for the judges.

As in `features`, every function returns a fixed list of floats whose order is part of the trained weights.
"""

from typing import get_args

from warledger.assembly.learnt.scales import one_hot, steps
from warledger.assembly.learnt.units import Unit
from warledger.assembly.places import holds, same_place
from warledger.assembly.voices import Voice
from warledger.grounding.mentions import ActorMention, PlaceMention
from warledger.grounding.source_table import SourceKind
from warledger.grounding.sources import source_kind
from warledger.reading import Count
from warledger.records import PlacePrecision, Stance

PLACES: tuple[str | None, ...] = (None, *get_args(PlacePrecision.__value__))
SPEAKERS: tuple[str | None, ...] = (None, *get_args(SourceKind.__value__))
ACTOR_KINDS = ("state", "nonstate", "coalition", "civilians", "unnamed")


def voice_features(
    count: Count, voice: Voice, *, chosen: bool, agency: str | None, between: int, above: bool, voices: int
) -> list[float]:
    """Describe a speaker beside a count.

    Args:
        count: the count.
        voice: the speaker.
        chosen: the rules cite this speaker for the count.
        agency: the state agency that faceless sources tell it all to.
        between: how many other speakers stand between them.
        above: the speaker's word of speech governs the count.
        voices: how many speakers of other names the report has.
    """
    gap = voice.sentence - count.sentence
    return [
        float(chosen),
        *steps(gap, (-4, -2, -1, 0, 1, 2)),
        float(above),
        float(voice.first > count.first),
        float(bool(voice.kinds)),
        float(agency is not None and agency in voice.names),
        *steps(between, (1, 2, 3)),
        *one_hot(source_kind(voice.names[0]) if voice.names else None, SPEAKERS),
        *steps(voices, (2, 3, 5)),
        float(count.sentence <= 1),
        float(voice.sentence <= 1),
    ]


def doer_features(
    unit: Unit, actor: ActorMention, sentence: int, *, stance: Stance | None, drafted: bool, elsewhere: bool,
    mentions: int,
) -> list[float]:  # fmt: skip
    """Describe an actor's mention beside a unit.

    Args:
        unit: the unit.
        actor: the mention, which stands in sentence number `sentence`.
        stance: how the rules blame it for this unit; None where they do not.
        drafted: the rules blame this actor for the unit's account, by whatever mention.
        elsewhere: the rules blame this actor for another unit.
        mentions: how often the report names the actor.
    """
    gap = sentence - unit.frame.sentence
    apart = actor.first - unit.frame.first
    return [
        *one_hot(stance, (None, *get_args(Stance.__value__))),
        float(drafted),
        float(elsewhere),
        *steps(gap, (-4, -2, -1, 0, 1, 2, 4)),
        float(gap == 0 and unit.frame.first <= actor.first < unit.frame.last),
        max(-3.0, min(3.0, apart / 20)),
        *one_hot(actor.kind, ACTOR_KINDS),
        float(actor.actor in ("unknown", "terrorists")),
        float(sentence == 0),
        min(mentions, 8) / 8,
        float(bool(unit.blames)),
        float(any(a.type == "armed_clash" for a in unit.frame.acts)),
    ]


def place_features(
    unit: Unit,
    place: PlaceMention,
    sentence: int,
    *,
    drafted: bool,
    share: float,
    order: int,
    own: int,
) -> list[float]:
    """Describe a place beside a unit.

    Args:
        unit: the unit.
        place: the mention, which stands in sentence number `sentence`.
        drafted: the rules put the unit's account there.
        share: the share of the report's mentions of places that this place has.
        order: how many other places are told between it and the unit.
        own: how many places the unit's own sentence names.
    """
    gap = sentence - unit.frame.sentence
    mine = unit.place
    return [
        float(mine is not None and mine.first == place.first),
        float(mine is not None and same_place(mine.place, place.place)),
        float(mine is None),
        float(mine is not None and holds(mine.place, place.place)),
        float(mine is not None and holds(place.place, mine.place)),
        float(drafted),
        share,
        *steps(gap, (-4, -2, -1, 0, 1)),
        *steps(order, (1, 2, 4)),
        *steps(own, (1, 2, 3)),
        *one_hot(place.place.precision, PLACES[1:]),
        float(place.place.lat is not None),
        float(sentence == 0),
        float(gap == 0 and place.first > unit.frame.first),
        float(unit.town),
        float(unit.joint),
    ]
