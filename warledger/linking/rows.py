"""One account weighed against many at once: to the last bit what `compare_pair` comes to, in a fiftieth of its time.

Where a city's day is told in tens of thousands of accounts, each of them meets all the others. What two accounts come to
hangs on few values that many share (a day, a town, a toll), so that all but the wording of a row of pairs is looked up in
tables of levels, and the wording of those that it can still lift over the threshold is compared in one go.

Left to `compare_pair` are pairs that share counts which are rarely told twice, whose day or place may be forgiven.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence, Set
from operator import attrgetter
from typing import Any, Final, NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from warledger.linking.comparisons import compare_counts
from warledger.linking.comparisons.wording import CLOSE, TELLING_LENGTH, VERBATIM
from warledger.linking.pairs import (
    COMPARISONS,
    CONTRADICTIONS,
    UNPLACED,
    UNSURE,
    WITHOUT_DAY_OR_PLACE,
    Compare,
    Looks,
)
from warledger.linking.profiles import Profile
from warledger.linking.strongest import Edges, Numbers
from warledger.linking.weighing import VoicePair
from warledger.linking.weights import FLOOR, LINK, SIMILAR, finding

NOT_YET: Final = 255
"""Stands in a table for two values that were not compared yet."""

DAY_AND_PLACE: Final = 2
"""The comparisons that come first, as in `compare_pair`."""

TABLED: Final = 1 << 28
"""Bytes that one table may take; beyond, it starts again from none."""


class Row(NamedTuple):
    """What came of weighing an account against others: pairs that may be offered, which of them are linked, who is left."""

    unsure: Edges
    linked: NDArray[np.bool_]
    left: Sequence[int]
    """Accounts that it has still to be held against, pair by pair."""


class _Sums(NamedTuple):
    """Points of a row, but for the wording's; where nothing contradicts; where a day or a place is missing on a side."""

    points: NDArray[np.float64]
    fits: NDArray[np.bool_]
    capped: NDArray[np.bool_]


class _Table:
    """What one comparison finds of any two of the values that it looks at."""

    def __init__(self, compare: Compare, looks_at: Looks) -> None:
        self._compare, self._looks_at = compare, looks_at
        self._numbers: dict[Any, int] = {}
        self._samples: list[Profile] = []
        self._rows: dict[tuple[int, bool], NDArray[np.uint8]] = {}
        self._tabled = 0
        self._codes: dict[tuple[str, float], int] = {}
        self.levels: list[str] = []
        self.weights = np.zeros(0)

    def value(self, told: Profile) -> int:
        """Number what the comparison looks at in an account."""
        seen = self._looks_at(told)
        if seen == UNPLACED:
            seen = UNPLACED, told.id
        number = self._numbers.setdefault(seen, len(self._samples))
        if number == len(self._samples):
            self._samples.append(told)
        return number

    def found(self, value: int, others: NDArray[np.int32], *, lower: bool) -> NDArray[np.uint8]:
        """Give the codes of what it finds of one value and others; `lower` where those are of accounts before it."""
        row = self._rows.get((value, lower))
        if row is None or len(row) < len(self._samples):
            row = self._longer(value, row, lower=lower)
        codes = row[others]
        unknown = others[codes == NOT_YET]
        if not len(unknown):
            return codes
        own = self._samples[value]
        for other in np.unique(unknown).tolist():
            both = (self._samples[other], own) if lower else (own, self._samples[other])
            row[other] = self._code(*both)
        return row[others]

    def which(self, codes: NDArray[np.uint8], levels: Set[str]) -> NDArray[np.bool_]:
        """Tell where something of these levels was found."""
        return np.array([level in levels for level in self.levels], bool)[codes]

    def _longer(self, value: int, row: NDArray[np.uint8] | None, *, lower: bool) -> NDArray[np.uint8]:
        if self._tabled > TABLED:
            self._rows.clear()
            self._tabled, row = 0, None
        # Twice as long as need be: while a crowd is met for the first time there are new values in every row.
        longer = np.full(2 * len(self._samples), NOT_YET, np.uint8)
        if row is not None:
            longer[: len(row)] = row
            self._tabled -= len(row)
        self._rows[value, lower] = longer
        self._tabled += len(longer)
        return longer

    def _code(self, left: Profile, right: Profile) -> int:
        found = self._compare(left, right)
        code = self._codes.setdefault((found.level, found.weight), len(self.levels))
        if code == len(self.levels):
            self.levels.append(found.level)
            self.weights = np.append(self.weights, found.weight)
        return code


