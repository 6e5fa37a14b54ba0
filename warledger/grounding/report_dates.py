"""The day of a report itself: its date line, else the date handed over with it, else unknown.

A date line stands in the head or the foot of a text ("Thursday 2 Jun 2016", "Date of publication 3 June
2016", "29-06-2016", "BENGHAZI | Tue May 31, 2011 2:56 pm BST", "AMMAN, May 3 (Reuters) -"). Dates inside
the story date its events, not the report; captions ("Brasilia, June 17, 2011.") are the trap between.
"""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.resources import files

from warledger.grounding.calendar import safe_date
from warledger.grounding.mentions import PeriodMention
from warledger.grounding.other_calendars import persian_day
from warledger.grounding.time_words import lexicon, numeric_date
from warledger.records import Report, ReportDate, Span

HEAD, FOOT = 400, 200
"""How many characters from either end a date line may begin: a title and a byline fit before it."""

NEAR_DAYS = 45
"""How far from `published` a date line without its year may lie to take its year from it."""

SWAP_DAYS = 3
"""How near `published` must be to the month-first reading of "06-07-2016", which by habit is day first."""

CONTRADICTION_DAYS = range(4, 61)
"""How far after `published` a past event shows that it is wrong; nearer days may be readers' comments."""

CLOCK = r"\d{1,2}[:.]\d\d(?::\d\d)?|\d{4}(?=\s*(?:GMT|UTC|hrs))"
AFTER_DATE = re.compile(
    rf"[\s,|–-]*(?:at\s+)?(?:{CLOCK})\s*(?:[ap]\.?m\.?|GMT|UTC|BST|EST|EDT|KSA)?", re.IGNORECASE
)
LABEL = re.compile(
    r"(?P<label>date of publication|publi(?:shed|cation (?:date|time))|posted|issued|released|created|last (?:updated?|modified)"
    rf"|updated?|modified|dated?)(?:\s+(?:on|at|in))?\s*+[:|]?\s*+(?:(?:{CLOCK})\s*(?:[ap]\.?m\.?|GMT|UTC)?,?\s*)?$",
    re.IGNORECASE,
)
LATER_LABEL = re.compile(r"updat|modif", re.IGNORECASE)
AGENCY_BEFORE = re.compile(
    r"(?:\b(?:AFP|AP|Reuters|DPA|UPI|EFE|ANSA|TASS|Xinhua|Anadolu|AA|Agencies|Staff|Writer|[Bb]y [A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){0,3})"
    r"|\|)[\s,|:–-]*$"
)
STORY_BEFORE = re.compile(
    r"\b(?:on|in|since|of|until|till|from|before|after|by|to|and|between|dated|taken|through|during|late|early|the|this|that|an?|killed|last|next|for)\s+$",
    re.IGNORECASE,
)
FUTURE_NEAR = re.compile(
    r"\b(?:will|would|due|scheduled|expected|planned|until|till|by|deadline|upcoming|next|before|set|term|expires?|target)\b",
    re.IGNORECASE,
)
WHEN = (
    r"(?P<when>(?:(?P<m>[A-Z][A-Za-z]{2,8})\.?\s+(?P<d>\d{1,2})|(?P<d2>\d{1,2})\s+(?P<m2>[A-Z][A-Za-z]{2,8})\.?)"
    r"(?:,?\s+(?P<y>(?:19|20)\d\d))?)"
)
AGENCY = r"\s*(?:\([A-Z][\w. ]{1,20}\)|[-–—])"
DATELINES = (
    # AMMAN, May 3 (Reuters) -    KANO, Nigeria, 3 May 2016 -    MOSCOW May 3 (RIA Novosti) -
    re.compile(
        rf"(?:^|[.!?”\"|*\n]\s*|\s)[A-Z][A-Z'’/\\ .-]{{2,40}}(?:,\s*[A-Z][\w ]{{2,20}})?,?\s{WHEN}(?![\d,]){AGENCY}"
    ),
    # Kano, Nigeria, May 3 (AFP) -    May 3 (Reuters) -    GENEVA (3 May 2016) -
    re.compile(
        rf"^\s*(?:[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){{0,2}}(?:,\s*[A-Z]\w+)?(?:,\s*|\s+[—(]\s*))?{WHEN}\)?{AGENCY}"
    ),
    # By Jo Writer May 3 at 2:15 PM
    re.compile(rf"\b[Bb]y [A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){{1,3}}[\s,|]+{WHEN}\s+at\s+(?:{CLOCK})"),
)
"""Datelines and bylines; where they name no year, it is that of the date handed over."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A date that may be the report's own: its reading, where it stands and how far it is to be trusted."""

    day: date
    start: int
    end: int
    trust: int


