"""One filter, one set of incidents: the list, the map, the timeline, the charts and the choices all show the same."""

from dataclasses import replace
from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.desk.overview.conftest import ReadBack
from tests.desk.overview.made import filters, incidents
from warledger.desk.filters import Filter
from warledger.desk.overview.answers import Cluster, MapView, OneIncident, WideArea
from warledger.desk.overview.areas import WORLD, Area, Box, Overlap
from warledger.desk.overview.charting import charts
from warledger.desk.overview.choices import choices
from warledger.desk.overview.choosing import Chosen, choose
from warledger.desk.overview.columns import ACCUSED, Columns
from warledger.desk.overview.listing import list_page
from warledger.desk.overview.mapping import Asked, map_view
from warledger.desk.overview.timing import timeline
from warledger.ledger.wanted import fold, place_words, within
from warledger.records import Incident, Place

MANY = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
POINTED = ("site", "town", "district")


def drawn(columns: Columns, chosen: Chosen, zoom: int = 2, view: Box = WORLD) -> MapView:
    return map_view(columns, chosen, Asked(view, zoom, lambda box, _: f"/?area={box}", lambda name, _: name))


def counted(view: MapView) -> int:
    """The incidents of a map's features."""
    told = [feature.properties for feature in view.features]
    return sum(1 if isinstance(one, OneIncident) else one.count for one in told)


def listed(columns: Columns, chosen: Chosen) -> list[str]:
    return [row.id for row in list_page(columns, chosen, 1)[0].rows]


def is_inside(area: Area, incident: Incident) -> bool:
    lon, lat = incident.place.lon, incident.place.lat
    assert lon is not None
    assert lat is not None
    if isinstance(area, Box):
        return area.south <= lat <= area.north and any(
            area.west <= lon + turn <= area.east for turn in (-360, 0, 360)
        )
    if isinstance(area, Overlap):
        return all(is_inside(one, incident) for one in area.areas)
    (x0, y0), (x1, _), (x2, y2) = area.corners
    assert (x0 + x1) / 2 == x2, "the test's triangle stands upright"
    return y0 <= lat < y2 and abs(lon - x2) < (x1 - x0) / 2 * (y2 - lat) / (y2 - y0)


def fits(incident: Incident, wanted: Filter) -> bool:
    """Tell by hand whether an incident fits a filter."""
    day, place = incident.date, incident.place
    asked_of_days = wanted.since is not None or wanted.until is not None
    has_point = place.lat is not None and place.precision in POINTED
    return (
        not (asked_of_days and day.start is None and day.end is None)
        and (wanted.since is None or day.end is None or day.end >= wanted.since)
        and (wanted.until is None or day.start is None or day.start <= wanted.until)
        and (wanted.place is None or fold(wanted.place) in place_words(incident))
        and (wanted.near is None or (has_point and within(place, wanted.near)))
        and (wanted.area is None or (has_point and is_inside(wanted.area, incident)))
        and (not wanted.types or incident.type in wanted.types)
        and (not wanted.grades or incident.grade in wanted.grades)
        and (not wanted.victims or any(f.victims in wanted.victims for f in incident.figures))
        and (
            not wanted.perpetrators
            or any(b.actor in wanted.perpetrators and b.stance in ACCUSED for b in incident.perpetrators)
        )
        and (not wanted.placed or stands_as(place) in wanted.placed)
        and (not wanted.sources or bool(set(wanted.sources) & set(incident.primary_sources)))
    )


def stands_as(place: Place) -> str:
    """Say how a place stands on a map."""
    if place.precision == "country" and place.country is not None:
        return "country"
    if place.precision == "province" and place.admin1 != "Nowhere Land":
        return "province"
    if place.lat is None or place.precision in ("country", "unknown"):
        return "nowhere"
    return "point" if place.precision in ("site", "town") and (place.radius_km or 0) <= 10 else "area"


def by_day(incident: Incident) -> tuple[bool, int, int, str]:
    first = incident.date.start or incident.date.end
    last = incident.date.end or incident.date.start
    if first is None or last is None:
        return True, 0, 0, incident.id
    return False, -last.toordinal(), (last - first).days, incident.id


@MANY
@given(made=incidents(), wanted=filters())
def test_a_filter_keeps_what_fits_it_the_newest_first(
    read_back: ReadBack, made: list[Incident], wanted: Filter
) -> None:
    columns = read_back(made)
    fitting = sorted((i for i in made if fits(i, wanted)), key=by_day)
    assert listed(columns, choose(columns, wanted, None)) == [i.id for i in fitting]


@MANY
@given(made=incidents(), wanted=filters(), zoom=st.integers(0, 24))
def test_every_view_shows_the_same_incidents(
    read_back: ReadBack, made: list[Incident], wanted: Filter, zoom: int
) -> None:
    columns = read_back(made)
    chosen = choose(columns, wanted, None)
    total = list_page(columns, chosen, 1)[0].total
    seen = drawn(columns, chosen, zoom)
    assert counted(seen) == seen.placed
    assert seen.placed + sum(c.incidents for c in seen.country_only) + seen.unplaced == seen.total == total
    in_time = timeline(columns, chosen, None, None)
    assert sum(b.incidents for b in in_time.bins) + in_time.undated == total
    told = charts(columns, chosen, ())
    assert sum(b.incidents for b in told.weeks) + in_time.undated == total
    assert sum(t.incidents for t in told.types) == total


