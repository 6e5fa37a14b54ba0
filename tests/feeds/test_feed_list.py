"""FEEDS.toml: what it may say, and the one line that a broken one gets."""

import ipaddress
from pathlib import Path

import pytest

from warledger.errors import UsageError
from warledger.feeds.feed_list import Feed, FeedList, read_feed_list

URL = 'url = "https://news.example/rss"'


def read(tmp_path: Path, text: str) -> FeedList:
    path = tmp_path / "FEEDS.toml"
    path.write_text(text, encoding="utf-8")
    return read_feed_list(path)


def test_a_list_says_its_feeds_and_how_to_go_about_it(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        f"""
        contact = "desk@example.org"
        allow = ["192.168.1.0/24", "::1"]
        pause = 5.5
        [[feed]]
        {URL}
        outlet = "Example Daily"
        [[feed]]
        url = "http://wire.example/atom#top"
        pages = false
        """,
    )
    assert found == FeedList(
        (
            Feed("https://news.example/rss", "Example Daily"),
            Feed("http://wire.example/atom", None, pages=False),
        ),
        "desk@example.org",
        (ipaddress.ip_network("192.168.1.0/24"), ipaddress.ip_network("::1/128")),
        5.5,
    )
    assert [feed.name for feed in found.feeds] == ["Example Daily", "http://wire.example/atom"]


def test_what_is_not_said_has_its_usual_value(tmp_path: Path) -> None:
    assert read(tmp_path, f"[[feed]]\n{URL}") == FeedList((Feed("https://news.example/rss"),), None, (), 2)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "it names no feed"),
        ("feed = [", "it is no TOML"),
        pytest.param("feed = " + "[" * 5_000, "it is no TOML", id="nested without an end"),
        pytest.param("pause = " + "1" * 5_000, "it is no TOML", id="a number without an end"),
        ("feed = 7", "feed must be a table of its own, written [[feed]]"),
        ("[[feed]]", "feed 1: it has no url"),
        ("[[feed]]\nurl = 7", "feed 1: url must be a text of one line"),
        ('[[feed]]\nurl = "ftp://news.example/"', "feed 1: its address is no web address (http or https)"),
        ('[[feed]]\nurl = "https://a:b@news.example/"', "feed 1: its address holds a user name or password"),
        (f"[[feed]]\n{URL}\n[[feed]]\n{URL}", "feed 2: its url stands above already"),
        (f"[[feed]]\n{URL}\nevery = 5", "feed 1: 'every' is no setting; there are outlet, pages, url"),
        (f'[[feed]]\n{URL}\npages = "no"', "feed 1: pages must be true or false"),
        (f"color = 1\n[[feed]]\n{URL}", "'color' is no setting"),
        (f"pause = 0\n[[feed]]\n{URL}", "pause must be 1 to 600 seconds"),
        (f"pause = true\n[[feed]]\n{URL}", "pause must be a number of seconds"),
        (f'allow = "all"\n[[feed]]\n{URL}', "allow must be a list of networks"),
        (f'allow = ["lan"]\n[[feed]]\n{URL}', "allow: 'lan' is no network"),
        (f'contact = "a\\nX: b"\n[[feed]]\n{URL}', "contact must be a text of one line"),
    ],
)
def test_a_broken_list_is_one_line_that_says_where(tmp_path: Path, text: str, reason: str) -> None:
    with pytest.raises(UsageError) as caught:
        read(tmp_path, text)
    assert reason in str(caught.value)
    assert "FEEDS.toml: " in str(caught.value)
    assert "a:b@" not in str(caught.value)


def test_a_list_that_is_not_there_or_no_text_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="No such file"):
        read_feed_list(tmp_path / "FEEDS.toml")
    (tmp_path / "FEEDS.toml").write_bytes(b"\xff\xfe\xfa")
    with pytest.raises(UsageError, match="it is not UTF-8"):
        read_feed_list(tmp_path / "FEEDS.toml")
