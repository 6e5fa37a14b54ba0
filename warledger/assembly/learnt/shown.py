"""What the judges are shown of one report: its findings, the words that stand for them, and what the rules know."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from warledger.assembly.drafts import Draft
from warledger.assembly.frames import Frame
from warledger.assembly.grounded import Grounded
from warledger.assembly.learnt.beside import doer_features, place_features, voice_features
from warledger.assembly.learnt.digest import Digest, digest
from warledger.assembly.learnt.features import (
    Alone,
    Setting,
    count_features,
    pair_features,
    unit_features,
)
from warledger.assembly.learnt.parts import (
    Parts,
    actor_parts,
    count_parts,
    place_parts,
    unit_parts,
    voice_parts,
)
from warledger.assembly.learnt.units import Unit, units_of
from warledger.assembly.places import same_place, times_told
from warledger.assembly.ruling import Ruling, framed
from warledger.assembly.voices import Voice, cited
from warledger.grounding.mentions import ActorMention, PlaceMention
from warledger.reading import Count

type Floats = npt.NDArray[np.float32]
type Row = tuple[int, int, list[float]]
"""Two findings by their index, and what the rules know of them together."""

BACK = 16
"""Units back to which a unit may belong: an act is taken up again within so many, or named anew."""
FAR = 6
"""Sentences between an act and a name that may still be its doer's, unless the name stands in the lead."""
BEFORE, BEHIND, DOWN = 6, 2, 8
"""Sentences before and behind a count in which its speaker may stand; behind one of the lead, whose source follows."""
WITHIN = 5
"""Sentences before an act in which its place may have been named, unless the headline names it."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One report as the judges see it.

    `pairs` are two units, `doers` a unit and an actor, `spots` a unit and a place, `speakers` a count and a voice, each
    with its features. `home` is
    the rules' draft that a unit went into, None where they kept no account of it.
    """

    grounded: Grounded
    counts: tuple[Count, ...]
    units: tuple[Unit, ...]
    actors: tuple[ActorMention, ...]
    places: tuple[PlaceMention, ...]
    digest: Digest
    home: tuple[int | None, ...]
    count_parts: tuple[Parts, ...]
    count_features: tuple[list[float], ...]
    unit_parts: tuple[Parts, ...]
    unit_features: tuple[list[float], ...]
    actor_parts: tuple[Parts, ...]
    place_parts: tuple[Parts, ...]
    pairs: tuple[Row, ...]
    doers: tuple[Row, ...]
    spots: tuple[Row, ...]
    voices: tuple[Voice, ...]
    voice_parts: tuple[Parts, ...]
    speakers: tuple[Row, ...]


def show(grounded: Grounded, ruling: Ruling) -> Shown:
    """Gather what the judges look at."""
    doc = grounded.doc
    counts = tuple(c for c in grounded.reading.counts if grounded.why_no_count(c) is None)
    units = tuple(units_of(list(framed(grounded, [c for c in counts if c.kind == "casualty"]))))
    d = digest(doc, {c.sentence for c in counts} | {u.frame.sentence for u in units})
    setting = Setting.of(grounded, ruling, counts, units)
    home = _homes(units, ruling.drafts)
    actors, actor_words = _placed(grounded.actors, [actor_parts(doc, d, a) for a in grounded.actors])
    places, place_words = _placed(grounded.where, [place_parts(d, p) for p in grounded.where])
    voices, voice_words = _placed(
        grounded.voices.spoken, [voice_parts(doc, d, v) for v in grounded.voices.spoken]
    )
    sentence = {t.i: n for n, s in enumerate(doc.sents) for t in s}
    said = [sentence[a.first] for a in actors]
    told = [sentence[p.first] for p in places]
    return Shown(
        grounded,
        counts,
        units,
        actors,
        places,
        d,
        home,
        tuple(count_parts(d, c) for c in counts),
        tuple(count_features(setting, c) for c in counts),
        tuple(unit_parts(d, u) for u in units),
        tuple(unit_features(setting, u, kept=h is not None) for u, h in zip(units, home, strict=True)),
        actor_words,
        place_words,
        tuple(_pairs(units, home, grounded)),
        tuple(_doers(units, home, ruling.drafts, actors, said)),
        tuple(_spots(units, home, ruling.drafts, places, told)),
        voices,
        voice_words,
        tuple(_speakers(counts, voices, grounded)),
    )


def _placed[T](found: Sequence[T], parts: Sequence[Parts | None]) -> tuple[tuple[T, ...], tuple[Parts, ...]]:
    """Keep the mentions that stand in the digest."""
    kept = [(f, p) for f, p in zip(found, parts, strict=True) if p is not None]
    return tuple(f for f, _ in kept), tuple(p for _, p in kept)


