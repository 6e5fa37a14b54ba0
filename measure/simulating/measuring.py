"""Count how readers' gold is shaped: nothing but shares comes out, no word of a report and no name of an incident."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import combinations, permutations
from math import asin, cos, radians, sin, sqrt
from pathlib import Path
from typing import Any, Final

from rapidfuzz import fuzz

from simulating.shapes import Share
from simulating.vocabulary import ACTORS, DIRECTIONS, SOURCES, TARGETS
from warledger.linking.profiles import fold
from warledger.reports import ReportText, find_copies

MONTHS: Final = ("june2016", "july2016", "aug2016", "oct2016", "late2016")
"""The collections that follow one war through a month: how many acts a day has is counted in these alone."""
NEWS: Final = 6
"""Days for which an act is news."""
KNOWN_DELAYS: Final = 90
TOWN_KM: Final = 8.0
"""Two acts this near each other are in one town."""
CITY_ACTS: Final = 10
TOLLS: Final = (0, 1, 2, 3, 4, 5, 7, 10, 15, 20, 30, 50, 100, 250)
RANKS: Final = (1, 3, 6, 12, 25, 60)
KILOMETRES: Final = (0, 1, 3, 5, 10, 15, 30)
RATIOS: Final = (0, 50, 100, 200, 400, 800)
"""The injured for a hundred dead."""

type Form = dict[str, Any]
type Case = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class _Reading:
    """One account by a reader, with its report's day and lineage."""

    form: Form
    collection: str
    published: date | None
    lineage: str

    @property
    def day(self) -> date | None:
        told = self.form["date_start"]
        return date.fromisoformat(told) if told else None

    @property
    def delay(self) -> int | None:
        return None if self.day is None or self.published is None else (self.published - self.day).days


def _lines(path: Path) -> list[Form]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def _bin(number: float, edges: Sequence[int]) -> str:
    """Name the range of the edges that holds a number; the last is the rest."""
    for below, edge in zip((None, *edges), edges, strict=False):
        if number <= edge:
            low = edges[0] if below is None else below + 1
            return str(edge) if low == edge else f"{low}-{edge}"
    return f"{edges[-1] + 1}-{2 * edges[-1]}"


def _most(values: Iterable[Any]) -> Any:
    """The value told most often; among equals the first."""
    return Counter(values).most_common(1)[0][0]


def kilometres(one: Form, other: Form) -> float | None:
    """Give the distance of two accounts' points; None where one has none."""
    if None in (one["lat"], other["lat"]):
        return None
    lat1, lat2 = radians(one["lat"]), radians(other["lat"])
    half = sin((lat2 - lat1) / 2) ** 2
    half += cos(lat1) * cos(lat2) * sin(radians(one["lon"] - other["lon"]) / 2) ** 2
    return 12742 * asin(sqrt(half))


def toll(form: Form, outcome: str = "killed") -> int | None:
    """Give the largest count that stands for a whole act."""
    own = [f for f in form["figures"] if f["outcome"] == outcome and f.get("role", "total") == "total"]
    whole = [f for f in own if f["class"] in ("unspecified", "civilians", "combatants")] or own
    return max((f["low"] for f in whole if f["low"] is not None), default=None)


def relation(told: int, reference: int) -> str:
    """Name how two tolls of one act stand to each other."""
    small, large = sorted((told, reference))
    if small == large:
        return "equal"
    side = "under" if told < reference else "over"
    if large - small <= 3:
        return f"a_few_{side}"
    ratio = large / max(small, 1)
    return f"{'growth' if ratio <= 1.75 else 'unlike' if ratio <= 3 else 'far'}_{side}"


def party(names: Iterable[str]) -> str:
    """Name the first actor that the vocabulary knows."""
    return next((n for n in names if n in ACTORS), "rebels")


def _cell(reading: _Reading) -> tuple[str, float, float] | None:
    lat, lon = reading.form["lat"], reading.form["lon"]
    return None if lat is None else (reading.collection, round(lat, 1), round(lon, 1))


def _fame(tellings: Sequence[object]) -> str:
    """Tell apart what one report tells from what several do: the latter has more dead and a better known place."""
    return "once" if len(tellings) == 1 else "often"


def _placed(form: Form) -> str:
    return form["place_precision"] if form["place"] else "unknown"


def _blamed(form: Form) -> list[str]:
    return [p["actor"] for p in form["perpetrators"] if p["stance"] != "denied" and p["actor"] != "unknown"]


def _target(form: Form) -> str:
    told = " ".join(form["targets"]).lower()
    return next((t for t in TARGETS if t in told), "other") if told else "none"


