"""Whose words an account repeats: primary sources, not outlets (STANDARDS rule 4).

- A name that an account cites is a source under its usual name ("the Observatory" is SOHR).
- An outlet counts itself only where it cites nobody.
- A news organisation that is cited only passes on: where another account of the incident has the same figure
  from somebody it can go back to, it goes back to them.
- A copy of a report says nothing of its own: it counts as the report that it copies.
- What a source is that primary_sources.csv does not list, its kind and its side tell (`grounding.source_facts`): a news
  agency or an outlet of no side passes on, a ministry speaks for its state.
- Sources of one side are one voice: a state's agency and its army do not bear each other out.
"""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache

from warledger.grounding.source_facts import INDEPENDENT, source_facts
from warledger.linking.lineage import root_report
from warledger.linking.profiles import fold
from warledger.linking.weights import table_rows
from warledger.records import Account, ReportNotes

_RELAYING = ("agency", "outlet")
"""Kinds of source that pass on what others told them, unless they speak for a side."""


@dataclass(frozen=True, slots=True)
class Known:
    """A source that the table knows: its usual name, whether it only passes on, and for whom it speaks."""

    name: str
    relay: bool
    speaks_for: str | None


@dataclass(frozen=True, slots=True)
class Voice:
    """An account of an incident with its lineage and the sources it rests on, relays among them."""

    account: Account
    lineage: str
    outlet: str
    cited: tuple[str, ...]

    @property
    def sources(self) -> tuple[str, ...]:
        """Name whom the account rests on: those it cites, else its outlet."""
        return self.cited or (self.outlet,)


@lru_cache(maxsize=1)
def _table() -> Mapping[str, Known]:
    return {
        _key(row["name"]): Known(row["known_as"], row["kind"] == "relay", row["speaks_for"] or None)
        for row in table_rows("primary_sources.csv")
    }


def _key(name: str) -> str:
    return fold(name).removeprefix("the ")


@lru_cache(maxsize=65536)
def usual_name(name: str) -> str:
    """Give the usual name of a source: that of the table, else the name as it stands."""
    known = _table().get(_key(name))
    return known.name if known else " ".join(name.split())


def passes_on(name: str) -> bool:
    """Tell whether a source only passes on what others told it."""
    known = _table().get(_key(name))
    if known is not None:
        return known.relay
    facts = source_facts(name)
    return facts.kind in _RELAYING and facts.alignment == INDEPENDENT


def speaks_for(name: str) -> str | None:
    """Name the side whose voice a source is; None where it is nobody's."""
    known = _table().get(_key(name))
    return known.speaks_for if known is not None and known.speaks_for else source_facts(name).side


def voices_apart(sources: Iterable[str]) -> int:
    """Count how many voices sources are: all that speak for one side are one."""
    return len({speaks_for(source) or source for source in sources})


def outlet_of(report: str, notes: ReportNotes) -> str:
    """Name the outlet of a report's lineage; a report of no known outlet stands for itself."""
    root = root_report(report, notes)
    for id_ in (root, report):
        note = notes.get(id_)
        if note is not None and note.outlet:
            return usual_name(note.outlet)
    return root


def voices_of(accounts: Sequence[Account], notes: ReportNotes) -> tuple[Voice, ...]:
    """Work out on whom each account rests, in the order given."""
    voices = []
    for account in accounts:
        said = [name for f in account.figures for name in f.says]
        said += [name for p in account.perpetrators if p.stance != "denied" for name in p.says]
        cited = tuple(dict.fromkeys(usual_name(name) for name in said))
        outlet = outlet_of(account.report, notes)
        voices.append(Voice(account, root_report(account.report, notes), outlet, cited))
    return tuple(voices)


def primary_sources(voices: Sequence[Voice]) -> tuple[str, ...]:
    """List the sources that an incident's accounts go back to, sorted by name.

    Names that differ in case or accents alone are one; the first in sorted order stands for them.
    """
    origins: set[tuple[str, int | None]] = {
        (f.outcome, f.bounds.low)
        for voice in voices
        for f in voice.account.figures
        if any(not passes_on(name) for name in f.says)
    }
    names: dict[str, str] = {}
    for voice in voices:
        for source in _goes_back_to(voice, origins):
            names[_key(source)] = min(source, names.get(_key(source), source))
    return tuple(sorted(names.values()))


def _goes_back_to(voice: Voice, origins: Set[tuple[str, int | None]]) -> tuple[str, ...]:
    own = tuple(source for source in voice.cited if not passes_on(source))
    if own or not voice.cited:
        return own or (voice.outlet,)
    passed_on = {(f.outcome, f.bounds.low) for f in voice.account.figures if f.says}
    return () if passed_on & origins else voice.cited
