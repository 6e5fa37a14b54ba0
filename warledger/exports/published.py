"""What everybody may see of an incident, on pages and in exports: the public profile, and of attacks on health care what WHO publishes.

WHO's table of attacks on health care gives country, date, the health resource affected, the type of attack and of facility, the
counts in one number each and the certainty (STANDARDS A8). It withholds the place below the country, who says so, names,
narrative and breakdown. An incident can be reached from many sides, so the whole of it is cut down to that here, its id too:
ids hold the name of the place. What else leads to it, `guarding` names.
"""

from dataclasses import replace

from warledger.exports.guarding import on_health_care, public_id
from warledger.exports.public import public_incident, public_loose
from warledger.reconciling.facilities import facility_attacks
from warledger.records import Bounds, Incident, LooseFigure, Outcome, Place, Reconciled, Span
from warledger.wording.phrases import ACT_WORDS, DATE_UNKNOWN, country_name, period_words

ON_HEALTH_CARE = "health care"
_WITHHELD_WORDS = "a place withheld"


def published(incident: Incident) -> Incident:
    """Cut an incident down to what everybody may see of it."""
    return _as_who_publishes(incident) if on_health_care(incident) else public_incident(incident)


def published_count(figure: LooseFigure) -> LooseFigure:
    """Cut a figure that tells of attacks on health care down to what WHO publishes: the country, the days and the count.

    Its quote is empty, and no report is named: either would lead to the place.
    """
    bare = replace(figure, report="", quote=Span(0, 0, ""), says=(), scope="", accounts=())
    return replace(
        bare,
        period=replace(figure.period, quote=None),
        place=_country_of(figure.place),
        origin=_country_of(figure.origin),
        destination=_country_of(figure.destination),
    )


def published_loose(figure: LooseFigure, *, on_health: bool) -> LooseFigure:
    """Cut a figure that is no incident's own down to what everybody may see of it."""
    return published_count(figure) if on_health else public_loose(figure)


def _country_of(place: Place) -> Place:
    return Place(country=place.country, precision="country") if place.country else Place()


def _as_who_publishes(incident: Incident) -> Incident:
    attacks = [row for row in facility_attacks([incident], (), {}) if row.kind == "medical"]
    country = incident.place.country
    where = country_name(country) or _WITHHELD_WORDS
    when = period_words(incident.date)
    act = "Attack" if incident.type == "other" else ACT_WORDS[incident.type].capitalize()
    title = f"{act} on {ON_HEALTH_CARE}, {where}" + ("" if when == DATE_UNKNOWN else f", {when}")
    hit = next((row for row in attacks if row.resource != "personnel"), attacks[0])
    counts: tuple[tuple[Outcome, Bounds | None], ...] = (
        ("killed", hit.killed), ("injured", hit.injured), ("abducted", hit.removed),
    )  # fmt: skip
    return replace(
        incident,
        id=public_id(incident),
        title=title,
        date=replace(incident.date, quote=None),
        place=_country_of(incident.place),
        targets=tuple(row.facility for row in attacks),
        figures=tuple(
            Reconciled(outcome, "unspecified", told.low, told.high, None, "", (), ())
            for outcome, told in counts
            if told is not None
        ),
        perpetrators=(),
        primary_sources=(),
        disagreements=(),
        accounts=(),
        lineage=(),
        graded=None,
    )
