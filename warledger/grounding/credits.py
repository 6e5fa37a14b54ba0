"""The news agencies to which a text gives the credit for its words: "BEIRUT (A) -", "--A", "(With A and B)", "Source: A".

A newspaper prints an agency's text under its own name; where its words come from is told by a line at the head or tail.
A photograph's credit, and an agency cited for one statement, say nothing of the text as a whole.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from warledger.grounding.actor_table import table_rows
from warledger.grounding.source_table import source_table

HEAD = 300
"""Characters of a text in which a byline or dateline stands."""
TAIL = 160
"""Characters at the end in which a closing credit stands, before the page's own furniture."""
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|\d{1,2}[ ./]"
_NO_DESK = ("correspondent", "journalist", "photographer", "reporter", "witness")


def credited(head: str, tail: str) -> tuple[str, ...]:
    """Name the agencies credited for a text by the usual names, those of its head first.

    Args:
        head: the first characters of the text, `HEAD` or more.
        tail: the last ones, `TAIL` or more; the whole text may be given for both.
    """
    return tuple(dict.fromkeys((*_at_head(head[:HEAD]), *_at_tail(tail[-TAIL:].rstrip()))))


def credited_in_name(outlet: str) -> tuple[str, ...]:
    """Name the agencies that stand in brackets behind an outlet's own name: "Valley Post (A copy)"."""
    bracketed = re.findall(r"\w[^\w(\n]*+\(([^)]{0,200})\)", outlet)
    return tuple(dict.fromkeys(_agencies()[m[0]] for words in bracketed for m in _names().finditer(words)))


def _at_head(head: str) -> Iterator[str]:
    for match in _names().finditer(head):
        before, behind = head[: match.start()], head[match.end() :]
        bracketed = before.endswith("(") and re.match(r"\)\s*[-–—:]", behind) is not None
        opening = not before.strip() and re.match(r"\s*[-–—:|]", behind) is not None
        dated = re.match(rf"\s+(?:{_WEEKDAY})", behind) is not None and not _is(before, "before")
        # "Monitor A Air raids killed": a headline, the byline and the first word of the text, all without stops
        bare = re.match(r"\s+[\"“]?(?=[A-Z])(\w+)", behind)
        byline = bare is not None and _titled(before) and bare[1].lower() not in _words("behind")
        if bracketed or opening or dated or byline:
            yield _agencies()[match[0]]


def _titled(before: str) -> bool:
    """Tell whether what stands before is a headline: words, no stop or bracket at the end, no "told" or "by"."""
    return re.search(r"\w\s+$", before) is not None and not _is(before, "before") and "." not in before


def _at_tail(tail: str) -> Iterator[str]:
    folded = " ".join(tail.lower().rstrip(".").split())
    for row in _rows("phrase"):
        if row["words"] in folded:
            yield row["agency"]
    for match in _names().finditer(tail):
        before, behind = tail[: match.start()].rstrip(), tail[match.end() :].strip(" .)]\n")
        closing = not behind and re.search(r"(?:--|[–—/|])$|(?:^|[.!?”\"]\s*)[(\[]$", before) is not None
        if closing or _listed(before):
            yield _agencies()[match[0]]


def _listed(before: str) -> bool:
    """Tell whether a name stands in "(With A, B and C)" or behind "Source:": only names and joints in between."""
    words = re.findall(r"\w+|[.!?]", _names().sub(" ", before))
    while words and words[-1].lower() in ("and", "the"):
        words.pop()
    at = next((m for m in re.finditer(r"(?:[(\[.]\s*|\n|^)(?:with|sources?)\b[\s:]*", before, re.I)), None)
    return at is not None and not re.search(
        r"\w", re.sub(r"\band\b", "", _names().sub("", before[at.end() :]))
    )


def _is(before: str, kind: str) -> bool:
    last = re.search(r"(\w+)\W*$", before)
    return last is None or last[1].lower() in _words(kind)


@lru_cache(maxsize=1)
def _agencies() -> dict[str, str]:
    return {
        alias: source.name
        for source in source_table().sources.values()
        if source.kind == "agency"
        for alias in _aliases()[source.name]
        if not alias.endswith(_NO_DESK) and (alias[:1].isupper() or alias == "dpa")
    }


@lru_cache(maxsize=1)
def _aliases() -> dict[str, tuple[str, ...]]:
    return {
        row["name"]: tuple(dict.fromkeys([row["name"], *filter(None, row["aliases"].split("|"))]))
        for row in table_rows("sources.csv")
    }


@lru_cache(maxsize=1)
def _names() -> re.Pattern[str]:
    longest_first = sorted(_agencies(), key=lambda alias: (-len(alias), alias))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")


@lru_cache(maxsize=4)
def _rows(kind: str) -> tuple[dict[str, str], ...]:
    return tuple(row for row in table_rows("credit_words.csv") if row["set"] == kind)


@lru_cache(maxsize=4)
def _words(kind: str) -> frozenset[str]:
    return frozenset(word for row in _rows(kind) for word in row["words"].split())
