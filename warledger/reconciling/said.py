"""Who says a count, and how firmly it is meant: exact, about, at least, or in words that are no count of their own.

Two figures of one outcome and class agree where one number of dead can be meant by both. What each can stand for:

- an exact count itself, a range its ends;
- "nearly 40" a tenth more or less (`ROUGH`);
- "at least 21" that and a quarter more (`LEAST_REACH`): a toll that grows further is another toll; from one mouth it
  is a floor and agrees with every larger count;
- "more than 20" half as much again (`ROUND_REACH`), since it was rounded before it was written down, and 20 itself,
  which headlines make of it;
- "dozens", "scores", "several" any count above half of theirs (`VAGUE_SLACK`): 24 is the reading of "dozens" that
  this ledger keeps, not a count that anybody made;
- "up to 30" any count below.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from math import ceil, floor
from typing import Final, Literal

from warledger.linking.weights import table_rows
from warledger.reconciling.sources import Voice, passes_on, usual_name
from warledger.reconciling.word_kinds import any_of
from warledger.records import Account, Figure, ReportNotes

type Firmness = Literal["vague", "rounded", "least", "rough", "exact"]

FIRMNESS: Final[tuple[Firmness, ...]] = ("vague", "rounded", "least", "rough", "exact")
"""From what is hardly a count to a count."""
ROUGH: Final = 0.1
LEAST_REACH: Final = 1.25
ROUND_REACH: Final = 1.5
VAGUE_SLACK: Final = 0.5
ROUND: Final = 10
"""A "more than" of a multiple of it was rounded; "more than 47" was counted."""

_NUMBER: Final = r"(?:\d|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thir|fif|twen|for|a (?:dozen|hundred))"


@dataclass(frozen=True, slots=True)
class Said:
    """A figure with the account that tells it, whose words it is, and the day of its report.

    `sources` are who is cited for it, the outlet where nobody is (`cited` tells which). `day` is None where it is
    unknown, or where the report would be older than the act that it tells of: such a date says nothing.
    """

    figure: Figure
    account: Account
    lineage: str
    sources: tuple[str, ...]
    relayed: bool
    day: date | None
    cited: bool = True

    @property
    def count(self) -> int:
        """Give the count as said: the lower end, or the upper one where only that is given."""
        low, high = self.figure.bounds.low, self.figure.bounds.high
        return low if low is not None else high if high is not None else 0


def said_figures(voices: Sequence[Voice], notes: ReportNotes) -> tuple[Said, ...]:
    """List the total figures of an incident with who says them; a figure without any bound is no count."""
    said = []
    for voice in voices:
        day = _told_on(voice.account, notes)
        for figure in voice.account.figures:
            if figure.role != "total" or (figure.bounds.low is None and figure.bounds.high is None):
                continue
            cited = _cited_for(figure, voice.account)
            relayed = not any(not passes_on(name) for name in cited)
            sources = cited or (voice.outlet,)
            said.append(Said(figure, voice.account, voice.lineage, sources, relayed, day, bool(cited)))
    return tuple(said)


def _cited_for(figure: Figure, account: Account) -> tuple[str, ...]:
    """Name who is cited for a figure; a headline's own count is that of whom the account cites for the same one."""
    says = figure.says
    if not says:
        same = (
            f.says
            for f in account.figures
            if f.says and (f.outcome, f.victims, f.role) == (figure.outcome, figure.victims, "total")
            if f.bounds.low == figure.bounds.low
        )
        says = next(same, ())
    return tuple(dict.fromkeys(usual_name(name) for name in says))


def _told_on(account: Account, notes: ReportNotes) -> date | None:
    note = notes.get(account.report)
    day = note.dated.day if note else None
    start = account.date.start
    return None if day is not None and start is not None and day < start else day


