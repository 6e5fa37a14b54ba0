"""Accounts as linking sees them, in files: the driver writes them as a stream, every process of the cluster maps them.

An account is known by its number in the order of ids, a voice by the number of its smallest account. So nothing of the
accounts lies in any process's own memory but those that it is at.
"""

import mmap
import pickle
from array import array
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from types import TracebackType
from typing import Final, Literal, Self, overload

import numpy as np
from numpy.typing import NDArray

from warledger.engines.spark.tasks import received
from warledger.linking.blocks import Key
from warledger.linking.profiles import Profile
from warledger.linking.weighing import Voice

REMEMBERED: Final = 1 << 16
"""Accounts that a process holds unpacked, some 3 KB each: those of a few days, since it goes from day to day."""

type Numbers = NDArray[np.int32]
type Keys = NDArray[np.int64]


class Writing:
    """A file of accounts that is being written, with where each begins."""

    def __init__(self, folder: Path, name: str) -> None:
        """Begin the files `name`.accounts and, when closed, `name`.starts.npy."""
        self.accounts = folder / f"{name}.accounts"
        self.starts = folder / f"{name}.starts.npy"
        self._file = self.accounts.open("wb")
        self._at = array("q", [0])

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()
        np.save(self.starts, np.asarray(self._at, dtype=np.int64))

    def add(self, profile: Profile) -> None:
        """Add the next account."""
        packed = pickle.dumps(profile, pickle.HIGHEST_PROTOCOL)
        self._file.write(packed)
        self._at.append(self._at[-1] + len(packed))


class Accounts(Sequence[Profile]):
    """The accounts of a store by their numbers."""

    def __init__(self, accounts: Path, starts: Path) -> None:
        """Map the files into memory."""
        self._starts: Keys = np.load(starts, mmap_mode="r")
        with accounts.open("rb") as file:
            whole = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) if len(self) else b""
        self._whole: mmap.mmap | bytes = whole
        self._at = lru_cache(maxsize=REMEMBERED)(self._unpacked)

    def __len__(self) -> int:
        return len(self._starts) - 1

    @overload
    def __getitem__(self, number: int) -> Profile: ...
    @overload
    def __getitem__(self, number: slice) -> Sequence[Profile]: ...
    def __getitem__(self, number: int | slice) -> Profile | Sequence[Profile]:
        if isinstance(number, slice):
            return [self._at(n) for n in range(*number.indices(len(self)))]
        return self._at(number)

    def stream(self) -> Iterator[Profile]:
        """Give all accounts, one after the other, and remember none."""
        return map(self._unpacked, range(len(self)))

    def _unpacked(self, number: int) -> Profile:
        start, end = int(self._starts[number]), int(self._starts[number + 1])
        profile: Profile = pickle.loads(self._whole[start:end])  # noqa: S301
        return profile


class Voices(Sequence[Voice]):
    """The voices of a store, by the numbers of their smallest accounts."""

    def __init__(self, accounts: Accounts, voice_of: Path) -> None:
        """Map the file that names the voice of every account."""
        self._accounts = accounts
        self.voice_of: Numbers = np.load(voice_of, mmap_mode="r")
        alone = (
            np.bincount(self.voice_of, minlength=len(accounts)) == 1 if len(accounts) else np.zeros(0, bool)
        )
        several = np.flatnonzero(~alone[self.voice_of]) if len(accounts) else np.zeros(0, np.int64)
        order = several[np.argsort(self.voice_of[several], kind="stable")]
        self._members, self._of = order, self.voice_of[order]
        self._at = lru_cache(maxsize=REMEMBERED)(self._gathered)

    def __len__(self) -> int:
        return len(self._accounts)

    @overload
    def __getitem__(self, voice: int) -> Voice: ...
    @overload
    def __getitem__(self, voice: slice) -> Sequence[Voice]: ...
    def __getitem__(self, voice: int | slice) -> Voice | Sequence[Voice]:
        if isinstance(voice, slice):
            return [self._at(n) for n in range(*voice.indices(len(self)))]
        return self._at(voice)

    def _gathered(self, voice: int) -> Voice:
        first, last = np.searchsorted(self._of, [voice, voice + 1])
        members = self._members[first:last].tolist() or [voice]
        return tuple(self._accounts[number] for number in members)


class Blocks:
    """Who lies where: keys in order, and beside each the account."""

    def __init__(self, keys: Path, numbers: Path) -> None:
        """Map the files."""
        self._keys: Keys = np.load(keys, mmap_mode="r")
        self._numbers: Numbers = np.load(numbers, mmap_mode="r")

    def lying(self, keys: Iterable[Key]) -> set[int]:
        """Give the accounts that lie in these blocks."""
        asked = np.fromiter(keys, np.int64)
        firsts = np.searchsorted(self._keys, asked, "left")
        lasts = np.searchsorted(self._keys, asked, "right")
        found: set[int] = set()
        for n in np.flatnonzero(lasts > firsts).tolist():
            found.update(self._numbers[firsts[n] : lasts[n]].tolist())
        return found


type Part = Literal["accounts", "starts", "voices", "keys", "numbers", "sorts", "order"]


class Mapped:
    """The files of one linking as a process of the cluster has them, each opened when it is asked for."""

    def __init__(self, files: tuple[tuple[Part, str], ...]) -> None:
        """Take the names under which Spark handed the files out."""
        self._paths = {part: received(name) for part, name in files}
        self.accounts = Accounts(self._paths["accounts"], self._paths["starts"])

    @property
    def voices(self) -> Voices:
        """The voices, once they are known."""
        return Voices(self.accounts, self._paths["voices"])

    @property
    def blocks(self) -> Blocks:
        """Who lies where."""
        return Blocks(self._paths["keys"], self._paths["numbers"])

    @property
    def sorts(self) -> bytes:
        """How each account is found, in a byte each: its place among `blocks.SORTS`."""
        sorts: NDArray[np.uint8] = np.load(self._paths["sorts"])
        return sorts.tobytes()

    @property
    def order(self) -> Numbers:
        """The accounts in the order in which they are weighed, from day to day."""
        order: Numbers = np.load(self._paths["order"], mmap_mode="r")
        return order
