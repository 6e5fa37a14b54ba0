"""A first look at a text, before anything is parsed: does it tell of violence, of flight or of a truce at all?

Most news does not, and a parse takes a thousand times as long as this look. What it passes over tells the ledger nothing,
parsed or not: `assembly.tell` holds to the same look, so that a ledger is the same with it and without. It is therefore
wide: a war of words over trade, or a cartel that fixes prices, is parsed for nothing; a report in which readers found
anything never was passed over (2,900 reports and descriptions of many wars, 312 of displacement but two of misprinted words).
"""

import csv
import re
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Literal

type LookKind = Literal["alone", "harm", "armed", "slight", "beside", "brief"]

_TOGETHER: Mapping[LookKind, tuple[LookKind, ...]] = {
    "harm": ("armed", "beside"),
    "armed": ("harm", "slight"),
    "slight": ("armed",),
    "beside": ("harm",),
    "brief": (),
}
"""Which kinds tell of violence together."""

_ALONE: frozenset[LookKind] = frozenset({"alone"})
_ANY: frozenset[LookKind] = _ALONE | _TOGETHER.keys()
_PLAIN = _ANY - {"beside"}

FEW_LINES = 600
"""Characters of a text that is a line or two of a news feed: one word of harm or arms is enough there."""

ONE_LINE = 250
"""Characters of a single sentence: there "attack" is enough, and a parse costs little."""

NEAR = 300
"""Characters between two words that count as beside each other, two or three sentences. At 100 no report was lost in which
readers found something; without any bound twice as much of a news agency's trade news is parsed for nothing."""

_WORD = re.compile(r"[^\W\d_]+")


def tells_of_violence(text: str) -> bool:
    """Tell whether a report has words of violence, flight or truces that a reading could make something of.

    Args:
        text: the report as it stands; linear in its length.
    """
    low = text.lower()
    singles, phrases = _lists()
    enough = _ANY if len(text) < ONE_LINE else _PLAIN if len(text) < FEW_LINES else _ALONE
    last: dict[LookKind, int] = {}
    weapon = ""
    for match in _WORD.finditer(low):
        kind = singles.get(match[0])
        if kind is None:
            continue
        here = match.start()
        if kind in enough:
            return True
        if any(here - last.get(other, -NEAR) < NEAR for other in _TOGETHER[kind]):
            return True
        if kind == "armed":
            # The same word twice is one: "the missile ... missiles" of a firm that makes them.
            if here - last.get("armed", -NEAR) < NEAR and match[0].rstrip("s") != weapon:
                return True
            weapon = match[0].rstrip("s")
        last[kind] = here
    return phrases.search(low) is not None


@lru_cache(maxsize=1)
def _lists() -> tuple[dict[str, LookKind], re.Pattern[str]]:
    """Single words with their kinds, and one pattern for all phrases (of the kind "alone")."""
    singles: dict[str, LookKind] = {}
    phrases: list[str] = []
    rows = files("warledger").joinpath("data", "first_look.csv").read_text(encoding="utf-8").splitlines()
    for row in csv.DictReader(line for line in rows if not line.startswith("#")):
        kind: LookKind = row["kind"]  # type: ignore[assignment]
        singles |= dict.fromkeys(row["words"].split(), kind)
        phrases += [
            re.escape(phrase).replace(r"\ ", r"\s+") for phrase in row["phrases"].split("; ") if phrase
        ]
    return singles, re.compile(r"\b(?:" + "|".join(phrases) + r")\b")
