"""How the last linking left the accounts, where each is found, and what is held against it: asked and kept up to date."""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from itertools import batched
from typing import Any

from sqlalchemy import Connection, Row, Select, bindparam, delete, func, insert, select, update

from warledger.ledger import schema
from warledger.ledger.in_order import InOrder
from warledger.ledger.rulings import as_ruled, on_account, rulings, stands
from warledger.ledger.settling import with_date
from warledger.ledger.tellings import STREAMED, of_current
from warledger.linking.blocks import Key, is_crowd, is_detail, lies_in, looks_into, meets_at, shown_at
from warledger.linking.changes import Standing
from warledger.linking.matching import Offer
from warledger.linking.profiles import Profile, profile
from warledger.linking.rulings import Ruling, corrected
from warledger.record_json import read_account, read_report_date
from warledger.records import Link, ReportNote

_BATCH = 500
"""Values a statement: SQLite takes 32,766, and long lists gain nothing."""

type Fields = dict[str, Any]


# -------------------------------------------------------------------------------------------- accounts


def _told() -> Select[Any]:
    """Ask for the accounts that stand with what linking must know of their reports."""
    table, periods, dates = schema.accounts, schema.settled_periods, schema.settled_dates
    return (
        select(
            table.c.id,
            table.c.report,
            table.c.reading,
            table.c.form,
            periods.c.form.label("period"),
            schema.account_rulings.c.form.label("corrections"),
            func.coalesce(dates.c.form, schema.readings.c.dated, type_=schema.readings.c.dated.type).label(
                "dated"
            ),
            schema.copies.c.copy_of,
        )
        .join(schema.readings, of_current(table.c.reading))
        .outerjoin(periods, periods.c.account == table.c.id)
        .outerjoin(dates, dates.c.report == table.c.report)
        .outerjoin(schema.copies, schema.copies.c.report == table.c.report)
        .outerjoin(schema.account_rulings, on_account(table.c.id))
        .where(stands())
        .order_by(table.c.id, table.c.report)
    )


def _profile(row: Row[Any]) -> Profile:
    account = as_ruled(row.form, row.period, row.corrections)
    note = ReportNote(row.report, None, read_report_date(row.dated), copy_of=row.copy_of)
    return profile(account, {row.report: note})


def all_profiles(connection: Connection) -> Iterator[tuple[Profile, int]]:
    """Give every account as linking sees it, by id, with its reading; of two with one id the first report's."""
    last = None
    for row in connection.execute(_told(), execution_options=STREAMED):
        if row.id != last:
            yield _profile(row), row.reading
        last = row.id


def profiles(connection: Connection, accounts: Iterable[str]) -> list[tuple[Profile, int]]:
    """Give these accounts, so far as there are such, as linking sees them, with their readings."""
    found: dict[str, tuple[Profile, int]] = {}
    for some in batched(sorted(set(accounts)), _BATCH):
        for row in connection.execute(_told().where(schema.accounts.c.id.in_(some))):
            if row.id not in found:
                found[row.id] = _profile(row), row.reading
    return [found[id_] for id_ in sorted(found)]


def accounts_of(connection: Connection, reports: Iterable[str]) -> set[str]:
    """Name the current accounts of these reports."""
    table = schema.accounts
    found: set[str] = set()
    for some in batched(sorted(set(reports)), _BATCH):
        found.update(
            connection.scalars(
                select(table.c.id)
                .join(schema.readings, of_current(table.c.reading))
                .where(schema.readings.c.report.in_(some))
            )
        )
    return found


def tellers_of(connection: Connection, accounts: Iterable[str]) -> set[str]:
    """Name the reports that tell an account of one of these ids: more than one an id where ids fell together."""
    table = schema.accounts
    found: set[str] = set()
    for some in batched(sorted(set(accounts)), _BATCH):
        found.update(
            connection.scalars(
                select(table.c.report)
                .join(schema.readings, of_current(table.c.reading))
                .where(table.c.id.in_(some))
            )
        )
    return found


# ------------------------------------------------------------------------------------------- standings


def _standing(row: Row[Any]) -> Standing:
    return Standing(row.account, row.report, row.voice, row.component, row.grouped)


