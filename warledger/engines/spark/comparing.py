"""What the cluster does of a linking: pieces of work over accounts that lie in files of every machine (`store`).

The rules are those of `linking`, called on the accounts that a piece is about.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from warledger.engines.spark.store import Keys, Mapped, Numbers, Part
from warledger.linking.blocks import SORTS, Key, bare_details, candidates, lies_in, sort_of
from warledger.linking.gathering import Gathering
from warledger.linking.grouping import group_voices
from warledger.linking.matching import Offer, best_pairs, offer
from warledger.linking.meeting import Meeting
from warledger.linking.strongest import Edges
from warledger.linking.verdicts import Verdicts
from warledger.linking.voices import find_voices
from warledger.linking.weighing import VoicePair, Weighing
from warledger.reconciling import reconcile
from warledger.records import Incident, Link
from warledger.relinking.linker import Told


@dataclass(frozen=True, slots=True)
class Files:
    """The files of one linking, by the names under which Spark hands them out."""

    names: tuple[tuple[Part, str], ...]


@dataclass(frozen=True, slots=True)
class Limits:
    """What all pairs are weighed under: the blocks that tell nothing, and voices that a person judged different."""

    files: Files
    crowded: frozenset[Key]
    apart: frozenset[VoicePair]


class Stretch(NamedTuple):
    """Some accounts in a row, from one number on to before another."""

    first: int
    end: int


class Lying(NamedTuple):
    """Where the accounts of a stretch lie: keys and who, the sort of each, the details of bare ones."""

    keys: Keys
    numbers: Numbers
    sorts: NDArray[np.uint8]
    details: Keys


class Family(NamedTuple):
    """Accounts that share a lineage or a judgement, in ascending order, and what was judged of them."""

    numbers: Sequence[int]
    verdicts: Verdicts


class Spoken(NamedTuple):
    """Who of a family speaks with one voice, and the links of that."""

    voices: Sequence[Sequence[int]]
    links: Sequence[Link]


class Weighed(NamedTuple):
    """The pairs of a stretch that are linked, and those that may be offered."""

    linked: Edges
    unsure: Edges


class Component(NamedTuple):
    """Voices that linked pairs connect, and these pairs where they are needed to cut it."""

    voices: Sequence[int]
    linked: Edges


class Grouped(NamedTuple):
    """The groups of some components, and what holds them together."""

    groups: Sequence[Sequence[int]]
    links: Sequence[Link]


class Similar(NamedTuple):
    """All pairs of the voices of a stretch that may be offered, and the group of each voice in them."""

    voices: Stretch
    unsure: Edges
    group_of: dict[int, int]


@lru_cache(maxsize=1)
def _mapped(files: Files) -> Mapped:
    return Mapped(files.names)


@lru_cache(maxsize=1)
def _weighing(limits: Limits) -> tuple[Mapped, Weighing, Meeting]:
    mapped = _mapped(limits.files)
    voices = mapped.voices
    weighing = Weighing(voices, limits.apart)
    return mapped, weighing, Meeting(weighing, mapped.accounts, voices.voice_of.tolist(), limits.apart)


def lying(stretch: Stretch, files: Files) -> Lying:
    """Tell where the accounts of a stretch lie."""
    accounts = _mapped(files).accounts
    keys: list[Key] = []
    numbers: list[int] = []
    details: list[Key] = []
    sorts: list[int] = []
    for number in range(stretch.first, stretch.end):
        profile = accounts[number]
        lies = lies_in(profile)
        keys += lies
        numbers += [number] * len(lies)
        details += bare_details(profile)
        sorts.append(SORTS.index(sort_of(profile)))
    told = (np.array(keys, np.int64), np.array(numbers, np.int32), np.array(sorts, np.uint8))
    return Lying(*told, np.array(details, np.int64))


def spoken(families: Sequence[Family], files: Files) -> list[Spoken]:
    """Find who speaks with one voice."""
    accounts = _mapped(files).accounts
    found = []
    for family in families:
        voices = find_voices([accounts[number] for number in family.numbers], family.verdicts)
        several = [[family.numbers[n] for n in voice] for voice in voices.members if len(voice) > 1]
        found.append(Spoken(several, voices.links))
    return found


def weighed(stretch: Stretch, limits: Limits) -> Weighed:
    """Weigh the accounts of a stretch against all that they meet."""
    mapped, _, meeting = _weighing(limits)
    accounts, sorts, lying = mapped.accounts, mapped.sorts, mapped.blocks.lying
    linked, unsure = Gathering(linked=True), Gathering(linked=False)
    met = (
        (number, candidates(number, accounts, sorts, lying, limits.crowded))
        for number in mapped.order[stretch.first : stretch.end].tolist()
    )
    meeting.weigh(met, linked=linked, unsure=unsure)
    return Weighed(linked.edges(), unsure.edges())


def grouped(components: Sequence[Component], limits: Limits) -> Grouped:
    """Split components into groups, and tell what holds these together."""
    _, weighing, _ = _weighing(limits)
    groups: list[list[int]] = []
    for voices, linked in components:
        groups += group_voices([voices], linked.rows(), weighing.fit, weighing.apart)
    return Grouped(groups, [link for group in groups for link in weighing.links(group)])


def offered(similar: Similar, limits: Limits) -> list[Offer]:
    """Choose and tell what the voices of a stretch are offered."""
    _, weighing, _ = _weighing(limits)
    first, end = similar.voices
    pairs = best_pairs(similar.unsure.rows(), similar.group_of)
    return [
        offer(weighing, voice, pair)
        for voice in sorted(pairs)
        if first <= voice < end
        for pair in pairs[voice]
    ]


def reconciled(told: Told, _: object) -> tuple[Incident, ...]:
    """Make incidents of a few groups."""
    return reconcile(*told)
