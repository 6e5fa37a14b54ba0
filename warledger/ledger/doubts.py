"""What is in doubt, the most doubtful first: read from what was kept beside the incidents and from the last linking.

No question here reads all incidents: those of single incidents come off an index, pairs and weak links are looked for
among so many comparisons as lie nearest to the threshold (`NEAREST`, `WEAKEST`); as these are decided, others come up.
"""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import batched, groupby
from typing import Any, Final

from sqlalchemy import CompoundSelect, Connection, Select, delete, func, insert, or_, select, union_all

from warledger.ledger import schema
from warledger.ledger.linked import links_among
from warledger.ledger.undated import OpenDays, open_days, told_by_these_alone
from warledger.linking.weights import LINK, odds_to_score
from warledger.reconciling.doubting import (
    DOUBT_KINDS,
    WEAK,
    DoubtKind,
    doubt,
    doubts_of,
    pair_unsure,
    points_of,
    weak_link,
)
from warledger.records import Incident, Link

NEAREST: Final = 500
"""Comparisons on either side of the threshold among which unmerged pairs are looked for."""
WEAKEST: Final = 300
"""Comparisons among which those are looked for that alone hold an incident together."""
_BATCH = 300


@dataclass(frozen=True, slots=True)
class Doubtful:
    """One entry of the queue: an open question about an incident, or about whether it is one with `other`.

    `compared` are the accounts of the comparison in question, of a pair and of a weak link. A question about an undated
    report names the `report`, and no incident.
    """

    kind: DoubtKind
    incident: str
    doubt: float
    killed: int
    other: str = ""
    compared: tuple[str, str] | None = None
    report: str = ""

    @property
    def key(self) -> str:
        """Name the entry: the same question on the same incidents or report has the same name."""
        return ":".join((self.kind, self.incident or self.report, self.other)).rstrip(":")

    @property
    def rank(self) -> tuple[float, int, str, str]:
        """The order of the queue: the larger doubt first, then kind and ids, so that it never depends on chance."""
        return -self.doubt, DOUBT_KINDS.index(self.kind), self.incident or self.report, self.other


@dataclass(frozen=True, slots=True)
class Queue:
    """The most doubtful entries, in order, and how many there are of each kind.

    Of the kinds in `more` there are more than are counted.
    """

    entries: tuple[Doubtful, ...]
    counts: Mapping[DoubtKind, int]
    more: frozenset[DoubtKind]


def put_doubts(connection: Connection, incidents: Iterable[Incident]) -> None:
    """Keep what is in doubt about incidents that were just put in place, or that stayed as they are.

    Only what differs is written: the measure may have changed where an incident has not.
    """
    table = schema.incident_doubts
    told = {i.id: {(each.kind, each.killed, each.measure) for each in doubts_of(i)} for i in incidents}
    held: dict[str, set[tuple[str, int | None, float]]] = {id_: set() for id_ in told}
    for some in batched(sorted(told), _BATCH):
        for row in connection.execute(select(table).where(table.c.incident.in_(some))):
            held[row.incident].add((row.kind, row.killed, row.doubt))
    changed = sorted(id_ for id_ in told if held[id_] != told[id_])
    for some in batched(changed, _BATCH):
        connection.execute(delete(table).where(table.c.incident.in_(some)))
        rows = [
            {"incident": id_, "kind": kind, "killed": killed, "doubt": measure}
            for id_ in some
            for kind, killed, measure in sorted(told[id_])
        ]
        connection.execute(insert(table), rows)


