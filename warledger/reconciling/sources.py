"""Whose words an account repeats: primary sources, not outlets (STANDARDS rule 4).

- A name that an account cites is a source under its usual name ("the Observatory" is SOHR).
- An outlet counts itself only where it cites nobody.
- A news organisation that is cited only passes on: where another account of the incident has the same figure
  from somebody it can go back to, it goes back to them.
- A state's agency that hands on what a faceless office of its own told it ("a police source told the agency") only
  passes on as well; where the source has no name at all, the words go back to the agency.
- A copy of a report says nothing of its own: it counts as the report that it copies. An account in the words of another
  is a rewrite of it (`linking.rewrites`) and counts as that one.
- A text that gives the credit to an agency is the agency's, whoever prints it.
- What a source is that primary_sources.csv does not list, its kind and its side tell (`grounding.source_facts`): a news
  agency or an outlet of no side passes on, a ministry speaks for its state.
- Sources of one side are one voice: a state's agency and its army do not bear each other out.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from warledger.grounding.actor_table import actor_table, state_side
from warledger.grounding.source_facts import INDEPENDENT, source_facts
from warledger.grounding.source_table import SourceKind, source_table
from warledger.grounding.sources import name_source
from warledger.linking.lineage import root_report
from warledger.linking.profiles import fold
from warledger.linking.rewrites import rewritten
from warledger.linking.weights import table_rows
from warledger.records import Account, ReportNotes

_RELAYING = ("agency", "outlet")
"""Kinds of source that pass on what others told them, unless they speak for a side."""
_MEDIA: frozenset[SourceKind] = frozenset({"agency", "outlet", "state_media"})
_FACELESS: frozenset[SourceKind] = frozenset(
    {"source", "official", "police", "military", "medical", "ministry", "residents"}
)
"""Speakers that a state's agency is cited with, since they told it ("a source at the command told the agency")."""


_SPEAKING: frozenset[SourceKind] = frozenset({"monitor", "rescue", "ngo", "un"})
"""Bodies whose officers speak for them and have no word of their own."""


@dataclass(frozen=True, slots=True)
class Known:
    """A source that the table knows: its usual name, whether it only passes on, and for whom it speaks."""

    name: str
    relay: bool
    speaks_for: str | None


@dataclass(frozen=True, slots=True)
class Voice:
    """An account of an incident with its lineage and the sources it rests on, relays among them.

    `lineage` is the report that its words go back to by copying or rewriting. `outlet` stands for what the account says
    of nobody: the outlet, or the agency that the text gives the credit to, or whom the account cites that it rewrites.
    """

    account: Account
    lineage: str
    outlet: str
    cited: tuple[str, ...]
    rewrite_of: str | None = None

    @property
    def sources(self) -> tuple[str, ...]:
        """Name whom the account rests on: those it cites, else its outlet."""
        return self.cited or (self.outlet,)


@lru_cache(maxsize=1)
def _table() -> Mapping[str, Known]:
    return {
        key_of(row["name"]): Known(row["known_as"], row["kind"] == "relay", row["speaks_for"] or None)
        for row in table_rows("primary_sources.csv")
    }


def key_of(name: str) -> str:
    """Fold a name so that spellings of one source meet: "the Observatory", "Al-Quds hospital" and "Quds hospital"."""
    return fold(name).removeprefix("the ").removeprefix("al ")


def names_somebody(source: str) -> bool:
    """Tell whether a source has a name: "activists" and "a medical source" may be anybody."""
    return any(word[:1].isupper() or word[:1].isdigit() for word in source.split())


@lru_cache(maxsize=65536)
def usual_name(name: str) -> str:
    """Give the usual name of a source: that of the tables, else the name as it stands.

    A person is the body that the tables know it to speak for, by its name or by the office behind it.
    """
    known = _table().get(key_of(name))
    if known is not None:
        return known.name
    person, _, office = name.removesuffix(")").partition(" (")
    for words in (person, office) if office else ():
        body = _table().get(key_of(words))
        usual = name_source(words)
        if body is not None or (usual in source_table().sources and source_facts(usual).kind in _SPEAKING):
            return body.name if body is not None else usual
    return " ".join(name.split())