@MANY
@given(made=incidents(), wanted=filters())
def test_the_dead_are_the_same_in_every_view(
    read_back: ReadBack, made: list[Incident], wanted: Filter
) -> None:
    columns = read_back(made)
    chosen = choose(columns, wanted, None)
    types = charts(columns, chosen, ()).types
    sums = sum(t.killed_low for t in types), sum(t.killed_high for t in types), sum(t.open for t in types)
    low = high = unbounded = uncounted = 0
    for n in chosen.rows.tolist():
        counted_low, counted_high = int(columns.killed_low[n]), int(columns.killed_high[n])
        if counted_low >= 0:
            low += counted_low
            high += counted_low if counted_high < 0 else counted_high
            unbounded += counted_high < 0
        else:
            uncounted += 1
    assert sums == (low, high, unbounded)
    assert sum(t.uncounted for t in types) == uncounted


@MANY
@given(made=incidents(), wanted=filters())
def test_a_choice_keeps_as_many_incidents_as_it_says(
    read_back: ReadBack, made: list[Incident], wanted: Filter
) -> None:
    columns = read_back(made)
    offered = choices(columns, choose(columns, wanted, None), wanted)
    for field in ("types", "victims", "perpetrators", "sources", "grades", "placed"):
        for choice in getattr(offered, field):
            alone = replace(wanted, **{field: (choice.value,)})  # type: ignore[arg-type]
            assert len(choose(columns, alone, None).rows) == choice.incidents


@MANY
@given(made=incidents(), wanted=filters())
def test_what_falls_out_for_want_of_a_day_or_a_point_is_counted(
    read_back: ReadBack, made: list[Incident], wanted: Filter
) -> None:
    columns = read_back(made)
    left = choose(columns, wanted, None).left_out
    anywhere = replace(wanted, near=None, area=None)
    whenever = replace(wanted, since=None, until=None)
    undated = [i for i in made if i.date.start is None and i.date.end is None]
    pointless = [i for i in made if i.place.lat is None or i.place.precision not in POINTED]
    fit_but_for = replace(anywhere, since=None, until=None)
    asked_when = (wanted.since, wanted.until) != (None, None)
    asked_where = (wanted.near, wanted.area) != (None, None)
    assert left.undated == (
        sum(fits(i, whenever) or (fits(i, fit_but_for) and i in pointless) for i in undated)
        if asked_when
        else 0
    )
    assert left.unplaced == (
        sum(fits(i, anywhere) or (fits(i, fit_but_for) and i in undated) for i in pointless)
        if asked_where
        else 0
    )


@MANY
@given(made=incidents(), zoom=st.integers(0, 24))
def test_what_is_not_known_to_a_point_is_never_drawn_as_one(
    read_back: ReadBack, made: list[Incident], zoom: int
) -> None:
    columns = read_back(made)
    held = {i.id: i for i in made}
    clustered = 0
    for feature in drawn(columns, choose(columns, Filter(), None), zoom).features:
        told = feature.properties
        if isinstance(told, OneIncident):
            assert held[told.id].place.precision in ("site", "town")
            assert (held[told.id].place.radius_km or 0) <= 10
        elif isinstance(told, Cluster):
            clustered += told.count
            west, south, east, north = told.box
            assert feature.geometry is not None
            lon, lat = feature.geometry.coordinates
            assert west - 1e-6 <= lon <= east + 1e-6
            assert south - 1e-6 <= lat <= north + 1e-6
        else:
            assert isinstance(told, WideArea)
            assert told.radius_km > 0
            assert (told.province is not None) <= (told.precision == "province")
    exact = [
        i
        for i in made
        if i.place.precision in ("site", "town") and i.place.lat and (i.place.radius_km or 0) <= 10
    ]
    assert clustered <= len(exact)


def test_bins_cover_the_window_without_gaps(read_back: ReadBack) -> None:
    columns = read_back([])
    chosen = choose(columns, Filter(), None)
    for since, until, unit, many in (
        (date(2016, 1, 1), date(2016, 3, 1), "day", 61),
        (date(2016, 1, 1), date(2016, 12, 31), "week", 53),
        (date(2010, 1, 1), date(2016, 12, 31), "month", 84),
        (date(1990, 5, 1), date(2016, 12, 31), "year", 27),
        (date(1, 1, 1), date(9999, 12, 31), "year", 0),
    ):
        told = timeline(columns, chosen, since, until)
        assert (told.bin, len(told.bins)) == (unit, many)
        ends = [b.end.toordinal() for b in told.bins]
        starts = [b.start.toordinal() for b in told.bins]
        assert starts[1:] == [end + 1 for end in ends[:-1]]
        if many:
            assert starts[0] <= since.toordinal() <= until.toordinal() <= ends[-1]