class Gold:
    """The gold's accounts by act, a telling a lineage: what is copied is told once."""

    def __init__(self, gold: Path, reports: Path) -> None:
        self.readings: list[_Reading] = []
        self.copies: list[int] = []
        for path in sorted(gold.glob("*.accounts.jsonl")):
            name = path.name.split(".")[0]
            held = reports / f"{name}.jsonl"
            texts = {str(r["report"]): r for r in _lines(held)} if held.is_file() else {}
            days = {i: date.fromisoformat(r["published"]) for i, r in texts.items() if r.get("published")}
            if not days:
                continue  # collected for having no date: their share of all reports says nothing
            copied = find_copies(ReportText(i, r["text"], days.get(i)) for i, r in texts.items())
            counted = Counter(copied.values())
            self.copies += [counted[i] for i in texts if i not in copied]
            self.readings += [
                _Reading(f, name, days.get(f["report"]), copied.get(f["report"]) or f["report"])
                for f in _lines(path)
            ]

    @cached_property
    def acts(self) -> list[list[_Reading]]:
        """The tellings of each act, one a lineage."""
        found: dict[str, dict[str, _Reading]] = defaultdict(dict)
        for reading in self.readings:
            found[reading.form["incident"]].setdefault(reading.lineage, reading)
        return [list(tellings.values()) for tellings in found.values()]

    def table(self) -> list[Share]:
        """Count all shapes."""
        counted: Counter[Case] = Counter()
        for cases in (
            self._crowds(), self._times(), self._kinds(), self._places(), self._tolls(),
            self._parties(), self._days_of_war(), self._words(),
        ):  # fmt: skip
            counted.update(cases)
        whole: Counter[tuple[str, str]] = Counter()
        for (shape, given, _), n in counted.items():
            whole[shape, given] += n
        return [Share(*case, round(n / whole[case[:2]], 5)) for case, n in sorted(counted.items())]

    def _crowds(self) -> Iterator[Case]:
        yield from (("tellings", "any", str(len(tellings))) for tellings in self.acts)
        yield from (("copies", "any", str(n)) for n in self.copies)
        told = Counter((r.collection, r.form["report"]) for r in self.readings)
        yield from (("accounts_in_report", "any", str(n)) for n in told.values())

    def _times(self) -> Iterator[Case]:
        for tellings in self.acts:
            days = [r.day for r in tellings if r.day is not None and r.form["date_precision"] == "day"]
            known = _most(r.form["date_precision"] for r in tellings)
            yield "day", _fame(tellings), known
            for reading in tellings:
                precision = reading.form["date_precision"]
                old = reading.delay is not None and reading.delay > NEWS
                yield "day_told", "old" if old else known, precision
                if reading.delay is not None and precision == "day" and 0 <= reading.delay <= KNOWN_DELAYS:
                    yield "delay", "any", _bin(reading.delay, (0, 1, 2, 3, 4, 5, 6, 7, 14, 30, 60, 90))
                if reading.day is not None and precision == "days":
                    last = date.fromisoformat(reading.form["date_end"] or reading.form["date_start"])
                    yield "days_long", "any", _bin((last - reading.day).days + 1, (2, 3, 4, 5, 10))
                if len(days) > 1 and precision == "day":
                    assert reading.day is not None  # noqa: S101 - a day's precision has a day
                    yield "days_off", "any", str(min(abs((reading.day - _most(days)).days), 2))

    def _kinds(self) -> Iterator[Case]:
        for tellings in self.acts:
            kinds, fame = [r.form["type"] for r in tellings], _fame(tellings)
            yield "act", fame, _most(kinds)
            targets = [_target(r.form) for r in tellings]
            named = [t for t in targets if t != "none"]
            yield "target", fame, _most(named) if named else "none"
            if len(tellings) > 1:
                yield from (("act_told", _most(kinds), kind) for kind in kinds)
                yield "act_told", "any", "same"
                yield from (
                    (
                        "target_told",
                        "any",
                        "none" if t == "none" else "same" if t == _most(named) else "other",
                    )
                    for t in targets
                    if named
                )

    def _places(self) -> Iterator[Case]:
        for tellings in self.acts:
            forms = [r.form for r in tellings]
            known = _most(_placed(f) for f in forms)
            yield "place", f"{_fame(tellings)}{' city' if self._in_city(tellings[0]) else ''}", known
            names = _most(f["place"] for f in forms)
            yield "side", known, "yes" if DIRECTIONS & set(fold(names or "").split()) else "no"
            if len(forms) < 2:
                continue
            middle = next(f for f in forms if f["place"] == names)
            for form in forms:
                yield "place_told", known, _placed(form)
                off = kilometres(form, middle)
                if off is not None and _placed(form) == known and known in ("site", "town"):
                    yield "km_off", "any", _bin(round(off), KILOMETRES)

    def _tolls(self) -> Iterator[Case]:
        for tellings in self.acts:
            for outcome in ("killed", "injured"):
                tolls = [toll(r.form, outcome) for r in tellings]
                known = [t for t in tolls if t is not None]
                if outcome == "killed":
                    yield "killed", _fame(tellings), _bin(max(known), TOLLS) if known else "none"
                elif any(toll(r.form) for r in tellings):
                    dead = max(toll(r.form) or 0 for r in tellings)
                    ratio = "none" if not known else _bin(100 * max(known) // dead, RATIOS)
                    yield "injured", f"dead {_fame(tellings)}", ratio
                else:
                    yield (
                        "injured",
                        f"none dead {_fame(tellings)}",
                        _bin(max(known), TOLLS) if known else "none",
                    )
                for at, own in enumerate(tolls):
                    others = [t for n, t in enumerate(tolls) if n != at and t is not None]
                    if others:
                        yield f"{outcome}_lost", "any", "yes" if own is None else "no"
                    if others and own is not None:
                        lag = "first" if (tellings[at].delay or 0) <= 1 else "later"
                        yield f"{outcome}_told", lag, relation(own, max(others, key=others.count))
        for form in (r.form for r in self.readings):
            for figure in form["figures"]:
                low, total = figure["low"], figure.get("role", "total") == "total"
                if low is not None and total:
                    yield (
                        "open",
                        "small" if low < 10 else "large",
                        "no" if figure["high"] is not None else "yes",
                    )
                    if low >= 20:
                        yield "rounded", "any", "yes" if low % 10 == 0 else "no"
                if total and figure["outcome"] == "killed":
                    yield "victims", "any", figure["class"]

    def _parties(self) -> Iterator[Case]:
        for tellings in self.acts:
            blamed = [[party([b]) for b in _blamed(r.form)] for r in tellings]
            named = [b[0] for b in blamed if b]
            for given in ("any", _most(r.form["type"] for r in tellings)):
                yield "actor", given, _most(named) if named else "none"
            if len(tellings) > 1 and named:
                for own in blamed:
                    kind = "none" if not own else "same" if _most(named) in own else "other"
                    yield "actor_told", "any", kind
        for reading in self.readings:
            yield from (("stance", "any", p["stance"]) for p in reading.form["perpetrators"])
            for figure in reading.form["figures"]:
                said = figure["says"][0] if figure["says"] else "none"
                yield "says", "any", said if said in (*SOURCES, "none") else "other"

    def _days_of_war(self) -> Iterator[Case]:
        days: dict[tuple[str, date], list[Form]] = defaultdict(list)
        towns: dict[str, Counter[tuple[float, float]]] = defaultdict(Counter)
        for tellings in self.acts:
            first = tellings[0]
            if first.collection in MONTHS and first.day is not None and first.delay in range(7):
                days[first.collection, first.day].append(first.form)
                if first.form["lat"] is not None:
                    where = round(first.form["lat"], 1), round(first.form["lon"], 1)
                    towns[first.collection][where] += 1
        for name in MONTHS:
            yield from (
                ("acts_in_day", "any", str(len(days.get((name, day), ())))) for day in self._covered(name)
            )
            for rank, (_, acts) in enumerate(towns[name].most_common(), start=1):
                yield from [("town_rank", "any", _bin(rank, RANKS))] * acts
        for forms in days.values():
            for one, other in permutations(forms, 2):
                off = kilometres(one, other)
                if off is not None and off < TOWN_KM and one["report"] != other["report"]:
                    for given in (one["type"], "any"):
                        yield "beside_act", given, other["type"]
                    for given in (_placed(one), "any"):
                        yield "beside_place", given, _placed(other)
                    shared = set(_blamed(one)) & set(_blamed(other))
                    yield "beside_actor", "any", "same" if shared else "other"

    @cached_property
    def _crowded(self) -> set[tuple[str, float, float]]:
        """The cities of each collection: where many of its acts are."""
        acts = Counter(where for tellings in self.acts if (where := _cell(tellings[0])) is not None)
        return {where for where, n in acts.items() if n >= CITY_ACTS}

    def _in_city(self, reading: _Reading) -> bool:
        return _cell(reading) in self._crowded

    def _covered(self, collection: str) -> set[date]:
        """The days of a collection that were news on a day of which it has a report."""
        published = {r.published for r in self.readings if r.collection == collection and r.published}
        return {day - timedelta(days=n) for day in published for n in (0, 1)}

    def _words(self) -> Iterator[Case]:
        for tellings in self.acts:
            words = [fold(r.form["evidence"]) for r in tellings]
            for one, other in combinations(words, 2):
                alike = fuzz.ratio(one, other)
                yield "wire_pair", "any", "verbatim" if alike >= 90 else "close" if alike >= 70 else "own"
