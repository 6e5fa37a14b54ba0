"""People's judgements on what the ledger holds, and the decisions that come to them."""

from dataclasses import dataclass

from warledger.records.tellings import CorrectedValue, Correction
from warledger.records.vocabulary import CorrectedField, Grade, Verdict


@dataclass(frozen=True, slots=True)
class Judgement:
    """A person's decision: superseded by a later one, taken back, never erased.

    `accounts` are in sorted order: for "same" and "different" two or more, for "split" all of the incident, for "reject"
    and "correct" one, for "grade" those that the incident had. `at` is the moment in UTC, ISO 8601 with seconds. Once taken
    back it binds no longer, and `undone_by`, `undone_why`, `undone_at` say who did so, why and when.

    Attributes:
        incidents: the ids, at that moment, of the incidents that held the accounts.
        sides: for "different" and "split" what is kept apart, every account of a side from every one of another; without
            sides each account is one. The last side of a split is one act.
        correction: for "correct".
        grade: for "grade"; `grade_before` is the one that the incident had.
    """

    id: str
    verdict: Verdict
    accounts: tuple[str, ...]
    why: str
    by: str
    at: str
    undone_why: str | None = None
    undone_by: str | None = None
    undone_at: str | None = None
    incidents: tuple[str, ...] = ()
    sides: tuple[tuple[str, ...], ...] = ()
    correction: Correction | None = None
    grade: Grade | None = None
    grade_before: Grade | None = None

    @property
    def binds(self) -> bool:
        """Tell whether the judgement still holds."""
        return self.undone_at is None


@dataclass(frozen=True, slots=True)
class Same:
    """These tell of one act: ids of accounts or incidents; an incident stands for all its accounts."""

    about: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Different:
    """These tell of different acts: ids of accounts or incidents; inside an incident nothing is parted."""

    about: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Split:
    """Some accounts of an incident tell of another act: they become one incident of their own."""

    incident: str
    apart: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reject:
    """An account tells of no act to be booked."""

    account: str


@dataclass(frozen=True, slots=True)
class Correct:
    """One field of an account was read wrong; `part` names the figure or perpetrator, `value` None strikes it out."""

    account: str
    field: CorrectedField
    value: CorrectedValue | None
    part: str = ""


@dataclass(frozen=True, slots=True)
class GradeAs:
    """An incident has this grade."""

    incident: str
    grade: Grade


@dataclass(frozen=True, slots=True)
class TakeBack:
    """A judgement binds no longer."""

    judgement: str


@dataclass(frozen=True, slots=True)
class Together:
    """Decisions that are one to whoever makes them, for one reason: all of them are kept, or none."""

    decisions: tuple[Correct | TakeBack, ...]


type Decision = Same | Different | Split | Reject | Correct | GradeAs | TakeBack | Together
