"""What a public page shows of an incident: the public profile of the exports, and of attacks on health care what WHO publishes.

WHO's table of attacks on health care gives country, date, the health resource affected, the type of attack and of facility, the
counts in one number each and the certainty (STANDARDS A8). It withholds the place below the country, who says so, names,
narrative and breakdown. A page can be reached from many sides, so the whole incident is cut down to that here, its id too:
ids hold the name of the place.
"""

from dataclasses import replace

from warledger.exports.public import public_incident
from warledger.reconciling.facilities import facility_attacks
from warledger.records import (
    Bounds,
    FacilityAttack,
    Incident,
    LooseFigure,
    Outcome,
    Place,
    Reconciled,
    content_id,
)
from warledger.wording.phrases import ACT_WORDS, DATE_UNKNOWN, country_name, period_words

ON_HEALTH_CARE = "health care"
_WITHHELD_WORDS = "a place withheld"


def published(incident: Incident) -> Incident:
    """Cut an incident down to what a page for everybody may show of it."""
    attacks = _medical(incident)
    return _as_who_publishes(incident, attacks) if attacks else public_incident(incident)


def on_health_care(incident: Incident) -> bool:
    """Tell whether an incident is an attack on health care: on a facility, on transport or on medical staff."""
    return bool(_medical(incident))


def counts_health_care(figure: LooseFigure) -> bool:
    """Tell whether a figure counts facilities of health care hit."""
    return any(row.kind == "medical" for row in facility_attacks((), [figure], {}))


def _medical(incident: Incident) -> list[FacilityAttack]:
    return [row for row in facility_attacks([incident], (), {}) if row.kind == "medical"]


def _as_who_publishes(incident: Incident, attacks: list[FacilityAttack]) -> Incident:
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
        id=content_id("w", *sorted(account.id for account in incident.accounts)),
        title=title,
        date=replace(incident.date, quote=None),
        place=Place(country=country, precision="country") if country else Place(),
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
    )
