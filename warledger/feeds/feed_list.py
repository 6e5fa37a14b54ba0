"""FEEDS.toml: the feeds to watch, and how to go about it. A broken file is one line that names the place."""

import ipaddress
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from warledger.errors import UsageError
from warledger.feeds.addresses import BadAddress, Network, checked
from warledger.reports.inputs import one_line

LEAST_PAUSE_S = 1
LONGEST_PAUSE_S = 600
USUAL_PAUSE_S = 2


@dataclass(frozen=True, slots=True)
class Feed:
    """One feed: its address, the outlet whose reports it announces, and whether the pages behind it are fetched."""

    url: str
    outlet: str | None = None
    pages: bool = True

    @property
    def name(self) -> str:
        """What the feed is called in what is printed and kept."""
        return self.outlet or self.url


@dataclass(frozen=True, slots=True)
class FeedList:
    """The feeds in the order of the file.

    `contact` is told to every server; `allow` are networks that are gone to though they are not public; `pause_s` is
    the least time between two requests to one host, in seconds.
    """

    feeds: tuple[Feed, ...]
    contact: str | None = None
    allow: tuple[Network, ...] = ()
    pause_s: float = USUAL_PAUSE_S


def read_feed_list(path: Path) -> FeedList:
    """Read FEEDS.toml.

    Raises:
        UsageError: the file cannot be read, is no TOML, or says what makes no sense; one line says where.
    """
    try:
        given = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{path}: it is not UTF-8") from error
    except (
        ValueError,
        RecursionError,
    ) as error:  # brackets in brackets without an end, a number of 5,000 digits
        raise UsageError(f"{path}: it is no TOML: {one_line(str(error))}") from error
    try:
        return _feed_list(given)
    except _Wrong as wrong:
        raise UsageError(f"{path}: {wrong}") from wrong


class _Wrong(Exception):
    """What makes no sense in the file, in a few words."""


def _feed_list(given: Mapping[str, Any]) -> FeedList:
    _only(given, {"contact", "allow", "pause", "feed"}, "")
    tables = given.get("feed", [])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise _Wrong("feed must be a table of its own, written [[feed]]")
    if not tables:
        raise _Wrong('it names no feed; write [[feed]] and below it url = "https://..."')
    feeds = tuple(_feed(table, number) for number, table in enumerate(tables, start=1))
    urls = [feed.url for feed in feeds]
    for number, url in enumerate(urls, start=1):
        if url in urls[: number - 1]:
            raise _Wrong(f"feed {number}: its url stands above already")
    pause = given.get("pause", USUAL_PAUSE_S)
    if isinstance(pause, bool) or not isinstance(pause, int | float):
        raise _Wrong("pause must be a number of seconds")
    if not LEAST_PAUSE_S <= pause <= LONGEST_PAUSE_S:
        raise _Wrong(f"pause must be {LEAST_PAUSE_S} to {LONGEST_PAUSE_S} seconds")
    return FeedList(feeds, _words(given, "contact", ""), _networks(given.get("allow", [])), pause)


def _feed(table: Mapping[str, Any], number: int) -> Feed:
    where = f"feed {number}: "
    _only(table, {"url", "outlet", "pages"}, where)
    url = _words(table, "url", where)
    if url is None:
        raise _Wrong(f"{where}it has no url")
    try:
        url = checked(url)
    except BadAddress as bad:
        raise _Wrong(f"{where}{bad}") from bad
    pages = table.get("pages", True)
    if not isinstance(pages, bool):
        raise _Wrong(f"{where}pages must be true or false")
    return Feed(url, _words(table, "outlet", where), pages)


def _words(table: Mapping[str, Any], key: str, where: str) -> str | None:
    value = table.get(key)
    if value is None:
        return None
    # What goes into a header of a request must not hold a line end, nor what headers cannot carry.
    if not isinstance(value, str) or not value.strip() or not value.isprintable():
        raise _Wrong(f"{where}{key} must be a text of one line")
    if key == "contact" and not value.isascii():
        raise _Wrong("contact must be an address of a mailbox or a page, in ASCII")
    return value.strip()


def _networks(given: object) -> tuple[Network, ...]:
    if not isinstance(given, list):
        raise _Wrong('allow must be a list of networks, like ["192.168.1.0/24"]')
    found: list[Network] = []
    for each in given:
        try:
            found.append(ipaddress.ip_network(each if isinstance(each, str) else ""))
        except ValueError as error:
            raise _Wrong(f"allow: {each!r} is no network; write it like 192.168.1.0/24") from error
    return tuple(found)


def _only(table: Mapping[str, Any], keys: set[str], where: str) -> None:
    for key in table:
        if key not in keys:
            raise _Wrong(f"{where}{key!r} is no setting; there are {', '.join(sorted(keys))}")
