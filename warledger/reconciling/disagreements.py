"""Where the accounts of an incident differ: one plain sentence a point."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final

from warledger.linking.comparisons.place import kilometres
from warledger.linking.profiles import fold, profile
from warledger.reconciling.blames import named_culprits, rival_blames
from warledger.reconciling.naming import act_told, days_told
from warledger.reconciling.sources import Voice
from warledger.reconciling.sums import ReportCounts, explain_sum
from warledger.reconciling.tolls import SIDE, Said
from warledger.records import Account, Disagreement, Reconciled, ReportNotes

APART_KM: Final = 5.0
"""Gazetteer points of one town differ by less."""


def find_disagreements(
    voices: Sequence[Voice],
    said: Sequence[Said],
    rows: Sequence[Reconciled],
    counts: Mapping[str, ReportCounts],
    notes: ReportNotes,
) -> tuple[Disagreement, ...]:
    """List every disagreement of an incident's accounts, figures first."""
    return (
        *_figures(said, rows, counts),
        *_classes(said),
        *_days(voices),
        *_places(voices, notes),
        *_types(voices),
        *_blames(voices),
        *_denials(voices),
    )


def _accounts(items: Sequence[Said] | Sequence[Voice]) -> tuple[str, ...]:
    return tuple(sorted({item.account.id for item in items}))


def _joined(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _figures(
    said: Sequence[Said], rows: Sequence[Reconciled], counts: Mapping[str, ReportCounts]
) -> Iterator[Disagreement]:
    by_id = {item.figure.id: item for item in said}
    for row in rows:
        items = [by_id[id_] for id_ in row.figure_ids]
        by_count: dict[int, list[Said]] = defaultdict(list)
        for item in items:
            by_count[item.count].append(item)
        if len(by_count) < 2:
            continue
        text = _grown(by_count) or _differing(row, by_count)
        same_outcome = [item for item in said if item.figure.outcome == row.outcome]
        sums = [explain_sum(by_count[count][0], same_outcome, counts) for count in sorted(by_count)]
        explained = "; ".join(f"{told}: likely taken together" for told in sums if told)
        yield Disagreement("figure", f"{text}; {explained}" if explained else text, _accounts(items))


def _who(row: Reconciled) -> str:
    victims = "" if row.victims == "unspecified" else f" {row.victims}"
    return f"{victims} {row.outcome}" + (f" ({SIDE})" if row.rule == SIDE else "")


def _differing(row: Reconciled, by_count: Mapping[int, Sequence[Said]]) -> str:
    told = []
    for position, (count, items) in enumerate(sorted(by_count.items())):
        sources = sorted({source for item in items for source in item.sources})
        told.append(f"{count}{_who(row) if position == 0 else ''} according to {_joined(sources)}")
    return ", ".join(told)


def _grown(by_count: Mapping[int, Sequence[Said]]) -> str | None:
    """Tell of a toll that rose: every larger count is told on a later day than the smaller ones."""
    steps = []
    for count, items in sorted(by_count.items()):
        days = [item.day for item in items if item.day is not None]
        if len(days) < len(items):
            return None
        steps.append((count, min(days), max(days)))
    if any(before[2] >= after[1] for before, after in pairwise(steps)):
        return None
    first = next(iter(by_count.values()))[0]
    counts = _joined([str(count) for count, _, _ in steps])
    return f"the number of {first.figure.outcome} rose over the days: {counts}"


def _classes(said: Sequence[Said]) -> Iterator[Disagreement]:
    """Find accounts that count only civilians where others count only combatants."""
    for outcome in ("killed", "injured"):
        classes: dict[str, set[str]] = defaultdict(set)
        for item in said:
            if item.figure.outcome == outcome:
                classes[item.account.id].add(item.figure.victims)
        civil = sorted(
            id_ for id_, told in classes.items() if "civilians" in told and "combatants" not in told
        )
        armed = sorted(id_ for id_, told in classes.items() if told == {"combatants"})
        if civil and armed:
            text = f"the {outcome} are civilians in one account and combatants in another"
            yield Disagreement("class", text, tuple(sorted(civil + armed)))


def _days(voices: Sequence[Voice]) -> Iterator[Disagreement]:
    """Compare the days given: periods that share no day, each told once."""
    told: dict[str, list[Voice]] = defaultdict(list)
    for voice in voices:
        if voice.account.date.start is not None and voice.account.date.end is not None:
            told[days_told(voice.account.date)].append(voice)
    first = [group[0].account for group in told.values()]
    apart = [a for a in first if any(not _share_a_day(a, b) for b in first)]
    if apart:
        apart.sort(key=lambda a: (str(a.date.start), str(a.date.end)))
        text = f"dated {_joined([days_told(a.date) for a in apart])} by different accounts"
        yield Disagreement("date", text, _accounts([v for a in apart for v in told[days_told(a.date)]]))


def _share_a_day(one: Account, other: Account) -> bool:
    ends = (one.date.start, one.date.end, other.date.start, other.date.end)
    if any(end is None for end in ends):
        return True
    return str(ends[0]) <= str(ends[3]) and str(ends[2]) <= str(ends[1])


def _places(voices: Sequence[Voice], notes: ReportNotes) -> Iterator[Disagreement]:
    """Compare towns and sites that lie further apart than one town's points, by the two furthest."""
    told = {fold(v.account.place.name or ""): v for v in reversed(voices)}
    exact = [v for _, v in sorted(told.items()) if v.account.place.precision in ("site", "town")]
    furthest: tuple[float, Voice, Voice] | None = None
    for position, one in enumerate(exact):
        for other in exact[position + 1 :]:
            km = kilometres(profile(one.account, notes), profile(other.account, notes))
            if km is not None and km > APART_KM and (furthest is None or km > furthest[0]):
                furthest = km, one, other
    if furthest:
        km, one, other = furthest
        text = f"placed at {one.account.place.name} and at {other.account.place.name}, {km:.0f} km apart"
        yield Disagreement("place", text, _accounts([one, other]))


def _types(voices: Sequence[Voice]) -> Iterator[Disagreement]:
    kinds = {v.account.type: v for v in reversed(voices) if v.account.type != "other"}
    if len(kinds) > 1:
        acts = [act_told(kind) for kind in sorted(kinds)]
        text = f"told as {_joined(acts)} by different accounts"
        yield Disagreement("type", text, _accounts([v for v in voices if v.account.type in kinds]))


def _blames(voices: Sequence[Voice]) -> Iterator[Disagreement]:
    for one, other in rival_blames(voices):
        first = _joined(sorted(named_culprits(one.account.perpetrators)))
        second = _joined(sorted(named_culprits(other.account.perpetrators)))
        yield Disagreement(
            "perpetrator", f"one account blames {first}, another {second}", _accounts([one, other])
        )


def _denials(voices: Sequence[Voice]) -> Iterator[Disagreement]:
    denied: dict[str, list[Voice]] = defaultdict(list)
    for voice in voices:
        for p in voice.account.perpetrators:
            if p.stance == "denied":
                denied[p.actor].append(voice)
    for actor in sorted(denied):
        yield Disagreement("denial", f"{actor} denies it", _accounts(denied[actor]))
