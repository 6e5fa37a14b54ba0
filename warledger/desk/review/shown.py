"""What a decision would change, incident by incident: before, after, and in which lines they differ."""

from collections.abc import Sequence
from dataclasses import dataclass

from warledger.desk.review.sides import Row, facts
from warledger.judging import Preview
from warledger.records import Incident
from warledger.wording.phrases import plural


@dataclass(frozen=True, slots=True)
class Column:
    """One incident that goes or comes; `label` tells it from the others."""

    state: str
    label: str
    incident: Incident


@dataclass(frozen=True, slots=True)
class Board:
    """Incidents that become others: those that go, those that come, and what each tells, row by row."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, tuple[tuple[str, ...], ...]], ...]


@dataclass(frozen=True, slots=True)
class Changed:
    """One incident that is another than before under its own id, in the rows in which it differs."""

    incident: Incident
    rows: tuple[Row, ...]


def board(preview: Preview) -> Board | None:
    """Set what goes and what comes beside each other; None where neither does."""
    columns = (*_columns("goes", "goes", preview.vanish), *_columns("comes", "new", preview.appear))
    if not columns:
        return None
    told = [facts(column.incident) for column in columns]
    rows = ((name, tuple(each[name] for each in told)) for name in told[0])
    return Board(columns, tuple((name, cells) for name, cells in rows if any(cells)))


def _columns(state: str, label: str, incidents: Sequence[Incident]) -> list[Column]:
    several = len(incidents) > 1
    return [Column(state, f"{label} {n}" if several else label, each) for n, each in enumerate(incidents, 1)]


def changed(preview: Preview) -> tuple[Changed, ...]:
    """List what changes under its own id."""
    return tuple(Changed(after, _differing(before, after)) for before, after in preview.change)


def _differing(before: Incident, after: Incident) -> tuple[Row, ...]:
    ours, theirs = facts(before), facts(after)
    rows = (Row(name, ours[name], theirs[name]) for name in ours if ours[name] != theirs[name])
    return tuple(rows)


def in_one_line(preview: Preview) -> str:
    """Say what comes of a decision in one line: "2 incidents become 1"."""
    goes, comes, others = len(preview.vanish), len(preview.appear), len(preview.change)
    told = []
    if goes or comes:
        told.append(f"{plural(goes, 'incident')} {'becomes' if goes == 1 else 'become'} {comes or 'none'}")
    if others:
        told.append(f"{plural(others, 'incident')} {'changes' if others == 1 else 'change'}")
    return f"{'; '.join(told)}." if told else "No incident changes; the judgement is kept and binds."
