"""Incidents brought back from their outlines: without accounts, for rules that ask for nothing that an outline lacks."""

from collections.abc import Collection, Iterator
from datetime import date
from functools import cache
from typing import Any

from warledger.ledger import Outlines
from warledger.ledger.outlines import Details
from warledger.reconciling.counting import Counted, Rows
from warledger.records import Incident, Period, Place

_PLACE = ("place", "admin1", "country", "lat", "lon", "precision", "geonames_id", "radius_km")


def counted(outlines: Outlines) -> Iterator[Counted]:
    """Give what of each incident counts in a sum.

    Days, places and figures recur: each is made once, and what figures come to is reckoned once for all that have the same.
    """
    held = outlines.incidents
    day = cache(date.fromisoformat)

    @cache
    def place(*told: Any) -> Place:
        name, admin1, country, lat, lon, precision, geonames_id, radius_km = told
        return Place(
            name, admin1, country, lat, lon, precision=precision, geonames_id=geonames_id, radius_km=radius_km
        )

    @cache
    def rows(details: str) -> Rows:
        return Rows(Details.read(details).figures)

    told = (held[name] for name in ("incident", "start", "end", "details", *_PLACE))
    for id_, start, end, details, *where in zip(*told, strict=True):
        yield Counted(id_, start and day(start), end and day(end), place(*where), rows(details))


def recalled(outlines: Outlines, only: Collection[int]) -> Iterator[Incident]:
    """Give incidents with days, place, targets, figures and grade, in the order of the outlines.

    Args:
        outlines: of all incidents.
        only: the numbers of those to give.
    """
    held = outlines.incidents
    for n, number in enumerate(held["number"]):
        if number not in only:
            continue
        details = Details.read(held["details"][n])
        start, end = (date.fromisoformat(day) if day else None for day in (held["start"][n], held["end"][n]))
        yield Incident(
            id=held["incident"][n],
            title=held["title"][n],
            type=held["type"][n],
            date=Period(start, end, held["days"][n]),
            place=Place(
                name=held["place"][n],
                admin1=held["admin1"][n],
                country=held["country"][n],
                lat=held["lat"][n],
                lon=held["lon"][n],
                precision=held["precision"][n],
                geonames_id=held["geonames_id"][n],
                radius_km=held["radius_km"][n],
            ),
            targets=details.targets,
            figures=details.figures,
            perpetrators=(),
            primary_sources=(),
            reports=held["reports"][n],
            grade=held["grade"][n],
            disagreements=(),
            accounts=(),
        )
