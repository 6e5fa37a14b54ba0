"""What linking looks at in an account, worked out once before it is compared with many others."""

import re
import unicodedata
from collections.abc import Hashable
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import count
from typing import Final

from warledger.linking.lineage import root_report
from warledger.linking.rarity import SMALLEST, Count
from warledger.linking.weights import table_rows
from warledger.records import Account, ActType, Bounds, Figure, Outcome, PlacePrecision, ReportNotes

type Range = tuple[int, int | None]

NARROW_DAYS: Final = 10
"""A period of up to so many days still says when; a longer one says hardly more than the season."""

OPEN_DAYS: Final = 30
"""How far a period without one of its ends reaches."""

UNMARKED: Final = str.maketrans("ıøłđħəæ", "ioldhea", "'’‘`ʿʾʼ")
"""Letters that are no letter with a mark on it and that spellings of one name exchange for a plain one; and
the apostrophes that some texts have lost."""

BETWEEN_WORDS: Final = re.compile(r"[\W_]+")

HEADLINE_CLASSES: Final = frozenset({"unspecified", "civilians", "combatants"})
"""Classes that count everybody; children or rescuers are counted inside them."""


@dataclass(frozen=True, slots=True)
class Profile:
    """One account as the comparisons see it. Days are proleptic ordinals, both ends inclusive.

    `lineage` is the report that this one goes back to by copying: its own id where it is no copy.
    """

    id: str
    report: str
    lineage: str
    type: ActType
    days: tuple[int, int] | None
    lat: float | None
    lon: float | None
    precision: PlacePrecision
    radius_km: float
    country: str
    admin1: str
    geonames_id: int | None
    place: str
    place_words: frozenset[str]
    area_words: frozenset[str]
    directions: frozenset[str]
    targets: frozenset[str]
    killed: tuple[Range, ...]
    injured: tuple[Range, ...]
    actors: frozenset[str]
    wording: str
    counts: frozenset[Count] = frozenset()
    told_between: tuple[int | None, int | None] = (None, None)
    """Of an account without a day that its report tells as news: the first and last day that it can be of."""
    spot: int = field(default=-1, compare=False, repr=False)
    """A number that accounts share whose places are known in the same words: what two of them have in common need
    be found out once. It means nothing outside this process."""

    @property
    def dated(self) -> bool:
        """Tell whether the account says when, however vaguely."""
        return self.days is not None

    @property
    def narrow(self) -> bool:
        """Tell whether the account says when to within a few days."""
        return self.days is not None and self.days[1] - self.days[0] < NARROW_DAYS

    @property
    def located(self) -> bool:
        """Tell whether there is a point that stands for a place no wider than a district."""
        return self.lat is not None and self.precision in ("site", "town", "district")

    @property
    def placed(self) -> bool:
        """Tell whether the account says where, however vaguely."""
        return self.precision != "unknown"


