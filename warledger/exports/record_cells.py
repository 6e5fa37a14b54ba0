"""The cells of periods, places and quotes, the same in every table."""

from collections.abc import Sequence

from warledger.exports.cells import Cell
from warledger.records import Period, Place, Span

type Row = Sequence[Cell]

DATE = ("date_start", "date_end", "date_precision", "date_basis")
PLACE = (
    "place", "admin1", "country", "latitude", "longitude", "place_precision", "radius_km", "geonames_id",
)  # fmt: skip
QUOTE = ("quote_start", "quote_end", "quote")


def period_cells(period: Period) -> Row:
    """Give the cells of `DATE`."""
    return period.start, period.end, period.precision, period.basis


def place_cells(place: Place) -> Row:
    """Give the cells of `PLACE`."""
    return (
        place.name, place.admin1, place.country, place.lat, place.lon, place.precision, place.radius_km,
        place.geonames_id,
    )  # fmt: skip


def quote_cells(span: Span) -> Row:
    """Give the cells of `QUOTE`."""
    return span.start, span.end, span.text


def words_cell(span: Span | None) -> str | None:
    """Give the words of a span that may be missing."""
    return None if span is None else span.text
