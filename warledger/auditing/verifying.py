"""All parts of an audit, one after the other, on one state of the ledger."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Final

from warledger.errors import UsageError
from warledger.ledger import About, Audited, AuditWork, Finding, Ledger
from warledger.relinking.rules import linking_rules
from warledger.relinking.whole import link_whole

_HASH: Final = re.compile(r"[0-9a-f]{16,64}")
"""What is taken for the hash of an entry: shorter ones could be met by trying."""


_RESTED_ON: Final[frozenset[About]] = frozenset({"reports", "readings", "judgements", "columns"})
"""Where what linking reads was edited, it would make something else of it, and every difference would be told twice."""


@dataclass(frozen=True, slots=True)
class Stage:
    """What is being looked at, and how much of how much is done; 0 of 0 where that is not counted."""

    name: str
    done: int = 0
    total: int = 0


@dataclass(frozen=True, slots=True)
class Verified:
    """What an audit came to.

    `left_out` says in a sentence each what was not looked at, and why. `came_since` counts the entries of the chain
    after the one whose hash was given; None where none was, or where there is no such entry.
    """

    findings: tuple[Finding, ...]
    audited: Audited
    left_out: tuple[str, ...] = ()
    came_since: int | None = None


def verify(
    ledger: Ledger,
    *,
    noted: str | None = None,
    quick: bool = False,
    stage: Callable[[Stage], None] | None = None,
) -> Verified:
    """Look for edits made behind the program's back, and for quotes that no longer stand in their text.

    Args:
        ledger: open for reading; it is only read, in one state, whatever is written meanwhile.
        noted: the hash of an entry of the chain, or its first 16 digits or more, as it was noted elsewhere.
        quick: whether to leave out the check of the file, the index of words and what linking made.
        stage: told what is being looked at.

    Raises:
        UsageError: `noted` is no hash.
        LedgerError: the ledger cannot be read.
    """
    if noted is not None:
        noted = noted.strip().lower()
        if not _HASH.fullmatch(noted):
            raise UsageError("the head of a chain has 64 hexadecimal digits; at least 16 of them are needed")
    with ledger.audit() as work:
        run = _Run(work, stage or (lambda _stage: None), [])
        findings = tuple(run.all(noted, quick=quick))
        return Verified(findings, work.audited(), tuple(run.left_out), work.came_since())


@dataclass(slots=True)
class _Run:
    """One audit under way."""

    work: AuditWork
    stage: Callable[[Stage], None]
    left_out: list[str]
    wrong: set[About] = field(default_factory=set)

    def all(self, noted: str | None, *, quick: bool) -> Iterator[Finding]:
        for finding in self._parts(noted, quick=quick):
            self.wrong.add(finding.about)
            yield finding

    def _parts(self, noted: str | None, *, quick: bool) -> Iterator[Finding]:
        if not quick:
            self.stage(Stage("the file"))
            yield from self.work.pages()
            if self.wrong:
                self.left_out.append("What stands in a damaged file was not looked at.")
                return
        yield from self.work.structure()
        self.stage(Stage("the chain"))
        yield from self.work.chain(noted)
        total = self.work.versions()
        yield from self.work.reports(lambda done: self.stage(Stage("reports", done, total)))
        self.stage(Stage("judgements"))
        yield from self.work.records()
        if quick:
            self.left_out.append(
                "The file, the index of words and what linking made were not looked at (--quick)."
            )
            return
        self.stage(Stage("words"))
        yield from self.work.words()
        why_not = self._why_not_linked()
        if why_not:
            self.left_out.append(f"What linking made was not looked at: {why_not}.")
        else:
            self.stage(Stage("linking"))
            yield from self.work.linked_anew(link_whole)

    def _why_not_linked(self) -> str:
        if not self.wrong.isdisjoint(_RESTED_ON):
            return "what it rests on is not as it was written"
        if self.work.is_unlinked():
            return "reports or judgements came since the last linking; warledger build links them"
        if self.work.linked_by() not in (None, linking_rules()):
            return "it was linked by other rules than those of this version of the program"
        if not self.work.has_room():
            return "it takes temporary tables, and here none may be made"
        return ""
