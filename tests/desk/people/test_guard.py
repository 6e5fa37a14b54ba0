"""No request changes anything without a reviewer's session, from elsewhere, or without that session's token; and no page
that is added later can forget it.
"""

import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.websockets import WebSocketDisconnect

from tests.desk.pages_read import elements, text_of
from tests.desk.signing import NAME, OTHER, PASSWORD, reviewers_file, sign_in
from warledger.desk import make_app
from warledger.desk.people.door import Door
from warledger.desk.people.guard import LARGEST_BODY

AT = "http://127.0.0.1:8080"
HERE = {"origin": AT, "sec-fetch-site": "same-origin"}
FOREIGN = (
    {"origin": "https://evil.example"},
    {"origin": "http://127.0.0.1:8081"},
    {"origin": "http://127.0.0.1"},
    {"origin": "null"},
    {"origin": ""},
    {"origin": "http://[::1"},
    {"origin": f"{AT}.evil.example"},
    {"origin": "ftp://127.0.0.1:8080"},
    {"sec-fetch-site": "cross-site"},
    {"sec-fetch-site": "same-site"},
    {"sec-fetch-site": "none"},
    {"origin": AT, "sec-fetch-site": "cross-site"},
    {"origin": "https://evil.example", "sec-fetch-site": "same-origin"},
)
CHANGING = ("POST", "PUT", "PATCH", "DELETE", "MKCOL", "OPTIONS")


@pytest.fixture(scope="module")
def reviewers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return reviewers_file(tmp_path_factory.mktemp("people"))


@pytest.fixture(scope="module")
def app(ledger_path: str, reviewers: Path) -> FastAPI:
    app = make_app(ledger_path, reviewers=reviewers)

    # What comes in at a page of tomorrow that knows nothing of tokens.
    @app.api_route("/tomorrow", methods=["POST", "PUT"])
    async def tomorrow(request: Request) -> Response:
        body = await request.body()
        return JSONResponse({"bytes": len(body)})

    @app.post("/tomorrow/form")
    async def form(request: Request) -> Response:
        async with request.form() as form:
            return JSONResponse(
                {k: v if isinstance(v, str) else (await v.read()).decode() for k, v in form.items()}
            )

    return app


@pytest.fixture
def stranger(app: FastAPI) -> Iterator[TestClient]:
    with TestClient(app, base_url=AT, follow_redirects=False) as client:
        yield client


@pytest.fixture
def client(stranger: TestClient) -> TestClient:
    stranger.headers["x-token"] = sign_in(stranger)
    return stranger


def without_token(client: TestClient) -> str:
    return str(client.headers.pop("x-token"))


def changing_routes(routes: Sequence[BaseRoute], before: str = "") -> Iterator[tuple[str, str]]:
    """Every address of the application that takes something in.

    Raises:
        AssertionError: a kind of route that this test does not know how to look into.
    """
    for route in routes:
        if isinstance(route, Mount):
            yield from changing_routes(route.routes, before + route.path)
        elif router := getattr(route, "original_router", None):
            yield from changing_routes(router.routes, before)
        else:
            assert isinstance(route, Route), f"{route} may hide other routes"
            path = before + route.path.replace(":path", "").replace("{", "").replace("}", "")
            yield from ((method, path) for method in route.methods or () if method not in ("GET", "HEAD"))


def test_every_route_that_changes_anything_refuses_strangers_and_foreign_pages(app: FastAPI) -> None:
    found = set(changing_routes(app.routes))
    assert {"/sign-in", "/sign-out", "/add", "/add/job_id/stop", "/review/decide", "/tomorrow"} <= {
        p for _, p in found
    }
    with TestClient(app, base_url=AT, follow_redirects=False) as stranger:
        for method, path in found - {("POST", "/sign-in")}:
            assert stranger.request(method, path, headers=HERE).status_code == 403, path
    with TestClient(app, base_url=AT, follow_redirects=False) as signed_in:
        token = sign_in(signed_in)
        for method, path in found:
            for headers in FOREIGN:
                answer = signed_in.request(method, path, headers={**headers, "x-token": token})
                assert answer.status_code == 403, (path, headers)
            if path != "/sign-in":
                for wrong in ({}, {"x-token": ""}, {"x-token": token[:-1]}, {"x-token": f"{token}x"}):
                    answer = signed_in.request(method, path, headers={**HERE, **wrong})
                    assert answer.status_code == 403, (path, wrong)


