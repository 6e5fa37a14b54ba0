"""Strangers stay out, what a report smuggles in stays text, and nothing in an address breaks the desk."""

from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.datastructures import MutableHeaders

from tests.desk import filled
from tests.desk.pages_read import elements, links, text_of
from warledger.desk import make_app
from warledger.desk.addresses import incident_href, report_href
from warledger.desk.protection import put_safe_headers
from warledger.ledger import Ledger
from warledger.wording.visible import visible

HOSTILE = report_href("<b>hostile</b>")
EVERY_PAGE = (
    "/", "/?q=Gunmen", "/?place=x&since=y", "/figures", "/refusals", "/healthz", "/nothing", "/static/desk.css",
    "/static/nothing.js", "/borders/countries.json", "/api/incidents", "/api/map?zoom=x", HOSTILE,
    *(incident_href(i.id) for i in filled.incidents()),
    *(report_href(t.report.id) for t in filled.tellings()),
)  # fmt: skip
HTML_PAGES = tuple(a for a in EVERY_PAGE if not a.startswith(("/healthz", "/static", "/borders", "/api")))


@pytest.mark.parametrize("address", EVERY_PAGE)
def test_every_answer_carries_the_safe_headers(desk: TestClient, address: str) -> None:
    headers = desk.get(address).headers
    assert headers["content-security-policy"] == (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; "
        "worker-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "same-origin"
    if not address.startswith(("/static/", "/borders/")):
        assert headers["cache-control"] == "no-store"


def test_the_programs_own_files_are_kept_and_asked_about(desk: TestClient) -> None:
    first = desk.get("/static/desk.css")
    assert first.headers["cache-control"] == "no-cache"
    again = desk.get("/static/desk.css", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert "max-age" in desk.get("/borders/countries.json").headers["cache-control"]


def test_nothing_of_the_ledger_is_kept_whatever_a_page_says_of_itself() -> None:
    for path, kept in (("/report/x", "no-store"), ("/statics", "no-store"), ("/static/a.js", "max-age=60")):
        headers = MutableHeaders({"Cache-Control": "max-age=60"})
        put_safe_headers(headers, path)
        assert headers["cache-control"] == kept


@pytest.mark.parametrize("address", HTML_PAGES)
def test_no_page_has_code_or_style_inside_or_from_outside(desk: TestClient, address: str) -> None:
    page = desk.get(address).text
    scripts, linked = elements(page, "script"), elements(page, "link")
    assert scripts
    assert not any(script.text for script in scripts)
    for own in (*(e.attributes["src"] for e in scripts), *(e.attributes["href"] for e in linked)):
        assert (own or "").startswith("/static/")
    assert not elements(page, "style")
    assert not elements(page, "img")
    for element in elements(page):
        assert not any(name.startswith("on") or name == "style" for name in element.attributes)
    for link in links(page):
        assert link.startswith(("/", "#", "https://courier.example/"))


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example:8080", "", "10.0.0.1"]
)
def test_a_foreign_name_is_refused(desk: TestClient, host: str) -> None:
    answer = desk.get("/", headers={"host": host})
    assert answer.status_code == 400
    assert "Incidents" not in answer.text
    assert "content-security-policy" in answer.headers


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:8080", "127.0.0.1:9", "[::1]:8080", "[::1]"])
def test_our_own_names_are_let_in(desk: TestClient, host: str) -> None:
    assert desk.get("/", headers={"host": host}).status_code == 200


def test_other_names_can_be_allowed(ledger_path: str) -> None:
    client = TestClient(make_app(ledger_path, hosts=["desk.example"]), base_url="http://desk.example")
    assert client.get("/healthz").status_code == 200


def test_hostile_words_are_shown_as_words(desk: TestClient) -> None:
    page = desk.get(HOSTILE).text
    text = text_of(page, "div", class_="text")
    assert text.strip() == visible(filled.HOSTILE)
    for words in (
        "<script>alert(1)</script>", "{{7*7}}", "{% raw %}", "<img src=x onerror=alert(2)>",
        "<style>*{display:none}</style>", "[U+202E right-to-left override]", "[U+0000]", "&amp;",
    ):  # fmt: skip
        assert words in text
    assert "\u202e" not in page
    assert "\x00" not in page
    assert "<script>alert(3)</script>" in text_of(page, "h1")


def test_hostile_values_are_shown_as_words_in_a_dossier(desk: TestClient) -> None:
    page = desk.get("/incident/2015-06-03-qasr-shooting").text
    told = text_of(page)
    for words in (
        "<script>alert(4)</script>, {{7*7}}",
        "<i>Homs</i>",
        "Chosen because: {{7*7}}<b>",
        "<u>x</u>",
        "<b>rule</b>",
    ):
        assert words in told
    assert "\u202e" not in page


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
@pytest.mark.parametrize("address", ["/", "/incident/x", "/report/x", "/figures", "/add", "/review/decide"])
def test_a_desk_without_reviewers_only_reads(desk: TestClient, method: str, address: str) -> None:
    answer = desk.request(method, address)
    assert answer.status_code == 403
    assert "This desk only reads" in text_of(answer.text)


ODD = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
NAMES = st.sampled_from(["since", "until", "place", "near", "q", "type", "page", "kind", "mark", "x"])


@ODD
@given(
    address=st.sampled_from(["/", "/figures", "/refusals", HOSTILE, "/incident/2015-05-arzeh-clash"]),
    query=st.lists(st.tuples(NAMES, WORDS | st.sampled_from(['"', "*", "a OR", "NEAR(", "-x", "(", "1e9", "9" * 30])), max_size=5),
)  # fmt: skip
def test_no_query_breaks_a_page(desk: TestClient, address: str, query: list[tuple[str, str]]) -> None:
    answer = desk.get(address, params=tuple(query))
    assert answer.status_code in (200, 422)
    elements(answer.text)


@ODD
@given(raw=st.binary(max_size=30))
def test_no_bytes_in_a_query_break_the_list(desk: TestClient, raw: bytes) -> None:
    escaped = "".join(f"%{byte:02x}" for byte in raw)
    for address in (
        f"/?q={escaped}",
        f"/?{escaped}",
        f"/report/{escaped or 'x'}",
        f"/incident/{escaped or 'x'}",
    ):
        assert desk.get(address).status_code in (200, 404, 422)


def test_a_missing_ledger_is_told_in_plain_words(tmp_path: Path) -> None:
    client = TestClient(make_app(str(tmp_path / "none.db")), base_url="http://localhost")
    answer = client.get("/")
    assert answer.status_code == 503
    assert "no ledger at" in text_of(answer.text)
    assert client.get("/healthz").status_code == 503
    assert not (tmp_path / "none.db").exists()


@pytest.mark.parametrize("address", ["/", "/healthz", "/api/incidents", "/incident/x", "/report/x"])
def test_no_answer_says_in_which_folder_a_ledger_lies(address: str, tmp_path: Path) -> None:
    for name in ("none.db", "notes.txt"):
        (tmp_path / "notes.txt").write_text("not a ledger " * 20, encoding="utf-8")
        with TestClient(make_app(str(tmp_path / name)), base_url="http://localhost") as client:
            answer = client.get(address)
        assert answer.status_code == 503
        assert name in answer.text
        assert str(tmp_path) not in answer.text


def test_something_else_than_a_ledger_is_told_in_plain_words(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("not a ledger " * 20, encoding="utf-8")
    client = TestClient(make_app(str(tmp_path / "notes.txt")), base_url="http://localhost")
    assert client.get("/").status_code == 503
    assert client.get("/incident/x").status_code == 503


def test_the_desk_reads_while_a_build_writes(tmp_path: Path) -> None:
    path = str(tmp_path / "ledger.db")
    client = TestClient(make_app(path), base_url="http://localhost")
    with Ledger.create_or_open(path) as ledger:
        assert client.get("/").status_code == 200
        ledger.add(filled.tellings())
        page = client.get("/").text
        assert "5 reports" in " ".join(text_of(page).split())
        assert "0 incidents" in " ".join(text_of(page).split())


def test_a_fault_of_the_desk_itself_is_a_plain_page_with_safe_headers(
    ledger_path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: Ledger) -> None:
        raise RuntimeError("secret words")

    monkeypatch.setattr(Ledger, "refusals", broken)
    client = TestClient(make_app(ledger_path), base_url="http://localhost", raise_server_exceptions=False)
    answer = client.get("/refusals")
    assert answer.status_code == 500
    assert "content-security-policy" in answer.headers
    assert "secret words" not in answer.text
    assert "fault of the program" in text_of(answer.text)