def passes_on(name: str) -> bool:
    """Tell whether a source only passes on what others told it."""
    known = _table().get(key_of(name))
    if known is not None:
        return known.relay
    facts = source_facts(name)
    return facts.kind in _RELAYING and facts.alignment == INDEPENDENT


def is_medium(name: str) -> bool:
    """Tell whether an outlet's name is a newspaper's, a broadcaster's or an agency's; a monitor's own page is none."""
    return source_facts(name, otherwise="outlet").kind in _MEDIA


def speaks_for(name: str, *, country: str | None = None) -> str | None:
    """Name the side whose voice a source is; None where it is nobody's.

    Args:
        name: the usual name.
        country: ISO 3166 code of the country of the incident: "police" there speak for its state.
    """
    known = _table().get(key_of(name))
    if known is not None and known.speaks_for:
        return known.speaks_for
    facts = source_facts(name)
    if facts.side is None and facts.alignment == "government" and facts.kind not in ("rescue", "medical"):
        nation = actor_table().nations.get(facts.country or country or "")
        return state_side(nation) if nation is not None else None
    return facts.side


def voices_apart(sources: Iterable[str], *, country: str | None = None) -> int:
    """Count how many voices sources are: all that speak for one side are one."""
    return len({speaks_for(source, country=country) or source for source in sources})


def outlet_of(report: str, notes: ReportNotes) -> str:
    """Name the outlet of a report's lineage; a report of no known outlet stands for itself."""
    root = root_report(report, notes)
    for id_ in (root, report):
        note = notes.get(id_)
        if note is not None and note.outlet:
            return usual_name(note.outlet)
    return root


def credited_by(report: str, notes: ReportNotes) -> tuple[str, ...]:
    """Name the agencies that a report's text, or the text that it copies, gives the credit to, except its outlet."""
    root = root_report(report, notes)
    named = [wire for id_ in (report, root) if (note := notes.get(id_)) is not None for wire in note.wires]
    outlet = key_of(outlet_of(report, notes))
    return tuple(dict.fromkeys(w for w in map(usual_name, named) if key_of(w) != outlet))


def voices_of(accounts: Sequence[Account], notes: ReportNotes) -> tuple[Voice, ...]:
    """Work out on whom each account rests, in the order given."""
    by_id = {account.id: account for account in accounts}
    originals = rewritten(accounts, notes)
    voices = []
    for account in accounts:
        original = by_id[originals[account.id]] if account.id in originals else account
        cited = _cited(account)
        unsaid = _cited(original) if not cited else ()
        wires = credited_by(account.report, notes)
        outlet = next(iter((*unsaid, *wires)), None) or outlet_of(account.report, notes)
        lineage = root_report(original.report, notes)
        voices.append(Voice(account, lineage, outlet, cited, originals.get(account.id)))
    return tuple(voices)


def _cited(account: Account) -> tuple[str, ...]:
    """Name all whom an account cites for its figures, for the act and for who did it, denials left aside."""
    said = [name for figure in account.figures for name in figure.says]
    said += account.says
    said += [name for p in account.perpetrators if p.stance != "denied" for name in p.says]
    return tuple(dict.fromkeys(map(usual_name, said)))


def split_citation(names: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Part those cited in one breath into those whom the words go back to and those who only pass them on."""
    usual = tuple(dict.fromkeys(map(usual_name, names)))
    relays = [name for name in usual if passes_on(name)]
    origins = [name for name in usual if name not in relays]
    media = [name for name in origins if source_facts(name).kind in _MEDIA]
    told = [name for name in origins if source_facts(name).kind in _FACELESS]
    if media and told:
        named = [name for name in told if len(name.split()) > 1 and source_facts(name).kind != "source"]
        kept = [name for name in origins if name not in media and (name not in told or name in named)]
        if named:
            return tuple(kept), (*media, *relays)
        return (*kept, *media), tuple(relays)
    return tuple(origins), tuple(relays)
