"""The one JSON form of the records: what `export -f jsonl` writes and the ledger stores.

Field names and their meaning are fixed by the export contract; `class` stands for `victims`. Reading back
what was written gives an equal record (a property test holds this).
"""

from datetime import date
from typing import Any

from warledger.records import (
    Account,
    Blame,
    Bounds,
    ContextLine,
    DateReason,
    Disagreement,
    Figure,
    Incident,
    LooseFigure,
    Period,
    Perpetrator,
    Place,
    Quotation,
    Reconciled,
    ReportDate,
    ReportNotes,
    Span,
)

type Json = dict[str, Any]


def _day(value: date | None) -> str | None:
    return value.isoformat() if value else None


def _to_day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


def span_json(span: Span | None) -> Json | None:
    """Write a span as `{"start", "end", "text"}`."""
    return None if span is None else {"start": span.start, "end": span.end, "text": span.text}


def read_span(form: Json) -> Span:
    """Read a span back."""
    return Span(form["start"], form["end"], form["text"])


def _maybe_span(form: Json | None) -> Span | None:
    return None if form is None else read_span(form)


def period_json(period: Period) -> Json:
    """Write a period; its quote stands last and only where there is one."""
    form: Json = {
        "start": _day(period.start),
        "end": _day(period.end),
        "precision": period.precision,
        "basis": period.basis,
    }
    if period.quote is not None:
        form["quote"] = span_json(period.quote)
    return form


def read_period(form: Json) -> Period:
    """Read a period back."""
    return Period(
        _to_day(form["start"]),
        _to_day(form["end"]),
        form["precision"],
        form["basis"],
        _maybe_span(form.get("quote")),
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
        quote=_maybe_span(form.get("quote")),
    )


def report_date_json(dated: ReportDate) -> Json:
    """Write a report's own date, with the given one beside it; the limits of an undated one with their reasons."""
    form: Json = {
        "day": _day(dated.day),
        "basis": dated.basis,
        "quote": span_json(dated.quote),
        "given": _day(dated.given),
    }
    if dated.earliest is not None or dated.latest is not None or dated.reasons:
        form["earliest"] = _day(dated.earliest)
        form["latest"] = _day(dated.latest)
        form["reasons"] = [_reason_json(reason) for reason in dated.reasons]
    return form


def _reason_json(reason: DateReason) -> Json:
    return {
        "kind": reason.kind,
        "text": reason.text,
        "earliest": _day(reason.earliest),
        "latest": _day(reason.latest),
        "quote": span_json(reason.quote),
        "report": reason.report,
        "holds": reason.holds,
    }


def _read_reason(form: Json) -> DateReason:
    return DateReason(
        kind=form["kind"],
        text=form["text"],
        earliest=_to_day(form["earliest"]),
        latest=_to_day(form["latest"]),
        quote=_maybe_span(form["quote"]),
        report=form["report"],
        holds=form["holds"],
    )


def read_report_date(form: Json) -> ReportDate:
    """Read a report's own date back."""
    return ReportDate(
        _to_day(form["day"]),
        form["basis"],
        _maybe_span(form["quote"]),
        _to_day(form["given"]),
        _to_day(form.get("earliest")),
        _to_day(form.get("latest")),
        tuple(map(_read_reason, form.get("reasons", ()))),
    )


def figure_json(figure: Figure) -> Json:
    """Write a figure of an account."""
    return {
        "id": figure.id,
        "outcome": figure.outcome,
        "class": figure.victims,
        "low": figure.bounds.low,
        "high": figure.bounds.high,
        "role": figure.role,
        "hedge": figure.hedge,
        "quote": span_json(figure.quote),
        "says": list(figure.says),
    }


def read_figure(form: Json) -> Figure:
    """Read a figure of an account back."""
    return Figure(
        id=form["id"],
        outcome=form["outcome"],
        victims=form["class"],
        bounds=Bounds(form["low"], form["high"]),
        quote=read_span(form["quote"]),
        role=form["role"],
        hedge=form["hedge"],
        says=tuple(form["says"]),
    )


def loose_json(figure: LooseFigure) -> Json:
    """Write a figure that is no incident's own: one line of `export -f figures`."""
    return {
        "report": figure.report,
        "id": figure.id,
        "kind": figure.kind,
        "outcome": figure.outcome,
        "class": figure.victims,
        "unit": figure.unit,
        "low": figure.bounds.low,
        "high": figure.bounds.high,
        "hedge": figure.hedge,
        "quote": span_json(figure.quote),
        "says": list(figure.says),
        "scope": figure.scope,
        "period": period_json(figure.period),
        "place": place_json(figure.place),
    }


def read_loose(form: Json) -> LooseFigure:
    """Read a loose figure back."""
    return LooseFigure(
        id=form["id"],
        report=form["report"],
        kind=form["kind"],
        outcome=form["outcome"],
        victims=form["class"],
        bounds=Bounds(form["low"], form["high"]),
        quote=read_span(form["quote"]),
        hedge=form["hedge"],
        says=tuple(form["says"]),
        scope=form["scope"],
        period=read_period(form["period"]),
        place=read_place(form["place"]),
        unit=form.get("unit", "persons"),  # ledgers of the first schema counted persons alone
    )