@lru_cache(maxsize=1)
def _full_date() -> re.Pattern[str]:
    """A full date with its year, in words or figures."""
    names = {symbol: _alternatives(symbol) for symbol in ("MON", "MONA", "WD", "WDA")}
    month = rf"(?:{names['MON']}|{names['MONA']})"
    weekday = rf"(?:(?P<weekday>{names['WD']}|{names['WDA']})\b\.?,?\s+)?"
    return re.compile(
        rf"(?<![\w.-]){weekday}(?:"
        rf"(?P<d1>[0-3]?\d)(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<m1>{month})\b\.?,?\s+(?P<y1>(?:19|20)\d\d|\d\d(?=\s+{CLOCK}))"
        rf"|(?P<m2>{month})\b\.?\s+(?P<d2>[0-3]?\d)(?:st|nd|rd|th)?(?:,\s*|\s+|)(?P<y2>(?:19|20)\d\d)"
        rf"|(?P<numeric>\d{{4}}[-/.]\d{{1,2}}[-/.]\d{{1,2}}|\d{{1,2}}(?P<sep>[-/.])\d{{1,2}}(?P=sep)\d{{4}})"
        r")(?!\d|[/-]\d)",
        re.IGNORECASE,
    )


@lru_cache(maxsize=2)
def _full_dates(text: str) -> tuple[re.Match[str], ...]:
    """The full dates of a text: looked for by three questions, and the slowest search of all."""
    return tuple(_full_date().finditer(text))


def _alternatives(symbol: str) -> str:
    words = (w for w, entry in lexicon().items() if entry.symbol == symbol and not entry.suffix)
    return "|".join(sorted(words, key=len, reverse=True))


def date_report(report: Report) -> ReportDate:
    """Tell a report's own day.

    Args:
        report: the text and the date handed over with it.

    Returns:
        The text's date line (basis "text", with its quote), else `published` (basis "published"), else no
        day (basis "unknown"). `given` is always the date handed over. Where the story tells, as past, of a
        day later than `published`, that date is wrong and the report is left without a day.
    """
    given = report.published
    best = _best(report.text, given)
    if best is not None:
        return ReportDate(best.day, "text", Span.of(report.text, best.start, best.end), given)
    if given is None or _contradicted(report.text, given):
        return ReportDate(None, "unknown", None, given)
    return ReportDate(given, "published", None, given)


def is_date_line(mention: PeriodMention, dated: ReportDate) -> bool:
    """Tell whether an expression of time is the report's own date line, which dates no event by itself."""
    return dated.quote is not None and mention.span.overlaps(dated.quote)


def entry_days(text: str) -> tuple[tuple[int, date], ...]:
    """The stamps of a digest's entries ("updated: Sat May 14 2011 18:10:00"): where each begins, and its day.

    A stamp has a weekday that fits and a time of day or a label; one stamp alone is a date line.
    """
    stamps: list[tuple[int, date]] = []
    for match in _full_dates(text):
        if not match["weekday"] or (day := _read(match, None)) is None:
            continue
        before = text[max(0, match.start() - 60) : match.start()]
        if LABEL.search(before) or AFTER_DATE.match(text, match.end()):
            stamps.append((match.start(), day))
    return tuple(stamps)


def _best(text: str, given: date | None) -> _Candidate | None:
    candidates = [*_dated_lines(text, given), *_datelines(text, given), *_persian_lines(text)]
    return max(candidates, key=lambda c: (c.trust, -c.start), default=None)


def _dated_lines(text: str, given: date | None) -> Iterator[_Candidate]:
    """Full dates in the head and the foot that read as date lines."""
    for match in _full_dates(text):
        if HEAD < match.start() < len(text) - FOOT:
            continue
        day = _read(match, given)
        trust = _trust(text, match, day, given) if day is not None else 0
        if day is not None and trust:
            yield _Candidate(day, match.start(), match.end(), trust)


def _trust(text: str, match: re.Match[str], day: date, given: date | None) -> int:
    """How surely a full date is the report's own: 0 for a date of the story, up to 6 for a labelled one."""
    before = text[max(0, match.start() - 60) : match.start()]
    label = LABEL.search(before)
    head = match.start() <= HEAD
    if label is not None:
        return 5 if LATER_LABEL.search(label["label"]) else 6
    clocked = AFTER_DATE.match(text, match.end()) is not None
    if STORY_BEFORE.search(before):
        return 0
    if not head:
        return 3 if clocked else 0
    if not before.strip(" \t\n\r*|•-–"):
        return 5
    if AGENCY_BEFORE.search(before) or clocked:
        return 4
    if match["weekday"]:
        return 3
    near = given is not None and abs((day - given).days) <= SWAP_DAYS
    caption = before.rstrip().endswith(",") or _closes_sentence(text, match.end())
    return 2 if near or not caption else 0