@pytest.mark.parametrize("method", CHANGING)
@pytest.mark.parametrize(
    "address", ["/", "/incident/x", "/sign-in", "/no-such-page", "/static/desk.css", "/api/x"]
)
def test_a_desk_without_reviewers_takes_nothing_at_all(ledger_path: str, method: str, address: str) -> None:
    with TestClient(make_app(ledger_path), base_url=AT) as client:
        answer = client.request(method, address, headers={"accept": "application/json"})
    assert answer.status_code == 403
    assert answer.json() == {"detail": "This desk only reads: it was started without --reviewers."}


def test_the_right_request_gets_through_with_its_whole_body(client: TestClient) -> None:
    for size in (0, 1, 70_000, LARGEST_BODY):
        assert client.post("/tomorrow", content=b"x" * size, headers=HERE).json() == {"bytes": size}


def test_a_program_that_says_no_origin_needs_the_rest_all_the_same(client: TestClient) -> None:
    assert client.post("/tomorrow", content=b"x").status_code == 200
    without_token(client)
    assert client.post("/tomorrow", content=b"x").status_code == 403


def test_the_token_may_stand_in_the_form(client: TestClient) -> None:
    token = without_token(client)
    fields = {"why": "one & the same", "token": token, "big": "x" * 200_000}
    assert client.post("/tomorrow/form", data=fields, headers=HERE).json() == fields


def test_the_token_may_stand_before_the_files_of_a_form(client: TestClient) -> None:
    token = without_token(client)
    fields: dict[str, Any] = {"outlet": "Courier", "token": token}
    answer = client.post(
        "/tomorrow/form", data=fields, files={"file": ("a.txt", b"y" * 300_000)}, headers=HERE
    )
    assert answer.json() == {**fields, "file": "y" * 300_000}


def multipart(*parts: tuple[str, bytes]) -> dict[str, Any]:
    body = b"".join(
        b"--edge\r\nContent-Disposition: form-data; " + head.encode() + b"\r\n\r\n" + content + b"\r\n"
        for head, content in parts
    )
    return {
        "content": body + b"--edge--\r\n",
        "headers": HERE | {"content-type": "multipart/form-data; boundary=edge"},
    }


def test_a_token_behind_a_file_or_far_down_is_none(client: TestClient) -> None:
    token = without_token(client).encode()
    for parts in (
        [('name="file"; filename="a.txt"', b"x"), ('name="token"', token)],
        [('name="token"; filename="a.txt"', token)],
        [('name="why"', b"x" * 70_000), ('name="token"', token)],
        [('name="token"', token + b"x" * 300)],
        [('name="tokens"', token)],
        [],
    ):
        assert client.post("/tomorrow/form", **multipart(*parts)).status_code == 403
    assert client.post("/tomorrow/form", **multipart(('name="token"', token))).status_code == 200


@pytest.mark.parametrize(
    "kind",
    ["multipart/form-data", "multipart/form-data; boundary=" + "x" * 500, "multipart/form-data; boundary=edge", "application/json", "", "x", "application/x-www-form-urlencoded"],
)  # fmt: skip
@pytest.mark.parametrize(
    "content", [b"", b"--edge\r\n\r\n\r\n--nothing", b"\xff\x00" * 50_000, b'{"token": "x"}']
)
def test_a_form_that_is_none_is_refused(kind: str, content: bytes, client: TestClient) -> None:
    without_token(client)
    answer = client.post("/tomorrow/form", content=content, headers=HERE | {"content-type": kind})
    assert answer.status_code == 403


def test_a_token_serves_its_own_session_only(app: FastAPI, client: TestClient) -> None:
    with TestClient(app, base_url=AT) as other:
        token = sign_in(other, OTHER)
    client.headers["x-token"] = token
    assert client.post("/tomorrow").status_code == 403


def test_a_body_that_says_it_is_giant_is_refused_before_it_comes(client: TestClient) -> None:
    answer = client.post(
        "/tomorrow", headers=HERE | {"content-length": str(LARGEST_BODY + 1), "accept": "text/html"}
    )
    assert answer.status_code == 413
    assert "at most 1 MB at once" in text_of(answer.text)


@pytest.mark.parametrize("length", ["-1", "1e9", "9" * 40, "١"])
def test_a_length_that_is_none_is_refused(length: str, client: TestClient) -> None:
    headers = {name.encode(): value.encode() for name, value in {**HERE, "content-length": length}.items()}
    answer = client.post("/tomorrow", headers=headers)
    assert answer.status_code in (400, 413)


