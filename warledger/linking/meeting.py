"""Accounts held against those that they meet: pair by pair, or against a crowd of them at once."""

from collections.abc import Iterable, Iterator, Sequence, Set
from typing import TYPE_CHECKING, Final

from warledger.linking.gathering import Gathering
from warledger.linking.profiles import Profile
from warledger.linking.weighing import VoicePair, Weighing, is_linked

if TYPE_CHECKING:
    from warledger.linking.rows import Rows

CROWD: Final = 64
"""Others from which an account is weighed against all of them at once: of sixty that is as fast as pair by pair, of five
hundred nearly five times as fast (accounts of one city's day)."""


class Meeting:
    """Accounts by number, and how they are weighed. It may be asked of some of them after the other."""

    def __init__(
        self,
        weighing: Weighing,
        accounts: Sequence[Profile],
        voice_of: Sequence[int],
        judged_apart: Set[VoicePair],
    ) -> None:
        """Take accounts in the order of their voices, and the voice of each."""
        self._weighing, self._accounts, self._voice_of = weighing, accounts, voice_of
        self._apart = judged_apart
        self._rows: Rows | None = None

    def weigh(
        self, met: Iterable[tuple[int, Sequence[int]]], *, linked: Gathering, unsure: Gathering
    ) -> None:
        """Weigh accounts, each against the others that it meets, and gather the pairs worth a look.

        Args:
            met: accounts with those that they meet, of each pair once.
            linked: takes the pairs that are linked.
            unsure: takes all that are linked or may be offered as similar.
        """
        weighing = self._weighing
        for one, other in weighing.pairs(self._left(met, linked, unsure), self._voice_of):
            best = weighing.weighed(one, other)
            if best is not None:
                unsure.add(one, other, best.points)
                if is_linked(best):
                    linked.add(one, other, best.points)

    def _left(
        self, met: Iterable[tuple[int, Sequence[int]]], linked: Gathering, unsure: Gathering
    ) -> Iterator[tuple[int, int]]:
        """Weigh crowds at once, and give what is left to be weighed pair by pair."""
        for number, others in met:
            if len(others) < CROWD:
                yield from ((number, other) for other in others)
                continue
            row = self._of_many().weigh(number, others)
            for pairs, are_linked in row.found:
                unsure.add_row(pairs)
                linked.add_row(pairs.those(are_linked))
            yield from ((number, left) for left in row.left)
        if self._rows is not None:
            unsure.settle()
            linked.settle()

    def _of_many(self) -> "Rows":
        if self._rows is None:
            from warledger.linking.rows import Rows  # numpy is not worth its loading where nothing is a crowd

            self._rows = Rows(self._accounts, self._voice_of, self._apart)
        return self._rows