class Rows:
    """Accounts that are weighed against many others, and these, by their numbers."""

    def __init__(
        self, accounts: Sequence[Profile], voice_of: Sequence[int], apart: Iterable[VoicePair]
    ) -> None:
        """Take accounts by number.

        Args:
            accounts: in the order of their voices, of which none is looked at before it is needed.
            voice_of: the voice of each; of voices of one account the lower one has the lower account.
            apart: voices that a person judged different.
        """
        self._accounts = accounts
        self._voice_of = np.asarray(voice_of, np.int32)
        self._alone = np.bincount(self._voice_of, minlength=1)[self._voice_of] == 1
        self._tables = [_Table(compare, looks) for _, compare, looks in COMPARISONS if looks is not None]
        self._counts = _Table(compare_counts, attrgetter("counts"))
        self._place_of = np.full(len(accounts), -1, np.int32)
        self._values = np.zeros((len(self._tables) + 1, 1), np.int32)
        self._wordings: list[str] = []
        self._lengths = np.zeros(1, np.int32)
        self._prior = finding("prior", "pair").weight
        self._wording = np.array([finding("wording", told).weight for told in ("own", "close", "verbatim")])
        self._apart: dict[int, list[int]] = defaultdict(list)
        for one, other in apart:
            self._apart[one].append(other)
            self._apart[other].append(one)

    def weigh(self, number: int, others: Sequence[int]) -> Row:
        """Weigh an account against others of other reports, all before it, or all behind it."""
        told = np.asarray(others, np.int32)
        alone = self._alone[told] if self._alone[number] else np.zeros(len(told), bool)
        single = told[alone]
        lower = bool(len(told)) and int(told[0]) < number
        places = self._places(number, single)
        own = self._values[:, self._place_of[number]]
        rare = self._counts.found(int(own[-1]), self._values[-1, places], lower=lower)
        by_hand = ~self._counts.which(rare, {"none"})
        left = [*told[~alone].tolist(), *single[by_hand].tolist()]
        single, places = single[~by_hand], places[~by_hand]
        sums = self._summed(own, places, lower=lower)
        points, fits = self._worded(int(self._place_of[number]), places, sums)
        kept = points >= SIMILAR
        voice, voices = int(self._voice_of[number]), self._voice_of[single]
        if voice in self._apart:
            kept &= ~np.isin(voices, self._apart[voice])
        edges = self._edges(voice, voices[kept], points[kept], lower=lower)
        return Row(edges, fits[kept] & (edges.points >= LINK), left)

    def _edges(self, voice: int, voices: Numbers, points: NDArray[np.float64], *, lower: bool) -> Edges:
        own = np.full(len(voices), voice, np.int32)
        return Edges(voices, own, points) if lower else Edges(own, voices, points)

    def _summed(self, own: NDArray[np.int32], places: Numbers, *, lower: bool) -> _Sums:
        points = np.full(len(places), self._prior)
        fits, capped = np.ones(len(places), bool), np.zeros(len(places), bool)
        for n, table in enumerate(self._tables):
            codes = table.found(int(own[n]), self._values[n, places], lower=lower)
            points += table.weights[
                codes
            ]  # in the order of `compare_pair`: a sum hangs on it in its last bit
            if n < DAY_AND_PLACE:
                fits &= ~table.which(codes, CONTRADICTIONS)
                capped |= table.which(codes, WITHOUT_DAY_OR_PLACE)
        return _Sums(points, fits, capped)

    def _worded(
        self, own: int, places: Numbers, sums: _Sums
    ) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
        """Add what the wording comes to, where it can make a difference; tell too what may be in one group."""
        told = np.zeros(len(places), np.int8)
        if self._lengths[own] >= TELLING_LENGTH:
            near = sums.points + self._wording.max() >= SIMILAR
            asked = np.flatnonzero(near & (self._lengths[places] >= TELLING_LENGTH))
            wordings = [self._wordings[place] for place in places[asked].tolist()]
            if wordings:
                alike = process.cdist(
                    [self._wordings[own]], wordings, scorer=fuzz.ratio, score_cutoff=CLOSE, dtype=np.float64
                )[0]
                told[asked] = (alike >= CLOSE).astype(np.int8) + (alike >= VERBATIM)
        points = sums.points + self._wording[told]
        points = np.where(sums.capped, np.minimum(points, UNSURE), points)
        return points, sums.fits & (points >= FLOOR)

    # ------------------------------------------------------------------------------------------ values

    def _places(self, number: int, others: Numbers) -> Numbers:
        """Tell where accounts stand in the tables; those that are met for the first time are entered."""
        if self._place_of[number] < 0:
            self._enter(number)
        places = self._place_of[others]
        new = others[places < 0]
        if not len(new):
            return places
        for each in new.tolist():
            self._enter(each)
        return self._place_of[others]

    def _enter(self, number: int) -> None:
        told, place = self._accounts[number], len(self._wordings)
        if place == self._values.shape[1]:
            self._values = np.concatenate([self._values, np.zeros_like(self._values)], axis=1)
            self._lengths = np.concatenate([self._lengths, np.zeros_like(self._lengths)])
        self._values[:, place] = [table.value(told) for table in (*self._tables, self._counts)]
        self._wordings.append(told.wording)
        self._lengths[place] = len(told.wording)
        self._place_of[number] = place
