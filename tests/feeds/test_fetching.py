"""The fetcher against a server that misbehaves: bounded in time, size and redirects, and polite."""

import gzip
import ipaddress
import time
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler
from itertools import count

import pytest

from tests.feeds.serving import Answering, Site, answer, redirect
from warledger import __version__
from warledger.feeds.fetching import Fetcher, NotFetched, Patience

HERE = (ipaddress.ip_network("127.0.0.1/32"),)
HASTY = Patience(connect_s=2, read_s=0.5, whole_s=1, bytes=100_000, pause_s=0)


def fetcher(patience: Patience = HASTY) -> Fetcher:
    return Fetcher(allowed=HERE, patience=patience)


def refused(
    news: Site, path: str, answering: Answering | None = None, by: Fetcher | None = None
) -> NotFetched:
    if answering is not None:
        news.pages[path] = answering
    with pytest.raises(NotFetched) as caught:
        (by or fetcher()).fetch(news.at(path))
    return caught.value


def raw(*pieces: bytes, pause_s: float = 0) -> Answering:
    """Send bytes as they are, with a pause before each piece."""

    def answering(handler: BaseHTTPRequestHandler) -> None:
        for piece in pieces:
            time.sleep(pause_s)
            handler.wfile.write(piece)
            handler.wfile.flush()
        handler.close_connection = True

    return answering


def test_a_page_comes_with_its_declared_encoding_and_the_program_says_who_it_is(news: Site) -> None:
    news.pages["/a?x=1"] = answer("één".encode("latin-1"), kind="text/html; charset=ISO-8859-1")
    asking = Fetcher(contact="https://example.org/about", allowed=HERE, patience=HASTY)
    found = asking.fetch(news.at("/a?x=1#part"))
    assert (found.data, found.charset, found.url) == (b"\xe9\xe9n", "iso-8859-1", news.at("/a?x=1"))
    assert news.asked == ["/robots.txt", "/a?x=1"]
    assert {h["user-agent"] for h in news.headers} == {
        f"warledger/{__version__} (+https://example.org/about)"
    }
    assert not any("cookie" in h or "authorization" in h or "referer" in h for h in news.headers)


def test_what_is_known_is_asked_for_with_its_condition_and_304_is_no_data(news: Site) -> None:
    news.pages["/a"] = answer(status=304)
    assert fetcher().fetch(news.at("/a"), known={"If-None-Match": '"v1"'}).data is None
    assert news.headers[-1]["if-none-match"] == '"v1"'


def test_no_cookie_is_sent_back(news: Site) -> None:
    news.pages["/a"] = answer("a", Set_Cookie="id=7")
    asking = fetcher()
    asking.fetch(news.at("/a"))
    asking.fetch(news.at("/a"))
    assert all("cookie" not in headers for headers in news.headers)


# ------------------------------------------------------------------------------------------------ time and size


