"""All accounts of a ledger linked in the cluster: what the driver does.

1. Accounts go, as they come out of the ledger, into a file that Spark hands to every machine.
2. Stretches of them are asked where they lie; the blocks, in order of their keys, are the next file.
3. Families of copies and judgements are asked for their voices.
4. Stretches in the order of days are weighed against all that lies in the blocks that they look into. A stretch has as
   many accounts as come to a bounded number of pairs, so that a city's day of 50,000 accounts is many stretches.
5. What linked pairs connect is named here, in arrays; each component is split into groups in the cluster.
6. Offers are chosen and told in the cluster, and so are the incidents.

The driver holds the ids and some fifty bytes an account; the accounts themselves only ever pass through.
"""

import pickle
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from itertools import batched, chain
from pathlib import Path
from typing import Final
from uuid import uuid4

import numpy as np
from numpy.typing import NDArray

from warledger.engines.spark import comparing
from warledger.engines.spark.comparing import Component, Family, Files, Limits, Similar, Stretch
from warledger.engines.spark.farm import Farm
from warledger.engines.spark.store import Accounts, Keys, Numbers, Part, Writing
from warledger.linking.blocks import Key, is_crowd
from warledger.linking.changes import Standing
from warledger.linking.gathering import Gathering
from warledger.linking.grouping import LARGEST
from warledger.linking.matching import Offer
from warledger.linking.profiles import Profile
from warledger.linking.strongest import Edges, component_of
from warledger.linking.unions import Unions
from warledger.linking.verdicts import Verdicts
from warledger.records import Incident, Link
from warledger.relinking.linker import Outcome, Told

STRETCH: Final = 4_000
"""Accounts that are asked at a time where they lie."""
PAIRS: Final = 400_000
"""Pairs, by a rough count, that are weighed at a time: some seconds, or a third of one where they are of a crowd, of which
nearly all go back to the driver."""
EACH: Final = 40
"""Pairs that an account costs at least: it has to be looked up."""
FAMILIES: Final = 200
OFFERED: Final = 4_000
"""Pairs, of either voice, out of which offers are chosen at a time."""


class SparkLinker:
    """The linker that has its work done in the cluster."""

    def __init__(self, farm: Farm) -> None:
        """Take the cluster."""
        self._farm = farm

    def linked(
        self, profiles: Iterable[tuple[Profile, int]], verdicts: Verdicts
    ) -> AbstractContextManager[Outcome]:
        """Link accounts that come by id."""
        return _linked(self._farm, profiles, verdicts)

    def reconciled(self, told: Iterable[Told]) -> Iterator[Sequence[Incident]]:
        """Make incidents in the cluster, in the order of the batches."""
        return self._farm.work(comparing.reconciled, told)


@contextmanager
def _linked(farm: Farm, profiles: Iterable[tuple[Profile, int]], verdicts: Verdicts) -> Iterator[Outcome]:
    linked = LinkedThere(farm)
    linked.take_in(profiles, verdicts)
    linked.find_voices(verdicts)
    linked.weigh()
    linked.group()
    yield linked


