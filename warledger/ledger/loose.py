"""Figures that are no incident's own, asked back: all of them, those of some reports or of a country, a page of them."""

from collections.abc import Collection, Iterator, Sequence
from typing import Any, cast

from sqlalchemy import Connection, Select, func, select

from warledger.ledger import schema
from warledger.ledger.tellings import STREAMED, of_current
from warledger.record_json import read_loose
from warledger.records import LooseFigure, LooseKind


def loose(
    connection: Connection,
    kinds: Sequence[LooseKind] = (),
    reports: Collection[str] | None = None,
    country: str | None = None,
) -> Iterator[LooseFigure]:
    """Give every figure that is no incident's own, of these kinds, reports and country or of any.

    They come by report and in the order of its text.
    """
    query = _told(kinds)
    if reports is not None:
        query = query.where(schema.readings.c.report.in_(reports))
    if country is not None:
        query = query.where(schema.loose_figures.c.country == country)
    return map(read_loose, connection.scalars(query, execution_options=STREAMED))


def page(connection: Connection, kind: LooseKind | None, start: int, length: int) -> tuple[LooseFigure, ...]:
    """Give so many of these figures from one on."""
    query = _told((kind,) if kind else ()).offset(start).limit(length)
    return tuple(map(read_loose, connection.scalars(query)))


def _told(kinds: Sequence[LooseKind]) -> Select[tuple[Any]]:
    table = schema.loose_figures
    wanted = [table.c.kind.in_(kinds)] if kinds else []
    return (
        select(table.c.form)
        .join(schema.readings, of_current(table.c.reading))
        .where(*wanted)
        .order_by(table.c.report, table.c.position)
    )


def counts(connection: Connection) -> dict[LooseKind, int]:
    """Count these figures by their kind."""
    table = schema.loose_figures
    rows = connection.execute(
        select(table.c.kind, func.count())
        .join(schema.readings, of_current(table.c.reading))
        .group_by(table.c.kind)
    )
    return {cast("LooseKind", row[0]): row[1] for row in rows}
