"""Attacks on facilities: a row for each kind of facility hit in an incident, and the counts of several hit together.

- What is a facility, and of what kind, `data/facility_kinds.csv` says. Killed or injured medics make an incident an
  attack on health care too, on its personnel.
- How sure it is, in WHO's four words: "confirmed" where a party accepts that it did it (grade confirmed) or three sources
  that are not of one side tell it; "probable" where two do; "possible" where one does that is cited by name or kind;
  "rumour" where no account cites anybody.
- The counts are those of the whole incident, the row that counts most (`coverage.row_of`): who of them was in the
  hospital no report says. Of an attack on medical staff they are those of the medics alone.
- A target whose words stand in another one's ("camp" beside "refugee camp") is that one, told shorter.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import cast

from warledger.linking.lineage import root_report
from warledger.linking.weights import table_rows
from warledger.reconciling.counting import row_of
from warledger.reconciling.running import origins
from warledger.reconciling.sources import voices_apart
from warledger.records import (
    Bounds,
    Certainty,
    FacilityAttack,
    FacilityKind,
    Incident,
    LooseFigure,
    Outcome,
    ReportNotes,
    VictimClass,
)

KINDS: tuple[FacilityKind, ...] = (
    "medical", "education", "market", "worship", "water", "food", "energy", "aid", "camp", "rescue", "housing", "other",
)  # fmt: skip
"""In the order of the table: health care first."""
CONFIRMED, PROBABLE = 3, 2
"""Sources that are not of one side, from which on an attack is so sure."""


def facility_attacks(
    incidents: Iterable[Incident], loose: Iterable[LooseFigure], notes: ReportNotes
) -> tuple[FacilityAttack, ...]:
    """Lay out the attacks on facilities of a ledger, those on health care first.

    Args:
        incidents: all of them, gone through once.
        loose: figures that are no incident's own, of any kind.
        notes: of the reports: outlets and copies.
    """
    rows = [row for incident in incidents for row in _of_incident(incident)]
    rows += [
        _of_figure(figure, notes)
        for figure in loose
        if figure.kind == "facilities" and root_report(figure.report, notes) == figure.report
    ]
    return tuple(sorted(rows, key=_order))


@lru_cache(maxsize=1)
def _kinds() -> Mapping[str, dict[str, str]]:
    return {row["target"]: row for row in table_rows("facility_kinds.csv")}


def _of_incident(incident: Incident) -> Iterator[FacilityAttack]:
    hit = [_kinds()[target] | {"facility": target} for target in _told_once(incident.targets)]
    medics = any(f.victims == "medics" and f.outcome in ("killed", "injured") for f in incident.figures)
    if medics:
        hit.append({"kind": "medical", "resource": "personnel", "facility": "medical staff"})
    for row in hit:
        staff = row["resource"] == "personnel"
        yield FacilityAttack(
            incident=incident.id,
            figure=None,
            reports=tuple(sorted({a.report for a in incident.accounts})),
            kind=cast("FacilityKind", row["kind"]),
            facility=row["facility"],
            resource=row["resource"],
            attack=incident.type,
            period=incident.date,
            place=incident.place,
            hit=Bounds(None, None) if staff else Bounds(1, None),
            killed=_count(incident, ("killed",), staff=staff),
            injured=_count(incident, ("injured",), staff=staff),
            removed=_count(incident, ("abducted", "missing"), staff=staff),
            certainty=certainty(incident),
            sources=incident.primary_sources,
            quotes=tuple(a.evidence for a in incident.accounts),
            breakdown=_breakdown(incident),
            accounts=tuple(a.id for a in incident.accounts),
        )


def _told_once(targets: Sequence[str]) -> Iterator[str]:
    """Give the facilities among targets, without those that another one names more fully."""
    facilities = [target for target in targets if target in _kinds()]
    for target in facilities:
        if not any(set(target.split()) < set(other.split()) for other in facilities):
            yield target


def _count(incident: Incident, outcomes: tuple[Outcome, ...], *, staff: bool) -> Bounds | None:
    """Give the counts of an outcome; of the abducted and the missing the larger, since they may be the same people."""
    victims: VictimClass = "medics" if staff else "unspecified"
    rows = [row for o in outcomes if (row := row_of(incident.figures, o, victims)) is not None]
    most = max(rows, key=lambda row: max(row[0], row[1] or 0), default=None)
    return Bounds(most[0], most[1]) if most is not None else None


def _breakdown(incident: Incident) -> str:
    """Write the counts by class, for the desk alone: "killed civilians 37..44; killed children 5..5"; an end that is open is empty."""
    return "; ".join(
        f"{f.outcome} {f.victims} {f.low if f.low is not None else ''}..{f.high if f.high is not None else ''}"
        for f in incident.figures
        if f.victims != "unspecified"
    )


def certainty(incident: Incident) -> Certainty:
    """Say how sure it is that an incident took place, in WHO's words, by the rule at the head of this module."""
    voices = voices_apart(incident.primary_sources, country=incident.place.country)
    if incident.grade == "confirmed" or voices >= CONFIRMED:
        return "confirmed"
    if voices >= PROBABLE:
        return "probable"
    cited = any(f.says for a in incident.accounts for f in a.figures) or any(
        p.says for a in incident.accounts for p in a.perpetrators if p.stance != "denied"
    )
    return "possible" if cited or any(a.says for a in incident.accounts) else "rumour"


def _of_figure(figure: LooseFigure, notes: ReportNotes) -> FacilityAttack:
    row = facility_of(figure)
    return FacilityAttack(
        incident=None,
        figure=figure.id,
        reports=(figure.report,),
        kind=cast("FacilityKind", row["kind"]),
        facility=row["facility"],
        resource=row["resource"],
        attack=None,
        period=figure.period,
        place=figure.place,
        hit=figure.bounds,
        killed=None,
        injured=None,
        removed=None,
        certainty="possible" if figure.says else "rumour",
        sources=origins(figure, notes),
        quotes=(figure.quote,),
        accounts=figure.accounts,
    )


def facility_of(figure: LooseFigure) -> Mapping[str, str]:
    """Say of what kind the facilities of a count are, by the words of its quote; "other" where none tells."""
    said = figure.quote.text.lower()
    for target, row in _kinds().items():
        if any(word and word in said for word in row["words"].split("|")):
            return row | {"facility": target}
    return {"kind": "other", "resource": "", "facility": "facility"}


def _order(row: FacilityAttack) -> tuple[object, ...]:
    day = row.period.start or row.period.end
    return (
        KINDS.index(row.kind), day is None, str(day or ""), row.incident or "~", row.figure or "", row.facility,
    )  # fmt: skip