@lru_cache(maxsize=8)
def known_words(kind: str) -> frozenset[str]:
    """Read the words of one kind from `data/linking_words.csv`."""
    return frozenset(row["word"] for row in table_rows("linking_words.csv") if row["kind"] == kind)


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Lower a name, take off its accents and apostrophes, and part its words with single blanks."""
    return _plain(text)


def _plain(text: str) -> str:
    """Do so for a sentence, which hardly comes twice and so is not worth remembering."""
    plain = unicodedata.normalize("NFKD", text).casefold().translate(UNMARKED)
    if not plain.isascii():
        plain = "".join(c for c in plain if not unicodedata.combining(c))
    return BETWEEN_WORDS.sub(" ", plain).strip()


def _singular(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


@lru_cache(maxsize=65536)
def target_words(target: str) -> frozenset[str]:
    """Keep of a target the words that tell one from another: "residential neighbourhood" tells nothing."""
    return frozenset(_singular(w) for w in fold(target).split() if w not in known_words("dull"))


def _range(bounds: Bounds) -> Range | None:
    if bounds.low is None:
        return None if bounds.high is None else (0, bounds.high)
    return bounds.low, bounds.high


def _headline(figures: tuple[Figure, ...], outcome: Outcome) -> tuple[Range, ...]:
    """List the counts that stand for the whole act; part and superseded ones only where nothing else is."""
    own = [f for f in figures if f.outcome == outcome]
    whole = [f for f in own if f.role == "total"] or own
    headline = [f for f in whole if f.victims in HEADLINE_CLASSES] or whole
    ranges = (_range(f.bounds) for f in headline)
    return tuple(sorted({r for r in ranges if r is not None}, key=lambda r: (r[0], r[1] or -1)))


def _counts(figures: tuple[Figure, ...]) -> frozenset[Count]:
    told = ((f.outcome, "all" if f.victims in HEADLINE_CLASSES else f.victims, f.bounds.low) for f in figures)
    return frozenset((o, c, low) for o, c, low in told if low is not None and low >= SMALLEST)


def _actors(account: Account) -> frozenset[str]:
    named = (p.actor for p in account.perpetrators if p.stance != "denied")
    return frozenset(a for a in named if fold(a) not in known_words("nobody"))


def _days(account: Account) -> tuple[int, int] | None:
    """Give the period's ends; one that is open on a side reaches a vague stretch that way, never for ever."""
    start, end = account.date.start, account.date.end
    if account.date.precision == "unknown":
        return None
    if start is not None:
        first = start.toordinal()
        return first, end.toordinal() if end is not None else first + OPEN_DAYS
    return None if end is None else (end.toordinal() - OPEN_DAYS, end.toordinal())


def _told_between(account: Account, notes: ReportNotes) -> tuple[int | None, int | None]:
    note = notes.get(account.report)
    if note is None or not account.primary or account.date.precision != "unknown":
        return None, None
    first, last = note.dated.earliest, note.dated.latest
    return (first.toordinal() - OPEN_DAYS if first else None, last.toordinal() if last else None)


_SPOTS: Final = count()


@lru_cache(maxsize=1 << 17)
def _spot(*_place: Hashable) -> int:
    return next(_SPOTS)


@lru_cache(maxsize=1 << 16)
def _shared[T: Hashable](value: T) -> T:
    """Give the first of equal values, so that a million accounts do not each hold their own "Aleppo"."""
    return value


@lru_cache(maxsize=1 << 16)
def _named(name: str) -> tuple[frozenset[str], frozenset[str]]:
    """Give the words of a place's own name that tell it from others, and all words of its name."""
    passed_over = known_words("direction") | known_words("article")
    own = frozenset(w for w in fold(name.split(",")[0]).split() if w not in passed_over)
    return own, frozenset(fold(name).split())


@lru_cache(maxsize=1 << 16)
def _directions(name: str, quote: str) -> frozenset[str]:
    directions = known_words("direction")
    words = fold(" ".join(filter(None, (name, quote)))).split()
    return frozenset(w.removesuffix("ern") for w in words if w in directions)


def profile(account: Account, notes: ReportNotes) -> Profile:
    """Work out what the comparisons need of an account."""
    place, name = account.place, account.place.name or ""
    words, area_words = _named(name)
    country = fold(place.country or "")
    admin1 = fold(place.admin1 or (name if place.precision == "province" else ""))
    radius = place.radius_km or 0.0
    directions = _directions(name, place.quote.text if place.quote else "")
    where = (place.lat, place.lon, place.precision, radius, place.geonames_id)
    return Profile(
        id=account.id,
        report=account.report,
        lineage=root_report(account.report, notes),
        type=account.type,
        days=_shared(_days(account)),
        lat=place.lat,
        lon=place.lon,
        precision=place.precision,
        radius_km=radius,
        country=country,
        admin1=admin1,
        geonames_id=place.geonames_id,
        place=_shared(name),
        place_words=words,
        area_words=area_words,
        directions=directions,
        targets=_shared(frozenset().union(*(target_words(t) for t in account.targets))),
        killed=_shared(_headline(account.figures, "killed")),
        injured=_shared(_headline(account.figures, "injured")),
        actors=_shared(_actors(account)),
        wording=_plain(account.evidence.text),
        counts=_shared(_counts(account.figures)),
        told_between=_shared(_told_between(account, notes)),
        spot=_spot(*where, country, admin1, name, directions),
    )
