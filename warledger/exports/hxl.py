"""The `hxl` format: a table of our own, a row an incident, with the row of HXL tags (https://hxlstandard.org) below the header."""

from collections.abc import Iterator

from warledger.exports.acled import blamed
from warledger.exports.cells import csv_lines, joined
from warledger.exports.event_facts import counted, toll
from warledger.exports.profiles import Profile
from warledger.exports.record_cells import Row
from warledger.exports.view import View
from warledger.ledger import Ledger
from warledger.records import Incident, VictimClass, independent_sources
from warledger.wording.phrases import country_name

HXL_TAGS = {
    "incident": "#event+code",
    "title": "#description",
    "type": "#event+type",
    "date_start": "#date+start",
    "date_end": "#date+end",
    "date_precision": "#meta+date+precision",
    "country": "#country+name",
    "country_code": "#country+code",
    "admin1": "#adm1+name",
    "place": "#loc+name",
    "latitude": "#geo+lat",
    "longitude": "#geo+lon",
    "place_precision": "#geo+precision",
    "perpetrators": "#group+name",
    "killed_low": "#affected+killed+min",
    "killed_best": "#affected+killed",
    "killed_high": "#affected+killed+max",
    "injured_low": "#affected+injured+min",
    "injured_high": "#affected+injured+max",
    "civilians_killed_low": "#affected+killed+civilian+min",
    "civilians_killed_high": "#affected+killed+civilian+max",
    "children_killed_low": "#affected+killed+children+min",
    "children_killed_high": "#affected+killed+children+max",
    "women_killed_low": "#affected+killed+f+min",
    "women_killed_high": "#affected+killed+f+max",
    "primary_sources": "#meta+source",
    "independent_sources": "#indicator+sources+num",
    "reports": "#indicator+reports+num",
    "grade": "#meta+grade",
    "profile": "#meta+profile",
}
"""Each column with its tag."""


def hxl_lines(ledger: Ledger, profile: Profile) -> Iterator[str]:
    """Give the table's lines: header, tags, and the incidents by their ids."""
    rows = (_row(incident, profile) for incident in View(ledger, profile).incidents())
    header, *tags = csv_lines(tuple(HXL_TAGS), [tuple(HXL_TAGS.values())])
    yield header
    yield from tags
    body = csv_lines((), rows)
    next(body)
    yield from body


def _row(incident: Incident, profile: Profile) -> Row:
    day, place = incident.date, incident.place
    told, injured = toll(incident), toll(incident, "injured")
    return (
        incident.id, incident.title, incident.type, day.start, day.end, day.precision, country_name(place.country),
        place.country, place.admin1, place.name, place.lat, place.lon, place.precision, blamed(incident),
        told.low, told.best, told.high, injured.low, injured.high, *_killed(incident, "civilians"),
        *_killed(incident, "children"), *_killed(incident, "women"), joined(incident.primary_sources),
        independent_sources(incident.lineage), incident.reports, incident.grade, profile,
    )  # fmt: skip


def _killed(incident: Incident, victims: VictimClass) -> tuple[int | None, int | None]:
    rows = (r for r in counted(incident, "killed") if r.victims == victims and r.side is None)
    row = next(rows, None)
    return (None, None) if row is None else (row.low, row.high)
