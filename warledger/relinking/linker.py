"""Who links a whole ledger: what is asked of it, and this process as one that does it."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import NamedTuple, Protocol

from warledger.linking import Linked
from warledger.linking.changes import Standing
from warledger.linking.matching import Offer
from warledger.linking.profiles import Profile
from warledger.linking.verdicts import Verdicts
from warledger.reconciling import reconcile
from warledger.reconciling.confirming import Gradings
from warledger.records import Account, Incident, Link, Linking, LooseFigure, ReportNotes


class Told(NamedTuple):
    """A few groups with all that their reports tell: what `reconcile` is asked with."""

    linking: Linking
    accounts: Sequence[Account]
    loose: Sequence[LooseFigure]
    notes: ReportNotes
    gradings: Gradings


class Outcome(Protocol):
    """What came of linking all accounts."""

    def entered(self) -> Iterable[tuple[Profile, int, Standing]]:
        """Give every account with its reading and how it stands, in the order of ids."""

    def links(self) -> Iterable[Link]:
        """Give the links that hold the groups together."""

    def offers(self) -> Iterable[Offer]:
        """Give the unsure pairs as each voice is offered them."""

    def groups(self) -> list[tuple[str, ...]]:
        """Give the accounts of each group, sorted inside and among themselves."""


class Linker(Protocol):
    """Links all accounts of a ledger from nothing. Every linker comes to the same, byte for byte."""

    def linked(
        self, profiles: Iterable[tuple[Profile, int]], verdicts: Verdicts
    ) -> AbstractContextManager[Outcome]:
        """Link accounts that come by id, each with its reading; the outcome is there for as long as the block."""

    def reconciled(self, told: Iterable[Told]) -> Iterator[Sequence[Incident]]:
        """Make incidents of groups, batch by batch, in the order of the batches."""


class _LinkedHere:
    """All accounts held in memory as linking sees them."""

    def __init__(self, profiles: Iterable[tuple[Profile, int]], verdicts: Verdicts) -> None:
        self._profiles: list[Profile] = []
        self._readings: list[int] = []
        for held, reading in profiles:
            self._profiles.append(held)
            self._readings.append(reading)
        linked = Linked(self._profiles, verdicts)
        self._linked = linked
        self.links, self.offers, self.groups = linked.links, linked.offers, linked.groups

    def entered(self) -> Iterable[tuple[Profile, int, Standing]]:
        return zip(self._profiles, self._readings, self._linked.standings(), strict=True)


class Here:
    """This process."""

    def linked(
        self, profiles: Iterable[tuple[Profile, int]], verdicts: Verdicts
    ) -> AbstractContextManager[Outcome]:
        """Link in memory."""
        return nullcontext(_LinkedHere(profiles, verdicts))

    def reconciled(self, told: Iterable[Told]) -> Iterator[Sequence[Incident]]:
        """Reconcile one batch after the other."""
        return (reconcile(*each) for each in told)


HERE = Here()
"""Stands for the process that asks."""
