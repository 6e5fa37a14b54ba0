"""Near-identical texts: one report that travelled, so that it does not corroborate itself.

A wire text is printed under other headlines, with a paragraph cut, with "terrorists" for "rebels" and with
another site's furniture around it. A follow-up story keeps the background paragraphs and tells something
new: that is no copy.
"""

import re
import zlib
from array import array
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from heapq import heapify, heappop, heappush
from itertools import batched, groupby
from struct import pack
from typing import Protocol

from rensa import RMinHash  # type: ignore[import-untyped]

from warledger.reports.furniture import furniture_spans

SHINGLE = 5
# Measured on 1,008 reports, all pairs compared exactly (headlines of all, ten pairs read whole). From .52 on a
# pair is one text told by two outlets or twice by one; from .49 down, tolls and leads begin to differ (an
# air raid with 32 dead, in its later version with 44, stands at .48). One trap is known: a new lead of forty
# words over the whole of an older text (.81); so a copy's accounts must not be thrown away.
MIN_JACCARD = 0.5
# A text cut to its first half has a low Jaccard and lies wholly in the longer one: .98 in the one such pair;
# the next pair under .5 in Jaccard has .74, two tellings of one attack with 22 and 30 dead.
MIN_CONTAINMENT = 0.85
# Short notices come from a mould ("gunmen killed two people in X on Tuesday"): one name or number changed
# leaves a Jaccard of .6. Under so many shingles a copy must lie almost wholly in its original.
SHORT = 60
MIN_CONTAINMENT_SHORT = 0.95
# A page's furniture can outweigh a brief article, and is the same under every article of a site; it
# stands at the end. So the shorter text's opening third must be shared too.
OPENING = 3
MIN_OPENING = 0.3
# Signatures only find candidates, each is checked exactly. 42 bands of 3 find a pair of Jaccard .5 with
# chance .996 and one of .4 with .94, and offer one in 8,000 of those with .05.
PERMUTATIONS = 126
BANDS = 42
SEED = 1
AT_ONCE = 32
"""Texts fetched at a time to be held against another: most often the first is the original."""

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class ReportText:
    """What is needed of a report to find its copies; `day` is its date, None where it is unknown."""

    id: str
    text: str
    day: date | None = None


type Rank = tuple[bool, date, str]
"""The order in which reports can be originals: dated before undated, earlier first, then by id."""


@dataclass(frozen=True, slots=True)
class Sketch:
    """A text as the checksums of its shingles, in order: 4 bytes each, since many texts are held at once."""

    id: str
    day: date | None
    shingles: array[int]

    @property
    def rank(self) -> Rank:
        """Where the report stands among those that can be originals."""
        return rank_of(self.id, self.day)


class Shelf(Protocol):
    """All texts, and how they stood before; a report that changed or is new stands as no copy."""

    def sketches(self, reports: Iterable[str]) -> Sequence[Sketch]:
        """Give the texts of reports as they are now."""
        ...

    def sharing(self, sketch: Sketch) -> Iterable[str]:
        """Name the reports whose texts, as they are now, share a band with this one."""
        ...

    def original(self, report: str) -> str | None:
        """Name what a report was a copy of."""
        ...


def rank_of(report: str, day: date | None) -> Rank:
    """Say where a report stands among those that can be originals."""
    return (day is None, day or date.min, report)


def find_copies(texts: Iterable[ReportText]) -> dict[str, str]:
    """Find near-identical texts.

    Every copy is itself near to its original: copies of copies that drifted too far stand alone. The
    original is the earliest dated one, then the one with the smallest id; the order in which the
    texts come plays no part.

    Returns:
        Original's id by copy's id; no original is itself a copy.
    """
    sketches = {sketch.id: sketch for sketch in _one_per_id(map(sketch_of, texts))}
    lying = ((sketch.rank, bands(sketch)) for sketch in sorted(sketches.values(), key=lambda each: each.rank))
    found = all_copies(lying, lambda reports: [sketches[report] for report in reports])
    return {copy: original for copy, original in found.items() if original is not None}


def all_copies(
    lying: Iterable[tuple[Rank, Collection[int]]], sketches: Callable[[Sequence[str]], Sequence[Sketch]]
) -> dict[str, str | None]:
    """Find which texts are copies of which, from nothing.

    A text is only held against originals, so that thousands of copies of one cost no more than as many texts.

    Args:
        lying: the texts by their rank, each with the bands that another has too.
        sketches: gives the texts of reports.

    Returns:
        What each of them is a copy of; None for one that is no copy.
    """
    originals: dict[int, list[Rank]] = defaultdict(list)
    found: dict[str, str | None] = {}
    for rank, places in lying:
        near = sorted({other for band in places for other in originals.get(band, ())})
        report, copied = rank[-1], None
        if near:
            (sketch,) = sketches([report])
            for some in batched((other[-1] for other in near), AT_ONCE):
                copied = next((other.id for other in sketches(some) if are_near(other, sketch)), None)
                if copied is not None:
                    break
        found[report] = copied
        if copied is None:
            for band in places:
                originals[band].append(rank)
    return found


