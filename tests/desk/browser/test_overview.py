"""The overview in a real browser: map, timeline, list and charts show one and the same filter, which the address
holds; what is no point is drawn as none; and not one request leaves this machine.
"""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, ViewportSize

from tests import factories as make
from tests.by_hand import put_incidents
from tests.desk.browser.accessibility import grave_faults
from tests.desk.browser.overview_seen import drag, point_of, seen
from tests.desk.browser.watching import Watched, fits_its_width
from tests.desk.serving import served
from warledger.desk import make_app
from warledger.ledger import Ledger
from warledger.records import Incident, Place, Telling

PLACES = {
    "town": make.town("Deir Sunbul", 35.61, 36.52, admin1="Idlib"),
    "site": make.town("Arzeh crossing", 34.2, 38.6, admin1="Homs", precision="site"),
    "district": make.town("Jabal Zawi", 36.4, 39.9, admin1="Raqqa", precision="district", radius_km=30),
    "province": make.town("Sweida", 32.7, 36.6, admin1=None, precision="province", radius_km=40),
    "country": make.town("Syria", None, None, admin1=None, precision="country"),
}
"""One place of every precision, far enough from each other that no two are drawn as one."""
SCREEN: ViewportSize = {"width": 1920, "height": 1080}


def told_at(name: str, place: Place) -> tuple[Telling, Incident]:
    source = make.report(f"r-{name}", f"Shells killed {4 + len(name)} people in {place.name} on Monday.")
    account = make.account(
        source,
        id=f"a-{name}",
        date=make.day(date(2015, 3, 9)),
        place=place,
        figures=(make.figure(make.quoted(source, f"{4 + len(name)} people"), 4 + len(name), 4 + len(name)),),
    )
    killed = make.reconciled(4 + len(name), 4 + len(name), 4 + len(name))
    incident = make.incident(
        [account], id=f"2015-03-09-{name}", title=f"Shelling, <b>{place.name}</b>", figures=(killed,)
    )
    return make.telling(source, accounts=[account]), incident