class LinkedThere:
    """One linking; its steps are called in their order."""

    def __init__(self, farm: Farm) -> None:
        self._farm, self._folder = farm, farm.folder
        self._name = f"linking-{uuid4().hex}"
        self._sent: list[tuple[Part, str]] = []
        self._ids: list[str] = []
        self._readings = array("q")
        self._reports, self._lineages = array("q"), array("q")
        self._judged: dict[str, int] = {}
        self._links = self._folder / f"{self._name}.links"
        self._apart: frozenset[tuple[int, int]] = frozenset()
        self._unsure = Edges.of(())

    # ------------------------------------------------------------------------------------- steps

    def take_in(self, profiles: Iterable[tuple[Profile, int]], verdicts: Verdicts) -> None:
        """Write the accounts to files, and keep of each what tells its family."""
        judged = {id_ for pair in (*verdicts.same, *verdicts.different) for id_ in pair}
        with Writing(self._folder, self._name) as writing:
            for profile, reading in profiles:
                if profile.id in judged:
                    self._judged[profile.id] = len(self._ids)
                self._ids.append(profile.id)
                self._readings.append(reading)
                self._reports.append(hash(profile.report))
                self._lineages.append(hash(profile.lineage))
                writing.add(profile)
        self._accounts = Accounts(writing.accounts, writing.starts)
        self._send("accounts", writing.accounts)
        self._send("starts", writing.starts)

    def find_voices(self, verdicts: Verdicts) -> None:
        """Join copies and what was judged the same."""
        voice_of = np.arange(len(self._ids), dtype=np.int32)
        families = list(batched(self._families(verdicts), FAMILIES))
        with self._links.open("wb") as file:
            for told in chain.from_iterable(self._farm.work(comparing.spoken, families, shared=self._files)):
                for voice in told.voices:
                    voice_of[list(voice)] = voice[0]
                pickle.dump(told.links, file)
        self._voice_of = voice_of
        self._put("voices", voice_of)
        pairs = (
            (int(voice_of[self._judged[a]]), int(voice_of[self._judged[b]])) for a, b in verdicts.different
        )
        self._apart = frozenset((a, b) if a < b else (b, a) for a, b in pairs)

    def weigh(self) -> None:
        """Put the accounts into blocks, and weigh what meets there."""
        stretches = [Stretch(n, min(n + STRETCH, len(self._ids))) for n in range(0, len(self._ids), STRETCH)]
        told = list(self._farm.work(comparing.lying, stretches, shared=self._files))
        nothing = np.zeros(0, np.int64)
        keys: Keys = np.concatenate([part.keys for part in told] or [nothing])
        numbers: Numbers = np.concatenate([part.numbers for part in told] or [nothing.astype(np.int32)])
        details: Keys = np.concatenate([part.details for part in told] or [nothing])
        self._put("sorts", np.concatenate([part.sorts for part in told] or [nothing.astype(np.uint8)]))
        crowded = _crowds(details)
        kept = ~np.isin(keys, np.fromiter(crowded, np.int64))
        keys, numbers = keys[kept], numbers[kept]
        by_key = np.argsort(keys, kind="stable")
        keys, numbers = keys[by_key], numbers[by_key]
        self._put("keys", keys)
        self._put("numbers", numbers)
        order, pairs = _order(len(self._ids), keys, numbers)
        self._put("order", order)
        self._limits = Limits(self._files, crowded, self._apart)
        linked, unsure = Gathering(linked=True), Gathering(linked=False)
        for found in self._farm.work(comparing.weighed, _stretches(pairs), shared=self._limits):
            linked.add_all(found.linked)
            unsure.add_all(found.unsure)
        self._linked, self._unsure = linked.edges(), unsure.edges()

    def group(self) -> None:
        """Split what linked pairs connect into groups."""
        self._component_of = component_of(len(self._ids), self._linked)
        group_of = np.arange(len(self._ids), dtype=np.int32)
        with self._links.open("ab") as file:
            for found in self._farm.work(comparing.grouped, self._components(), shared=self._limits):
                for group in found.groups:
                    group_of[list(group)] = group[0]
                pickle.dump(found.links, file)
        self._group_of = group_of

    # ----------------------------------------------------------------------------------- outcome

    def entered(self) -> Iterator[tuple[Profile, int, Standing]]:
        """Give every account with its reading and how it stands."""
        component, grouped, ids = self._component_of, self._group_of, self._ids
        voices = self._voice_of.tolist()
        for profile, reading, voice in zip(self._accounts.stream(), self._readings, voices, strict=True):
            names = ids[voice], ids[component[voice]], ids[grouped[voice]]
            yield profile, reading, Standing(profile.id, profile.report, *names)

    def links(self) -> Iterator[Link]:
        """Give the links that hold the groups together."""
        with self._links.open("rb") as file:
            while True:
                try:
                    yield from pickle.load(file)  # noqa: S301
                except EOFError:
                    return

    def offers(self) -> Iterator[Offer]:
        """Give the unsure pairs as each voice is offered them."""
        return chain.from_iterable(self._farm.work(comparing.offered, self._similar(), shared=self._limits))

    def groups(self) -> list[tuple[str, ...]]:
        """Give the accounts of each group, sorted inside and among themselves: numbers follow ids."""
        told = self._group_of[self._voice_of]
        order = np.argsort(told, kind="stable")
        begins = np.flatnonzero(np.r_[True, np.diff(told[order]) != 0][: len(told)])
        numbers, ends = order.tolist(), [*begins[1:].tolist(), len(told)][: len(begins)]
        return [
            tuple(self._ids[number] for number in numbers[begin:end])
            for begin, end in zip(begins.tolist(), ends, strict=True)
        ]

    # ------------------------------------------------------------------------------------- parts

    @property
    def _files(self) -> Files:
        return Files(tuple(self._sent))

    def _send(self, part: Part, path: Path) -> None:
        self._sent.append((part, self._farm.send(path)))

    def _put(self, part: Part, values: NDArray[np.generic]) -> None:
        path = self._folder / f"{self._name}.{part}.npy"
        np.save(path, values)
        self._send(part, path)

    def _families(self, verdicts: Verdicts) -> Iterator[Family]:
        """Find the accounts of which some may speak with one voice, family by family."""
        reports, lineages = np.asarray(self._reports, np.int64), np.asarray(self._lineages, np.int64)
        judged = np.array(sorted(self._judged.values()), np.int64)
        wanted = np.union1d(lineages[lineages != reports], lineages[judged])
        members: dict[int, list[int]] = defaultdict(list)
        for number in np.flatnonzero(np.isin(lineages, wanted)).tolist():
            members[int(lineages[number])].append(number)
        place = {lineage: n for n, lineage in enumerate(members)}
        unions = Unions(len(members))
        by_family: dict[int, list[tuple[str, str]]] = defaultdict(list)
        pairs = [*verdicts.same, *verdicts.different]
        for pair in pairs:
            one, other = (place[int(lineages[self._judged[id_]])] for id_ in pair)
            unions.join(one, other)
        for pair in pairs:
            by_family[unions.find(place[int(lineages[self._judged[pair[0]]])])].append(pair)
        lists = list(members.values())
        for family in unions.sets():
            told = by_family[family[0]]
            yield Family(
                sorted(chain.from_iterable(lists[n] for n in family)),
                Verdicts(
                    {pair: verdicts.same[pair] for pair in told if pair in verdicts.same},
                    {pair: verdicts.different[pair] for pair in told if pair in verdicts.different},
                ),
            )

    def _components(self) -> Iterator[list[Component]]:
        """Give the components of several voices, some at a time."""
        label = self._component_of
        sizes = np.bincount(label, minlength=len(label))
        order = np.argsort(label, kind="stable")
        order = order[sizes[label[order]] > 1]
        ties = self._linked.those(sizes[label[self._linked.ones]] > LARGEST)
        some: list[Component] = []
        cost = at = 0
        while at < len(order):
            first = int(label[order[at]])
            voices = order[at : at + int(sizes[first])].tolist()
            at += len(voices)
            held = ties.those(label[ties.ones] == first) if len(voices) > LARGEST else Edges.of(())
            some.append(Component(voices, held))
            cost += EACH + min(len(voices), LARGEST) * len(voices)
            if cost >= PAIRS:
                yield some
                some, cost = [], 0
        if some:
            yield some

    def _similar(self) -> Iterator[Similar]:
        """Give the pairs that may be offered, those of some voices at a time."""
        unsure = self._unsure.those(self._group_of[self._unsure.ones] != self._group_of[self._unsure.others])
        voices = np.concatenate([unsure.ones, unsure.others])
        edge = np.tile(np.arange(len(unsure)), 2)
        order = np.argsort(voices, kind="stable")
        told, edge = voices[order], edge[order]
        at = 0
        while at < len(told):
            end = min(at + OFFERED, len(told))
            end = int(np.searchsorted(told, told[end - 1], "right"))
            picked = np.unique(edge[at:end])
            held = unsure.those(picked)
            named = np.unique(np.concatenate([held.ones, held.others]))
            group_of = dict(zip(named.tolist(), self._group_of[named].tolist(), strict=True))
            yield Similar(Stretch(int(told[at]), int(told[end - 1]) + 1), held, group_of)
            at = end


def _crowds(details: Keys) -> frozenset[Key]:
    keys, counts = np.unique(details, return_counts=True)
    told = zip(keys.tolist(), counts.tolist(), strict=True)
    return frozenset(key for key, count in told if is_crowd(count))


def _order(count: int, keys: Keys, numbers: Numbers) -> tuple[Numbers, NDArray[np.int64]]:
    """Put accounts in the order of their first blocks, whose keys go from day to day, with a rough count of their pairs."""
    first = np.full(count, np.iinfo(np.int64).max)
    np.minimum.at(first, numbers, keys)
    _, block, sizes = np.unique(keys, return_inverse=True, return_counts=True)
    pairs = np.zeros(count, np.int64)
    np.add.at(pairs, numbers, sizes[block])
    order = np.argsort(first, kind="stable")
    return order.astype(np.int32), pairs[order]


def _stretches(pairs: NDArray[np.int64]) -> Iterator[Stretch]:
    """Cut a row of accounts into stretches of about as many pairs."""
    ends = np.cumsum(pairs + EACH)
    first = 0
    while first < len(ends):
        before = int(ends[first - 1]) if first else 0
        end = max(first + 1, int(np.searchsorted(ends, before + PAIRS, "right")))
        yield Stretch(first, end)
        first = end
