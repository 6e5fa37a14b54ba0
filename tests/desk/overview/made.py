"""Incidents made up by hypothesis, put into a ledger and read back as the overview reads them."""

from datetime import date, timedelta

from hypothesis import strategies as st

from tests import factories as make
from warledger.desk.filters import Filter
from warledger.desk.overview.areas import Area, Box, Overlap, Polygon
from warledger.records import Blame, Incident, Period, Place, Reconciled, Stance

NAMES = ("Tal Ward", "Barda", "Al-Qasr", "New Mill")
PROVINCES = (("SY", "Idlib"), ("SY", "Hama"), ("IQ", "Diyala"), ("SY", "Nowhere Land"))
ACTORS = ("Syrian government", "rebels", "Russia")
STANCES: tuple[Stance, ...] = ("asserted", "suspected", "claimed", "denied")
SOURCES = ("SOHR", "Valley Rescue Corps", "Rana Amin")
DAYS = st.dates(date(2015, 1, 1), date(2016, 12, 31))


@st.composite
def periods(draw: st.DrawFn) -> Period:
    start = draw(st.none() | DAYS)
    if start is None:
        end = draw(st.none() | DAYS)
        return Period(None, end, "day" if end else "unknown")
    kind = draw(st.sampled_from(["day", "week", "open"]))
    if kind == "open":
        return Period(start, None, "day")
    return Period(start, start + timedelta(days=6 if kind == "week" else 0), kind)  # type: ignore[arg-type]


@st.composite
def places(draw: st.DrawFn) -> Place:
    country, admin1 = draw(st.sampled_from(PROVINCES))
    precision = draw(st.sampled_from(["site", "town", "district", "province", "country", "unknown"]))
    if precision == "country":
        return Place(country=draw(st.sampled_from([country, None])), precision="country")
    name = draw(st.sampled_from(NAMES)) if precision != "province" else admin1
    if draw(st.integers(0, 4)) == 0:
        return Place(name, admin1, country, precision=precision)  # type: ignore[arg-type]
    lat, lon = draw(st.sampled_from([(35.25, 36.5), (35.251, 36.502), (33.9, 44.8), (-10.0, 179.9)]))
    radius = draw(st.sampled_from([None, 0.0, 5.0, 40.0]))
    return Place(name, admin1, country, lat, lon, precision, radius_km=radius)  # type: ignore[arg-type]


@st.composite
def figures(draw: st.DrawFn) -> Reconciled:
    low = draw(st.none() | st.integers(0, 50))
    high = draw(st.none() | st.integers(50, 90))
    outcome, victims = (
        draw(st.sampled_from(["killed", "injured"])),
        draw(st.sampled_from(["unspecified", "children"])),
    )
    return make.reconciled(low, high, None, outcome=outcome, victims=victims)  # type: ignore[arg-type]


@st.composite
def incidents(draw: st.DrawFn) -> list[Incident]:
    """A few incidents without accounts, each under an id of its own."""
    made = []
    for n in range(draw(st.integers(0, 9))):
        stances = st.sampled_from(STANCES)
        blames = draw(st.lists(st.tuples(st.sampled_from(ACTORS), stances), max_size=2, unique=True))
        made.append(
            Incident(
                id=f"i-{n}",
                title=f"incident {n}",
                type=draw(st.sampled_from(["airstrike", "shelling", "ied"])),
                date=draw(periods()),
                place=draw(places()),
                targets=draw(st.sampled_from([(), ("market",), ("market", "school")])),
                figures=tuple(draw(st.lists(figures(), max_size=3))),
                perpetrators=tuple(Blame(actor, stance, (), 1) for actor, stance in blames),
                primary_sources=tuple(draw(st.lists(st.sampled_from(SOURCES), max_size=2, unique=True))),
                reports=draw(st.integers(1, 5)),
                grade=draw(st.sampled_from(["weak", "fair", "contested"])),
                disagreements=(),
                accounts=(),
            )
        )
    return made


AREAS: tuple[Area, ...] = (
    Box(36.0, 35.0, 37.0, 36.0),
    Box(179.0, -20.0, 181.0, 0.0),
    Polygon(((36.0, 35.0), (37.0, 35.0), (36.5, 35.6))),
    Overlap((Box(36.4, 35.0, 37.0, 36.0), Polygon(((36.0, 35.0), (37.0, 35.0), (36.5, 35.6))))),
)


@st.composite
def filters(draw: st.DrawFn) -> Filter:
    """A filter that asks for some of what `incidents` holds."""
    since, until = sorted([draw(DAYS), draw(DAYS)])
    return Filter(
        since=draw(st.sampled_from([None, since])),
        until=draw(st.sampled_from([None, until])),
        place=draw(st.none() | st.sampled_from(["idlib", "QASR", "new-mill", "xyz"])),
        near=draw(st.none() | st.just((35.25, 36.5, 10.0))),
        area=draw(st.none() | st.sampled_from(AREAS)),
        types=tuple(draw(st.sets(st.sampled_from(["airstrike", "ied"])))),
        victims=tuple(draw(st.sets(st.sampled_from(["children", "women"])))),
        perpetrators=tuple(draw(st.sets(st.sampled_from(["rebels", "Russia", "nobody"])))),
        sources=tuple(draw(st.sets(st.sampled_from(["SOHR", "nobody"])))),
        grades=tuple(draw(st.sets(st.sampled_from(["weak", "fair"])))),
        placed=tuple(draw(st.sets(st.sampled_from(["point", "area", "province", "country", "nowhere"])))),
    )