@pytest.mark.parametrize("address", ["/tomorrow", "/tomorrow/form"])
def test_a_body_that_does_not_end_is_cut_off(address: str, client: TestClient) -> None:
    token = without_token(client)

    def pieces() -> Iterator[bytes]:
        yield b"token=x&big="
        for _ in range(100):
            yield b"x" * 50_000

    headers = HERE | {"content-type": "application/x-www-form-urlencoded", "accept": "application/json"}
    for more in ({}, {"x-token": token}):
        answer = client.post(address, content=pieces(), headers=headers | more)
        assert answer.status_code == 413
        assert "warledger build" in answer.json()["detail"]


def test_a_refusal_is_a_page_to_a_person_and_a_line_to_a_program(stranger: TestClient) -> None:
    page = stranger.post("/sign-out", headers=HERE | {"accept": "text/html,*/*"})
    assert "not signed in" in text_of(page.text, "p", class_="standfirst")
    line = stranger.post("/sign-out", headers=HERE | {"accept": "application/json"})
    assert line.json()["detail"].startswith("You are not signed in")


def test_the_cookie_is_for_this_desk_and_no_script(stranger: TestClient) -> None:
    answer = stranger.post("/sign-in", data={"name": NAME, "password": PASSWORD}, headers=HERE)
    words = [part.strip().lower() for part in answer.headers["set-cookie"].split(";")]
    name, _, key = words[0].partition("=")
    assert name == "warledger-8080"
    assert len(key) >= 43
    assert set(words[1:]) == {"httponly", "path=/", "samesite=strict"}


@pytest.mark.parametrize("origin", ["https://desk.example", None], ids=["through a proxy", "itself"])
def test_behind_https_the_cookie_never_travels_in_the_clear(
    origin: str | None, ledger_path: str, reviewers: Path
) -> None:
    app = make_app(ledger_path, reviewers=reviewers, hosts=["desk.example"])
    at = "http://desk.example" if origin else "https://desk.example"
    with TestClient(app, base_url=at, follow_redirects=False) as client:
        headers = {"origin": "https://desk.example"}
        answer = client.post("/sign-in", data={"name": NAME, "password": PASSWORD}, headers=headers)
    assert answer.status_code == 303
    assert "; secure" in answer.headers["set-cookie"].lower()


def test_behind_https_a_page_without_it_is_foreign(ledger_path: str, reviewers: Path) -> None:
    app = make_app(ledger_path, reviewers=reviewers, hosts=["desk.example"])
    with TestClient(app, base_url="https://desk.example") as client:
        headers = {"origin": "http://desk.example"}
        answer = client.post("/sign-in", data={"name": NAME, "password": PASSWORD}, headers=headers)
    assert answer.status_code == 403


def test_signing_in_gives_a_new_id_each_time(client: TestClient) -> None:
    before = client.cookies["warledger-8080"]
    sign_in(client)
    after = client.cookies["warledger-8080"]
    assert after != before
    client.cookies.clear()
    client.cookies.set("warledger-8080", before)
    assert client.post("/tomorrow", headers=HERE).status_code == 403


def test_signing_out_ends_the_session_on_the_desks_side(client: TestClient) -> None:
    key = client.cookies["warledger-8080"]
    answer = client.post("/sign-out", headers=HERE)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert "warledger-8080" not in client.cookies
    client.cookies.set("warledger-8080", key)
    assert client.post("/tomorrow", headers=HERE).status_code == 403


@pytest.mark.parametrize(
    ("words", "leads_to"),
    [
        ("/?q=market&page=2", "/?q=market&page=2"),
        ("/incident/a%20b", "/incident/a%20b"),
        ("", "/"),
        ("//evil.example", "/"),
        ("/\\evil.example", "/"),
        ("/\t/evil.example", "/"),
        ("https://evil.example/", "/"),
        ("javascript:alert(1)", "/"),
        ("evil.example", "/"),
        ("/é\n", "/"),
        ("http://[::1", "/"),
    ],
)
def test_signing_in_leads_back_to_this_desk_only(words: str, leads_to: str, stranger: TestClient) -> None:
    fields = {"name": NAME, "password": PASSWORD, "next": words}
    answer = stranger.post("/sign-in", data=fields, headers=HERE)
    assert (answer.status_code, answer.headers["location"]) == (303, leads_to)
    page = stranger.get("/sign-in", params={"next": words})
    assert (page.status_code, page.headers["location"]) == (303, leads_to)


