"""Reports as handed in, refusals, and what later rooms must know of a report."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from warledger.records.values import Period, ReportDate
from warledger.records.vocabulary import RefusalCode


@dataclass(frozen=True, slots=True)
class Report:
    """One text by one outlet, as handed in (for HTML: as extracted).

    `published` is what the person who hands it over believes; a date line in the text wins over it later (see
    `ReportDate`). `extra` keeps every field that we do not know, as JSON text.
    """

    id: str
    text: str
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    language: str | None = None
    published: date | None = None
    extra: str = "{}"

    @property
    def digest(self) -> str:
        """SHA-256 of the text: the same text is the same version of a report."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Refusal:
    """An input that was not read, and why: counted and kept, never silently lost.

    `name` is the input as the user knows it ("folder/file.txt", "reports.jsonl line 7"); `reason` is one
    line for a person; `code` is its class for programs.
    """

    name: str
    code: RefusalCode
    reason: str


@dataclass(frozen=True, slots=True)
class ReportNote:
    """What linking and reconciling must know of a report besides its accounts.

    `copy_of` is the id of the report of which this one is a near-identical copy: lineage, no corroboration. `wires` are the
    news agencies to which its text gives the credit for its words.
    """

    id: str
    outlet: str | None
    dated: ReportDate
    title: str | None = None
    url: str | None = None
    copy_of: str | None = None
    wires: tuple[str, ...] = ()


type ReportNotes = Mapping[str, ReportNote]


@dataclass(frozen=True, slots=True)
class Settled:
    """What undated reports are dated to beside the other reports of a ledger, where that is more than they say alone.

    `dates` by report id; `periods` are those of their accounts, by account id, read anew for that date.
    """

    dates: Mapping[str, ReportDate] = field(default_factory=dict)
    periods: Mapping[str, Period] = field(default_factory=dict)
