"""The columns of outlines: what list, map, timeline, charts and filters show of an incident, without its form."""

from datetime import date

from sqlalchemy import Column, ForeignKey, Integer, Named, TypedColumns

from warledger.ledger.columns import BYTEWISE, AnyText, Number

_OF_AN_OUTLINE = "outlines.number"


class OutlineColumns(TypedColumns):
    """One incident in one narrow row, gone with it.

    `killed_low` is null where nobody counts the dead, `killed_high` also where no upper bound is told; they and
    `killed_best` are the incident's row in a sum of the ledger (`reconciling.coverage.row_of`). `victims` names the classes
    of all its figures, with commas. `health_care` marks attacks on health care, of which the public profile shows less.
    `details` is what only a few incidents at a time are shown with, as `outlines.Details` writes it.
    """

    number = Column(Integer, primary_key=True)
    incident: Named[str] = Column(AnyText, ForeignKey("incidents.id", ondelete="CASCADE"), unique=True)
    title: Named[str] = Column(AnyText)
    type: Named[str] = Column(BYTEWISE)
    grade: Named[str] = Column(BYTEWISE)
    reports: Named[int]
    start: Named[date | None]
    end: Named[date | None]
    days: Named[str] = Column(BYTEWISE)
    place: Named[str | None] = Column(AnyText)
    admin1: Named[str | None] = Column(AnyText)
    country: Named[str | None] = Column(AnyText)
    lat: Named[float | None]
    lon: Named[float | None]
    precision: Named[str] = Column(BYTEWISE)
    radius_km: Named[float | None]
    geonames_id: Named[int | None] = Column(Number)
    killed_low: Named[int | None] = Column(Number)
    killed_high: Named[int | None] = Column(Number)
    killed_best: Named[int | None] = Column(Number)
    place_words: Named[str] = Column(AnyText)
    victims: Named[str] = Column(BYTEWISE)
    health_care: Named[bool]
    details: Named[str] = Column(BYTEWISE)


class OutlineBlameColumns(TypedColumns):
    """One party to an incident with one stance."""

    number: Named[int] = Column(Integer, ForeignKey(_OF_AN_OUTLINE, ondelete="CASCADE"), primary_key=True)
    position: Named[int] = Column(Integer, primary_key=True)
    actor: Named[str] = Column(AnyText)
    stance: Named[str] = Column(BYTEWISE)


class OutlineSourceColumns(TypedColumns):
    """One primary source of an incident."""

    number: Named[int] = Column(Integer, ForeignKey(_OF_AN_OUTLINE, ondelete="CASCADE"), primary_key=True)
    position: Named[int] = Column(Integer, primary_key=True)
    source: Named[str] = Column(AnyText)


class OutlineTextColumns(TypedColumns):
    """One version of a report that tells of an incident."""

    version: Named[int] = Column(Integer, primary_key=True)
    number: Named[int] = Column(Integer, ForeignKey(_OF_AN_OUTLINE, ondelete="CASCADE"), primary_key=True)