def test_a_wrong_password_keeps_the_name_and_never_the_password(stranger: TestClient) -> None:
    answer = stranger.post(
        "/sign-in", data={"name": "<b>Rima", "password": "wrong-words-1", "next": "/figures"}, headers=HERE
    )
    assert answer.status_code == 403
    assert "do not belong together" in text_of(answer.text, "p", id="complaint")
    (name,) = elements(answer.text, "input", id="name")
    assert name.attributes["value"] == "<b>Rima"
    assert "wrong-words-1" not in answer.text
    assert "set-cookie" not in answer.headers


def test_guessing_is_told_to_wait(ledger_path: str, reviewers: Path) -> None:
    with TestClient(make_app(ledger_path, reviewers=reviewers), base_url=AT) as client:
        answers = [
            client.post("/sign-in", data={"name": "Nobody", "password": f"wrong-{n}"}, headers=HERE)
            for n in range(6)
        ]
    assert [answer.status_code for answer in answers] == [403] * 5 + [429]
    assert int(answers[-1].headers["retry-after"]) >= 1
    assert "Too many wrong sign-ins. Try again in" in text_of(answers[-1].text, "p", id="complaint")


def test_a_crowd_that_signs_in_keeps_nobody_from_reading(
    ledger_path: str, reviewers: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read, waited = threading.Event(), list[bool]()
    monkeypatch.setattr(Door, "sign_in", lambda *_, **__: waited.append(read.wait(20)))
    with TestClient(make_app(ledger_path, reviewers=reviewers), base_url=AT) as client:

        def sign_in_slowly() -> None:
            client.post("/sign-in", data={"name": NAME, "password": PASSWORD}, headers=HERE)

        crowd = [threading.Thread(target=sign_in_slowly, daemon=True) for _ in range(60)]
        for one in crowd:
            one.start()
        assert client.get("/refusals").status_code == 200
        read.set()
        for one in crowd:
            one.join()
    assert waited == [True] * len(crowd)


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/figures",
        "/refusals",
        "/?q=market",
        "/healthz",
        "/api/incidents",
        "/borders/countries.json",
        "/nothing",
    ],
)
def test_a_closed_desk_shows_strangers_nothing(address: str, ledger_path: str, reviewers: Path) -> None:
    with TestClient(
        make_app(ledger_path, reviewers=reviewers, closed=True), base_url=AT, follow_redirects=False
    ) as client:
        for method in ("GET", "HEAD"):
            answer = client.request(method, address)
            assert answer.status_code == (403 if address.startswith("/api/") else 303)
        assert client.options(address).status_code == 403
        assert client.get("/sign-in").status_code == 200
        assert client.get("/static/desk.css").status_code == 200
        sign_in(client)
        assert client.get("/").status_code == 200


def test_a_closed_desk_leads_to_the_sign_in_page_and_back(ledger_path: str, reviewers: Path) -> None:
    with TestClient(
        make_app(ledger_path, reviewers=reviewers, closed=True), base_url=AT, follow_redirects=False
    ) as client:
        answer = client.get("/?q=market&type=airstrike")
    assert answer.headers["location"] == "/sign-in?next=%2F%3Fq%3Dmarket%26type%3Dairstrike"


def test_every_page_says_who_is_signed_in_and_offers_the_way_in_and_out(stranger: TestClient) -> None:
    page = stranger.get("/figures?page=1").text
    (way_in,) = [e for e in elements(page, "a") if e.text == "Sign in"]
    assert way_in.attributes["href"] == "/sign-in?next=%2Ffigures%3Fpage%3D1"
    sign_in(stranger)
    page = stranger.get("/figures").text
    assert NAME in text_of(page, "div", class_="visitor")
    assert [e.attributes["method"] for e in elements(page, "form", action="/sign-out")] == ["post"]


def test_a_desk_without_reviewers_has_no_way_in(ledger_path: str) -> None:
    with TestClient(make_app(ledger_path), base_url=AT) as client:
        assert client.get("/sign-in").status_code == 404
        assert "Sign in" not in client.get("/").text


def test_a_socket_is_closed(app: FastAPI) -> None:
    with (
        TestClient(app, base_url=AT) as client,
        pytest.raises(WebSocketDisconnect) as closed,
        client.websocket_connect("/", headers={"host": "127.0.0.1:8080"}),
    ):
        pass
    assert closed.value.code == 1008
