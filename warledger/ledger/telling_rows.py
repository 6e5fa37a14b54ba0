"""The rows of what one reading tells: accounts and their parts, figures of no incident, counts that were not booked."""

from typing import Any

from warledger.record_json import account_json, loose_json
from warledger.records import Account, Dropped, LooseFigure

type Fields = dict[str, Any]


def account_row(reading: int, position: int, account: Account) -> Fields:
    """Lay out an account of a reading."""
    return {
        "reading": reading,
        "id": account.id,
        "position": position,
        "report": account.report,
        "primary": account.primary,
        "type": account.type,
        "start": account.date.start,
        "end": account.date.end,
        "lat": account.place.lat,
        "lon": account.place.lon,
        "place": account.place.name,
        "country": account.place.country,
        "form": account_json(account),
    }


def figure_rows(reading: int, account: Account) -> list[Fields]:
    """Lay out the figures of an account."""
    return [
        {
            "reading": reading,
            "account": account.id,
            "position": position,
            "id": figure.id,
            "outcome": figure.outcome,
            "victims": figure.victims,
            "low": figure.bounds.low,
            "high": figure.bounds.high,
            "role": figure.role,
            "quote_start": figure.quote.start,
            "quote_end": figure.quote.end,
        }
        for position, figure in enumerate(account.figures)
    ]


def perpetrator_rows(reading: int, account: Account) -> list[Fields]:
    """Lay out whom an account names."""
    return [
        {
            "reading": reading,
            "account": account.id,
            "position": position,
            "actor": perpetrator.actor,
            "stance": perpetrator.stance,
        }
        for position, perpetrator in enumerate(account.perpetrators)
    ]


def loose_row(reading: int, position: int, figure: LooseFigure) -> Fields:
    """Lay out a figure that is no incident's own."""
    return {
        "reading": reading,
        "position": position,
        "id": figure.id,
        "report": figure.report,
        "kind": figure.kind,
        "outcome": figure.outcome,
        "low": figure.bounds.low,
        "high": figure.bounds.high,
        "unit": figure.unit,
        "country": figure.place.country,
        "form": loose_json(figure),
    }


def dropped_row(reading: int, position: int, item: Dropped) -> Fields:
    """Lay out a count that was not booked."""
    quote = item.quote
    return {
        "reading": reading,
        "position": position,
        "start": quote.start,
        "end": quote.end,
        "text": quote.text,
        "reason": item.reason,
    }