@lru_cache(maxsize=4)
def _words(kind: str) -> re.Pattern[str]:
    words = sorted((r["word"] for r in table_rows("rounded_counts.csv") if r["kind"] == kind), key=len)
    told = "|".join(re.escape(word) for word in reversed(words))
    behind = rf"\s+(?:an? |the )?(?:more )?{_NUMBER}" if kind == "rough" else r"\b"
    return re.compile(rf"\b(?:{told}){behind}", re.IGNORECASE)


@lru_cache(maxsize=65536)
def firmness(figure: Figure) -> Firmness:
    """Tell how firmly a count is meant, by its bounds, its hedge and its words."""
    low, high, words = figure.bounds.low, figure.bounds.high, figure.quote.text
    if low is not None and high is None:
        if _words("vague").search(words) or (figure.hedge and _words("vague").search(figure.hedge)):
            return "vague"
        # "more than 20" is 21 and up, "20 or more" 20 and up
        return (
            "rounded"
            if low >= ROUND and (low % ROUND == 1 or low % ROUND == 0) and _over(figure)
            else "least"
        )
    if low is None:
        return "least"
    hedge = f"{figure.hedge or ''} 1"
    return "rough" if _words("rough").search(hedge) or _words("rough").search(words) else "exact"


_PLUS: Final = re.compile(r"\d\+")


def _over(figure: Figure) -> bool:
    words = f"{figure.hedge or ''} {figure.quote.text}"
    return any_of("over").search(words) is not None or _PLUS.search(words) is not None


def stands_for(figure: Figure, *, one_mouth: bool = False) -> tuple[float, float]:
    """Give the least and the most that a figure can stand for beside another one, from one mouth or from two."""
    low, high = figure.bounds.low, figure.bounds.high
    if low is None:
        return 0, float(high or 0)
    if high is not None:
        off = ROUGH if firmness(figure) == "rough" else 0
        return floor(low * (1 - off)), ceil(high * (1 + off))
    how = firmness(figure)
    if how == "vague":
        return ceil(low * VAGUE_SLACK), float("inf")
    least = low - 1 if _over(figure) else low
    reach = ROUND_REACH if how == "rounded" else LEAST_REACH
    return least, float("inf") if one_mouth else floor(low * reach)


def one_mouth(one: Said, other: Said) -> bool:
    """Tell whether two figures are one source's, or stand in one account of which one cites nobody."""
    if set(one.sources) & set(other.sources):
        return True
    return one.account.id == other.account.id and not (one.cited and other.cited)


def agree(one: Said, other: Said) -> bool:
    """Tell whether one number of dead can be meant by both figures."""
    together = one_mouth(one, other)
    first, second = stands_for(one.figure, one_mouth=together), stands_for(other.figure, one_mouth=together)
    return first[0] <= second[1] and second[0] <= first[1]


def counts_some(figure: Figure) -> bool:
    """Tell whether a count is of some of all the dead: "two officers were among those killed".

    Children and women are counted inside others by their nature: theirs is the count of their class all the same.
    """
    return figure.victims in ("unspecified", "civilians", "combatants") and bool(
        any_of("share").search(figure.quote.text)
    )


def same_breath(one: Said, other: Said) -> bool:
    """Tell whether one source gives both figures in one account: it then counts different people."""
    return one.account.id == other.account.id and set(one.sources) == set(other.sources)


def counts_the_rest(figure: Figure) -> bool:
    """Tell whether a count is of those beside others told before it: "and two others"."""
    return any_of("rest").search(figure.quote.text) is not None


def count_words(said: Said) -> str:
    """Write a count as it was said: "37", "at least 37", "up to 30", "about 40", "20 to 25", "dozens"."""
    low, high = said.figure.bounds.low, said.figure.bounds.high
    if firmness(said.figure) == "vague":
        word = _words("vague").search(f"{said.figure.quote.text} {said.figure.hedge or ''}")
        return f"“{word.group().lower()}”" if word else f"at least {low:,}"
    if low is None:
        return f"up to {high:,}"
    if high is None:
        return f"at least {low:,}"
    if low != high:
        return f"{low:,} to {high:,}"
    return f"about {low:,}" if firmness(said.figure) == "rough" else f"{low:,}"
