"""Words for context lines: what became of a ceasefire or of talks, whose, when, where."""

from warledger.records import ContextEvent, ContextKind, ContextLine
from warledger.wording.phrases import DATE_UNKNOWN, listed, period_words, place_words

KIND_WORDS: dict[ContextKind, str] = {"ceasefire": "ceasefire", "talks": "peace talks"}
EVENT_WORDS: dict[ContextEvent, str] = {
    "proposed": "asked for or offered", "declared": "declared", "agreed": "agreed", "effective": "in effect",
    "extended": "extended", "limited": "limited", "violated": "said to be violated", "despite": "not heeded", "rejected": "rejected",
    "ended": "ended", "opened": "opened", "held": "held", "joined": "joined", "suspended": "suspended",
    "stalled": "stalled", "left": "left", "resumed": "resumed",
}  # fmt: skip


def context_words(line: ContextLine) -> str:
    """Write a line in one phrase: "Ceasefire declared: Russia; in Aleppo, Syria; 16 June 2016"."""
    head = f"{KIND_WORDS[line.kind]} {EVENT_WORDS[line.event]}".capitalize()
    parts = [listed(line.parties)] if line.parties else []
    if line.excluded:
        parts.append(f"leaving out {listed(line.excluded)}")
    if line.place.name or line.place.country:
        parts.append(place_words(line.place))
    when = period_words(line.period)
    parts.append("day not told" if when == DATE_UNKNOWN else when)
    return f"{head}: {'; '.join(parts)}"
