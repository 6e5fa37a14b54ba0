"""The state of one adding, as it is at a moment."""

from dataclasses import dataclass, field
from typing import Literal

from warledger.records import Refusal

type JobState = Literal["waiting", "running", "done", "stopped", "failed"]

SHOWN = 200
"""Reports, refusals and incidents that a page names; beyond that it counts."""


@dataclass(frozen=True, slots=True)
class Pasted:
    """A text pasted into the form and what was typed about it, as typed."""

    text: str = ""
    title: str = ""
    outlet: str = ""
    url: str = ""
    published: str = ""


@dataclass(frozen=True, slots=True)
class Named:
    """A report or an incident by its id and what a reader knows it by."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Course:
    """How far the reading of a job is, and what came of it so far.

    Attributes:
        stage: what happens now, in a few words.
        done_bytes: bytes read.
        new, known, refused: reports new to the ledger and held before, inputs refused.
        reports: the first of the new reports; `held` those known before.
        refusals: the first of the refusals.
        incidents: the incidents that the new reports now stand in.
        renamed: reports that got another id, since the ledger holds another report by that of their file: (id meant, id).
    """

    stage: str = ""
    done_bytes: int = 0
    new: int = 0
    known: int = 0
    refused: int = 0
    reports: tuple[Named, ...] = ()
    held: tuple[Named, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    incidents: tuple[Named, ...] = ()
    renamed: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Job:
    """What somebody added, and how far it is.

    Attributes:
        id: names it in addresses.
        by: the reviewer.
        at: when it was handed in (UTC, ISO 8601).
        names: what was handed in, as its owner calls it.
        total_bytes: the size of all of it.
        state: "stopped" is ended by a person before all was read, "failed" by what `trouble` says.
        course: how far the reading is.
        trouble: why it failed, in one line.
        pasted: what was typed, so that it can be had back.
    """

    id: str
    by: str
    at: str
    names: tuple[str, ...]
    total_bytes: int
    state: JobState = "waiting"
    course: Course = field(default_factory=Course)
    trouble: str = ""
    pasted: Pasted | None = None

    @property
    def ended(self) -> bool:
        """Tell whether nothing more will come of it."""
        return self.state in ("done", "stopped", "failed")
