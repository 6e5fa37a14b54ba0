"""Incidents brought back from their outlines: without accounts, for rules that ask for nothing that an outline lacks."""

from collections.abc import Collection, Iterator
from datetime import date

from warledger.ledger import Outlines
from warledger.ledger.outlines import Details
from warledger.records import Incident, Period, Place


def recalled(outlines: Outlines, only: Collection[int] | None = None) -> Iterator[Incident]:
    """Give incidents with days, place, targets, figures and grade, in the order of the outlines.

    Args:
        outlines: of all incidents.
        only: the numbers of those to give; all by default.
    """
    held = outlines.incidents
    for n, number in enumerate(held["number"]):
        if only is not None and number not in only:
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