def _closes_sentence(text: str, end: int) -> bool:
    """A caption ends with its date ("... in Brasilia, June 17, 2011."); a date line goes on."""
    return text[end : end + 1] in (".", ")")


def _read(match: re.Match[str], given: date | None) -> date | None:
    """The day of a full date; of two readings of a numeric one, the habitual or the nearer."""
    if match["numeric"]:
        return _numeric(match["numeric"], given)
    month, day, year = (
        (match["m1"], match["d1"], match["y1"]) if match["m1"] else match.group("m2", "d2", "y2")
    )
    entry = lexicon()[month.lower()]
    full_year = int(year) if len(year) == 4 else 2000 + int(year)
    when = safe_date(full_year, entry.value, int(day))
    if when is None or match["weekday"] is None:
        return when
    fits = lexicon()[match["weekday"].lower()].value == when.weekday()
    return when if fits or given is None or abs((when - given).days) <= NEAR_DAYS else None


def _numeric(text: str, given: date | None) -> date | None:
    """Read a numeric date; with a slash, two readings are left undecided unless `published` decides."""
    forms = numeric_date(text)
    day_first, month_first = (date(*f) if f else None for f in (forms.day_first, forms.month_first))
    if day_first is None or month_first is None:
        return day_first or month_first
    if given is None:
        return None if forms.separator == "/" else day_first
    first, second = abs((day_first - given).days), abs((month_first - given).days)
    if forms.separator != "/":
        return month_first if second <= SWAP_DAYS < first else day_first
    nearer, other = (day_first, second) if first < second else (month_first, first)
    return nearer if min(first, second) <= NEAR_DAYS and other != min(first, second) else None


def _datelines(text: str, given: date | None) -> Iterator[_Candidate]:
    """Agency datelines ("TRIPOLI, Aug 11 (Reuters) -"); one without a year is dated by `published` where it is near."""
    for form in DATELINES:
        for match in form.finditer(text, 0, HEAD + 100):
            entry = lexicon().get((match["m"] or match["m2"]).lower())
            if entry is None or entry.symbol not in ("MON", "MONA"):
                continue
            day = _dateline_day(match, entry.value, given)
            if day is not None:
                yield _Candidate(day, match.start("when"), match.end("when"), 5)


def _dateline_day(match: re.Match[str], month: int, given: date | None) -> date | None:
    number = int(match["d"] or match["d2"])
    if match["y"]:
        return safe_date(int(match["y"]), month, number)
    if given is None:
        return None
    days = [d for y in (given.year - 1, given.year, given.year + 1) if (d := safe_date(y, month, number))]
    nearest = min(days, key=lambda d: abs((d - given).days), default=None)
    return nearest if nearest is not None and abs((nearest - given).days) <= NEAR_DAYS else None


@lru_cache(maxsize=1)
def _persian_months() -> dict[str, int]:
    """Load the months of the Iranian calendar (data/time_persian.csv)."""
    text = (files("warledger") / "data" / "time_persian.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(line for line in text.splitlines() if not line.startswith("#"))
    return {row["name"]: int(row["month"]) for row in rows}


@lru_cache(maxsize=1)
def _persian_date() -> re.Pattern[str]:
    month = "|".join(sorted(_persian_months(), key=len, reverse=True))
    weekday = f"(?:(?:{_alternatives('WD')}|{_alternatives('WDA')})\\b\\.?,?\\s+)?"
    return re.compile(
        rf"(?<![\w.-]){weekday}(?:(?P<d1>[0-3]?\d)\s+(?P<m1>{month})|(?P<m2>{month})\s+(?P<d2>[0-3]?\d)),?\s+(?P<y>1[34]\d\d)\b",
        re.IGNORECASE,
    )


def _persian_lines(text: str) -> Iterator[_Candidate]:
    """Date lines of the Iranian calendar alone ("Mon 3 Khordad 1395"): hardly a date of the story."""
    for match in _persian_date().finditer(text, 0, HEAD):
        month = _persian_months()[(match["m1"] or match["m2"]).lower()]
        day = persian_day(int(match["y"]), month, int(match["d1"] or match["d2"]))
        if day is not None:
            yield _Candidate(day, match.start(), match.end(), 2)


def _contradicted(text: str, given: date) -> bool:
    """Tell whether the story tells of a full date soon after `published` as past."""
    for match in _full_dates(text):
        day = _read(match, given)
        if day is None or (day - given).days not in CONTRADICTION_DAYS:
            continue
        if not FUTURE_NEAR.search(text, max(0, match.start() - 80), match.end() + 20):
            return True
    return False
