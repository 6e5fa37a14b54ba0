"""Figures and perpetrators of one account as JSON."""

from warledger.record_json.values import Json, read_span, span_json
from warledger.records import Bounds, Figure, Perpetrator


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


def perpetrator_json(perpetrator: Perpetrator) -> Json:
    """Write who is blamed in an account, claims or denies."""
    return {
        "actor": perpetrator.actor,
        "stance": perpetrator.stance,
        "says": list(perpetrator.says),
        "quote": span_json(perpetrator.quote),
    }


def read_perpetrator(form: Json) -> Perpetrator:
    """Read who is blamed back."""
    return Perpetrator(form["actor"], form["stance"], read_span(form["quote"]), tuple(form["says"]))
