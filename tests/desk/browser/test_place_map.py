"""The small map of one place: each precision has its own sign, and what is no point is drawn as none."""

from playwright.sync_api import Browser

from tests.desk.browser.watching import Watched

_PLACES = [
    {"lat": 35.6, "lon": 36.7, "precision": "town", "country": "SY", "others": "[[35.8, 36.9]]"},
    {"lat": 35.6, "lon": 36.7, "precision": "site", "radius": 7, "country": "SY"},
    {"lat": 35.6, "lon": 36.7, "precision": "district", "radius": 30, "country": "SY"},
    {"precision": "province", "country": "SY", "province": "SY.12"},
    {"precision": "country", "country": "SY"},
]
_SHOW = """async (places) => {
    for (const place of places) {
        const element = document.createElement("div");
        element.className = "place-map";
        element.style.height = "200px";
        Object.assign(element.dataset, place);
        document.querySelector("main").append(element);
    }
    await import("/static/place_map.js");
}"""


def test_every_precision_has_its_sign(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 1000, "height": 900})
    watched = Watched(context.new_page())
    page = watched.page
    page.goto(address)
    page.evaluate(_SHOW, _PLACES)
    page.locator(".place-map[data-ready]").nth(len(_PLACES) - 1).wait_for(state="attached", timeout=60_000)
    signs = page.eval_on_selector_all(".place-map", "maps => maps.map(map => map.dataset.ready)")
    assert signs == ["town", "site", "area", "area", "outline"]
    assert watched.hosts == {"127.0.0.1"}
    assert watched.complaints == []
    context.close()
