"""A feed's bytes into its entries, through feedparser: RSS of every age, and Atom."""

import html
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from email.utils import parsedate_to_datetime
from typing import Any

import feedparser  # type: ignore[import-untyped]

from warledger.records import content_id
from warledger.reports.fields import parse_day
from warledger.reports.inputs import one_line

HTML = ("text/html", "application/xhtml+xml")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*+>")


class NoFeed(Exception):
    """Raised inside this room for bytes that are neither RSS nor Atom."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What a feed says of one report; what it does not say is None.

    `id` is the same for the same report in whatever feed and round. `content` is its whole text as a page, `summary` a
    teaser, both as HTML.
    """

    id: str
    link: str | None
    title: str | None
    published: date | None
    content: str | None
    summary: str | None


def read_entries(data: bytes, *, url: str, headers: Mapping[str, str]) -> tuple[Entry, ...]:
    """Read a feed's entries in its order, each once; an entry that says nothing at all is passed over.

    Args:
        data: the feed.
        url: where it was found; relative links start from there, unless the feed names another base.
        headers: those that it came with; its declared encoding counts.

    Raises:
        NoFeed: it is no feed.
    """
    said = {"content-location": url}
    if "content-type" in headers:
        said["content-type"] = headers["content-type"]
    # From a stream: words or an address given as they are could be taken for a file or be fetched.
    try:
        parsed = feedparser.parse(io.BytesIO(data), response_headers=said)
    except Exception as broken:
        # It stumbles over a character that cannot be ("&#55296;"), a declared encoding that is not kept, and more.
        raise NoFeed(f"what lies there cannot be read as a feed: {one_line(str(broken))}") from broken
    if not parsed.get("version"):
        raise NoFeed("what lies there is no feed (neither RSS nor Atom)")
    entries: dict[str, Entry] = {}
    for item in parsed.entries:
        entry = _entry(item)
        if entry is not None:
            entries.setdefault(entry.id, entry)
    return tuple(entries.values())


def _entry(item: Mapping[str, Any]) -> Entry | None:
    link = item.get("link") or None
    content = max((_as_page(each) for each in item.get("content", ())), key=len, default="") or None
    summary = _as_page(item["summary_detail"]) if item.get("summary_detail") else None
    title = _title(item.get("title_detail") or {})
    # One report keeps its link when it is in two feeds of an outlet, and not always its guid.
    same = link.partition("#")[0] if link else item.get("id") or content or summary
    if not same:
        return None
    return Entry(content_id("r", same), link, title, _day(item.get("published")), content, summary)


def _as_page(detail: Mapping[str, Any]) -> str:
    value = str(detail.get("value") or "")
    return (
        value
        if detail.get("type") in HTML
        else "".join(f"<p>{html.escape(p)}</p>" for p in value.split("\n\n"))
    )


def _title(detail: Mapping[str, Any]) -> str | None:
    value = str(detail.get("value") or "")
    if detail.get("type") in HTML:
        value = html.unescape(_TAG.sub("", value))
    return " ".join(value.split()) or None


def _day(written: object) -> date | None:
    """Read the day as the outlet writes it, in its own time zone; None for what is no date."""
    if not isinstance(written, str):
        return None
    try:
        return parsedate_to_datetime(written).date()
    except ValueError:
        return parse_day(written)