def standings(
    connection: Connection,
    *,
    accounts: Iterable[str] = (),
    reports: Iterable[str] = (),
    voices: Iterable[str] = (),
    components: Iterable[str] = (),
) -> list[Standing]:
    """Give how the last linking left these accounts, or all those of these reports, voices or components."""
    table = schema.linked_accounts
    asked = ((table.c.account, accounts), (table.c.report, reports), (table.c.voice, voices))
    found: dict[str, Standing] = {}
    for column, values in (*asked, (table.c.component, components)):
        for some in batched(sorted(set(values)), _BATCH):
            for row in connection.execute(select(table).where(column.in_(some))):
                found[row.account] = _standing(row)
    return [found[id_] for id_ in sorted(found)]


def enter(connection: Connection, entered: Iterable[tuple[Profile, int, Standing | None]]) -> None:
    """Put accounts where they are found; where it is not known yet how they stand, each for itself."""
    table = schema.linked_accounts
    last = connection.scalar(select(func.max(table.c.number))) or 0
    with InOrder(connection, schema.blocks, "block", "number") as found:
        for some in batched(entered, _BATCH):
            rows = []
            for number, (held, reading, standing) in enumerate(some, start=last + 1):
                ties = (standing.voice, standing.component, standing.grouped) if standing else (held.id,) * 3
                rows.append(_linked_row(number, held, reading, *ties))
                found.take((key, number) for key in _found_at(held))
            last += len(some)
            connection.execute(insert(table), rows)


def _linked_row(number: int, held: Profile, reading: int, voice: str, component: str, grouped: str) -> Fields:
    return {
        "number": number,
        "account": held.id,
        "report": held.report,
        "reading": reading,
        "voice": voice,
        "component": component,
        "grouped": grouped,
    }


def _found_at(held: Profile) -> set[Key]:
    return {*lies_in(held), *shown_at(held)}


def details(entered: Iterable[Profile]) -> set[Key]:
    """Name the details by which bare accounts are found."""
    return {key for held in entered for key in lies_in(held) if is_detail(key)}


def as_linked(
    connection: Connection, standings: Iterable[Standing], were: Mapping[str, Ruling]
) -> Iterator[tuple[int, Profile]]:
    """Give accounts as they were at the last linking, whatever their reports tell now, with their numbers.

    Where another judgement binds on an account since, `were` says what bound then.
    """
    table, accounts, periods = schema.linked_accounts, schema.accounts, schema.settled_periods
    query = (
        select(table.c.number, table.c.account, accounts.c.form, periods.c.form.label("period"))
        .join(accounts, (accounts.c.reading == table.c.reading) & (accounts.c.id == table.c.account))
        .outerjoin(periods, periods.c.account == table.c.account)
    )
    for some in batched(standings, _BATCH):
        ids = [standing.account for standing in some]
        ruled = {**rulings(connection, ids), **were}
        for row in connection.execute(query.where(table.c.account.in_(ids))).all():
            account = read_account(with_date(row.form, row.period))
            corrections = ruled[row.account].corrections if row.account in ruled else ()
            yield row.number, profile(corrected(account, corrections), {})


def withdraw(connection: Connection, gone: Iterable[Standing], were: Mapping[str, Ruling]) -> None:
    """Take accounts from where they were found since the last linking."""
    table, blocks = schema.linked_accounts, schema.blocks
    there = (blocks.c.block == bindparam("of"), blocks.c.number == bindparam("whose"))
    for some in batched(as_linked(connection, gone, were), _BATCH):
        keys = [{"of": key, "whose": number} for number, held in some for key in _found_at(held)]
        if keys:
            connection.execute(delete(blocks).where(*there), keys)
        connection.execute(delete(table).where(table.c.number.in_([number for number, _ in some])))


def settle_standings(connection: Connection, found: Iterable[Standing]) -> None:
    """Keep how accounts stand now."""
    table = schema.linked_accounts
    statement = (
        update(table)
        .where(table.c.account == bindparam("whose"))
        .values(
            voice=bindparam("new_voice"),
            component=bindparam("new_component"),
            grouped=bindparam("new_grouped"),
        )
    )
    for some in batched(found, _BATCH):
        connection.execute(
            statement,
            [
                {
                    "whose": s.account,
                    "new_voice": s.voice,
                    "new_component": s.component,
                    "new_grouped": s.grouped,
                }
                for s in some
            ],
        )


# -------------------------------------------------------------------------------------------- blocks