def queue(
    connection: Connection,
    kinds: Sequence[DoubtKind],
    limit: int,
    counted: Sequence[DoubtKind] = DOUBT_KINDS,
) -> Queue:
    """Give the most doubtful entries of some kinds; what is decided is not among them.

    Args:
        connection: open for reading.
        kinds: what to list.
        limit: how many entries to give at most.
        counted: of which kinds to say how many there are.
    """
    asked = {*kinds, *counted}
    undated = open_days(connection) if asked & {"undated", "date"} else []
    elsewhere = told_by_these_alone(connection, undated)
    found = {
        "pair": _pairs(connection) if "pair" in asked else [],
        "link": _weak_links(connection) if "link" in asked else [],
        "undated": [_undated(each) for each in undated],
    }
    entries = [each for told in found.values() for each in told if each.kind in kinds]
    for kind in kinds:
        if kind == "date":
            dates = _of_kind(connection, kind, limit + len(elsewhere))
            entries += [each for each in dates if each.incident not in elsewhere]
        elif kind not in found:
            entries += _of_kind(connection, kind, limit)
    counts = _counts(connection) | {kind: len(each) for kind, each in found.items()}
    if "date" in counts:
        counts["date"] -= len(elsewhere)
    return Queue(
        tuple(sorted(entries, key=lambda each: each.rank)[:limit]),
        {kind: counts.get(kind, 0) for kind in counted},
        _beyond(connection) & set(counted),
    )


def _counts(connection: Connection) -> dict[str, int]:
    table = schema.incident_doubts.c
    numbers = select(table.kind, func.count()).where(table.doubt > 0).group_by(table.kind)
    return {str(kind): int(number) for kind, number in connection.execute(numbers)}


def _undated(told: OpenDays) -> Doubtful:
    return Doubtful("undated", "", doubt(told.unsure, told.killed), told.killed, report=told.report)


def _beyond(connection: Connection) -> frozenset[DoubtKind]:
    """Name the kinds of which there may be more than was looked at."""
    offers, links = schema.offers.c.points, schema.links.c.score
    sides = (offers < LINK, offers >= LINK)
    found: list[DoubtKind] = []
    if any((connection.scalar(select(func.count()).where(side)) or 0) > NEAREST for side in sides):
        found.append("pair")
    if (connection.scalar(select(func.count()).where(links < odds_to_score(WEAK))) or 0) > WEAKEST:
        found.append("link")
    return frozenset(found)


def doubt_on(connection: Connection, kind: DoubtKind, about: str, other: str = "") -> Doubtful | None:
    """Give the entry of one kind on an incident, a pair or an undated report, however far behind in the queue.

    Returns:
        None where none waits.
    """
    if kind == "undated":
        return next(map(_undated, open_days(connection, about)), None)
    if kind == "pair":
        told = _pairs_among(connection, _offers_between(connection, about, other))
        return next(iter(told), None)
    if kind == "link":
        return next(iter(_weakly_held(connection, {about})), None)
    table = schema.incident_doubts.c
    row = connection.execute(
        select(table.doubt, table.killed).where(table.incident == about, table.kind == kind, table.doubt > 0)
    ).first()
    return None if row is None else Doubtful(kind, about, row.doubt, row.killed or 0)


def compared(connection: Connection, accounts: tuple[str, str]) -> Link | None:
    """Give the comparison of two accounts that were linked or are offered as similar."""
    for table in (schema.links, schema.offers):
        row = connection.execute(
            select(table.c.score, table.c.reasons).where(
                table.c.left == accounts[0], table.c.right == accounts[1]
            )
        ).first()
        if row is not None:
            return Link(*accounts, row.score, tuple(row.reasons))
    return None


def _of_kind(connection: Connection, kind: DoubtKind, limit: int) -> list[Doubtful]:
    table = schema.incident_doubts.c
    rows = connection.execute(
        select(table.incident, table.doubt, table.killed)
        .where(table.kind == kind, table.doubt > 0)
        .order_by(table.doubt.desc(), table.incident)
        .limit(limit)
    )
    return [Doubtful(kind, row.incident, row.doubt, row.killed or 0) for row in rows]


# ------------------------------------------------------------------------------------- pairs and weak links


def _pairs(connection: Connection) -> list[Doubtful]:
    """Give the pairs of incidents that were not merged, each by the comparison that leaves it most in doubt."""
    table = schema.offers.c
    told = (table.left, table.right, table.points)
    below = (
        select(*told)
        .where(table.points < LINK)
        .order_by(table.points.desc(), table.left, table.right)
        .limit(NEAREST)
    )
    above = (
        select(*told)
        .where(table.points >= LINK)
        .order_by(table.points, table.left, table.right)
        .limit(NEAREST)
    )
    return _pairs_among(connection, union_all(select(below.subquery()), select(above.subquery())))


