"""Acts that a report tells as breaches of a ceasefire, each with the words that say so.

A report says it in the act's own sentence ("despite the truce", "since a ceasefire took effect", "in violation of"), or
of the act by its town in a later one ("called the strike on A a clear violation of the truce"). That an act fell
within the days of a ceasefire is no word of the report's, and no breach here.
"""

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from warledger.grounding.mentions import PlaceMention
from warledger.reading import Turn
from warledger.reading.context_words import context_words
from warledger.records import Account, ContextEvent, Span

BREACHES: frozenset[ContextEvent] = frozenset({"violated", "despite"})
IN_FORCE: dict[ContextEvent, str] = {
    "effective": "under a truce", "agreed": "for all a truce", "declared": "for all a truce", "extended": "for all a truce",
}  # fmt: skip
"""What an act is a breach of where its clause is hung on it by "since", "although" and the like, with the set of such
words: what comes after a truce was merely agreed is no breach."""
UP = 6
"""Steps from the words for the ceasefire up to the word that opens their clause."""


def with_breaches(
    doc: Doc, turns: Sequence[Turn], accounts: Sequence[Account], places: Sequence[PlaceMention]
) -> tuple[Account, ...]:
    """Put to each account the words by which it is told as a breach of a ceasefire, the nearest to its evidence.

    Args:
        doc: the parse.
        turns: what becomes of ceasefires, in text order.
        accounts: of the report.
        places: the places named in it.
    """
    told: dict[str, list[Span]] = {}
    for turn in turns:
        words = _breach(doc, turn)
        if words is None:
            continue
        for account in _told_there(doc, turn, accounts, places):
            told.setdefault(account.id, []).append(words)
    return tuple(
        replace(a, breach=min(told[a.id], key=lambda w: (_gap(w, a.evidence), w))) if a.id in told else a
        for a in accounts
    )


def _gap(words: Span, evidence: Span) -> int:
    return max(words.start - evidence.end, evidence.start - words.end, 0)


def _breach(doc: Doc, turn: Turn) -> Span | None:
    """Give the words for a breach, with the word that hangs them on the act; None where a turn tells of none."""
    if turn.kind != "ceasefire":
        return None
    first = turn.first
    if turn.event in IN_FORCE:
        opener = _opener(doc[turn.cue], doc[turn.noun], IN_FORCE[turn.event])
        if opener is None or turn.first - opener.i > UP:
            return None
        first = min(first, opener.i)
    elif turn.event not in BREACHES:
        return None
    stretch = doc[first : turn.last]
    return Span(stretch.start_char, stretch.end_char, stretch.text)


def _opener(cue: Token, noun: Token, words: str) -> Token | None:
    """Find "since", "although", "with" before the clause that a ceasefire is told in."""
    openers = context_words(words)
    for node in (cue, noun):
        for _ in range(UP):
            marks = [c for c in node.children if c.dep_ in ("mark", "prep", "advmod") and c.lower_ in openers]
            marks = [c for c in marks if c.i < min(cue.i, noun.i)]
            if node.lower_ in openers and node.i < min(cue.i, noun.i):
                marks.append(node)
            if marks:
                return marks[-1]
            if node.head.i == node.i or node.dep_ == "ROOT":
                break
            node = node.head
    return None


def _told_there(
    doc: Doc, turn: Turn, accounts: Sequence[Account], places: Sequence[PlaceMention]
) -> list[Account]:
    """Name the accounts of a breach: those whose evidence stands in its sentence, else the act of the town it names."""
    sentence = doc[turn.cue].sent
    own = [
        a for a in accounts if a.evidence.start < sentence.end_char and sentence.start_char < a.evidence.end
    ]
    if own or turn.event != "violated":
        return own
    named = [m.place for m in places if sentence.start <= m.first < sentence.end]
    here = [
        a
        for a in accounts
        if a.evidence.start < sentence.start_char and any(_one_town(a, p.name) for p in named)
    ]
    return here[-1:]


def _one_town(account: Account, name: str | None) -> bool:
    return name is not None and account.place.name == name and account.place.precision in ("site", "town")
