"""The words of time: a text cut into atoms, each with its class, and the line that the rules are read on.

Rules over raw text would be slow (each tried at each of 2,500 characters) and rules over tokens would break
on texts that lost their apostrophes and commas. So a text is first cut into *atoms*; an atom that the
lexicon knows gets a *symbol* (WD for weekdays, MON for months, UNITS for "days"), and runs of such atoms
become one short *line* of symbols ("late WD PART | in MON YEAR | ..."), which regular expressions can
search quickly and which a person can read.
"""

import csv
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files

from warledger.grounding.calendar import safe_date

FIRST_YEAR, LAST_YEAR = 1900, 2099
"""Four digits outside these are counts, not years."""

BREAK = "|"
TRIGGERS = frozenset(
    "WD WDA MON MONA REL overnight UNIT UNITS WEEKEND SEASON PART DAILY FEAST YEAR YEARS DATE aged age".split()
)
"""Symbols that make a run worth a rule; the rest (numbers, prepositions) only serve beside them."""

ATOM = re.compile(
    r"""(?P<word>[^\W\d_]+(?:['’][^\W\d_]+|['’](?=\s))?)
      | (?P<date>(?<![\w./-])(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}(?P<sep>[-/.])\d{1,2}(?P=sep)\d{4}|\d{1,2}/\d{1,2}/\d\d)(?!\d))
      | (?P<ordinal>\d{1,2}(?:st|nd|rd|th)\b)
      | (?P<years>\d{3}0['’]?s\b)
      | (?P<number>\d+(?:[.,:]\d+)*)
      | (?P<mark>[^\s\w]|_)""",
    re.VERBOSE,
)
UNBROKEN = re.compile(r"\S+")
LETTER_BEFORE = re.compile(r"[^\W\d_]$|[^\W\d_][-‑]$|[$€£¥#@.,]$")
CUT_BEFORE = re.compile(
    r"(?<![^\W\d_])(?:mid|early|late|pre|post|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec"
    r"|january|february|march|april|may|june|july|august|september|october|november|december)[-‑–]$",
    re.IGNORECASE,
)
LONGEST_CUT = 12
"""Letters, and one more, of the longest month and its hyphen."""
POSSESSIVES = ("'s", "’s", "'", "’")
ASCII_LOWER = {upper: upper + 32 for upper in range(ord("A"), ord("Z") + 1)}
NOTHING, BESIDE, TIMELY, PHRASE = range(4)
LONGEST_PHRASE = 6
"""Words in the longest name or feast (data/time_names.csv, data/time_feasts.csv) and more."""

SHORT_NUMBER = 3
"""Digits that make no year yet."""

BARE_S = frozenset({"WD", "REL"})
"""Classes whose bare -s is kept as a sign: "Tuesdays bombing" has lost an apostrophe, "on Tuesdays" has not."""


@dataclass(frozen=True, slots=True)
class Atom:
    """A word, number or mark of the text with its class in the time grammar.

    `symbol` is "" for what the lexicon does not know. `suffix` is "'s" for a possessive, "s" for a bare -s
    of a weekday, else "". `value` is the number that the class gives it; for a full numeric date see
    `text`. `spelled` tells that a number was a word.
    """

    start: int
    end: int
    text: str
    symbol: str
    value: int = 0
    suffix: str = ""
    spelled: bool = False


GAP = Atom(0, 0, "", "")
DOT = Atom(0, 0, ".", "")
MARKS = {",": ",", "-": "-", "–": "-", "‑": "-", "(": "(", "[": "("}


@dataclass(frozen=True, slots=True)
class Word:
    """An entry of the lexicon."""

    symbol: str
    value: int
    capital: bool
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class Feast:
    """A feast: where its calendar puts it and how many days it lasts."""

    phrase: str
    reckoning: str
    month: int
    day: int
    days: int


def _rows(name: str) -> Iterator[dict[str, str]]:
    text = (files("warledger") / "data" / name).read_text(encoding="utf-8")
    yield from csv.DictReader(line for line in text.splitlines() if not line.startswith("#"))


@lru_cache(maxsize=1)
def lexicon() -> dict[str, Word]:
    """Load the words of time (data/time_words.csv), keyed by their lower-case form with and without -s."""
    words: dict[str, Word] = {}
    for row in _rows("time_words.csv"):
        entry = Word(row["symbol"], int(row["value"]), row["case"] == "capital")
        words[row["word"]] = entry
        for ending in POSSESSIVES:
            words[row["word"] + ending] = replace(entry, suffix="'s")
        if entry.symbol in BARE_S:
            words[row["word"] + "s"] = replace(entry, suffix="s")
    return words


@lru_cache(maxsize=1)
def feasts() -> tuple[Feast, ...]:
    """Load the feasts (data/time_feasts.csv)."""
    return tuple(
        Feast(row["phrase"], row["reckoning"], int(row["month"]), int(row["day"]), int(row["days"]))
        for row in _rows("time_feasts.csv")
    )


