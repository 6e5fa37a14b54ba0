"""The comparison in words: an incident and the rows of the other dataset beside it, and why they are taken for one act."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from warledger.comparing import Comparison, Entry, Match
from warledger.comparing.outcome import Beside
from warledger.comparing.tolls import killed_here
from warledger.desk.addresses import incident_href
from warledger.desk.comparing.choosing import Row
from warledger.records import Bounds, Incident
from warledger.wording.phrases import ACT_WORDS, listed, number_words, period_words, place_words, range_words

NO_COUNT = "no count"


@dataclass(frozen=True, slots=True)
class Here:
    """An incident as the page tells it; `may_be` are rows that may be the same act, by id and line."""

    href: str
    title: str
    place: str
    days: str
    act: str
    killed: str
    blamed: str
    grade: str
    may_be: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class There:
    """A row of the other dataset as the page tells it.

    Attributes:
        id: its id there.
        line: its line in the file.
        reasons: why it is taken for the same act as the incident beside it; none where it stands alone.
        fit: how well the two fit, of 100; "" where it stands alone.
        may_be: incidents that may be the same act, by address and title.
    """

    id: str
    line: int
    place: str
    days: str
    act: str
    killed: str
    parties: str
    source: str
    told: str
    reasons: tuple[str, ...] = ()
    fit: str = ""
    may_be: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """One row of the page: either side may be empty. `figures` says how the killed compare; "" where there is nothing to compare."""

    here: Here | None
    there: tuple[There, ...]
    figures: str = ""
    differ: bool = False


@dataclass(frozen=True, slots=True)
class Maybes:
    """The pairs that may be one act, by either side."""

    rows: Mapping[str, Sequence[Entry]]
    incidents: Mapping[int, Sequence[Incident]]


def maybes(comparison: Comparison) -> Maybes:
    """Look up for each side what it may be one act with, without being taken for it."""
    rows: dict[str, list[Entry]] = defaultdict(list)
    incidents: dict[int, list[Incident]] = defaultdict(list)
    for match in comparison.perhaps:
        rows[match.incident.id].append(match.entry)
        incidents[match.entry.line].append(match.incident)
    return Maybes(rows, incidents)


def told(row: Row, known: Maybes) -> Told:
    """Put one row of the comparison into words."""
    if isinstance(row, Beside):
        sides = _here(row.incident), tuple(_there(m.entry, m) for m in row.matches)
        return Told(*sides, figures=_figures(row), differ=row.figures == "differ")
    if isinstance(row, Match):
        return Told(_here(row.incident), (_there(row.entry, row),))
    if isinstance(row, Incident):
        return Told(_here(row, known.rows.get(row.id, ())), ())
    return Told(None, (_there(row, None, known.incidents.get(row.line, ())),))


def _here(incident: Incident, may_be: Iterable[Entry] = ()) -> Here:
    blamed = dict.fromkeys(blame.actor for blame in incident.perpetrators if blame.stance != "denied")
    return Here(
        href=incident_href(incident.id),
        title=incident.title,
        place=place_words(incident.place),
        days=period_words(incident.date),
        act=ACT_WORDS[incident.type],
        killed=_range(killed_here(incident)),
        blamed=listed(tuple(blamed)),
        grade=incident.grade,
        may_be=tuple(dict.fromkeys(entry.id for entry in may_be)),
    )


def _there(entry: Entry, match: Match | None, may_be: Iterable[Incident] = ()) -> There:
    return There(
        id=entry.id,
        line=entry.line,
        place=place_words(entry.place),
        days=period_words(entry.date),
        act="" if entry.type == "other" else ACT_WORDS[entry.type],
        killed=_best(entry),
        parties=listed(entry.parties),
        source=entry.source,
        told=entry.told,
        reasons=match.reasons if match else (),
        fit=f"{round(100 * match.score)}" if match else "",
        may_be=tuple((incident_href(incident.id), incident.title) for incident in may_be),
    )


def _range(killed: Bounds | None) -> str:
    return range_words(killed.low, killed.high) if killed else NO_COUNT


def _best(entry: Entry) -> str:
    """Write a row's count: the one that its dataset holds for the best, and the range where it says more."""
    best, killed = entry.killed_best, entry.killed
    if best is None or killed is None or killed.low == killed.high:
        return _range(killed)
    return f"{number_words(best)} ({_range(killed)})"


def _figures(row: Beside) -> str:
    """Say how the killed of both sides compare, all rows of the incident added up."""
    if row.ours is None:
        return "not compared: no count here"
    if row.theirs is None:
        return "not compared: a row has no count or answers another incident too"
    together = " together" if len(row.matches) > 1 else ""
    verb = "differ" if row.figures == "differ" else "agree"
    return f"{verb}: {_range(row.ours)} here, {_range(row.theirs)}{together} there"
