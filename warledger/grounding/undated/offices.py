"""Office holders named with their title: "President Barack Obama", "Josh Earnest, the White House press secretary"."""

import re
from collections.abc import Iterator
from typing import Final

from warledger.grounding.undated.constraints import Constraint
from warledger.grounding.undated.days import Days
from warledger.grounding.undated.facts import Term, terms
from warledger.records import Span

BEFORE, AFTER = 60, 70
"""How many characters before a name its title may stand, and after it."""

LONGEST_NAME = 30
"""Characters that a holder's name may have."""

NO_LONGER: Final = re.compile(
    r"\b(?:former|formerly|ex|then|late|previous|outgoing|incoming|deposed|ousted|toppled|slain|jailed|one-?time|vice|deputy"
    r"|assistant|predecessor|successor|under|future|dead|overthrown|assassinated|candidate)\b[\s-]*(?:[A-Z.]{2,5} |[A-Z]\w+ )?$",
    re.IGNORECASE,
)
"""What may stand before a title to say that it is another's, or no longer held."""

NOT_YET: Final = re.compile(r"^[\s-]*(?:elect|designate|hopeful|candidate|nominee)\b", re.IGNORECASE)

BETWEEN: Final = re.compile(
    r"^(?:['’]s|[,\s-]|[A-Z][\w.’'-]*+)*+$",
    re.IGNORECASE,
)
"""What may stand between a title and its holder's name: words, commas and hyphens, no number and no bracket. Never tried
another way: a word has as many readings as letters, and a name behind thirty letters and a bracket took a day."""

APPOSITION: Final = re.compile(r"^(?:,|\s\()\s*(?:(?:the|a|an|who is|whose)\s+)?(?:[\w.’'-]+\s+){0,7}?$")


def office_clues(text: str) -> Iterator[Constraint]:
    """Find the holders of known offices; of two holders of one office the later one tells the time."""
    held: dict[str, tuple[Term, Span]] = {}
    near: dict[re.Pattern[str], list[tuple[int, int]]] = {}
    for term in terms():
        if term.titles not in near:
            near[term.titles] = _around(text, term.titles)
        matches = (m for start, end in near[term.titles] for m in term.names.finditer(text, start, end))
        titled = next((t for t in (_titled(text, match, term) for match in matches) if t is not None), None)
        if titled is not None and (term.office not in held or held[term.office][0].start < term.start):
            held[term.office] = term, titled
    for term, quote in held.values():
        since = f"since {term.start.day} {term.start:%B %Y}"
        until = f" until {term.end.day} {term.end:%B %Y}" if term.end is not None else ""
        because = f"it names {term.holder} as {term.office}, which is so {since}{until}"
        yield Constraint("office", Days.between(term.start, term.end), because, quote)


def _around(text: str, titles: re.Pattern[str]) -> list[tuple[int, int]]:
    """Where a holder's name can stand: the stretches around the titles. Names are far more than titles that are there."""
    stretches: list[tuple[int, int]] = []
    for title in titles.finditer(text):
        start, end = max(0, title.start() - AFTER - LONGEST_NAME), title.end() + BEFORE + LONGEST_NAME
        if stretches and start <= stretches[-1][1]:
            stretches[-1] = stretches[-1][0], end
        else:
            stretches.append((start, end))
    return stretches


def _titled(text: str, match: re.Match[str], term: Term) -> Span | None:
    """The title and the name, where the title stands beside it and is held now."""
    titles = list(term.titles.finditer(text, max(0, match.start() - BEFORE), match.start()))
    if titles and _leads(text, titles[-1], match):
        return Span.of(text, titles[-1].start(), match.end())
    behind = term.titles.search(text, match.end(), match.end() + AFTER)
    if behind is not None and _follows(text, match, behind):
        return Span.of(text, match.start(), behind.end())
    return None


def _leads(text: str, title: re.Match[str], name: re.Match[str]) -> bool:
    """Tell whether a title before a name is that person's, and held now: "US President Barack Obama"."""
    between = text[title.end() : name.start()]
    if "\n" in between or not BETWEEN.match(between) or NOT_YET.match(between):
        return False
    return not NO_LONGER.search(text[max(0, title.start() - 40) : title.start()])


def _follows(text: str, name: re.Match[str], title: re.Match[str]) -> bool:
    """Tell whether a title behind a name is that person's, and held now: "John Kerry, the secretary of state"."""
    between = text[name.end() : title.start()]
    if not APPOSITION.match(between) or NO_LONGER.search(between):
        return False
    return not NOT_YET.match(text[title.end() :][:20])
