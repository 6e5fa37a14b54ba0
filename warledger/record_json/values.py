"""Days, spans, periods, places and the dates of reports as JSON."""

from datetime import date
from typing import Any

from warledger.records import DateReason, Period, Place, ReportDate, Span

type Json = dict[str, Any]


def day_json(value: date | None) -> str | None:
    """Write a day as ISO 8601."""
    return value.isoformat() if value else None


def read_day(value: str | None) -> date | None:
    """Read a day back."""
    return date.fromisoformat(value) if value else None


def span_json(span: Span | None) -> Json | None:
    """Write a span as `{"start", "end", "text"}`."""
    return None if span is None else {"start": span.start, "end": span.end, "text": span.text}


def read_span(form: Json) -> Span:
    """Read a span back."""
    return Span(form["start"], form["end"], form["text"])


def maybe_span(form: Json | None) -> Span | None:
    """Read back a span that may be missing."""
    return None if form is None else read_span(form)


def period_json(period: Period) -> Json:
    """Write a period; its quote stands last and only where there is one."""
    form: Json = {
        "start": day_json(period.start),
        "end": day_json(period.end),
        "precision": period.precision,
        "basis": period.basis,
    }
    if period.quote is not None:
        form["quote"] = span_json(period.quote)
    return form


def read_period(form: Json) -> Period:
    """Read a period back."""
    return Period(
        read_day(form["start"]),
        read_day(form["end"]),
        form["precision"],
        form["basis"],
        maybe_span(form.get("quote")),
    )


def place_json(place: Place) -> Json:
    """Write a place; its quote stands last and only where there is one."""
    form: Json = {
        "name": place.name,
        "admin1": place.admin1,
        "country": place.country,
        "lat": place.lat,
        "lon": place.lon,
        "precision": place.precision,
        "geonames_id": place.geonames_id,
        "radius_km": place.radius_km,
        "reason": place.reason,
    }
    if place.quote is not None:
        form["quote"] = span_json(place.quote)
    return form


def read_place(form: Json) -> Place:
    """Read a place back."""
    return Place(
        name=form["name"],
        admin1=form["admin1"],
        country=form["country"],
        lat=form["lat"],
        lon=form["lon"],
        precision=form["precision"],
        geonames_id=form["geonames_id"],
        radius_km=form.get("radius_km"),
        reason=form.get("reason", ""),
        quote=maybe_span(form.get("quote")),
    )


def report_date_json(dated: ReportDate) -> Json:
    """Write a report's own date, with the given one beside it; the limits of an undated one with their reasons."""
    form: Json = {
        "day": day_json(dated.day),
        "basis": dated.basis,
        "quote": span_json(dated.quote),
        "given": day_json(dated.given),
    }
    if dated.earliest is not None or dated.latest is not None or dated.reasons:
        form["earliest"] = day_json(dated.earliest)
        form["latest"] = day_json(dated.latest)
        form["reasons"] = [_reason_json(reason) for reason in dated.reasons]
    return form


def _reason_json(reason: DateReason) -> Json:
    return {
        "kind": reason.kind,
        "text": reason.text,
        "earliest": day_json(reason.earliest),
        "latest": day_json(reason.latest),
        "quote": span_json(reason.quote),
        "report": reason.report,
        "holds": reason.holds,
    }


def _read_reason(form: Json) -> DateReason:
    return DateReason(
        kind=form["kind"],
        text=form["text"],
        earliest=read_day(form["earliest"]),
        latest=read_day(form["latest"]),
        quote=maybe_span(form["quote"]),
        report=form["report"],
        holds=form["holds"],
    )


def read_report_date(form: Json) -> ReportDate:
    """Read a report's own date back."""
    return ReportDate(
        read_day(form["day"]),
        form["basis"],
        maybe_span(form["quote"]),
        read_day(form["given"]),
        read_day(form.get("earliest")),
        read_day(form.get("latest")),
        tuple(map(_read_reason, form.get("reasons", ()))),
    )
