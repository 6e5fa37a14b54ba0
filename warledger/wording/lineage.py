"""Words for whose words an incident rests on, for quotations that recur and for breaches of a ceasefire."""

from collections.abc import Iterator, Sequence

from warledger.records import (
    Chain,
    ContextKind,
    Passage,
    Period,
    RecurringQuotation,
    Truce,
    TruceDate,
    Way,
    independent_sources,
)
from warledger.wording.context import KIND_WORDS
from warledger.wording.phrases import day_words, listed, period_words, place_words, plural
from warledger.wording.sources import source_words

WAY_WORDS: dict[Way, str] = {
    "cited": "names it",
    "rewritten": "names nobody, in the words of an account that names it",
    "relayed": "has its figure without naming it",
    "perhaps": "names nobody for it: perhaps its words",
    "own": "names nobody behind it",
}
DATE_WORDS: dict[TruceDate, str] = {
    "declared": "declared", "effective": "in effect", "extended": "extended", "ended": "ended",
}  # fmt: skip
CEASEFIRE: ContextKind = "ceasefire"


def lineage_lines(lineage: Sequence[Chain]) -> Iterator[str]:
    """Write each primary source with its passages, indented; and which of them are one voice."""
    for chain in lineage:
        yield source_words(chain.source)
        yield from (f"  {passage_words(passage)}" for passage in chain.passages)
    told = one_voice_words(lineage)
    if told:
        yield told


def passage_words(passage: Passage) -> str:
    """Write one way of the words: "Gulf Post, report 12, through AFP, names it"."""
    what = [passage.outlet or "", f"report {passage.report}"]
    if passage.through:
        what.append(f"through {listed(passage.through)}")
    if passage.copy_of is not None:
        what.append(f"a copy of {passage.copy_of}")
    if passage.rewrite_of is not None and passage.copy_of is None:
        what.append(f"a rewrite of {passage.rewrite_of}")
    what.append(WAY_WORDS[passage.way])
    return ", ".join(dict.fromkeys(filter(None, what)))


def one_voice_words(lineage: Sequence[Chain]) -> str:
    """Say which sources do not bear each other out, "" where all do."""
    sides: dict[str, list[str]] = {}
    for chain in lineage:
        if chain.side is not None:
            sides.setdefault(chain.side, []).append(chain.source)
    shared = [f"{listed(names)} speak for {side}" for side, names in sides.items() if len(names) > 1]
    if not shared:
        return ""
    voices = plural(independent_sources(tuple(lineage)), "independent voice")
    return f"{plural(len(lineage), 'source')}, {voices}: {listed(shared)}"


def recurring_words(found: RecurringQuotation) -> str:
    """Say who said the words, as the reports name them, where first and in how many reports."""
    first = found.tellings[0]
    when = f", {day_words(first.day)}" if first.day is not None else ""
    who = listed(found.speakers) or "nobody named"
    named = f"{who} (reports name different speakers)" if found.disputed else who
    where = first.outlet or f"report {first.report}"
    return f"“{found.words}”: {named}, in {plural(found.reports, 'report')}, first by {where}{when}"


def truce_words(truce: Truce) -> str:
    """Name a ceasefire by its area, its days and its parties: "ceasefire in Syria (in effect in February 2016)"."""
    where = place_words(truce.place).removeprefix("somewhere in ")
    where = f" in {where}" if truce.place.name or truce.place.country else ""
    head = f"{KIND_WORDS[CEASEFIRE]}{where}"
    parts = [f"{DATE_WORDS[event]} {_days(truce, event)}" for event in DATE_WORDS if truce.day(event)]
    if truce.parties:
        parts.append(f"tied to {listed([name.name for name in truce.parties])}")
    if truce.excluded:
        parts.append(f"leaving out {listed([name.name for name in truce.excluded])}")
    return f"{head} ({'; '.join(parts)})" if parts else head


def _days(truce: Truce, event: TruceDate) -> str:
    told: list[Period] = [day.period for day in truce.days if day.event == event]
    if not truce.disagreeing(event):
        return _on(told[0])
    return f"{' or '.join(dict.fromkeys(map(_on, told)))}, as reports differ"


def _on(period: Period) -> str:
    words = period_words(period)
    return f"on {words}" if period.start is not None and period.start == period.end else words
