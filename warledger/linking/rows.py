"""One account weighed against many at once: to the last bit what `compare_pair` comes to, in a tenth of its time.

Where a city's day is told in tens of thousands of accounts, each of them meets all the others. What two accounts come to
hangs on few values that many share (a day, a town, a toll), so that all but the wording of a row of pairs is looked up in
tables of levels, and the wording of those that it can still lift over the threshold is compared in one go.

Left to `compare_pair` are pairs that share counts which are rarely told twice, whose day or place may be forgiven.
A voice of several accounts says one thing: of all pairs of theirs the one counts that fits best.
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
    END,
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
    """What came of weighing an account's voice against others.

    Where voices have several accounts, a pair of voices can be in the rows of several of them.
    """

    found: Sequence[tuple[Edges, NDArray[np.bool_]]]
    """Pairs that may be offered, of the voice with lower ones and with higher ones, and which of them are linked."""
    left: Sequence[int]
    """Accounts, one of each voice, that it has still to be held against, pair by pair."""


class _Scores(NamedTuple):
    """Points, what may be in one group, and what is kept apart or left to be weighed alone: of an account and others."""

    points: NDArray[np.float64]
    fits: NDArray[np.bool_]
    apart: NDArray[np.bool_]
    left: NDArray[np.bool_]


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
            accounts: none of them is looked at before it is needed.
            voice_of: the voice of each.
            apart: voices that a person judged different.
        """
        self._accounts = accounts
        self._voice_of = np.asarray(voice_of, np.int32)
        self._members = np.argsort(self._voice_of, kind="stable").astype(np.int32)
        self._told = self._voice_of[self._members]
        self._met = np.zeros(int(self._voice_of.max(initial=0)) + 1, bool)
        self._tables = [_Table(compare, looks) for _, compare, looks in COMPARISONS if looks is not None]
        self._counts = _Table(compare_counts, attrgetter("counts"))
        self._place_of = np.full(len(accounts), -1, np.int32)
        self._values = np.zeros((len(self._tables) + 1, 1), np.int32)
        self._reports: dict[str, int] = {}
        self._report_of = np.zeros(1, np.int32)
        self._lengths = np.zeros(1, np.int32)
        self._wordings: list[str] = []
        self._prior = finding("prior", "pair").weight
        self._wording = np.array([finding("wording", told).weight for told in ("own", "close", "verbatim")])
        self._apart: dict[int, list[int]] = defaultdict(list)
        for one, other in apart:
            self._apart[one].append(other)
            self._apart[other].append(one)

    def weigh(self, number: int, others: Sequence[int]) -> Row:
        """Weigh the voice of an account against those of others that it meets."""
        own = int(self._voice_of[number])
        self._met[self._voice_of[np.asarray(others, np.int32)]] = True
        voices = np.flatnonzero(self._met).astype(np.int32)
        self._met[voices] = False
        at = np.searchsorted(voices, [own, own + 1])
        parts = (voices[: at[0]], True), (voices[at[1] :], False)
        rows = [self._row(own, part, lower=lower) for part, lower in parts if len(part)]
        return Row([row.found[0] for row in rows], [left for row in rows for left in row.left])

    def _row(self, own: int, voices: Numbers, *, lower: bool) -> Row:
        firsts = np.searchsorted(self._told, voices, "left")
        sizes = np.searchsorted(self._told, voices, "right") - firsts
        begins = np.cumsum(sizes) - sizes
        members = self._members[np.arange(int(sizes.sum())) + np.repeat(firsts - begins, sizes)]
        ours = self._members[slice(*np.searchsorted(self._told, [own, own + 1]))].tolist()
        found = [self._scores(number, members, lower=lower) for number in ours]
        best = found[0] if len(found) == 1 and len(members) == len(voices) else _best(found, begins)
        kept = (best.points >= SIMILAR) & ~best.apart & ~best.left
        if own in self._apart:
            kept &= ~np.isin(voices, self._apart[own])
        theirs, points = voices[kept], best.points[kept]
        same = np.full(len(theirs), own, np.int32)
        edges = Edges(theirs, same, points) if lower else Edges(same, theirs, points)
        linked = best.fits[kept] & (points >= LINK)
        return Row([(edges, linked)], members[begins[best.left]].tolist())

    def _scores(self, number: int, others: Numbers, *, lower: bool) -> _Scores:
        """Weigh an account against others; `lower` where their voices come before its own."""
        places = self._places(number, others)
        place = int(self._place_of[number])
        own = self._values[:, place]
        rare = self._counts.found(int(own[-1]), self._values[-1, places], lower=lower)
        left = ~self._counts.which(rare, {"none"})
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
        points += self._wording[self._worded(place, places, points + self._wording.max() >= END)]
        points = np.where(capped, np.minimum(points, UNSURE), points)
        apart = self._report_of[places] == self._report_of[place]
        return _Scores(points, fits & (points >= FLOOR), apart, left)

    def _worded(self, own: int, places: Numbers, near: NDArray[np.bool_]) -> NDArray[np.int8]:
        """Tell how alike the words are where it can make a difference: 0 for its own words, 1 for close, 2 for verbatim."""
        told = np.zeros(len(places), np.int8)
        if self._lengths[own] < TELLING_LENGTH:
            return told
        asked = np.flatnonzero(near & (self._lengths[places] >= TELLING_LENGTH))
        if len(asked):
            wordings = [self._wordings[place] for place in places[asked].tolist()]
            alike = process.cdist(
                [self._wordings[own]], wordings, scorer=fuzz.ratio, score_cutoff=CLOSE, dtype=np.float64
            )[0]
            told[asked] = (alike >= CLOSE).astype(np.int8) + (alike >= VERBATIM)
        return told

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
            self._report_of = np.concatenate([self._report_of, np.zeros_like(self._report_of)])
        self._values[:, place] = [table.value(told) for table in (*self._tables, self._counts)]
        self._report_of[place] = self._reports.setdefault(told.report, len(self._reports))
        self._lengths[place] = len(told.wording)
        self._wordings.append(told.wording)
        self._place_of[number] = place


def _best(found: Sequence[_Scores], begins: NDArray[np.int64]) -> _Scores:
    """Choose for each voice, whose accounts begin at these places, the pair that fits best; see `best_of`."""
    points: NDArray[np.float64] = np.maximum.reduce(
        [np.maximum.reduceat(each.points, begins) for each in found]
    )
    told = [np.where(each.fits, each.points, -np.inf) for each in found]
    fitting: NDArray[np.float64] = np.maximum.reduce([np.maximum.reduceat(each, begins) for each in told])
    fits = np.isfinite(fitting)
    apart = np.logical_or.reduce([np.logical_or.reduceat(each.apart, begins) for each in found])
    left = np.logical_or.reduce([np.logical_or.reduceat(each.left, begins) for each in found])
    return _Scores(np.where(fits, fitting, points), fits, apart, left)
