"""The part of the ledger that people decide: their judgements, and what waits for one."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from warledger.ledger import doubts, judging, postponed, rulings, sightings, undated, written
from warledger.ledger.answers import Differing, Seen
from warledger.ledger.doubts import Doubtful, Queue
from warledger.ledger.store import Store
from warledger.ledger.undated import OpenDays
from warledger.reconciling.doubting import DOUBT_KINDS, DoubtKind
from warledger.records import Judgement, Link


class Reviewed:
    """The questions and changes of `Ledger` that are about judgements."""

    _store: Store

    def judge(self, judgement: Judgement) -> tuple[str, ...]:
        """Keep a judgement and give the ids of older ones that it supersedes.

        Raises:
            UnknownRecord: one of the accounts is not in the ledger.
            UsageError: it is about too few accounts, or too many.
        """
        with self._store.writing() as connection:
            return judging.judge(connection, judgement)

    def undo(self, judgement_id: str, *, why: str, by: str, at: str) -> None:
        """Take a judgement back, by whom, when (UTC, ISO 8601) and why; raises UnknownRecord, UsageError."""
        with self._store.writing() as connection:
            judging.undo(connection, judgement_id, why=why, by=by, at=at)

    def judgements(self) -> tuple[Judgement, ...]:
        """Give every judgement, the oldest first, those taken back among them."""
        with self._store.reading() as connection:
            return judging.judgements(connection)

    def judgements_named(self, ids: Iterable[str]) -> tuple[Judgement, ...]:
        """Give those of these judgements that there are, the oldest first."""
        with self._store.reading() as connection:
            return judging.judgements_named(connection, ids)

    def judgements_on(
        self, accounts: Iterable[str], incidents: Collection[str] = ()
    ) -> tuple[Judgement, ...]:
        """Give the judgements on any of these accounts, the oldest first, those taken back among them.

        And those on accounts that one of these incidents held when they were judged.
        """
        with self._store.reading() as connection:
            return judging.judgements_on(connection, accounts, incidents)

    def judgements_by(self, reviewer: str, at: str | None = None) -> tuple[Judgement, ...]:
        """Give the judgements of one reviewer, or those of one moment, the oldest first, those taken back among them."""
        with self._store.reading() as connection:
            return judging.judgements_by(connection, reviewer, at)

    def adrift(self) -> Mapping[str, str]:
        """Say of each judgement that binds, and of which something is told no more, what that is."""
        with self._store.reading() as connection:
            return judging.adrift(connection)

    def rejections(self, report_id: str) -> dict[str, Judgement]:
        """Give the judgements by which accounts of a report are rejected, by account."""
        with self._store.reading() as connection:
            found = rulings.rejected(connection, report_id)
            told = {judgement.id: judgement for judgement in judging.judgements_on(connection, found)}
            return {account: told[id_] for account, id_ in found.items()}

    def seen(self, id_: str) -> Seen:
        """Give what there is under the id of an incident, of an account, or of an incident that once was.

        Raises:
            UnknownRecord: there never was any of them.
        """
        with self._store.reading() as connection:
            return sightings.seen(connection, id_)

    def remember(self) -> None:
        """Remember how the incidents are, for as long as a change lasts; see `one_change`."""
        with self._store.writing() as connection:
            written.remember(connection)

    def differing(self) -> Differing:
        """Name the incidents that are not as they were when they were remembered."""
        with self._store.reading() as connection:
            return sightings.differing(connection)

    def queue(
        self, kinds: Sequence[DoubtKind], limit: int, counted: Sequence[DoubtKind] = DOUBT_KINDS
    ) -> Queue:
        """Give what is most in doubt of some kinds, and count what is of others; what a person decided is not there."""
        with self._store.reading() as connection:
            return doubts.queue(connection, kinds, limit, counted)

    def doubt_on(self, kind: DoubtKind, about: str, other: str = "") -> Doubtful | None:
        """Give the open question of one kind on an incident, a pair or an undated report; None where there is none."""
        with self._store.reading() as connection:
            return doubts.doubt_on(connection, kind, about, other)

    def open_days(self, report: str) -> OpenDays | None:
        """Give those of an undated report's accounts whose days a reviewer may tell; None where there are none."""
        with self._store.reading() as connection:
            return next(iter(undated.open_days(connection, report)), None)

    def put_off(self, reviewer: str, question: str) -> None:
        """Put a question of the queue off, for one reviewer; it is named by `Doubtful.key`."""
        with self._store.writing() as connection:
            postponed.put_off(connection, reviewer, question)

    def bring_back(self, reviewer: str, question: str) -> None:
        """Put a question off no more."""
        with self._store.writing() as connection:
            postponed.bring_back(connection, reviewer, question)

    def put_off_by(self, reviewer: str) -> tuple[str, ...]:
        """Name the questions that a reviewer put off, the earliest first."""
        with self._store.reading() as connection:
            return postponed.put_off_by(connection, reviewer)

    def compared(self, accounts: tuple[str, str]) -> Link | None:
        """Give the comparison of two accounts, in the order of their ids, that are linked or offered as similar."""
        with self._store.reading() as connection:
            return doubts.compared(connection, accounts)