@pytest.fixture(scope="session")
def places_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The desk over one incident of every precision."""
    path = tmp_path_factory.mktemp("places") / "ledger.db"
    told = [told_at(name, place) for name, place in PLACES.items()]
    with Ledger.create_or_open(str(path)) as ledger:
        ledger.add([telling for telling, _ in told])
        put_incidents(ledger, [incident for _, incident in told])
    with served(make_app(str(path))) as at:
        yield at


@pytest.fixture
def wide(browser: Browser) -> Iterator[Watched]:
    """A fresh page on a wide light screen, drawn coarsely: without a graphics card every point of the map takes its time."""
    context = browser.new_context(viewport=SCREEN, device_scale_factor=0.5, reduced_motion="reduce")
    yield Watched(context.new_page())
    context.close()


@pytest.mark.parametrize(
    ("ledger", "query"),
    [
        ("examples_address", ""),
        ("june_address", "type=airstrike&type=shelling"),
        ("june_address", "q=killed&grade=weak"),
    ],
)
def test_map_timeline_list_and_charts_show_the_same_incidents(
    wide: Watched, ledger: str, query: str, request: pytest.FixtureRequest
) -> None:
    page = wide.page
    page.goto(f"{request.getfixturevalue(ledger)}/?{query}")
    (total,) = seen(page).totals
    assert total
    shown = re.match(r"[\d,]+", page.locator("#list .found").inner_text())
    assert shown
    assert int(shown.group().replace(",", "")) == total
    assert wide.hosts == {"127.0.0.1"}
    assert wide.complaints == []


def test_the_address_holds_the_filter_and_back_goes_back(watched: Watched, june_address: str) -> None:
    page = watched.page
    page.goto(june_address)
    (everything,) = seen(page).totals
    page.locator("[data-choice=type] summary").click()
    page.get_by_label(re.compile("^shelling")).check()
    page.wait_for_url("**/?type=shelling")
    (shelling,) = seen(page).totals
    assert 0 < shelling < everything
    page.keyboard.press("Escape")
    page.get_by_label("Words in the reports").fill("market")
    page.keyboard.press("Enter")
    page.wait_for_url("**/?q=market&type=shelling")
    (both,) = seen(page).totals
    assert 0 < both < shelling
    page.go_back()
    assert seen(page).totals == {shelling}
    assert page.get_by_label("Words in the reports").input_value() == ""
    page.go_back()
    assert seen(page).totals == {everything}
    page.locator("[data-choice=type] summary").click()
    assert not page.get_by_label(re.compile("^shelling")).is_checked()
    page.go_forward()
    assert seen(page).totals == {shelling}
    assert watched.complaints == []


def test_a_copied_address_opens_the_same_view(wide: Watched, browser: Browser, june_address: str) -> None:
    page = wide.page
    page.goto(f"{june_address}/?type=airstrike")
    before = seen(page)
    page.mouse.move(*point_of(page, "#map", 0.5, 0.5))
    page.mouse.wheel(0, -300)
    page.wait_for_url(re.compile("type=airstrike#map="))
    page.wait_for_selector(f"#map:not([data-zoom='{before.map['zoom']}'])")
    moved = seen(page)
    with browser.new_context(viewport=SCREEN) as colleague:
        other = colleague.new_page()
        other.goto(page.url)
        again = seen(other)
    assert again.totals == moved.totals
    assert float(again.map["zoom"]) == pytest.approx(float(moved.map["zoom"]), abs=0.02)


def test_an_area_drawn_on_the_map_filters_all_parts(wide: Watched, june_address: str) -> None:
    page = wide.page
    page.goto(june_address)
    (everything,) = seen(page).totals
    page.get_by_role("button", name="Draw a box").click()
    drag(page, "#map", (0.3, 0.05), (0.55, 0.5))
    page.wait_for_url("**/?area=*")
    (boxed,) = seen(page).totals
    assert 0 < boxed < everything
    west, south, east, north = map(float, parse_qs(urlsplit(page.url).query)["area"][0].split(","))
    assert west < east
    assert south < north
    assert page.get_by_label("Area", exact=True).input_value() == f"{west:g},{south:g},{east:g},{north:g}"
    page.get_by_role("link", name="Clear the filter").click()
    assert seen(page).totals == {everything}
    page.get_by_role("button", name="Draw an area").click()
    for corner in ((0.2, 0.1), (0.6, 0.1), (0.6, 0.6), (0.2, 0.1)):
        page.mouse.click(*point_of(page, "#map", *corner))
        page.wait_for_timeout(400)
    page.wait_for_url("**/?area=*")
    assert len(parse_qs(urlsplit(page.url).query)["area"][0].split(",")) == 3
    assert len(seen(page).totals) == 1
    assert wide.complaints == []


def test_an_area_can_be_typed_and_escape_leaves_the_drawing(wide: Watched, june_address: str) -> None:
    page = wide.page
    page.goto(june_address)
    (everything,) = seen(page).totals
    page.get_by_role("button", name="Draw a box").click()
    assert page.get_by_role("button", name="Draw a box").get_attribute("aria-pressed") == "true"
    page.keyboard.press("Escape")
    assert page.get_by_role("button", name="Draw a box").get_attribute("aria-pressed") == "false"
    page.get_by_label("Area", exact=True).fill("36,35,38,37")
    page.keyboard.press("Enter")
    page.wait_for_url("**/?area=*")
    (inside,) = seen(page).totals
    assert 0 < inside < everything


def test_a_district_and_a_province_are_hatched_ground_and_no_point(
    wide: Watched, places_address: str
) -> None:
    page = wide.page
    page.goto(places_address)
    shown = seen(page)
    assert shown.totals == {5}
    assert (shown.map["points"], shown.map["clusters"], shown.map["areas"]) == ("2", "0", "2")
    assert page.locator("#map-note").inner_text() == "Not on the map: Syria 1 (country alone known)."
    page.get_by_role("link", name="Syria", exact=True).click()
    page.wait_for_url("**/?place=Syria&placed=country")
    assert seen(page).totals == {1}
    assert wide.complaints == []


@pytest.mark.parametrize(
    ("place", "sign", "says"),
    [
        ("Deir Sunbul", "points", "8 killed"),
        ("Arzeh", "points", "8 killed"),
        ("Jabal Zawi", "areas", "somewhere within 30 km"),
    ],
)
def test_a_click_on_a_sign_says_what_it_stands_for(
    wide: Watched, places_address: str, place: str, sign: str, says: str
) -> None:
    page = wide.page
    page.goto(f"{places_address}/?place={place}")
    shown = seen(page)
    assert shown.totals == {1}
    assert [kind for kind in ("points", "clusters", "areas") if shown.map[kind] != "0"] == [sign]
    page.mouse.click(*point_of(page, "#map", 0.5, 0.5))
    card = page.locator(".card")
    assert says in card.inner_text()
    title = card.get_by_role("link").first
    assert f"<b>{PLACES['town'].name}</b>"[:3] in title.inner_text()
    title.click()
    page.wait_for_url("**/incident/2015-03-09-*")


def test_a_click_where_areas_lie_over_one_another_tells_of_all_and_the_card_stays_in_the_frame(
    wide: Watched, tmp_path: Path
) -> None:
    rings = {
        name: make.town(name, 35.61, 36.52, precision="district", radius_km=km)
        for name, km in (("Upper Zawi", 30), ("Greater Zawi", 60), ("Lower Zawi", 45))
    }
    told = [told_at(name, place) for name, place in rings.items()]
    with Ledger.create_or_open(str(tmp_path / "ledger.db")) as ledger:
        ledger.add([telling for telling, _ in told])
        put_incidents(ledger, [incident for _, incident in told])
    page = wide.page
    with served(make_app(str(tmp_path / "ledger.db"))) as at:
        page.goto(at)
        seen(page)
        page.mouse.click(*point_of(page, "#map", 0.5, 0.6))
        page.locator(".card").nth(2).wait_for()
        assert all(name in page.locator(".cards").inner_text() for name in rings)
        frame, card = (page.locator(one).bounding_box() for one in ("#map", ".maplibregl-popup"))
    assert frame is not None
    assert card is not None
    assert frame["y"] <= card["y"]
    assert card["y"] + card["height"] <= frame["y"] + frame["height"]
    assert wide.complaints == []


def test_a_stretch_of_the_timeline_becomes_the_period(wide: Watched, june_address: str) -> None:
    page = wide.page
    page.goto(june_address)
    (everything,) = seen(page).totals
    drag(page, "#timeline svg", (0.7, 0.5), (0.85, 0.5))
    page.wait_for_url("**/?since=*&until=*")
    (inside,) = seen(page).totals
    assert 0 < inside < everything
    since, until = (date.fromisoformat(page.locator(f"#{name}").input_value()) for name in ("since", "until"))
    assert since < until
    page.get_by_role("button", name="← Earlier").click()
    page.wait_for_url(lambda url: f"since={since}" not in url)
    assert date.fromisoformat(page.locator("#until").input_value()) < since
    page.get_by_role("button", name="All days").click()
    assert seen(page).totals == {everything}


def test_few_incidents_stand_on_the_timeline_each_with_its_link(wide: Watched, june_address: str) -> None:
    page = wide.page
    page.goto(f"{june_address}/?since=2016-06-10&until=2016-06-12")
    shown = seen(page)
    assert int(shown.timeline["items"]) == int(shown.timeline["total"]) > 0
    page.locator("#timeline a.item").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/incident/2016-06-1*")


def test_every_chart_has_its_numbers_as_a_table(wide: Watched, june_address: str) -> None:
    page = wide.page
    page.goto(june_address)
    shown = seen(page)
    page.get_by_text("The numbers by week").click()
    weeks = page.locator(".by-week tbody tr")
    incidents = sum(int(text) for text in weeks.locator("td:nth-child(3)").all_inner_texts())
    assert incidents == int(shown.charts["total"])
    for heading in (
        "Killed by type of act",
        "Killed by alleged perpetrator",
        "Running tolls beside the ledger",
    ):
        assert (
            page.locator(".chart", has=page.get_by_role("heading", name=heading)).locator("tbody tr").count()
            > 1
        )


def test_the_choices_tell_how_many_each_would_show(wide: Watched, june_address: str) -> None:
    page = wide.page
    page.goto(june_address)
    seen(page)
    page.locator("[data-choice=grade] summary").click()
    row = page.locator("[data-choice=grade] label", has_text="weak")
    number = int(row.locator("small").inner_text())
    row.locator("input").check()
    page.wait_for_url("**/?grade=weak")
    assert seen(page).totals == {number}
    assert row.locator("input").evaluate("e => document.activeElement === e")


def test_a_filter_without_sense_is_told_and_the_page_goes_on(wide: Watched, june_address: str) -> None:
    page = wide.page
    page.goto(june_address)
    (everything,) = seen(page).totals
    page.get_by_label("Since").fill("soon")
    page.keyboard.press("Enter")
    assert "is a day like 2016-04-19" in page.locator("#list").get_by_role("alert").inner_text()
    assert not page.locator("#map").is_visible()
    page.get_by_label("Since").fill("2016")
    page.keyboard.press("Enter")
    page.wait_for_url("**/?since=2016")
    assert 0 < seen(page).totals.pop() <= everything
    assert page.locator("#map").is_visible()
    assert wide.complaints == []


def test_a_page_that_is_refused_asks_for_nothing_else(wide: Watched, june_address: str) -> None:
    page = wide.page
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{june_address}/?since=soon")
    page.wait_for_selector("#overview[aria-busy=false]")
    page.wait_for_selector("#map canvas", state="attached")
    page.wait_for_timeout(300)
    assert [url for url in asked if "/api/" in url] == []
    assert "is a day like 2016-04-19" in page.locator("#list").get_by_role("alert").inner_text()


def test_a_desk_that_does_not_answer_is_told_and_can_be_asked_again(wide: Watched, june_address: str) -> None:
    page = wide.page
    page.goto(june_address)
    seen(page)
    page.route("**/*", lambda route: route.abort())
    page.locator("[data-choice=type] summary").click()
    page.get_by_label(re.compile("^shelling")).check()
    trouble = page.get_by_role("alert").filter(has_text="The desk does not answer.")
    trouble.wait_for()
    assert not page.locator("#map").is_visible()
    page.unroute("**/*")
    page.get_by_role("button", name="Try again").click()
    trouble.wait_for(state="hidden")
    page.wait_for_selector("#map", state="visible")
    assert len(seen(page).totals) == 1


def test_an_answer_that_is_no_list_takes_not_its_place(wide: Watched, june_address: str) -> None:
    page = wide.page
    page.goto(june_address)
    seen(page)
    page.route("**/*", lambda route: route.fulfill(status=503, body="<html><body>closed</body></html>"))
    page.locator("[data-choice=type] summary").click()
    page.get_by_label(re.compile("^shelling")).check()
    page.get_by_role("alert").filter(has_text="The desk does not answer. (503)").wait_for()
    assert page.locator("#list").count() == 1
    assert "closed" not in page.locator("main").inner_text()


@pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (1920, "dark")])
def test_the_overview_fits_its_screen_and_axe_finds_nothing_serious(
    browser: Browser, june_address: str, width: int, scheme: str
) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme="light" if scheme == "light" else "dark"
    )
    watched = Watched(context.new_page())
    page = watched.page
    page.goto(june_address)
    seen(page)
    assert fits_its_width(page)
    assert grave_faults(page) == []
    assert watched.hosts == {"127.0.0.1"}
    assert watched.complaints == []
    context.close()


def test_without_script_the_list_and_its_filter_work(browser: Browser, june_address: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 1400, "height": 900})
    page = context.new_page()
    page.goto(june_address)
    assert not page.locator("#map").is_visible()
    assert not page.locator("#timeline").is_visible()
    page.get_by_label("Place", exact=True).fill("Idlib")
    page.get_by_role("button", name="Show").click()
    assert "place=Idlib" in page.url
    assert "fit this filter" in page.locator("#list .found").inner_text()
    assert "Idlib" in page.locator("#list tbody tr").first.inner_text()
    context.close()


def test_of_two_filters_right_after_one_another_every_part_shows_the_later(
    wide: Watched, examples_address: str
) -> None:
    page = wide.page
    page.goto(examples_address)
    seen(page)
    page.get_by_label("Since", exact=True).fill("2017")
    page.get_by_label("Until", exact=True).fill("2017-03")
    page.keyboard.press("Enter")
    page.locator("#list[data-total='2']").wait_for()
    assert seen(page).totals == {2}
