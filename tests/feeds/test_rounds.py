"""Rounds over feeds of a server of our own, into a real ledger."""

import ipaddress
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from tests.feeds.serving import Site, answer
from tests.feeds.test_entries import rss
from warledger.cli import run
from warledger.cli.watching import round_line
from warledger.errors import LedgerError
from warledger.feeds import Feed, FeedList, FeedRound, Fetcher, Patience, one_round
from warledger.ledger import Ledger
from warledger.records import Refusal

HERE = (ipaddress.ip_network("127.0.0.1/32"),)
STORY = (
    "Warplanes bombed the market of Saraqib on Tuesday, killing at least 23 civilians, residents said. "
    "Rescuers pulled six children from under the stalls, and hospitals asked for blood. Shops stayed shut."
)


def page(text: str = STORY) -> str:
    return f"<html><head><title>News</title></head><body><article><p>{text}</p></article></body></html>"


def item(path: str, title: str = "Market bombed") -> str:
    return f"<link>{path}</link><title>{title}</title><pubDate>Wed, 15 Mar 2017 09:00:00 +0200</pubDate>"


type Round = Callable[[float], FeedRound]


@pytest.fixture
def ledger(tmp_path: Path) -> str:
    return str(tmp_path / "ledger.db")


@pytest.fixture
def one(news: Site, ledger: str) -> Round:
    """Do one round over the one feed at /rss, at a moment."""
    feeds = FeedList((Feed(news.at("/rss"), "Example Daily"),))

    def once(now: float) -> FeedRound:
        # A fetcher of its own each time: a watch that was stopped goes on as one that was not.
        fetcher = Fetcher(allowed=HERE, patience=Patience(whole_s=5, pause_s=0))
        (done,) = one_round(feeds, ledger, fetcher, now=lambda: now)
        return done

    return once


def test_what_a_feed_announces_is_read_from_its_page_once(news: Site, ledger: str, one: Round) -> None:
    feed = answer(rss(item("/a"), item("/a#again")), kind="application/rss+xml", ETag='"v1"')
    news.pages |= {"/rss": feed, "/a": answer(page())}
    first = one(0)
    assert (first.new, first.known, first.refused, first.left) == (1, 0, (), 0)
    with Ledger.open_reading(ledger) as opened:
        (report,) = opened.reports()
        assert (report.title, report.outlet, report.url, report.published) == (
            "Market bombed",
            "Example Daily",
            news.at("/a"),
            date(2017, 3, 15),
        )
        assert report.text == STORY
        assert opened.counts().incidents == 1
    news.pages["/rss"] = answer(status=304)
    assert one(1).unchanged
    assert news.headers[-1]["if-none-match"] == '"v1"'
    assert news.asked_without_robots() == ["/rss", "/a", "/rss"]


def test_a_lost_memory_costs_fetching_and_doubles_nothing(news: Site, ledger: str, one: Round) -> None:
    news.pages |= {"/rss": answer(rss(item("/a"))), "/a": answer(page())}
    one(0)
    Path(f"{ledger}.feeds.json").unlink()
    again = one(1)
    assert (again.new, again.known) == (0, 1)


def test_a_whole_text_in_the_feed_spares_the_page(news: Site, ledger: str, one: Round) -> None:
    whole = (
        f"<content:encoded><![CDATA[<p>{STORY}</p><p>{' '.join(['It rained.'] * 60)}</p>]]></content:encoded>"
    )
    news.pages["/rss"] = answer(rss(item("/a") + whole))
    assert one(0).new == 1
    assert news.asked_without_robots() == ["/rss"]


def test_a_page_in_another_encoding_is_read_by_what_its_server_declares(
    news: Site, ledger: str, one: Round
) -> None:
    text = STORY.replace("residents", "residents of the caf\u00e9")
    latin = answer(page(text).encode("latin-1"), kind="text/html; charset=iso-8859-1")
    news.pages |= {"/rss": answer(rss(item("/a"))), "/a": latin}
    one(0)
    with Ledger.open_reading(ledger) as opened:
        assert "caf\u00e9" in next(opened.reports()).text


def test_what_is_refused_is_kept_with_its_reason_and_not_asked_for_again(
    news: Site, ledger: str, one: Round
) -> None:
    items = rss(
        item("/lost"),
        item("/bare"),
        item("http://10.0.0.1/a"),
        "<title>Nothing but a title</title><guid isPermaLink='false'>7</guid>",
    )
    news.pages |= {"/rss": answer(items), "/bare": answer("<html><body><p>Log in</p></body></html>")}
    first = one(0)
    assert (first.new, len(first.refused), first.left) == (0, 4, 0)
    with Ledger.open_reading(ledger) as opened:
        kept = {(each.code, each.reason) for each in opened.refusals()}
    assert kept == {
        ("not_fetched", "its server answers 404"),
        ("no_article", "no article found in the page"),
        ("not_fetched", "10.0.0.1 is not on the public internet (10.0.0.1)"),
        ("no_article", "the feed gives neither its whole text nor a link"),
    }
    assert one(1).refused == ()
    assert news.asked.count("/lost") == 1


