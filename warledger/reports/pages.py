"""Web pages: the article out of its furniture, and what the page says of itself."""

import re
from typing import TYPE_CHECKING, Any

from warledger.reports.decoding import decode
from warledger.reports.fields import Fields, parse_day
from warledger.reports.inputs import RefusedInput

if TYPE_CHECKING:
    from trafilatura.settings import Document

# Pages that name their encoding do so near the top (the HTML standard asks for the first 1,024 bytes;
# real pages put scripts before it).
DECLARED = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*+=\s*+["']?\s*+([\w.:-]+)""", re.I
)
DECLARED_WITHIN = 4096
# What is left of a page without an article (a log-in, a menu, an error) are a few words; the shortest
# news flashes met have 20.
MIN_ARTICLE_WORDS = 15
# The page's own statements only: the wider search takes any date in the furniture for the page's. The last
# day is fixed, since by default it is today and the same page would be read differently next year.
DATES: dict[str, Any] = {"original_date": True, "extensive_search": False, "max_date": "2100-01-01"}


def decode_page(data: bytes, *, declared: str | None = None) -> str:
    """Read a page's bytes as text, by the encoding that its server or the page itself declares.

    Raises:
        RefusedInput: "not_text".
    """
    if declared is None:
        found = DECLARED.search(data, 0, DECLARED_WITHIN)
        declared = found[1].decode("ascii", "replace") if found else None
    return decode(data, declared=declared)


def read_page(html: str, *, url: str | None = None) -> tuple[Fields, str]:
    """Take the article out of a page.

    Args:
        html: the page.
        url: where it was found, if known; otherwise the page's own canonical address is taken.

    Returns:
        Title, outlet (the site's name), url and published day, as far as the page states them, and the
        article's text, one paragraph a line.

    Raises:
        RefusedInput: "empty", or "no_article" where there is nothing but furniture.
    """
    if not html.strip():
        raise RefusedInput("empty", "it holds no text")
    document = _extract(html, url)
    text = (document.text or "").strip() if document is not None else ""
    if document is None or len(text.split()) < MIN_ARTICLE_WORDS:
        raise RefusedInput("no_article", "no article found in the page")
    fields = Fields(
        title=document.title or None,
        outlet=document.sitename or None,
        url=url or document.url or None,
        published=parse_day(document.date),
    )
    return fields, text


def _extract(html: str, url: str | None) -> "Document | None":
    # Half a second that only those wait for who read pages.
    import trafilatura
    from trafilatura.settings import Document

    # The library meets pages of every kind of brokenness; whatever it trips over, the page has no
    # article for us, and the build must go on.
    try:
        found = trafilatura.bare_extraction(
            html,
            url=url,
            include_comments=False,
            # Measured on 60 pages with known article text (four-word sequences): F .966 with tables and
            # precision, .958 with tables alone, .948 without tables.
            include_tables=True,
            favor_precision=True,
            with_metadata=True,
            date_extraction_params=DATES,
        )
    except Exception as broken:
        raise RefusedInput("no_article", f"the page cannot be parsed ({type(broken).__name__})") from broken
    return found if isinstance(found, Document) else None
