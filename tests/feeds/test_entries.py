"""RSS and Atom, sound and odd, into entries."""

from datetime import date

import pytest

from warledger.feeds.entries import Entry, NoFeed, read_entries

URL = "https://news.example/feeds/rss"


def rss(*items: str) -> bytes:
    return (
        '<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">'
        f"<channel><title>News</title>{''.join(f'<item>{item}</item>' for item in items)}</channel></rss>"
    ).encode()


def entries(data: bytes, **headers: str) -> tuple[Entry, ...]:
    return read_entries(data, url=URL, headers=headers)


def test_an_item_gives_link_title_day_and_texts() -> None:
    (found,) = entries(
        rss(
            "<link>https://news.example/a</link><title>Shells &amp;amp; rain on a &lt;b&gt;town&lt;/b&gt;</title>"
            "<pubDate>Tue, 19 Apr 2016 23:30:00 -0500</pubDate><description>Two lines.</description>"
            "<content:encoded><![CDATA[<p>The whole text.</p>]]></content:encoded>"
        )
    )
    assert (found.link, found.title) == ("https://news.example/a", "Shells & rain on a town")
    assert found.published == date(2016, 4, 19), "the day as the outlet writes it, not that of Greenwich"
    assert found.content == "<p>The whole text.</p>"


def test_atom_gives_the_same_and_its_updating_is_no_publication() -> None:
    (found,) = entries(
        b'<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://wire.example/x/"><entry><id>tag:1</id>'
        b'<title>A &lt; B</title><link href="../a"/><updated>2017-01-01T00:00:00Z</updated></entry></feed>'
    )
    assert (found.link, found.title, found.published) == ("https://wire.example/a", "A < B", None)


def test_relative_links_start_from_where_the_feed_was_found() -> None:
    assert entries(rss("<link>../a?x=1</link>"))[0].link == "https://news.example/a?x=1"


def test_an_item_twice_in_a_feed_is_one_whatever_its_fragment() -> None:
    found = entries(rss("<link>https://a.example/1#rss</link>", "<link>https://a.example/1</link>"))
    assert len(found) == 1


def test_items_without_link_or_day_are_told_apart_by_what_they_have() -> None:
    found = entries(rss("<guid isPermaLink='false'>7</guid>", "<description>Some words.</description>", ""))
    assert [(e.link, e.published) for e in found] == [(None, None), (None, None)]
    assert len({e.id for e in found}) == 2


@pytest.mark.parametrize("written", ["yesterday", "Tue, 99 Apr 2016", "", "2016"])
def test_a_day_that_is_none_stays_empty(written: str) -> None:
    assert entries(rss(f"<link>/a</link><pubDate>{written}</pubDate>"))[0].published is None


def test_the_encoding_that_the_server_declares_counts() -> None:
    data = rss("<link>/a</link><title>caf\u00e9</title>").decode().replace('<?xml version="1.0"?>', "")
    (found,) = entries(data.encode("latin-1"), **{"content-type": "application/xml; charset=iso-8859-1"})
    assert found.title == "caf\u00e9"


@pytest.mark.parametrize(
    "data", [b"", b"<html><body><h1>Not found</h1></body></html>", b"\x89PNG\0\0", b"{}"]
)
def test_what_is_no_feed_is_said_to_be_none(data: bytes) -> None:
    with pytest.raises(NoFeed):
        entries(data)


@pytest.mark.parametrize("character", [b"&#55296;", b"&#xD800;", b"&#99999999;", b"&#x110000;"])
def test_a_character_that_cannot_be_in_a_feed_that_is_no_xml_makes_it_none(character: bytes) -> None:
    data = rss("<link>/a</link><title>X</title>").replace(b"X<", character + b"<br><")
    with pytest.raises(NoFeed) as none:
        entries(data)
    assert "\n" not in str(none.value)


def test_a_feed_that_breaks_off_gives_the_items_before_the_break() -> None:
    cut = rss("<link>/a</link>", "<link>/b</link>").partition(b"</channel>")[0]
    assert [e.link for e in entries(cut)] == ["https://news.example/a", "https://news.example/b"]


def test_a_feed_cannot_make_the_reader_open_files_or_burst() -> None:
    data = (
        b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY f SYSTEM "file:///etc/passwd">'
        b'<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
        b'<rss version="2.0"><channel><item><link>/a</link><title>x &f; &b;</title></item></channel></rss>'
    )
    (found,) = entries(data)
    assert "root:" not in (found.title or "")
    assert len(found.title or "") < 200