def test_a_page_that_fails_for_now_has_three_rounds(news: Site, one: Round) -> None:
    news.pages |= {"/rss": answer(rss(item("/a")), ETag='"v1"'), "/a": answer(status=500)}
    assert [one(now).left for now in (0, 1)] == [1, 1]
    assert all("if-none-match" not in headers for headers in news.headers), (
        "what is left needs the whole feed"
    )
    (given_up,) = one(2).refused
    assert given_up.reason == "its server answers 500; given up after 3 rounds"
    assert one(3) == FeedRound(Feed(news.at("/rss"), "Example Daily"))
    assert news.asked.count("/a") == 3


def test_a_feed_whose_server_asks_to_be_left_alone_is_left_alone_also_after_a_restart(
    news: Site, one: Round
) -> None:
    news.pages["/rss"] = answer(status=429, Retry_After="600")
    assert one(1000).not_read == "its server answers 429"
    assert one(1599).not_read == "its server asked to be left alone for a while"
    assert news.asked_without_robots() == ["/rss"]
    news.pages["/rss"] = answer(rss())
    assert one(1601).not_read is None


def test_a_feed_that_is_gone_is_not_asked_for_again(news: Site, one: Round) -> None:
    news.pages["/rss"] = answer(status=410)
    assert one(0).not_read == "its server answers 410"
    assert "take it off the list" in (one(1).not_read or "")
    assert news.asked_without_robots() == ["/rss"]


def test_a_feed_that_is_a_page_is_said_to_be_none(news: Site, one: Round) -> None:
    news.pages["/rss"] = answer(page())
    assert one(0).not_read == "what lies there is no feed (neither RSS nor Atom)"


def test_a_memory_that_is_none_is_one_line(ledger: str, one: Round) -> None:
    Path(f"{ledger}.feeds.json").write_text("[]")
    with pytest.raises(LedgerError, match="no memory of feeds"):
        one(0)


def test_a_round_is_told_in_one_line() -> None:
    feed = Feed("https://news.example/rss", "Example Daily")
    refusals = (Refusal("a", "not_fetched", "x"), Refusal("b", "no_article", "y"))
    assert round_line(FeedRound(feed, 2, 1, refusals, 3)) == (
        "Example Daily: 2 new reports, 1 known before, 1 pages without an article, 1 not fetched, 3 left for a later round"
    )
    assert round_line(FeedRound(feed, unchanged=True)) == "Example Daily: nothing new"
    assert round_line(FeedRound(feed, not_read="no")) == "Example Daily: not read: no"


# --------------------------------------------------------------------------------------------------- the command


@pytest.fixture
def listed(news: Site, tmp_path: Path) -> str:
    path = tmp_path / "FEEDS.toml"
    path.write_text(
        f'allow = ["127.0.0.1"]\npause = 1\n[[feed]]\nurl = "{news.at("/rss")}"\noutlet = "Example Daily"\n'
    )
    return str(path)


def test_watch_does_one_round_and_ends(
    news: Site, listed: str, ledger: str, capsys: pytest.CaptureFixture[str]
) -> None:
    news.pages |= {"/robots.txt": answer(), "/rss": answer(rss())}
    assert run(["watch", listed, "-l", ledger, "--once"]) == 0
    assert capsys.readouterr().out == "Example Daily: 0 new reports\n"


def test_watch_that_could_read_no_feed_ends_with_status_1(
    listed: str, ledger: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["watch", listed, "-l", ledger]) == 1
    shown = capsys.readouterr()
    assert shown.out == "Example Daily: not read: its server answers 404\n"
    assert shown.err == "warledger: not one feed could be read\n"


def test_watch_goes_on_round_after_round_until_it_is_interrupted(
    news: Site, listed: str, ledger: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    news.pages["/rss"] = answer(rss())
    rounds: list[float] = []

    def sleep(seconds: float) -> None:
        rounds.append(seconds)
        if seconds > 60 and len([s for s in rounds if s > 60]) == 2:
            raise KeyboardInterrupt

    monkeypatch.setattr("warledger.cli.watching.time.sleep", sleep)
    assert run(["watch", listed, "-l", ledger, "--every", "30"]) == 130
    shown = capsys.readouterr()
    assert shown.out == "Example Daily: 0 new reports\n" * 2
    assert shown.err == "warledger: interrupted; the same command goes on where this one stopped\n"


def test_once_and_every_exclude_each_other(listed: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["watch", listed, "--once", "--every", "5"]) == 2
    assert "exclude each other" in capsys.readouterr().err


def test_a_users_own_armed_groups_are_named_in_what_a_feed_brings(
    news: Site, ledger: str, tmp_path: Path
) -> None:
    groups = tmp_path / "groups.csv"
    groups.write_text("name,aliases\nTell Mirza Brigade,Mirza Lions\n")
    story = STORY.replace("Warplanes bombed the market", "The Mirza Lions shelled the market")
    feed = answer(rss(item("/a")), kind="application/rss+xml")
    news.pages |= {"/rss": feed, "/a": answer(page(story))}
    feeds = FeedList((Feed(news.at("/rss"), "Example Daily"),))
    fetcher = Fetcher(allowed=HERE, patience=Patience(whole_s=5, pause_s=0))
    (done,) = one_round(feeds, ledger, fetcher, actors=[groups])
    assert done.new == 1
    with Ledger.open_reading(ledger) as opened:
        blamed = [blame.actor for incident in opened.incidents() for blame in incident.perpetrators]
    assert blamed == ["Tell Mirza Brigade"]
