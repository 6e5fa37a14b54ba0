"""Bare names of places that the text called places elsewhere: "the Qaterji quarter" once, "killed in Qaterji" later."""

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc

from warledger.grounding.mentions import PlaceMention
from warledger.records import Span

BEFORE = frozenset(
    {
        "in",
        "at",
        "on",
        "near",
        "of",
        "from",
        "to",
        "and",
        "around",
        "outside",
        "inside",
        "into",
        "hit",
        "struck",
    }
)
"""Words before a bare name that let it be a place; "Mr Qaterji said" is none."""


def echoes(doc: Doc, mentions: Sequence[PlaceMention]) -> tuple[PlaceMention, ...]:
    """Find further mentions of names that no list holds but that the text once calls a place.

    Args:
        doc: the parsed report.
        mentions: what was found so far, in text order.

    Returns:
        The further mentions, each with the place of the first one; none overlaps what was found.
    """
    named = {
        tuple(t.lower_ for t in doc[m.first : m.last]): m
        for m in reversed(mentions)
        if m.sense == "location" and m.place.precision == "site"
    }
    taken = {i for m in mentions for i in range(m.first, m.last)}
    found: list[PlaceMention] = []
    for name, known in named.items():
        for i in range(1, len(doc) - len(name) + 1):
            last = i + len(name)
            if doc[i].lower_ != name[0] or (not doc[i].text[:1].isupper() and not name[0].startswith("al")):
                continue
            if tuple(t.lower_ for t in doc[i:last]) != name or any(k in taken for k in range(i, last)):
                continue
            if doc[i - 1].lower_ in BEFORE:
                cut = doc[i:last]
                span = Span(cut.start_char, cut.end_char, cut.text)
                found.append(
                    replace(known, span=span, first=i, last=last, place=replace(known.place, quote=span))
                )
                taken.update(range(i, last))
    return tuple(found)
