"""The towns of the simulated wars: real points of the gazetteer, their quarters, and how their names get spelled."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import cos, radians
from random import Random
from typing import Final, Self

from warledger.grounding.gazetteer import Entry, Gazetteer

KM_A_DEGREE: Final = 111.2
ERA: Final = 60
"""Days after which the fighting has moved on to other towns."""
NEIGHBOUR_KM: Final = 15.0
MOST_QUARTERS: Final = 12

COUNTRIES: Final = (
    ("SY", 32.3, 37.3, 35.7, 42.4), ("IQ", 29.1, 37.4, 38.8, 48.6), ("YE", 12.6, 18.9, 42.5, 53.0),
    ("LY", 25.0, 33.2, 9.5, 25.0), ("NG", 4.3, 13.9, 2.7, 14.7), ("SO", -1.6, 11.9, 41.0, 51.4),
    ("SD", 9.0, 20.0, 22.0, 37.5), ("CD", -6.0, 5.0, 21.0, 31.0), ("AF", 29.4, 38.4, 60.5, 74.8),
    ("PK", 24.0, 36.9, 61.0, 77.0), ("UA", 44.4, 52.3, 22.2, 40.2), ("MM", 15.0, 28.0, 92.2, 101.2),
)  # fmt: skip
"""Country, south, north, west, east of the wars: twelve at a time, as the world has them."""

SPELLINGS: Final = (
    ("al-", "el-"), ("el-", "al-"), ("al-", "al "), ("al-", ""), ("al ", "al-"), ("q", "k"), ("k", "q"),
    ("ou", "u"), ("u", "ou"), ("ee", "i"), ("i", "ee"), ("aa", "a"), ("ll", "l"), ("l", "ll"), ("rr", "r"),
    ("ss", "s"), ("dh", "d"), ("kh", "h"), ("j", "dj"), ("sh", "ch"), ("ai", "ay"), ("ay", "ei"), ("-", " "),
    ("'", ""), ("ah", "a"), ("iya", "iyya"), ("ow", "iv"), ("y", "i"), ("th", "t"), ("gh", "g"),
)  # fmt: skip
"""What transcribers of one name write for each other."""

QUARTERS: Final = (
    "Old City", "Station Quarter", "Citadel", "Orchards", "Mills", "New Aleppo Road", "Brickworks", "Shrine",
    "Upper Market", "Customs", "Barracks", "Potters", "Tanners", "University", "Dyers", "Riverside", "Gardens",
    "Tower", "Martyrs", "Industrial Zone", "Olive Grove", "Khan", "Lime Kilns", "Cotton Mill",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Spot:
    """A town, or a quarter of it."""

    name: str
    lat: float
    lon: float
    geonames_id: int | None
    admin1: str
    country: str
    quarters: tuple["Spot", ...] = ()


def moved(lat: float, lon: float, north_km: float, east_km: float) -> tuple[float, float]:
    """Find the point so many kilometres to the north and east."""
    stretch = KM_A_DEGREE * cos(radians(lat))
    return round(lat + north_km / KM_A_DEGREE, 5), round(lon + east_km / stretch, 5)


def respelled(name: str, chance: Random) -> str:
    """Spell a name as another transcriber would: one or two of the exchanges that it allows."""
    told = name.lower()
    for _ in range(chance.choice((1, 1, 2))):
        fitting = [pair for pair in SPELLINGS if pair[0] in told]
        if fitting:
            told = told.replace(*chance.choice(fitting), 1)
    return re.sub(r"(?:^|(?<=[\s-]))\w", lambda first: first[0].upper(), told)


class Theatre:
    """One war's country: its towns in the order in which the fighting visits them."""

    def __init__(self, towns: Sequence[Spot], seed: int) -> None:
        self._towns = tuple(towns)
        self._seed = seed
        self._era: tuple[int, tuple[Spot, ...]] = (-1, ())
        self._near: dict[str, tuple[Spot, ...]] = {}

    @property
    def country(self) -> str:
        """The country's ISO code."""
        return self._towns[0].country

    def ranked(self, day: int) -> tuple[Spot, ...]:
        """The towns by how much is fought over them in the weeks around a day; large ones stay near the top."""
        era = day // ERA
        if self._era[0] != era:
            chance = Random(f"{self._seed} {self.country} {era}")  # noqa: S311
            drawn = sorted(self._towns, key=lambda t: chance.random() * (0.2 if t.quarters else 1.0))
            self._era = era, tuple(drawn)
        return self._era[1]

    def neighbour(self, town: Spot, chance: Random) -> Spot:
        """Another town nearby, the town itself where there is none."""
        key = f"{town.name} {town.lat}"
        if key not in self._near:
            reach = NEIGHBOUR_KM / KM_A_DEGREE
            self._near[key] = tuple(
                t
                for t in self._towns
                if t is not town and abs(t.lat - town.lat) + abs(t.lon - town.lon) < reach
            )
        return chance.choice(self._near[key]) if self._near[key] else town


class World:
    """The theatres of war."""

    def __init__(self, theatres: Iterable[Theatre]) -> None:
        self.theatres = tuple(theatres)

    @classmethod
    def from_gazetteer(cls, seed: int = 0, countries: int = len(COUNTRIES)) -> Self:
        """Take the towns of the first so many countries."""
        gazetteer = Gazetteer.open()
        theatres = []
        for country, *box in COUNTRIES[:countries]:
            towns = [e for e in gazetteer.towns_between(*box) if e.country == country and e.kind == "town"]
            theatres.append(Theatre([_town(e, seed) for e in sorted(towns, key=lambda e: e.key)], seed))
        gazetteer.close()
        return cls(theatres)

    @classmethod
    def of_villages(cls, seed: int = 0, villages: int = 40) -> Self:
        """Make a country up: villages in a valley, the first of them a town with quarters."""
        chance = Random(seed)  # noqa: S311
        towns = []
        for n in range(villages):
            lat, lon = moved(35.0, 36.5, chance.uniform(-60, 60), chance.uniform(-60, 60))
            name = "".join(
                chance.choice(("ka", "ra", "ma", "dou", "qi", "sal", "bee", "na", "har")) for _ in range(3)
            )
            entry = Entry(
                f"v{n}", name.capitalize(), "town", "SY", "Idlib", lat=lat, lon=lon, geonames_id=900 + n
            )
            towns.append(_town(entry._replace(population=0 if n else 200_000), seed))
        return cls([Theatre(towns, seed)])


def _town(entry: Entry, seed: int) -> Spot:
    assert entry.lat is not None and entry.lon is not None and entry.country is not None  # noqa: S101, PT018
    admin1 = entry.admin1 or entry.name
    town = Spot(entry.name, entry.lat, entry.lon, entry.geonames_id, admin1, entry.country)
    many = min(MOST_QUARTERS, entry.population // 8_000)
    if not many:
        return town
    chance = Random(f"{seed} {entry.key}")  # noqa: S311
    quarters = tuple(
        Spot(f"{name}, {town.name}", *_around(town, chance), None, admin1, entry.country)
        for name in chance.sample(QUARTERS, many)
    )
    return Spot(entry.name, entry.lat, entry.lon, entry.geonames_id, admin1, entry.country, quarters)


def _around(town: Spot, chance: Random) -> tuple[float, float]:
    return moved(town.lat, town.lon, chance.gauss(0, 2.0), chance.gauss(0, 2.0))