def _offers_between(connection: Connection, incident: str, other: str) -> Select[*tuple[Any, ...]]:
    table, held = schema.offers.c, _accounts(connection, (incident, other))
    ours, theirs = held.get(incident, ()), held.get(other, ())
    return select(table.left, table.right, table.points).where(
        or_(
            table.left.in_(ours) & table.right.in_(theirs),
            table.left.in_(theirs) & table.right.in_(ours),
        )
    )


def _pairs_among(
    connection: Connection, offers: Select[*tuple[Any, ...]] | CompoundSelect[*tuple[Any, ...]]
) -> list[Doubtful]:
    near = offers.subquery()
    one, other = schema.incident_accounts.alias(), schema.incident_accounts.alias()
    rows = connection.execute(
        select(near, one.c.incident.label("first"), other.c.incident.label("second"))
        .join(one, one.c.account == near.c.left)
        .join(other, other.c.account == near.c.right)
        .where(one.c.incident != other.c.incident)
    )
    nearest: dict[tuple[str, str], tuple[float, str, str]] = {}
    for row in rows:
        pair = (row.first, row.second) if row.first < row.second else (row.second, row.first)
        rank = -pair_unsure(row.points), row.left, row.right
        nearest[pair] = min(rank, nearest.get(pair, rank))
    killed = _killed(connection, {id_ for pair in nearest for id_ in pair})
    found = []
    for (first, second), (unsure, *accounts) in nearest.items():
        dead = max(killed.get(first, 0), killed.get(second, 0))
        compared = accounts[0], accounts[1]
        found.append(Doubtful("pair", first, doubt(-unsure, dead), dead, second, compared))
    return found


def _weak_links(connection: Connection) -> list[Doubtful]:
    """Give the incidents that one weak comparison holds together."""
    table, members = schema.links.c, schema.incident_accounts
    weakest = (
        select(table.left, table.right)
        .where(table.score < odds_to_score(WEAK))
        .order_by(table.score, table.left, table.right)
        .limit(WEAKEST)
        .subquery()
    )
    one, other = members.alias(), members.alias()
    ids = set(
        connection.scalars(
            select(one.c.incident)
            .join(weakest, weakest.c.left == one.c.account)
            .join(other, (other.c.account == weakest.c.right) & (other.c.incident == one.c.incident))
        )
    )
    return _weakly_held(connection, ids)


def _weakly_held(connection: Connection, ids: Set[str]) -> list[Doubtful]:
    held = _accounts(connection, ids)
    starting: dict[str, list[Link]] = {}
    for link in links_among(connection, sorted({account for told in held.values() for account in told})):
        starting.setdefault(link.left, []).append(link)
    killed = _killed(connection, ids)
    found = []
    for id_, accounts in sorted(held.items()):
        weak = weak_link(accounts, [each for account in accounts for each in starting.get(account, ())])
        if weak is not None:
            dead = killed.get(id_, 0)
            unsure = pair_unsure(points_of(weak.score))
            found.append(Doubtful("link", id_, doubt(unsure, dead), dead, "", (weak.left, weak.right)))
    return found


def _accounts(connection: Connection, incidents: Iterable[str]) -> dict[str, tuple[str, ...]]:
    members = schema.incident_accounts.c
    found: dict[str, tuple[str, ...]] = {}
    for some in batched(sorted(set(incidents)), _BATCH):
        rows = connection.execute(
            select(members.incident, members.account)
            .where(members.incident.in_(some))
            .order_by(members.incident, members.position)
        )
        for id_, told in groupby(rows, key=lambda row: str(row.incident)):
            found[id_] = tuple(row.account for row in told)
    return found


def _killed(connection: Connection, incidents: Iterable[str]) -> dict[str, int]:
    """Count the dead of incidents; every incident has a grade, and with it a row of this kind."""
    table = schema.incident_doubts.c
    found: dict[str, int] = {}
    for some in batched(sorted(set(incidents)), _BATCH):
        rows = connection.execute(
            select(table.incident, table.killed).where(table.kind == "grade", table.incident.in_(some))
        )
        found |= {row.incident: row.killed or 0 for row in rows}
    return found