def drip(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.end_headers()
    for _ in range(200):
        handler.wfile.write(b"x")
        handler.wfile.flush()
        time.sleep(0.05)


def test_a_server_that_drips_is_cut_off_though_no_single_read_times_out(news: Site) -> None:
    assert refused(news, "/a", drip).reason == "not whole after 1 seconds"


def test_a_server_that_drips_the_head_of_its_answer_is_cut_off_too(news: Site) -> None:
    head = raw(b"HTTP/1.1 200 OK\r\nX: ", *[b"y"] * 100, pause_s=0.05)
    assert refused(news, "/a", head).reason == "not whole after 1 seconds"


def test_a_server_that_falls_silent_is_given_up(news: Site) -> None:
    silent = refused(news, "/a", raw(b"HTTP/1.1 200 OK\r\n", b"\r\n", pause_s=0.9))
    assert (silent.reason, silent.passing) == ("nothing comes for 0.5 seconds", True)


def test_an_endless_body_is_given_up_at_the_bound(news: Site) -> None:
    def endless(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        for _ in count():
            handler.wfile.write(b"x" * 10_000)

    large = refused(news, "/a", endless, fetcher(Patience(whole_s=30, bytes=100_000, pause_s=0)))
    assert (large.reason, large.passing) == ("larger than 0.1 MB", False)


def test_a_body_that_bursts_when_unpacked_is_given_up_at_the_same_bound(news: Site) -> None:
    bomb = gzip.compress(b"\0" * 50_000_000)
    assert len(bomb) < 100_000
    assert refused(news, "/a", answer(bomb, Content_Encoding="gzip")).reason == "larger than 0.1 MB"
    assert refused(news, "/b", answer(gzip.compress(bomb), Content_Encoding="gzip, gzip")).reason == (
        "larger than 0.1 MB"
    )


def test_a_packed_body_is_unpacked_and_broken_packing_is_said(news: Site) -> None:
    news.pages["/a"] = answer(gzip.compress(b"whole"), Content_Encoding="gzip")
    assert fetcher().fetch(news.at("/a")).data == b"whole"
    assert refused(news, "/b", answer(b"no gzip", Content_Encoding="gzip")).reason == "its packing is broken"


def test_a_body_shorter_than_announced_is_not_taken_for_whole(news: Site) -> None:
    cut = refused(news, "/a", raw(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf of it"))
    assert (cut.reason, cut.passing) == ("the connection broke off", True)
    chunk = raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n64\r\nhalf of it")
    assert refused(news, "/b", chunk).reason == "the connection broke off"


def test_what_is_no_answer_at_all_is_refused(news: Site) -> None:
    assert refused(news, "/a", raw(b"SSH-2.0-server\r\n")).reason == "the connection broke off"


# -------------------------------------------------------------------------------------- redirects and addresses


def test_redirects_are_followed_and_told(news: Site) -> None:
    news.pages |= {"/a": redirect("b?c=1", 301), "/b?c=1": redirect(news.at("/d"), 307), "/d": answer("d")}
    found = fetcher().fetch(news.at("/a"))
    assert (found.data, found.url) == (b"d", news.at("/d"))


def test_redirects_without_end_are_given_up(news: Site) -> None:
    assert refused(news, "/a", redirect("/a")).reason == "more than 5 redirects"
    assert news.asked_without_robots() == ["/a"] * 6


@pytest.mark.parametrize(
    ("to", "reason"),
    [
        ("http://127.0.0.2/", "127.0.0.2 is not on the public internet (127.0.0.2)"),
        ("http://169.254.169.254/meta", "169.254.169.254 is not on the public internet (169.254.169.254)"),
        ("http://[::1]/", "::1 is not on the public internet (::1)"),
        ("http://2130706434/", "2130706434 is not on the public internet (127.0.0.2)"),
        ("file:///etc/passwd", "its address is no web address (http or https)"),
        ("http://user:word@127.0.0.1/", "its address holds a user name or password"),
    ],
)
def test_a_redirect_to_where_nobody_may_go_is_not_followed(news: Site, to: str, reason: str) -> None:
    assert refused(news, "/a", redirect(to)).reason.startswith(reason)


def test_a_redirect_that_names_no_address_is_refused(news: Site) -> None:
    assert refused(news, "/a", answer(status=302)).reason.endswith("names no other address")


def test_a_host_that_is_not_public_is_not_even_asked_for_its_robots(news: Site) -> None:
    with pytest.raises(NotFetched, match=r"not on the public internet \(127\.0\.0\.1\)") as caught:
        Fetcher(patience=HASTY).fetch(news.at("/a"))
    assert not caught.value.passing
    assert news.asked == []


def test_nothing_listening_is_a_passing_reason() -> None:
    with pytest.raises(NotFetched) as caught:
        fetcher().fetch("http://127.0.0.1:9/")
    assert caught.value.passing


# --------------------------------------------------------------------------------------------- answers and robots


@pytest.mark.parametrize(
    ("status", "passing"), [(403, False), (404, False), (410, False), (429, True), (500, True), (503, True)]
)
def test_an_answer_that_is_none_says_whether_it_may_pass(news: Site, status: int, passing: bool) -> None:
    found = refused(news, "/a", answer(status=status))
    assert (found.reason, found.passing, found.gone) == (
        f"its server answers {status}",
        passing,
        status == 410,
    )


def test_a_server_that_asks_to_be_left_alone_is_left_alone(news: Site) -> None:
    asking = fetcher()
    assert refused(news, "/a", answer(status=429, Retry_After="120"), asking).wait_s == 120
    later = refused(news, "/b", answer("b"), asking)
    assert later.reason == "its server asked to be left alone for a while"
    assert news.asked_without_robots() == ["/a"]


def test_the_time_to_be_left_alone_may_be_a_date_and_has_a_bound(news: Site) -> None:
    date = format_datetime(datetime.now(UTC) + timedelta(hours=1), usegmt=True)
    assert 3500 < refused(news, "/a", answer(status=503, Retry_After=date)).wait_s <= 3600
    assert refused(news, "/b", answer(status=503, Retry_After="9" * 40)).wait_s == 7 * 86_400
    assert refused(news, "/c", answer(status=503, Retry_After="soon")).wait_s == 0


def test_robots_txt_is_obeyed_and_asked_for_once(news: Site) -> None:
    news.pages |= {"/robots.txt": answer("User-agent: *\nDisallow: /closed"), "/open": answer("o")}
    asking = fetcher()
    assert refused(news, "/closed/a", answer("c"), asking).reason == "its site's robots.txt forbids it"
    assert asking.fetch(news.at("/open")).data == b"o"
    assert news.asked == ["/robots.txt", "/open"]
    asking.begin_round()
    asking.fetch(news.at("/open"))
    assert news.asked.count("/robots.txt") == 1


def test_a_robots_txt_that_failed_is_asked_for_again_in_the_next_round(news: Site) -> None:
    news.pages |= {"/robots.txt": answer(status=500), "/a": answer("a")}
    asking = fetcher()
    refused(news, "/a", by=asking)
    news.pages["/robots.txt"] = answer("User-agent: *\nAllow: /")
    asking.begin_round()
    assert asking.fetch(news.at("/a")).data == b"a"


def test_robots_txt_may_speak_to_this_program_by_name(news: Site) -> None:
    news.pages["/robots.txt"] = answer("User-agent: warledger\nDisallow: /\n\nUser-agent: *\nAllow: /")
    assert refused(news, "/a", answer("a")).reason == "its site's robots.txt forbids it"


def test_a_redirect_cannot_lead_around_robots_txt(news: Site) -> None:
    news.pages |= {"/robots.txt": answer("User-agent: *\nDisallow: /closed"), "/closed": answer("c")}
    assert refused(news, "/a", redirect("/closed")).reason == "its site's robots.txt forbids it"
    assert "/closed" not in news.asked


@pytest.mark.parametrize("status", [500, 503, 429])
def test_where_robots_txt_cannot_be_had_nothing_is_fetched(news: Site, status: int) -> None:
    news.pages["/robots.txt"] = answer(status=status)
    found = refused(news, "/a", answer("a"))
    assert (found.reason, found.passing) == (
        f"its site's robots.txt cannot be read: its server answers {status}",
        True,
    )
    assert news.asked_without_robots() == []


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_where_there_is_no_robots_txt_everything_may_be_fetched(news: Site, status: int) -> None:
    news.pages |= {"/robots.txt": answer(status=status), "/a": answer("a")}
    assert fetcher().fetch(news.at("/a")).data == b"a"


def test_an_endless_robots_txt_is_read_as_far_as_it_must_be(news: Site) -> None:
    def endless(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        handler.wfile.write(b"User-agent: *\nDisallow: /closed\n")
        for _ in count():
            handler.wfile.write(b"# nothing more\n" * 1000)

    news.pages |= {"/robots.txt": endless, "/a": answer("a")}
    asking = fetcher(Patience(whole_s=30, bytes=100, pause_s=0))
    assert asking.fetch(news.at("/a")).data == b"a"
    assert refused(news, "/closed", answer("c"), asking).reason == "its site's robots.txt forbids it"


def test_between_two_requests_to_a_host_lies_the_pause_or_what_robots_txt_asks_for(news: Site) -> None:
    waited: list[float] = []
    for path in ("/a", "/b"):
        news.pages[path] = answer(path)
    news.pages["/robots.txt"] = answer("User-agent: *\nCrawl-delay: 7")
    asking = Fetcher(allowed=HERE, patience=Patience(pause_s=3), sleep=waited.append)
    asking.fetch(news.at("/a"))
    asking.fetch(news.at("/b"))
    assert [round(seconds) for seconds in waited] == [3, 7]


def test_a_crawl_delay_longer_than_is_waited_means_that_nothing_is_fetched(news: Site) -> None:
    news.pages["/robots.txt"] = answer("User-agent: *\nCrawl-delay: 600")
    assert (
        refused(news, "/a", answer("a")).reason
        == "its site's robots.txt asks for 600 seconds between requests"
    )
