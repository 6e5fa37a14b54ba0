"""What one report tells as JSON: accounts and their figures, figures of no incident, context, quotations."""

from warledger.record_json.figures import figure_json, perpetrator_json, read_figure, read_perpetrator
from warledger.record_json.judgements import correction_json, read_correction
from warledger.record_json.values import (
    Json,
    maybe_span,
    period_json,
    place_json,
    read_period,
    read_place,
    read_span,
    span_json,
)
from warledger.records import (
    Account,
    Bounds,
    ContextLine,
    LooseFigure,
    Place,
    Quotation,
    ReportNotes,
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
        "origin": place_json(figure.origin),
        "destination": place_json(figure.destination),
        "accounts": list(figure.accounts),
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
        origin=read_place(form["origin"]) if "origin" in form else Place(),
        destination=read_place(form["destination"]) if "destination" in form else Place(),
        accounts=tuple(form.get("accounts", ())),  # rules before the fourth tied no figure to an account
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
        "mediators": list(line.mediators),
        "lasting": span_json(line.lasting),
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
        mediators=tuple(form.get("mediators", ())),
        lasting=maybe_span(form.get("lasting")),
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
        named=maybe_span(form["named"]),
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
        "perpetrators": [perpetrator_json(p) for p in account.perpetrators],
        "says": list(account.says),
    }
    if account.breach is not None:
        form["breach"] = span_json(account.breach)
    if account.corrected:
        form["corrected"] = [correction_json(c) for c in account.corrected]
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
        perpetrators=tuple(map(read_perpetrator, form["perpetrators"])),
        says=tuple(form.get("says", ())),
        breach=maybe_span(form.get("breach")),
        corrected=tuple(map(read_correction, form.get("corrected", ()))),
    )