def _pairs(units: Sequence[Unit], home: Sequence[int | None], grounded: Grounded) -> Iterator[Row]:
    placed = frozenset(i for p in grounded.places for i in range(p.first, p.last))
    alone = [Alone.of(u, grounded, placed) for u in units]
    for j, two in enumerate(alone):
        for i in range(max(0, j - BACK), j):
            joined = home[i] is not None and home[i] == home[j]
            yield i, j, pair_features(alone[i], two, joined=joined, between=j - i - 1)


def _doers(
    units: Sequence[Unit],
    home: Sequence[int | None],
    drafts: Sequence[Draft],
    actors: Sequence[ActorMention],
    said: Sequence[int],
) -> Iterator[Row]:
    blamed = [{(b.quote.start, b.actor): b.stance for b in u.blames} for u in units]
    mentions = Counter(a.actor for a in actors)
    doing = Counter(name for b in blamed for name in {n for _, n in b})
    for i, unit in enumerate(units):
        mine = home[i]
        drafted = {a for a, denied in drafts[mine].blames if not denied} if mine is not None else set()
        own = {name for _, name in blamed[i]}
        for k, actor in enumerate(actors):
            if abs(said[k] - unit.frame.sentence) > FAR and said[k] > 1:
                continue
            yield (
                i,
                k,
                doer_features(
                    unit,
                    actor,
                    said[k],
                    stance=blamed[i].get((actor.span.start, actor.actor)),
                    drafted=actor.actor in drafted,
                    elsewhere=doing[actor.actor] > (actor.actor in own),
                    mentions=mentions[actor.actor],
                ),
            )


def _spots(
    units: Sequence[Unit],
    home: Sequence[int | None],
    drafts: Sequence[Draft],
    places: Sequence[PlaceMention],
    told: Sequence[int],
) -> Iterator[Row]:
    firsts = [p.first for p in places]
    share = [same / len(places) for same in times_told([p.place for p in places])]
    for i, unit in enumerate(units):
        mine = home[i]
        drafted = drafts[mine].place if mine is not None else None
        ruled = (
            unit.place.first if unit.place is not None else -1
        )  # "a town in the north" may be named much later
        near = [
            k
            for k in range(len(places))
            if -WITHIN <= told[k] - unit.frame.sentence <= 1 or told[k] == 0 or firsts[k] == ruled
        ]
        own = sum(told[k] == unit.frame.sentence for k in near)
        for k in near:
            place = places[k]
            low, high = sorted((place.first, unit.frame.first))
            yield (
                i,
                k,
                place_features(
                    unit,
                    place,
                    told[k],
                    drafted=drafted is not None and same_place(drafted.place, place.place),
                    share=share[k],
                    order=max(0, bisect_left(firsts, high) - bisect_right(firsts, low)),
                    own=own,
                ),
            )


def _speakers(counts: Sequence[Count], voices: Sequence[Voice], grounded: Grounded) -> Iterator[Row]:
    """Put every count beside the speakers around it; a headline's figure beside those further down as well."""
    doc, agency = grounded.doc, grounded.voices.agency
    chosen = cited(doc, counts, grounded.voices)
    names = len({v.names for v in voices})
    roots = [doc[v.first : v.last].root.head.i for v in voices]
    for n, count in enumerate(counts):
        above = {t.i for t in doc[count.cause].ancestors} | {count.cause}
        near = [
            k
            for k, v in enumerate(voices)
            if v.names and -BEFORE <= v.sentence - count.sentence <= (DOWN if count.sentence <= 1 else BEHIND)
        ]
        for k in near:
            voice = voices[k]
            low, high = sorted((voice.first, count.first))
            yield (
                n,
                k,
                voice_features(
                    count,
                    voice,
                    chosen=chosen[count.first] == voice.names,
                    agency=agency,
                    between=sum(low < voices[j].first < high for j in near),
                    above=roots[k] in above,
                    voices=names,
                ),
            )


def _homes(units: Sequence[Unit], drafts: Sequence[Draft]) -> tuple[int | None, ...]:
    told: dict[int, list[tuple[int, Frame]]] = {}
    for k, draft in enumerate(drafts):
        for frame in draft.frames:
            told.setdefault(frame.sentence, []).append((k, frame))
    return tuple(_home(u, drafts, told.get(u.frame.sentence, ())) for u in units)


def _home(unit: Unit, drafts: Sequence[Draft], told: Sequence[tuple[int, Frame]]) -> int | None:
    """Find the rules' account that a unit went into among those told of in its sentence; None where they kept none."""
    best: tuple[int, int] | None = None
    for k, frame in told:
        shared = min(frame.last, unit.frame.last) - max(frame.first, unit.frame.first)
        if shared <= 0:
            continue
        place = drafts[k].place
        alike = unit.place is not None and place is not None and same_place(unit.place.place, place.place)
        if unit.town and not alike:
            continue
        merit = shared + (SAME_PLACE if alike else 0)
        if best is None or merit > best[0]:
            best = (merit, k)
    return best[1] if best is not None else None


SAME_PLACE = 1000
"""What one place weighs against shared words: two acts of one sentence are told apart by where they were."""