def context_json(line: ContextLine) -> Json:
    """Write what a report says of a ceasefire or of talks: one line of `export -f context`."""
    return {
        "report": line.report,
        "id": line.id,
        "kind": line.kind,
        "event": line.event,
        "parties": list(line.parties),
        "excluded": list(line.excluded),
        "quote": span_json(line.quote),
        "says": list(line.says),
        "period": period_json(line.period),
        "place": place_json(line.place),
    }


def read_context(form: Json) -> ContextLine:
    """Read a context line back."""
    return ContextLine(
        id=form["id"],
        report=form["report"],
        kind=form["kind"],
        event=form["event"],
        quote=read_span(form["quote"]),
        parties=tuple(form["parties"]),
        excluded=tuple(form["excluded"]),
        period=read_period(form["period"]),
        place=read_place(form["place"]),
        says=tuple(form["says"]),
    )


def quotation_json(quotation: Quotation) -> Json:
    """Write the words of a speaker: one line of `export -f quotes`."""
    return {
        "report": quotation.report,
        "id": quotation.id,
        "direct": quotation.direct,
        "speaker": list(quotation.speaker),
        "named": span_json(quotation.named),
        "quote": span_json(quotation.quote),
    }


def read_quotation(form: Json) -> Quotation:
    """Read a quotation back."""
    return Quotation(
        id=form["id"],
        report=form["report"],
        quote=read_span(form["quote"]),
        direct=form["direct"],
        speaker=tuple(form["speaker"]),
        named=_maybe_span(form["named"]),
    )


def account_json(account: Account, notes: ReportNotes | None = None) -> Json:
    """Write an account; with `notes` its report's outlet and lineage stand beside it."""
    note = (notes or {}).get(account.report)
    form: Json = {"id": account.id, "report": account.report}
    if note is not None:
        form["outlet"] = note.outlet
        form["copy_of"] = note.copy_of
    form |= {
        "primary": account.primary,
        "type": account.type,
        "date": period_json(account.date),
        "place": place_json(account.place),
        "targets": list(account.targets),
        "means": list(account.means),
        "evidence": span_json(account.evidence),
        "figures": [figure_json(f) for f in account.figures],
        "perpetrators": [
            {"actor": p.actor, "stance": p.stance, "says": list(p.says), "quote": span_json(p.quote)}
            for p in account.perpetrators
        ],
    }
    return form


def read_account(form: Json) -> Account:
    """Read an account back; what belongs to its report (outlet, copy_of) is left aside."""
    return Account(
        id=form["id"],
        report=form["report"],
        primary=form["primary"],
        type=form["type"],
        date=read_period(form["date"]),
        place=read_place(form["place"]),
        evidence=read_span(form["evidence"]),
        targets=tuple(form["targets"]),
        means=tuple(form["means"]),
        figures=tuple(read_figure(f) for f in form["figures"]),
        perpetrators=tuple(
            Perpetrator(p["actor"], p["stance"], read_span(p["quote"]), tuple(p["says"]))
            for p in form["perpetrators"]
        ),
    )


def incident_json(incident: Incident, notes: ReportNotes | None = None) -> Json:
    """Write an incident with all its accounts: one line of `export -f jsonl`."""
    return {
        "id": incident.id,
        "title": incident.title,
        "type": incident.type,
        "date": period_json(incident.date),
        "place": place_json(incident.place),
        "targets": list(incident.targets),
        "figures": [
            {
                "outcome": f.outcome,
                "class": f.victims,
                "low": f.low,
                "high": f.high,
                "best": f.best,
                "rule": f.rule,
                "sources": list(f.sources),
                "figure_ids": list(f.figure_ids),
            }
            for f in incident.figures
        ],
        "perpetrators": [
            {"actor": b.actor, "stance": b.stance, "says": list(b.says), "accounts": b.accounts}
            for b in incident.perpetrators
        ],
        "primary_sources": list(incident.primary_sources),
        "reports": incident.reports,
        "grade": incident.grade,
        "disagreements": [
            {"kind": d.kind, "text": d.text, "accounts": list(d.accounts)} for d in incident.disagreements
        ],
        "accounts": [account_json(a, notes) for a in incident.accounts],
    }


def read_incident(form: Json) -> Incident:
    """Read an incident back."""
    return Incident(
        id=form["id"],
        title=form["title"],
        type=form["type"],
        date=read_period(form["date"]),
        place=read_place(form["place"]),
        targets=tuple(form["targets"]),
        figures=tuple(
            Reconciled(
                f["outcome"], f["class"], f["low"], f["high"], f["best"], f["rule"],
                tuple(f["sources"]), tuple(f["figure_ids"]),
            )
            for f in form["figures"]
        ),
        perpetrators=tuple(
            Blame(b["actor"], b["stance"], tuple(b["says"]), b["accounts"]) for b in form["perpetrators"]
        ),
        primary_sources=tuple(form["primary_sources"]),
        reports=form["reports"],
        grade=form["grade"],
        disagreements=tuple(
            Disagreement(d["kind"], d["text"], tuple(d["accounts"])) for d in form["disagreements"]
        ),
        accounts=tuple(read_account(a) for a in form["accounts"]),
    )  # fmt: skip