@lru_cache(maxsize=1)
def _phrases() -> dict[str, tuple[re.Pattern[str], dict[str, int]]]:
    """Feasts and names by their first word: a pattern for the rest, and the feast that is meant (-1: a name).

    The first word is looked up, so that ordinary words cost one look and no search.
    """
    index = {_plain(row["phrase"]): -1 for row in _rows("time_names.csv")}
    index |= {_plain(feast.phrase): number for number, feast in enumerate(feasts())}
    written = [row["phrase"] for row in _rows("time_names.csv")] + [feast.phrase for feast in feasts()]
    marked = {w: w.split()[0].replace("-", " ").split()[0] for w in written if "'" in w}
    by_first: dict[str, list[str]] = {}
    for phrase in sorted(index, key=len, reverse=True):
        first = phrase.split()[0]
        forms = {first, *(f"{first[:-1]}{ending}" for ending in POSSESSIVES if first.endswith("s"))}
        forms |= {f for w, f in marked.items() if _plain(w) == phrase}  # "sha'ban" is one word of the text
        for form in forms | {f.replace("'", "’") for f in forms}:
            by_first.setdefault(form, []).append(phrase)
    return {
        first: (
            re.compile(
                "|".join(rf"{'[ ‐‑-]+'.join(map(_loose, p.split()))}\b" for p in phrases), re.IGNORECASE
            ),
            {p: index[p] for p in phrases},
        )
        for first, phrases in by_first.items()
    }


def _plain(phrase: str) -> str:
    return " ".join(re.sub(r"['’]", "", phrase).replace("-", " ").lower().split())


def _loose(word: str) -> str:
    """A word that may have kept its apostrophe: "Sha'ban", "prophet's"."""
    return "['’]?".join(map(re.escape, word))


def scan(text: str) -> list[Atom]:
    """Cut a text into atoms; words and marks that the lexicon does not know are one shared atom, GAP or DOT.

    Gaps beside each other are one gap, and stretches without a word of time are left out like gaps. Lower-casing
    the whole text at once is what makes this quick; where that would change its length (some Turkish letters)
    only the plain letters are lowered.
    """
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = text.translate(ASCII_LOWER)
    atoms: list[Atom] = []
    covered = 0
    for start, end in _timely(lowered):
        covered = _read(text, lowered, start, end, covered, atoms)
        atoms.append(GAP)
    return atoms


def _timely(lowered: str) -> Iterator[tuple[int, int]]:
    """Yield the stretches between gaps that hold a word of time: a small part of a text, the rest is never cut."""
    first, last, timely, held = -1, 0, False, 0
    for piece in UNBROKEN.finditer(lowered):
        worth = _worth(piece[0])
        if worth == PHRASE:
            held = LONGEST_PHRASE
        if worth or held:
            held = max(0, held - 1)
            first, last = piece.start() if first < 0 else first, piece.end()
            timely = timely or worth > BESIDE
        elif first >= 0:
            if timely:
                yield first, last
            first, timely = -1, False
    if first >= 0 and timely:
        yield first, last


@lru_cache(maxsize=65536)
def _worth(piece: str) -> int:
    """Tell what a piece of text without blanks is to the grammar of time: nothing, beside it, of it, or a phrase."""
    words, phrases = lexicon(), _phrases()
    worth = NOTHING
    for match in ATOM.finditer(piece):
        found = match[0]
        if found in phrases:
            return PHRASE
        if match.lastgroup == "number":
            worth = max(worth, TIMELY if sum(c.isdigit() for c in found) > SHORT_NUMBER else BESIDE)
        elif match.lastgroup not in ("word", "mark"):
            worth = TIMELY
        elif found in words:
            worth = max(worth, TIMELY if words[found].symbol in TRIGGERS else BESIDE)
        elif found in MARKS or (found == "." and match.start() == 0):
            worth = max(worth, BESIDE)
    return worth


def _read(text: str, lowered: str, first: int, last: int, covered: int, atoms: list[Atom]) -> int:
    """Add the atoms of a stretch from the offset `covered` on; tells up to where the text is covered now."""
    words, phrases = lexicon(), _phrases()
    for match in ATOM.finditer(lowered, first, last + 1):  # the blank behind it ends a possessive
        start = match.start()
        if start < covered:
            continue  # inside a phrase already taken
        found = match[0]
        if found in phrases and (phrase := phrases[found][0].match(lowered, start)):
            number = phrases[found][1][_plain(phrase[0])]
            covered = phrase.end()
            atoms.append(
                Atom(start, covered, text[start:covered], "FEAST" if number >= 0 else "", max(number, 0))
            )
        elif found in words or match.lastgroup not in ("word", "mark"):
            atoms.append(_atom(text, match))
        elif found in MARKS:
            atoms.append(Atom(start, match.end(), found, MARKS[found]))
        elif not atoms or atoms[-1] is not GAP:
            atoms.append(DOT if found == "." else GAP)
    return covered


