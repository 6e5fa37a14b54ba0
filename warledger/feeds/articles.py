"""An entry of a feed into a report: from the feed itself where it holds the whole text, else from its page."""

from warledger.feeds.addresses import shown
from warledger.feeds.entries import Entry
from warledger.feeds.feed_list import Feed
from warledger.feeds.fetching import Fetcher, NotFetched
from warledger.records import Refusal, Report
from warledger.reports import Limits
from warledger.reports.fields import Fields
from warledger.reports.inputs import RefusedInput
from warledger.reports.language import foreign_language
from warledger.reports.pages import decode_page, read_page

WHOLE_WORDS = 120
"""A text of so many words in a feed is taken for the whole report; teasers that were met have 20 to 80."""


def report_of(entry: Entry, feed: Feed, fetcher: Fetcher) -> Report | Refusal:
    """Make the report that an entry announces, or refuse it.

    Raises:
        NotFetched: its page cannot be fetched at present, and may be later.
    """
    name = f"{feed.name}: {shown(entry.link or entry.title or entry.id)}"
    try:
        found, text = _read(entry, feed, fetcher)
        known = Fields(
            id=entry.id,
            title=entry.title,
            outlet=feed.outlet,
            url=None if entry.link is None else shown(entry.link),
            published=entry.published,
        )
        report = known.over(found).report(text, Limits())
        language = foreign_language(report.text)
        if language:
            raise RefusedInput("language", f"written in {language}; only English is read")
    except RefusedInput as refused:
        return refused.named(name)
    except NotFetched as error:
        if error.passing:
            raise
        return Refusal(name, "not_fetched", error.reason)
    return report


def _read(entry: Entry, feed: Feed, fetcher: Fetcher) -> tuple[Fields, str]:
    """Give what the feed or the page says, and the report's text."""
    if entry.content is not None:
        try:
            found = read_page(_page(entry.content), url=entry.link)
        except RefusedInput:
            found = None
        if found is not None and (not feed.pages or len(found[1].split()) >= WHOLE_WORDS):
            return found
    if not feed.pages:
        return read_page(_page(entry.summary or ""), url=entry.link)
    if entry.link is None:
        raise RefusedInput("no_article", "the feed gives neither its whole text nor a link")
    page = fetcher.fetch(entry.link)
    return read_page(decode_page(page.data or b"", declared=page.charset), url=entry.link)


def _page(part: str) -> str:
    return f"<html><body><article>{part}</article></body></html>" if part.strip() else ""
