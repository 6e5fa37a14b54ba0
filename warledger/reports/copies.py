"""Near-identical texts: one report that travelled, so that it does not corroborate itself.

A wire text is printed under other headlines, with a paragraph cut, with "terrorists" for "rebels" and with
another site's furniture around it. A follow-up story keeps the background paragraphs and tells something
new: that is no copy.
"""

import re
import zlib
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from rensa import RMinHash, RMinHashLSH  # type: ignore[import-untyped]

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

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class ReportText:
    """What is needed of a report to find its copies; `day` is its date, None where it is unknown."""

    id: str
    text: str
    day: date | None = None


@dataclass(frozen=True, slots=True)
class _Sketch:
    """A text as the checksums of its shingles, in order: 4 bytes each, since all texts are held at once."""

    id: str
    day: date | None
    shingles: array[int]

    @property
    def rank(self) -> tuple[bool, date, str]:
        """The order in which reports can be originals: dated before undated, earlier first, then by id."""
        return (self.day is None, self.day or date.min, self.id)


def find_copies(texts: Iterable[ReportText]) -> dict[str, str]:
    """Find near-identical texts.

    Every copy is itself near to its original: copies of copies that drifted too far stand alone. The
    original is the earliest dated one, then the one with the smallest id; the order in which the
    texts come plays no part.

    Returns:
        Original's id by copy's id; no original is itself a copy.
    """
    sketches = sorted(_one_per_id(map(_sketch, texts)), key=lambda sketch: sketch.rank)
    copies: dict[str, str] = {}
    for later, candidates in _candidates(sketches):
        for earlier in candidates:
            if sketches[earlier].id not in copies and _are_near(sketches[earlier], sketches[later]):
                copies[sketches[later].id] = sketches[earlier].id
                break
    return copies


def _are_near(one: _Sketch, other: _Sketch) -> bool:
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


def _one_per_id(sketches: Iterable[_Sketch]) -> Iterator[_Sketch]:
    """Keep one sketch an id, whatever the order: the earliest dated, then the first by its shingles."""
    ordered = sorted(sketches, key=lambda each: (each.id, *each.rank, each.shingles))
    for _, same in groupby(ordered, key=lambda each: each.id):
        yield next(same)


def _sketch(report: ReportText) -> _Sketch:
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
    return _Sketch(report.id, report.day, shingles)


def _candidates(sketches: list[_Sketch]) -> Iterator[tuple[int, list[int]]]:
    """For each text in turn, the texts before it that may be near, in order."""
    index = RMinHashLSH(threshold=MIN_JACCARD, num_perm=PERMUTATIONS, num_bands=BANDS)
    for at, sketch in enumerate(sketches):
        signature = RMinHash(num_perm=PERMUTATIONS, seed=SEED)
        signature.update([str(shingle) for shingle in sorted(set(sketch.shingles))])
        yield at, sorted(index.query(signature))
        index.insert(at, signature)
