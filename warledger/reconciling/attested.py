"""When, where and what: the best-attested value among an incident's accounts.

The most precise value wins; among equals the one that rests on the most primary sources, then the one that
the most reports tell, then the earliest or the first by name. It is always a value that an account gives:
days are not averaged and points are not moved.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import replace
from typing import Final, get_args

from warledger.linking.profiles import fold
from warledger.reconciling.sources import Voice
from warledger.records import ActType, DateBasis, DatePrecision, Period, Place, PlacePrecision

DATE_ORDER: Final[tuple[str, ...]] = get_args(DatePrecision.__value__)
BASIS_ORDER: Final[tuple[DateBasis, ...]] = ("text", "reviewer", "report", "published", "inferred", "unknown")
PLACE_ORDER: Final[tuple[str, ...]] = get_args(PlacePrecision.__value__)

TELLING: Final[tuple[ActType, ...]] = (
    "chemical", "car_bomb", "suicide_bomb", "drone", "missile", "airstrike", "shelling", "ied", "execution",
    "abduction", "shooting", "armed_clash", "other",
)  # fmt: skip
"""Kinds of act from the telling to the vague: an "explosion" is a car bomb once somebody has seen the car."""


def _support(
    voices: Sequence[Voice], value_of: Callable[[Voice], Hashable]
) -> dict[Hashable, tuple[int, int]]:
    """Count for each value the sources that it rests on and the lineages that tell it."""
    sources: dict[Hashable, set[str]] = defaultdict(set)
    lineages: dict[Hashable, set[str]] = defaultdict(set)
    for voice in voices:
        sources[value_of(voice)].update(voice.sources)
        lineages[value_of(voice)].add(voice.lineage)
    return {value: (len(sources[value]), len(lineages[value])) for value in sources}


def best_period(voices: Sequence[Voice]) -> Period:
    """Choose the days of an incident; the quote stays with the account it comes from."""
    support = _support(voices, lambda v: (v.account.date.start, v.account.date.end))

    def rank(voice: Voice) -> tuple[object, ...]:
        period = voice.account.date
        sources, reports = support[period.start, period.end]
        ends = str(period.start or ""), str(period.end or "")
        basis = BASIS_ORDER.index(period.basis)
        return DATE_ORDER.index(period.precision), -sources, -reports, ends, basis, voice.account.id

    return replace(min(voices, key=rank).account.date, quote=None)


def best_place(voices: Sequence[Voice]) -> Place:
    """Choose the place of an incident; the quote stays with the account it comes from."""

    def value(voice: Voice) -> Hashable:
        place = voice.account.place
        return place.geonames_id or fold(place.name or "")

    support = _support(voices, value)

    def rank(voice: Voice) -> tuple[object, ...]:
        place = voice.account.place
        sources, reports = support[value(voice)]
        located = place.lat is None
        return (
            PLACE_ORDER.index(place.precision), located, -sources, -reports,
            place.radius_km or 0.0, place.name or "", voice.account.id,
        )  # fmt: skip

    return replace(min(voices, key=rank).account.place, quote=None)


def best_type(voices: Sequence[Voice]) -> ActType:
    """Choose the kind of act: the most sources, then the most reports, then the more telling word."""
    support = _support(voices, lambda v: v.account.type)
    kinds: set[ActType] = {v.account.type for v in voices}
    named = (kinds - {"other"}) or kinds
    return min(named, key=lambda kind: (-support[kind][0], -support[kind][1], TELLING.index(kind)))


def all_targets(voices: Sequence[Voice]) -> tuple[str, ...]:
    """List every target told, the most often told first; spellings that differ in case alone are one."""
    told: Counter[str] = Counter()
    spelled: dict[str, str] = {}
    for voice in voices:
        for target in {fold(t): t for t in voice.account.targets}.items():
            told[target[0]] += 1
            spelled[target[0]] = min(target[1], spelled.get(*target))
    return tuple(spelled[key] for key in sorted(told, key=lambda key: (-told[key], key)))