def meeting(connection: Connection, held: Profile) -> list[Standing]:
    """Give the accounts that are held against one: those it looks at and those that look at it."""
    keys = meets_at(held, crowded(connection, looks_into(held)))
    table, blocks = schema.linked_accounts, schema.blocks
    found: dict[str, Standing] = {}
    for some in batched(sorted(keys), _BATCH):
        rows = connection.execute(
            select(table).join(blocks, blocks.c.number == table.c.number).where(blocks.c.block.in_(some))
        )
        found |= {row.account: _standing(row) for row in rows if row.account != held.id}
    return list(found.values())


def crowd_counts(connection: Connection, keys: Iterable[Key]) -> Mapping[Key, int]:
    """Count the accounts that lie in these blocks."""
    table = schema.blocks
    counts: dict[Key, int] = {}
    for some in batched(sorted(set(keys)), _BATCH):
        rows = connection.execute(
            select(table.c.block, func.count()).where(table.c.block.in_(some)).group_by(table.c.block)
        )
        counts |= {row[0]: row[1] for row in rows}
    return counts


def crowded(connection: Connection, keys: Iterable[Key]) -> Set[Key]:
    """Name those of these blocks that hold too many bare accounts to tell anything."""
    details = {key for key in keys if is_detail(key)}
    return {key for key, count in crowd_counts(connection, details).items() if is_crowd(count)}


def lying_in(connection: Connection, keys: Iterable[Key]) -> set[str]:
    """Name the accounts that lie in these blocks."""
    table, blocks = schema.linked_accounts, schema.blocks
    found: set[str] = set()
    for some in batched(sorted(set(keys)), _BATCH):
        found.update(
            connection.scalars(
                select(table.c.account)
                .join(blocks, blocks.c.number == table.c.number)
                .where(blocks.c.block.in_(some))
            )
        )
    return found


# ----------------------------------------------------------------------------------- links and offers


def links_among(connection: Connection, accounts: Sequence[str]) -> list[Link]:
    """Give the links that start at these accounts."""
    table = schema.links
    found: list[Link] = []
    for some in batched(accounts, _BATCH):
        rows = connection.execute(select(table).where(table.c.left.in_(some)))
        found += [Link(row.left, row.right, row.score, tuple(row.reasons)) for row in rows]
    return found


def put_links(connection: Connection, links: Iterable[Link], gone: Iterable[str] = ()) -> None:
    """Keep these links, in place of those that start at the accounts `gone`."""
    table = schema.links
    for some in batched(sorted(set(gone)), _BATCH):
        connection.execute(delete(table).where(table.c.left.in_(some)))
    for batch in batched(links, _BATCH):
        rows = {(link.left, link.right): _link_row(link) for link in batch}
        connection.execute(insert(table), list(rows.values()))


def _link_row(link: Link) -> Fields:
    return {"left": link.left, "right": link.right, "score": link.score, "reasons": list(link.reasons)}


def offers(connection: Connection, voices: Iterable[str]) -> dict[str, list[Offer]]:
    """Give the pairs that these voices are offered, the best first."""
    table = schema.offers
    found: dict[str, list[Offer]] = {}
    for some in batched(sorted(set(voices)), _BATCH):
        for row in connection.execute(select(table).where(table.c.voice.in_(some))):
            link = Link(row.left, row.right, row.score, tuple(row.reasons))
            found.setdefault(row.voice, []).append(Offer(row.voice, row.other, row.points, link))
    return {voice: sorted(told, key=lambda o: o.rank) for voice, told in found.items()}


def offered(connection: Connection, others: Iterable[str]) -> set[str]:
    """Name the voices that are offered a pair with one of these."""
    table = schema.offers
    found: set[str] = set()
    for some in batched(sorted(set(others)), _BATCH):
        found.update(connection.scalars(select(table.c.voice).where(table.c.other.in_(some))))
    return found


def put_offers(connection: Connection, told: Iterable[Offer], gone: Iterable[str] = ()) -> None:
    """Keep these offers, in place of all that the voices `gone` had."""
    table = schema.offers
    for some in batched(sorted(set(gone)), _BATCH):
        connection.execute(delete(table).where(table.c.voice.in_(some)))
    for batch in batched(told, _BATCH):
        rows = [{"voice": o.voice, "other": o.other, "points": o.points, **_link_row(o.link)} for o in batch]
        connection.execute(insert(table), rows)


def forget(connection: Connection) -> None:
    """Forget how the last linking left everything."""
    for table in (schema.linked_accounts, schema.blocks, schema.links, schema.offers):
        connection.execute(delete(table))
