"""The small map shows what is known of a place and no more."""

import pytest

from tests import factories as make
from warledger.desk.dossier.locator import HEIGHT, WIDTH, Locator, locate
from warledger.records import Place


def located(place: Place, *others: Place) -> Locator | None:
    accounts = [make.account(make.report(f"r{n}"), place=p) for n, p in enumerate(others or (place,))]
    return locate(make.incident(accounts, place=place))


def test_a_town_is_a_dot_in_the_middle_without_a_ring_or_hatching() -> None:
    drawn = located(Place("Idlib", "Idlib", "SY", 35.93, 36.63, "town"))
    assert drawn is not None
    assert drawn.point == pytest.approx((WIDTH / 2, HEIGHT / 2), abs=0.2)
    assert (drawn.ring, drawn.hatched, drawn.diamond, drawn.label) == (0.0, "", False, "Idlib")
    assert drawn.land


def test_a_site_is_a_diamond_and_a_distance_is_a_ring() -> None:
    drawn = located(Place("Qasr", "Idlib", "SY", 35.93, 36.63, "site", radius_km=8))
    assert drawn is not None
    assert drawn.diamond
    assert drawn.ring == pytest.approx(8 / drawn.bar_km * drawn.bar, rel=0.05)


def test_a_province_is_hatched_and_has_no_point() -> None:
    drawn = located(Place("Idlib", "Idlib", "SY", 35.9, 36.6, "province"))
    assert drawn is not None
    assert drawn.hatched
    assert (drawn.point, drawn.ring, drawn.label) == (None, 0.0, "")


def test_a_country_is_hatched_whole() -> None:
    drawn = located(Place(None, None, "SY", precision="country"))
    assert drawn is not None
    assert drawn.hatched
    assert drawn.point is None


def test_where_another_account_puts_it_is_a_hollow_ring() -> None:
    here, there = (
        Place("Idlib", "Idlib", "SY", 35.93, 36.63, "town"),
        Place("Binnish", "Idlib", "SY", 35.96, 36.71, "town"),
    )
    drawn = located(here, here, there)
    assert drawn is not None
    assert len(drawn.told_elsewhere) == 1


@pytest.mark.parametrize(
    "place",
    [Place(), Place("Nowhere"), Place("Town", None, "ZZ", 1.0, 1.0, "town"), Place("X", "No such", "SY")],
)
def test_what_nobody_knows_is_not_drawn(place: Place) -> None:
    assert located(place) is None
