"""Incidents as JSON, with all their accounts."""

from warledger.record_json.lineage import chain_json, read_chain
from warledger.record_json.tellings import account_json, read_account
from warledger.record_json.values import Json, period_json, place_json, read_period, read_place
from warledger.records import (
    Blame,
    Disagreement,
    Graded,
    Incident,
    Reconciled,
    ReportNotes,
    independent_sources,
)


def incident_json(incident: Incident, notes: ReportNotes | None = None) -> Json:
    """Write an incident with all its accounts: one line of `export -f jsonl`."""
    form: Json = {
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
                "side": f.side,
                "set_aside": list(f.set_aside),
            }
            for f in incident.figures
        ],
        "perpetrators": [
            {"actor": b.actor, "stance": b.stance, "says": list(b.says), "accounts": b.accounts}
            | ({} if b.conceded is None else {"conceded": b.conceded})
            for b in incident.perpetrators
        ],
        "primary_sources": list(incident.primary_sources),
        "independent_sources": independent_sources(incident.lineage),
        "lineage": [chain_json(chain) for chain in incident.lineage],
        "reports": incident.reports,
        "grade": incident.grade,
        "disagreements": [
            {"kind": d.kind, "text": d.text, "accounts": list(d.accounts)} for d in incident.disagreements
        ],
        "accounts": [account_json(a, notes) for a in incident.accounts],
    }
    if incident.graded is not None:
        form["graded"] = _graded_json(incident.graded)
    return form


def _graded_json(graded: Graded) -> Json:
    return {
        "judgement": graded.judgement,
        "by_rule": graded.by_rule,
        "added": list(graded.added),
        "gone": list(graded.gone),
    }


def _read_graded(form: Json | None) -> Graded | None:
    if form is None:
        return None
    return Graded(form["judgement"], form["by_rule"], tuple(form["added"]), tuple(form["gone"]))


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
                tuple(f["sources"]), tuple(f["figure_ids"]), f.get("side"), tuple(f.get("set_aside", ())),
            )
            for f in form["figures"]
        ),
        perpetrators=tuple(
            Blame(b["actor"], b["stance"], tuple(b["says"]), b["accounts"], b.get("conceded"))
            for b in form["perpetrators"]
        ),
        primary_sources=tuple(form["primary_sources"]),
        reports=form["reports"],
        grade=form["grade"],
        disagreements=tuple(
            Disagreement(d["kind"], d["text"], tuple(d["accounts"])) for d in form["disagreements"]
        ),
        accounts=tuple(read_account(a) for a in form["accounts"]),
        lineage=tuple(map(read_chain, form.get("lineage", ()))),
        graded=_read_graded(form.get("graded")),
    )  # fmt: skip