def _atom(text: str, match: re.Match[str]) -> Atom:
    start, end = match.span()
    found = text[start:end]
    kind = match.lastgroup
    if kind == "word":
        return _word_atom(text, start, end, found)
    if kind == "number":
        return _number_atom(text, start, end, found)
    if kind == "ordinal":
        value = int(found[:-2])
        return Atom(start, end, found, "ORD" if 1 <= value <= 31 else "", value)
    if kind == "years":
        return Atom(start, end, found, "YEARS", int(found[:4]))
    if kind in ("date", "sep"):
        return Atom(start, end, found, "DATE")
    return GAP


def _word_atom(text: str, start: int, end: int, found: str) -> Atom:
    words = lexicon()
    entry = words.get(found.lower())
    if entry is None or (entry.capital and not found[0].isupper()):
        return Atom(start, end, found, "")
    if start and text[start - 1].isdigit():  # "16July" is read, "5A" and "0300GMT" are not words of time
        return Atom(start, end, found, entry.symbol if entry.symbol in ("MON", "MONA") else "", entry.value)
    return Atom(start, end, found, entry.symbol, entry.value, entry.suffix, spelled=True)


def _number_atom(text: str, start: int, end: int, found: str) -> Atom:
    """Class a number: day, year, day and year run together ("142016"), or a mere count."""
    glued = LETTER_BEFORE.search(text, max(0, start - 2), start)  # "M5", "F-16", "$2000"
    if glued and CUT_BEFORE.search(text, max(0, start - LONGEST_CUT), start):
        glued = None  # "mid-2012", "12-Apr-2016"
    if glued or (end < len(text) and (text[end].isalpha() or text[end] == "%")):
        followed_by_month = not glued and _month_at(text, end)
        if not followed_by_month:
            return Atom(start, end, found, "")
    if not found.isdigit():
        whole = found.replace(",", "")
        return Atom(start, end, found, "NUM" if whole.isdigit() and ":" not in found else "", 0)
    if len(found) > 9:
        return Atom(start, end, found, "")
    value = int(found)
    if len(found) <= 2 and 1 <= value <= 31:
        return Atom(start, end, found, "DAY", value)
    if len(found) == 4 and FIRST_YEAR <= value <= LAST_YEAR:
        return Atom(start, end, found, "YEAR", value)
    if len(found) in (5, 6) and found[-4:-2] == "20" and 1 <= int(found[:-4]) <= 31:
        return Atom(start, end, found, "GLUED", value)
    return Atom(start, end, found, "NUM", value)


def _month_at(text: str, start: int) -> bool:
    match = re.compile(r"[A-Za-z]+").match(text, start)
    entry = lexicon().get(match[0].lower()) if match else None
    return entry is not None and entry.symbol in ("MON", "MONA")


@dataclass(frozen=True, slots=True)
class TimeLine:
    """The symbols of a text's runs of time words, one space apart, with a bar between runs."""

    line: str
    atoms: tuple[Atom, ...]
    starts: tuple[int, ...]

    def atoms_between(self, start: int, end: int) -> tuple[Atom, ...]:
        """The atoms whose symbols stand in this stretch of the line."""
        first = bisect_right(self.starts, start) - 1
        last = bisect_right(self.starts, end - 1)
        return self.atoms[first:last]


def time_line(atoms: list[Atom]) -> TimeLine:
    """Write the line of symbols: runs of known atoms that hold at least one word of time."""
    symbols: list[str] = []
    kept: list[Atom] = []
    run: list[Atom] = []
    for atom in [*atoms, GAP]:
        if atom.symbol:
            run.append(atom)
            continue
        if atom is DOT and run and run[-1].symbol in ("MONA", "WDA"):
            continue  # "Jan. 12"
        if any(a.symbol in TRIGGERS for a in run):
            kept += [*run, atom]
            symbols += [*(a.symbol for a in run), BREAK]
        run = []
    starts: list[int] = []
    position = 0
    for symbol in symbols:
        starts.append(position)
        position += len(symbol) + 1
    return TimeLine(" ".join(symbols), tuple(kept), tuple(starts))


@dataclass(frozen=True, slots=True)
class NumericDate:
    """The readings of a date in figures: one, or two where day and month can be swapped."""

    day_first: "tuple[int, int, int] | None"
    month_first: "tuple[int, int, int] | None"
    separator: str


def numeric_date(text: str) -> NumericDate:
    """Read "2016-06-29", "29.06.2016", "06/03/2016" as (year, month, day); impossible readings are None."""
    parts = re.split(r"[-/.]", text)
    a, b, c = (int(p) for p in parts)
    separator = re.sub(r"\d", "", text)[0]
    if len(parts[0]) == 4:
        return NumericDate(_possible(a, b, c), None, separator)
    year = c if len(parts[2]) == 4 else 2000 + c
    swapped = _possible(year, a, b) if a != b else None
    return NumericDate(_possible(year, b, a), swapped, separator)


def _possible(year: int, month: int, day: int) -> tuple[int, int, int] | None:
    known = FIRST_YEAR <= year <= LAST_YEAR and safe_date(year, month, day) is not None
    return (year, month, day) if known else None
