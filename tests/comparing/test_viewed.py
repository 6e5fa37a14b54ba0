"""A comparison for everybody: what the public profile withholds is withheld before anything is weighed."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.by_hand import put_incidents
from tests.desk import filled
from warledger.cli import run
from warledger.comparing import Comparison, Entry, Read, compare_view
from warledger.exports.profiles import Profile
from warledger.exports.view import View
from warledger.ledger import Ledger
from warledger.records import Bounds, Linking, Period, Place

MARKET = "2015-05-12-deir-sunbul-airstrike"
CLINIC = "2015-03-09-tell-aswad-drone"
MARKET_DAY = Period(date(2015, 5, 12), date(2015, 5, 12), "day")
CLINIC_NIGHT = Period(date(2015, 3, 9), date(2015, 3, 10), "day")


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.create_or_open(str(tmp_path / "ledger.db")) as opened:
        opened.add(filled.tellings())
        put_incidents(opened, filled.incidents(), Linking(()))
        yield opened


def row(line: int, place: str, lat: float, lon: float, killed: int, days: Period) -> Entry:
    where = Place(place, None, "SY", lat, lon, precision="town", radius_km=0.0)
    count = Bounds(killed, killed)
    return Entry(
        str(line),
        line,
        "other",
        days,
        where,
        count,
        killed,
        "unspecified",
        None,
        (),
        True,
        "Umm Samir",
        "her words",
    )


ROWS = (
    row(2, "Deir Sunbul", 35.612345, 36.523456, 31, MARKET_DAY),
    row(3, "Tell Aswad", 36.1, 37.2, 1, CLINIC_NIGHT),
    row(4, "Elsewhere", 36.212345, 37.1, 5, MARKET_DAY),
)


def held(ledger: Ledger, profile: Profile) -> Comparison:
    return compare_view(View(ledger, profile), Read("UCDP GED", ROWS, ()))


def matched(comparison: Comparison) -> list[str]:
    return [match.incident.id for match in comparison.matches]


def test_an_attack_on_health_care_takes_no_part_and_its_row_stands_like_any_other(ledger: Ledger) -> None:
    assert matched(held(ledger, "full")) == [CLINIC, MARKET]
    public = held(ledger, "public")
    assert matched(public) == [MARKET]
    assert CLINIC not in {incident.id for incident in public.only_here}
    assert "3" in {entry.id for entry in public.only_there} or public.beyond


def test_points_are_rounded_before_a_distance_is_told_and_in_the_rows_too(ledger: Ledger) -> None:
    (match,) = held(ledger, "public").matches
    assert all(a.place.lat == round(a.place.lat or 0, 2) for a in match.incident.accounts)
    assert (match.entry.place.lat, match.entry.place.lon) == (35.61, 36.52)
    (alone,) = (e for e in held(ledger, "public").only_there if e.id == "4")
    assert alone.place.lat == 36.21


def test_the_words_and_sources_of_their_rows_are_left_out(ledger: Ledger) -> None:
    public = held(ledger, "public")
    entries = [*(m.entry for m in public.matches), *public.only_there]
    assert {(e.source, e.told) for e in entries} == {("", "")}
    assert held(ledger, "full").matches[0].entry.source == "Umm Samir"


def test_who_is_cited_by_name_is_not_in_what_is_compared(ledger: Ledger) -> None:
    shown = held(ledger, "public")
    cited = {s for i in (*shown.only_here, *(m.incident for m in shown.matches)) for s in i.primary_sources}
    assert cited <= {
        "Plains Observatory",
        "Valley Rescue Corps",
        "local council",
        "a named person",
        "<u>x</u>",
    }


def test_the_command_counts_what_it_leaves_out(
    ledger: Ledger, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    theirs = tmp_path / "theirs.csv"
    theirs.write_text("day,name,lat,lon\n2015-03-09,Tell Aswad,36.1,37.2\n", encoding="utf-8")
    told = [
        "compare",
        str(theirs),
        "-l",
        str(tmp_path / "ledger.db"),
        "--map",
        "date=day,place=name,lat=lat,lon=lon",
    ]
    for profile, left_out in (("full", False), ("public", True)):
        assert run([*told, "--profile", profile]) == 0
        assert ("1 incident left out: attacks on health care" in capsys.readouterr().out) == left_out
