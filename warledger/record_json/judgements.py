"""Corrections and judgements as JSON."""

from typing import Any, cast

from warledger.record_json.figures import figure_json, perpetrator_json, read_figure, read_perpetrator
from warledger.record_json.values import Json, period_json, place_json, read_period, read_place
from warledger.records import (
    Accused,
    Bounds,
    CorrectedField,
    CorrectedValue,
    Correction,
    Counted,
    Figure,
    Judgement,
    OwnValue,
    Period,
    Perpetrator,
    Place,
)


def correction_json(correction: Correction) -> Json:
    """Write a correction with the reader's own value; what is struck out has the value null."""
    form: Json = {"field": correction.field, "part": correction.part}
    form |= {"own": _value_json(correction.own), "value": _value_json(correction.value)}
    return form | ({"judgement": correction.judgement} if correction.judgement else {})


def read_correction(form: Json) -> Correction:
    """Read a correction back."""
    field = cast("CorrectedField", form["field"])
    return Correction(
        field,
        form["part"],
        _read_own(field, form["own"]),
        _read_value(field, form["value"]),
        form.get("judgement", ""),
    )


def _value_json(value: OwnValue | CorrectedValue | None) -> Any:
    match value:
        case Period():
            return period_json(value)
        case Place():
            return place_json(value)
        case Figure():
            return figure_json(value)
        case Perpetrator():
            return perpetrator_json(value)
        case Counted():
            bounds = {"low": value.bounds.low, "high": value.bounds.high}
            return {"outcome": value.outcome, "class": value.victims, **bounds, "role": value.role}
        case Accused():
            return {"actor": value.actor, "stance": value.stance}
        case tuple():
            return list(value)
    return value


def _read_own(field: CorrectedField, form: Any) -> OwnValue:
    if field == "figure":
        return read_figure(form)
    if field == "perpetrator":
        return read_perpetrator(form)
    return _read_plain(field, form)


def _read_value(field: CorrectedField, form: Any) -> CorrectedValue | None:
    if form is None:
        return None
    if field == "figure":
        return Counted(form["outcome"], form["class"], Bounds(form["low"], form["high"]), form["role"])
    if field == "perpetrator":
        return Accused(form["actor"], form["stance"])
    return _read_plain(field, form)


def _read_plain(field: CorrectedField, form: Any) -> str | tuple[str, ...] | Period | Place:
    if field == "date":
        return read_period(form)
    if field == "place":
        return read_place(form)
    return tuple(form) if field == "targets" else str(form)


def judgement_json(judgement: Judgement) -> Json:
    """Write a judgement; what its verdict has no use for is left out."""
    form: Json = {
        "id": judgement.id,
        "verdict": judgement.verdict,
        "accounts": list(judgement.accounts),
        "why": judgement.why,
        "by": judgement.by,
        "at": judgement.at,
        "undone_why": judgement.undone_why,
        "undone_by": judgement.undone_by,
        "undone_at": judgement.undone_at,
    }
    if judgement.incidents:
        form["incidents"] = list(judgement.incidents)
    if judgement.sides:
        form["sides"] = [list(side) for side in judgement.sides]
    if judgement.correction is not None:
        form["correction"] = correction_json(judgement.correction)
    if judgement.grade is not None:
        form["grade"] = judgement.grade
    if judgement.grade_before is not None:
        form["grade_before"] = judgement.grade_before
    return form


def read_judgement(form: Json) -> Judgement:
    """Read a judgement back."""
    correction = form.get("correction")
    return Judgement(
        form["id"],
        form["verdict"],
        tuple(form["accounts"]),
        form["why"],
        form["by"],
        form["at"],
        form["undone_why"],
        form["undone_by"],
        form["undone_at"],
        tuple(form.get("incidents", ())),
        tuple(tuple(side) for side in form.get("sides", ())),
        None if correction is None else read_correction(correction),
        form.get("grade"),
        form.get("grade_before"),
    )
