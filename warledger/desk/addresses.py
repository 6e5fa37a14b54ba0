"""The addresses of the desk's pages, made and read back in one place."""

from collections.abc import Iterable
from urllib.parse import quote, urlencode, urlsplit

from warledger.records import Span

_MARK_DIGITS = 9


def _path_part(text: str) -> str:
    # Ids come from the people who hand reports in: slashes, spaces and question marks are all seen.
    return quote(text, safe="", errors="replace")


def incident_href(incident: str) -> str:
    """The address of an incident's dossier."""
    return f"/incident/{_path_part(incident)}"


def report_href(report: str, span: Span | None = None) -> str:
    """The address of a report's text, opened at a span of it if one is given."""
    mark = f"?mark={span.start}-{span.end}#mark" if span is not None and span.text else ""
    return f"/report/{_path_part(report)}{mark}"


def read_mark(words: str, length: int) -> tuple[int, int] | None:
    """Read "start-end" back; None where it is no stretch of a text of that length."""
    start, dash, end = words.partition("-")
    if not dash or not all(
        part.isascii() and part.isdigit() and len(part) <= _MARK_DIGITS for part in (start, end)
    ):
        return None
    first, last = int(start), int(end)
    return (first, last) if first < last <= length else None


def with_query(path: str, fields: Iterable[tuple[str, str]]) -> str:
    """Put the fields that say something behind a path."""
    query = urlencode([(name, value) for name, value in fields if value], errors="replace")
    return f"{path}?{query}" if query else path


def leads_outside(url: str | None) -> bool:
    """Tell whether a report's address is one that a browser may follow: http or https, with a host.

    Anything else (`javascript:`, `file:`, a broken address) is shown as text only.
    """
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc)


def ledger_name(ledger: str) -> str:
    """Name a ledger for the page's head: the file's or database's name, never a password of its address."""
    if "://" in ledger:
        return urlsplit(ledger).path.strip("/") or "ledger"
    return ledger.replace("\\", "/").rstrip("/").rpartition("/")[2]
