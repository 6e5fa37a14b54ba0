"""The fields of a report as a table or a manifest gives them, checked one by one.

A report is refused only for what makes it unusable: its text or its id is of the wrong kind. Any other
field that makes no sense ("published": "last week", "title": 7) is left empty, and the value as given is
kept in the report's `extra` under its own name: nothing is guessed and nothing is lost.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from warledger.records import Report, content_id
from warledger.reports.decoding import storable
from warledger.reports.inputs import Limits, RefusedInput

WORDS = ("title", "outlet", "url", "language")
KNOWN = frozenset({"report", "id", "text", "html", "published", *WORDS})
_DAY_AND_TIME = re.compile(r"(\d{4}-\d{2}-\d{2})[T ]\d{2}:\d{2}")


@dataclass(frozen=True, slots=True)
class Fields:
    """What is known of a report besides its text; None is unknown, `extra` what we have no field for."""

    id: str | None = None
    title: str | None = None
    outlet: str | None = None
    url: str | None = None
    language: str | None = None
    published: date | None = None
    extra: Mapping[str, Any] = field(default_factory=dict)

    def over(self, other: "Fields") -> "Fields":
        """Lay these fields over others: what is known here wins, the rest shows through."""
        extra = {**other.extra, **self.extra}
        if self.published is not None:
            extra.pop("published", None)
        return Fields(
            id=self.id or other.id,
            title=self.title or other.title,
            outlet=self.outlet or other.outlet,
            url=self.url or other.url,
            language=self.language or other.language,
            published=self.published or other.published,
            extra=extra,
        )

    def report(self, text: str, limits: Limits) -> Report:
        """Make the report; without a given id it gets one from its text.

        Raises:
            RefusedInput: "empty" or "too_large".
        """
        if not text.strip():
            raise RefusedInput("empty", "it holds no text")
        if len(text) > limits.report_chars:
            raise RefusedInput(
                "too_large",
                f"a text of {len(text):,} characters is no single report (at most {limits.report_chars:,})",
            )
        text = storable(text)
        return Report(
            id=self.id or text_id(text),
            text=text,
            title=self.title,
            outlet=self.outlet,
            url=self.url,
            language=self.language,
            published=self.published,
            extra=extra_text(self.extra),
        )


@dataclass(frozen=True, slots=True)
class Draft:
    """What one input gives before it is admitted: fields, text, and the name the user knows it by."""

    name: str
    fields: Fields
    text: str


def text_id(text: str) -> str:
    """Make the id of a report that was given none."""
    return content_id("r", storable(text))


def extra_text(extra: Mapping[str, Any]) -> str:
    """Write unknown fields as JSON text, keys sorted, so that the same fields give the same text."""
    return storable(json.dumps(dict(extra), sort_keys=True, ensure_ascii=False))


def parse_fields(row: Mapping[str, Any]) -> Fields:
    """Read the fields of one row, `text` and `html` left aside.

    Raises:
        RefusedInput: "bad_field" for an id that is neither a text nor a whole number.
    """
    given = "report" if row.get("report") not in (None, "") else "id"
    extra = {key: value for key, value in row.items() if key not in KNOWN}
    if given == "report" and row.get("id") not in (None, ""):
        extra["id"] = row["id"]
    words: dict[str, str | None] = {}
    for name in WORDS:
        value = row.get(name)
        words[name] = storable(value.strip()) or None if isinstance(value, str) else None
        if value is not None and not isinstance(value, str):
            extra[name] = value
    published = parse_day(row.get("published"))
    if published is None and row.get("published") not in (None, ""):
        extra["published"] = row["published"]
    return Fields(id=_parse_id(row.get(given), given), published=published, extra=extra, **words)


def parse_day(value: object) -> date | None:
    """Read an ISO date, or the day of an ISO date and time as it is written; None for anything else."""
    if not isinstance(value, str):
        return None
    value = value.strip()
    try:
        return date.fromisoformat(value)
    except ValueError:
        pass
    try:
        return datetime.fromisoformat(value).date()
    except ValueError:
        pass
    found = _DAY_AND_TIME.match(value)
    try:
        return date.fromisoformat(found[1]) if found else None
    except ValueError:
        return None


def text_of(row: Mapping[str, Any]) -> tuple[str, bool]:
    """Find the text of a row, and whether it is a page; a text wins over a page of the same row.

    Raises:
        RefusedInput: "bad_field" where there is neither or it is no text.
    """
    for name in ("text", "html"):
        value = row.get(name)
        if value is None or (value == "" and name == "text" and row.get("html")):
            continue
        if not isinstance(value, str):
            raise RefusedInput("bad_field", f"its field {name} is {_kind(value)}, not a text")
        return value, name == "html"
    raise RefusedInput("bad_field", "it has neither a field text nor a field html")


def _parse_id(value: object, name: str) -> str | None:
    if value is None or value == "":
        return None
    # True is a whole number to Python, and no id.
    if isinstance(value, bool) or not isinstance(value, int | str):
        raise RefusedInput("bad_field", f"its field {name} is {_kind(value)}, not an id")
    return storable(str(value)) if str(value).strip() else None


def _kind(value: object) -> str:
    if isinstance(value, bool):
        return "true or false"
    kinds = {dict: "an object", list: "a list", int: "a number", float: "a number", str: "a text"}
    return kinds.get(type(value), "of an unknown kind")
