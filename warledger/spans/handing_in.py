"""What is known of a text before it is read, on the Doc: its outlet and the day it was published."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from spacy.language import Language
from spacy.tokens import Doc

from warledger.errors import UsageError
from warledger.records import Report, content_id

_KEPT = "warledger."
"""Where a Doc keeps it: as plain text, so that it travels with the Doc to other processes and to the disk."""

_WORDS = ("id", "title", "outlet", "url")


def as_docs(nlp: Language, reports: Iterable[Report]) -> Iterator[Doc]:
    """Make a Doc of each report, for `nlp.pipe`; id, title, outlet, address and day go with it.

    Args:
        nlp: the pipeline that they are for; it only cuts the texts into words here.
        reports: taken one by one.
    """
    for report in reports:
        doc = nlp.make_doc(report.text)
        for name in _WORDS:
            _keep(doc, name, getattr(report, name))
        doc._.published = report.published
        yield doc


def report_of(doc: Doc) -> Report:
    """Make a report of a Doc; a Doc without an id gets one from its text.

    Raises:
        UsageError: the day is none, or a context that came with the text holds what is not known.
    """
    handed = _context(doc)
    words = {name: _kept(doc, name) or _text(name, handed.get(name)) for name in _WORDS}
    if words["outlet"] is None:
        words["outlet"] = doc._.outlet
    return Report(
        words["id"] or content_id("r", doc.text),
        doc.text,
        title=words["title"],
        outlet=words["outlet"],
        url=words["url"],
        published=doc._.published or _day(handed.get("published")),
    )


def remember(doc: Doc, report: Report) -> None:
    """Keep on a Doc what its report says of itself, also where it came as a context."""
    for name in _WORDS:
        _keep(doc, name, getattr(report, name))
    doc._.published = report.published


def published(doc: Doc) -> date | None:
    """Give the day of a Doc as it was handed in; None where it was not."""
    kept = _kept(doc, "published")
    return None if kept is None else date.fromisoformat(kept)


def set_published(doc: Doc, day: date | str | None) -> None:
    """Say on which day a Doc was published: a date, or its text as YYYY-MM-DD."""
    told = _day(day)
    _keep(doc, "published", None if told is None else told.isoformat())


def outlet(doc: Doc) -> str | None:
    """Give the outlet of a Doc."""
    return _kept(doc, "outlet")


def set_outlet(doc: Doc, name: str | None) -> None:
    """Say which outlet a Doc is of."""
    _keep(doc, "outlet", _text("outlet", name))


def _context(doc: Doc) -> Mapping[str, object]:
    """Give what `nlp.pipe(..., as_tuples=True)` was handed beside the text; spaCy keeps it there while it reads."""
    handed = getattr(doc, "_context", None)
    return handed if isinstance(handed, Mapping) else {}


def _day(value: object) -> date | None:
    if value is None or value == "":
        return None
    try:
        return date.fromisoformat(str(value)[:10] if isinstance(value, date) else str(value))
    except ValueError:
        raise UsageError(f"{value!r} is no day; write it as 2016-04-19") from None


def _text(name: str, value: object) -> str | None:
    if value is not None and not isinstance(value, str):
        raise UsageError(f"{name} is a text, not {value!r}")
    return value or None


def _keep(doc: Doc, name: str, value: str | None) -> None:
    if value is None:
        doc.user_data.pop(_KEPT + name, None)
    else:
        doc.user_data[_KEPT + name] = value


def _kept(doc: Doc, name: str) -> str | None:
    kept = doc.user_data.get(_KEPT + name)
    return kept if isinstance(kept, str) else None
