"""The words that stand for a finding in the digest: three stretches each, whose encodings are averaged and joined."""

from spacy.tokens import Doc

from warledger.assembly.learnt.digest import Digest
from warledger.assembly.learnt.units import Unit
from warledger.assembly.voices import Voice
from warledger.grounding.mentions import ActorMention, PlaceMention
from warledger.reading import Count

type Part = tuple[int, int]
"""Words of the digest, first inclusive, last exclusive, whose encodings are averaged."""
type Parts = tuple[Part, Part, Part]

NOWHERE: Part = (0, 1)
"""The digest's first word, for a finding of which no word was taken: its sentence always is, its head may not be."""


def count_parts(d: Digest, count: Count) -> Parts:
    """Give the words that stand for a count: number, noun, word of outcome."""
    number = d.cut(count.first, count.first + 1) or NOWHERE
    noun = d.cut(count.head, count.head + 1) or number
    return number, noun, d.cut(count.cause, count.cause + 1) or noun


def unit_parts(d: Digest, unit: Unit) -> Parts:
    """Give the words that stand for a unit: all of it, its act's word, its place."""
    frame = unit.frame
    whole = d.cut(frame.first, frame.last) or NOWHERE
    act = max(frame.acts, key=lambda a: (a.rank, -a.first), default=None)
    head = act.head if act is not None else frame.counts[0].cause if frame.counts else frame.first
    place = d.cut(unit.place.first, unit.place.last) if unit.place is not None else None
    return whole, d.cut(head, head + 1) or whole, place or whole


def actor_parts(doc: Doc, d: Digest, actor: ActorMention) -> Parts | None:
    """Give the words that stand for an actor: the name, its last word, the word that it depends on."""
    name, end = d.cut(actor.first, actor.last), d.cut(actor.last - 1, actor.last)
    above = doc[actor.first : actor.last].root.head.i
    head = d.cut(above, above + 1)
    return None if name is None or end is None else (name, end, head or end)


def voice_parts(doc: Doc, d: Digest, voice: Voice) -> Parts | None:
    """Give the words that stand for a speaker: the name, its head, the word of speech that it depends on."""
    name = d.cut(voice.first, voice.last)
    root = doc[voice.first : voice.last].root
    head = d.cut(root.i, root.i + 1)
    return None if name is None or head is None else (name, head, d.cut(root.head.i, root.head.i + 1) or head)


def place_parts(d: Digest, place: PlaceMention) -> Parts | None:
    """Give the words that stand for a place: the name, the word before it and the one behind."""
    name = d.cut(place.first, place.last)
    return (
        None
        if name is None
        else (
            name,
            (max(0, name[0] - 1), name[0] or 1),
            (min(name[1], len(d.words) - 1), min(name[1], len(d.words) - 1) + 1),
        )
    )