def changed_copies(shelf: Shelf, asked: Iterable[Rank], new: Collection[Rank]) -> dict[str, str | None]:
    """Find what a change of some texts comes to: the same as finding all copies from nothing.

    A report's original is the first one near to it that is no copy itself; so a change reaches later texts only
    through one that is an original now and was none, or the other way round.

    Args:
        shelf: the texts.
        asked: the ranks of reports that are new or changed, and of those near to what such a one was before.
        new: those of them that are new or changed.

    Returns:
        What each report that was looked at is a copy of; None for one that is no copy.
    """
    queue = list(asked)
    heapify(queue)
    found: dict[str, str | None] = {}
    while queue:
        rank = heappop(queue)
        report = rank[-1]
        if report in found:
            continue
        (sketch,) = shelf.sketches([report])
        others = shelf.sketches(sorted(set(shelf.sharing(sketch)) - {report}))
        earlier = sorted((other for other in others if other.rank < rank), key=lambda other: other.rank)
        originals = (other for other in earlier if _is_original(other.id, found, shelf))
        first = next((other.id for other in originals if are_near(other, sketch)), None)
        found[report] = first
        were = True if rank in new else shelf.original(report) is not None
        if were != (first is not None):
            later = (other for other in others if other.rank > rank and are_near(sketch, other))
            for other in later:
                heappush(queue, other.rank)
    return found


def _is_original(report: str, found: Mapping[str, str | None], shelf: Shelf) -> bool:
    return (found[report] if report in found else shelf.original(report)) is None


def are_near(one: Sketch, other: Sketch) -> bool:
    """Tell whether two texts are one text, give or take a headline, a cut and a few words."""
    first, second = frozenset(one.shingles), frozenset(other.shingles)
    shorter, longer = (first, second) if len(first) <= len(second) else (second, first)
    if not shorter:
        return False
    shared = len(shorter & longer)
    contained = shared / len(shorter)
    jaccard = shared / (len(shorter) + len(longer) - shared)
    if len(shorter) < SHORT:
        return contained >= MIN_CONTAINMENT_SHORT and jaccard >= MIN_JACCARD
    if jaccard < MIN_JACCARD and contained < MIN_CONTAINMENT:
        return False
    in_order = one.shingles if shorter is first else other.shingles
    opening = in_order[: len(in_order) // OPENING]
    return sum(shingle in longer for shingle in opening) >= MIN_OPENING * len(opening)


def _one_per_id(sketches: Iterable[Sketch]) -> Iterator[Sketch]:
    """Keep one sketch an id, whatever the order: the earliest dated, then the first by its shingles."""
    ordered = sorted(sketches, key=lambda each: (each.id, *each.rank, each.shingles))
    for _, same in groupby(ordered, key=lambda each: each.id):
        yield next(same)


def sketch_of(report: ReportText) -> Sketch:
    """Work out what of a text is compared."""
    # Furniture is cut out first: two sites' menus around one article would part its copies.
    pieces, end = [], 0
    for span in furniture_spans(report.text):
        pieces.append(report.text[end : span.start])
        end = span.end
    pieces.append(report.text[end:])
    # Apostrophes go: some collections have lost them ("Syrias" for "Syria's").
    words = _WORD.findall(re.sub("['’]", "", " ".join(pieces).lower()))
    count = max(1, len(words) - SHINGLE + 1) if words else 0
    # "I" has at least 32 bits on every platform, which a checksum needs.
    shingles = array("I", (zlib.crc32(" ".join(words[at : at + SHINGLE]).encode()) for at in range(count)))
    return Sketch(report.id, report.day, shingles)


def bands(sketch: Sketch) -> tuple[int, ...]:
    """Cut a text's signature into bands, each as one integer of 63 bits: near texts almost surely share one."""
    if not sketch.shingles:
        return ()
    signature = RMinHash(num_perm=PERMUTATIONS, seed=SEED)
    signature.update([str(shingle) for shingle in sorted(set(sketch.shingles))])
    digest = signature.digest()
    rows = PERMUTATIONS // BANDS
    parts = (pack(f"<{rows + 1}I", band, *digest[band * rows : (band + 1) * rows]) for band in range(BANDS))
    return tuple(int.from_bytes(blake2b(part, digest_size=8).digest()) >> 1 for part in parts)
