"""Chains: for every primary source of an incident the ways by which its words came (STANDARDS rule 4).

    source <- relays that are cited <- agency that the text gives the credit to <- outlet <- account

An account rests on whom it cites; the rules for who only passes on stand in `sources`. One that cites nobody rests on

1. whom the account cites that it rewrites;
2. where its text is an agency's, or where it names only who passes on (a news organisation, the outlet of another of
   these accounts): whom another account cites for the same figure, whom that outlet's own account cites, else the one named;
3. perhaps the one source that its report names for everything else, where another account has this act from that
   source; perhaps whose figure it recalls, where it tells the act as background: the chain says "perhaps", and the
   outlet is not counted as one source more;
4. else its outlet.

It depends on the accounts of the incident, on the other accounts of their reports and on the notes on these alone.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from warledger.linking.lineage import root_report
from warledger.linking.weights import table_rows
from warledger.reconciling.sources import (
    Voice,
    credited_by,
    is_medium,
    key_of,
    outlet_of,
    speaks_for,
    split_citation,
)
from warledger.records import Account, Chain, Figure, Passage, ReportNotes, Way

type Counted = tuple[str, int]
"""An outcome and the count told of it."""


@dataclass(frozen=True, slots=True)
class _Resting:
    """Whom an account rests on, and through whom."""

    source: str
    way: Way
    through: tuple[str, ...] = ()


def chains_of(
    voices: Sequence[Voice],
    notes: ReportNotes,
    *,
    country: str | None = None,
    elsewhere: Mapping[str, Iterable[str]] | None = None,
) -> tuple[Chain, ...]:
    """Follow the words of an incident back to its primary sources, sorted by name.

    Names that differ in case or accents alone are one source; the first in sorted order stands for them.

    Args:
        voices: its accounts with whom they rest on.
        notes: on the reports that tell them.
        country: ISO 3166 code of the country of the act: whose police the police are.
        elsewhere: for each of the reports whom it cites for its other acts and figures.
    """
    resting: dict[str, tuple[_Resting, ...]] = {}
    telling = _Telling.of(voices, notes)
    for voice in voices:
        resting[voice.account.id] = _rests_on(voice, telling, notes)
    _perhaps(voices, telling, resting, notes, elsewhere or {})
    for voice in voices:
        if voice.rewrite_of in resting and not voice.cited:
            wires = credited_by(voice.account.report, notes)
            resting[voice.account.id] = tuple(
                rest if rest.way == "perhaps" else replace(rest, way="rewritten", through=wires)
                for rest in resting[voice.rewrite_of]
            )
    passages: dict[str, list[tuple[tuple[object, ...], Passage]]] = defaultdict(list)
    names: dict[str, str] = {}
    named = {key_of(rest.source) for rests in resting.values() for rest in rests}
    for voice in voices:
        for rest in resting[voice.account.id]:
            body = _general_names().get((key_of(rest.source), country), rest.source)
            source = body if key_of(body) in named else rest.source
            key = key_of(source)
            names[key] = min(source, names.get(key, source))
            passages[key].append((_rank(voice, notes), _passage(voice, rest, notes)))
    chains = (
        Chain(
            name,
            speaks_for(name, country=country),
            tuple(passage for _, passage in sorted(passages[key], key=lambda p: p[0])),
        )
        for key, name in names.items()
    )
    return tuple(sorted(chains, key=lambda chain: chain.source))


@lru_cache(maxsize=1)
def _general_names() -> Mapping[tuple[str, str | None], str]:
    """Give the body that a general name means in a country, where the incident names that body too."""
    return {(key_of(r["name"]), r["country"]): r["body"] for r in table_rows("general_names.csv")}


def _rank(voice: Voice, notes: ReportNotes) -> tuple[object, ...]:
    note = notes.get(voice.account.report)
    day = note.dated.day if note is not None else None
    return day is None, day or date.min, voice.account.report, voice.account.id


def _passage(voice: Voice, rest: _Resting, notes: ReportNotes) -> Passage:
    report = voice.account.report
    note, root = notes.get(report), root_report(report, notes)
    outlet = note.outlet if note is not None else None
    itself = {key_of(rest.source), key_of(outlet_of(report, notes))}
    through = tuple(dict.fromkeys(name for name in rest.through if key_of(name) not in itself))
    copy_of = root if root != report else None
    return Passage(voice.account.id, report, outlet, rest.way, through, copy_of, voice.rewrite_of)


# ------------------------------------------------------------------------------------ whom an account rests on


def _citations(
    account: Account, outlets: Set[str] = frozenset()
) -> list[tuple[tuple[str, ...], tuple[str, ...], Counted | None]]:
    """List who is cited in one breath, who of them passes on, and for what count; denials say nothing of the act.

    `outlets` are those of the incident's accounts: cited, a newspaper among them passes on what its own account tells.
    """
    said: list[tuple[tuple[str, ...], Counted | None]] = [(f.says, _counted(f)) for f in account.figures]
    said.append((account.says, None))
    said += [(p.says, None) for p in account.perpetrators if p.stance != "denied"]
    found = []
    for names, counted in said:
        own, relays = split_citation(names)
        printed = tuple(name for name in own if key_of(name) in outlets and is_medium(name))
        if names:
            found.append((tuple(n for n in own if n not in printed), (*printed, *relays), counted))
    return found


def _counted(figure: Figure) -> Counted | None:
    low, high = figure.bounds.low, figure.bounds.high
    count = low if low is not None else high
    return None if count is None else (figure.outcome, count)


@dataclass(frozen=True, slots=True)
class _Telling:
    """What the accounts of an incident tell together.

    `origins` are for each count those whom the words for it go back to; `cited_in` the same for each outlet.
    """

    origins: Mapping[Counted, Mapping[str, None]]
    cited_in: Mapping[str, Mapping[str, None]]

    @classmethod
    def of(cls, voices: Sequence[Voice], notes: ReportNotes) -> "_Telling":
        outlets = {voice.account.id: key_of(outlet_of(voice.account.report, notes)) for voice in voices}
        origins: dict[Counted, dict[str, None]] = defaultdict(dict)
        cited_in: dict[str, dict[str, None]] = {outlet: {} for outlet in outlets.values()}
        for voice in sorted(voices, key=lambda v: v.account.id):
            for own, _, counted in _citations(voice.account, set(outlets.values())):
                cited_in[outlets[voice.account.id]].update(dict.fromkeys(own))
                if counted is not None:
                    origins[counted].update(dict.fromkeys(own))
        return cls(origins, cited_in)

    def passed_on(self, counts: Iterable[Counted | None], relays: Iterable[str]) -> tuple[str, ...]:
        """Name whose words relays pass on: those of the same count, else those that their own account cites."""
        same = dict.fromkeys(s for count in counts if count is not None for s in self.origins.get(count, ()))
        return tuple(same or dict.fromkeys(s for r in relays for s in self.cited_in.get(key_of(r), ())))


def _rests_on(voice: Voice, telling: _Telling, notes: ReportNotes) -> tuple[_Resting, ...]:
    account = voice.account
    wires = credited_by(account.report, notes)
    citations = _citations(account, telling.cited_in.keys())
    own: dict[str, list[str]] = {}
    for sources, relays, _ in citations:
        for source in sources:
            own.setdefault(source, []).extend(relays)
    if own:
        return tuple(_Resting(source, "cited", (*through, *wires)) for source, through in own.items())
    relays = tuple(dict.fromkeys(name for _, passing, _ in citations for name in passing)) or wires
    if not relays:
        return (_Resting(outlet_of(account.report, notes), "own"),)
    told = [counted for _, _, counted in citations] if citations else [_counted(f) for f in account.figures]
    passed_on = telling.passed_on(told, relays)
    if passed_on:
        return tuple(_Resting(source, "relayed", (*relays, *wires)) for source in passed_on)
    return tuple(_Resting(relay, "own", wires) for relay in relays)


def _perhaps(
    voices: Sequence[Voice],
    telling: _Telling,
    resting: dict[str, tuple[_Resting, ...]],
    notes: ReportNotes,
    elsewhere: Mapping[str, Iterable[str]],
) -> None:
    """Rest accounts of nobody's words on the one source of their report, or on whose figure they recall.

    Both only where other accounts have the act from that source.
    """
    certain = {
        key_of(rest.source)
        for voice in voices
        if voice.cited
        for rest in resting[voice.account.id]
        if rest.way in ("cited", "relayed")
    }
    for voice in voices:
        rests = resting[voice.account.id]
        if voice.cited or any(rest.way != "own" for rest in rests):
            continue
        through = credited_by(voice.account.report, notes)
        counts = [] if voice.account.primary else [_counted(f) for f in voice.account.figures]
        recalled = telling.passed_on(counts, ())
        if recalled:
            resting[voice.account.id] = tuple(_Resting(name, "perhaps", through) for name in recalled)
            continue
        named = tuple(dict.fromkeys(split_citation(tuple(elsewhere.get(voice.account.report, ())))[0]))
        if len({key_of(name) for name in named}) == 1 and key_of(named[0]) in certain:
            resting[voice.account.id] = (_Resting(named[0], "perhaps", through),)
