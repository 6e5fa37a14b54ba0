"""Armed actors named or described in a report, each with its canonical name (warledger/data/actors.csv)."""

from bisect import bisect_right
from collections import Counter
from dataclasses import replace

from spacy.tokens import Doc

from warledger.grounding.actor_phrases import Hit, hits
from warledger.grounding.actor_sides import Scan
from warledger.grounding.actor_table import NOBODY, Actor, NationForm, actor_table
from warledger.grounding.mentions import ActorMention
from warledger.grounding.phrases import split_words
from warledger.records import Span

OWNER_REACH = 1
"""Sentences back within which "the troops" and "its jets" look for whose they are."""
ANAPHOR_REACH = 6
"""Sentences back within which "the militants" look for the group they belong to."""


def find_actors(doc: Doc, *, country: str | None = None) -> tuple[ActorMention, ...]:
    """Find every armed actor that a parsed report names or describes, in the order of the text.

    Held, backed and hostile forms ("rebel-held", "Iran-linked", "anti-ISIS") and the things, places and speakers
    of an actor ("regime positions", "rebel spokesman") are no mentions.

    Args:
        doc: the parsed report.
        country: ISO 3166 code of the country that the report is about: it says whose "the army", "the regime"
            and "the coalition" are. None: the country whose name or adjective comes up most in the text.
    """
    text = doc.text
    words = split_words(text)
    if not words:
        return ()
    starts = [token.idx for token in doc]
    tokens = tuple(bisect_right(starts, word.start) - 1 for word in words)
    scan = Scan(doc, text, words, tokens, country, actor_table())
    if country is None:
        scan = replace(scan, home=_likely_home(scan))
    merged = _merge_descriptions(scan, list(hits(scan)))
    return tuple(_mention(scan, hit) for hit in _resolve(scan, merged) if hit is not None)


def side_of(actor: str) -> str:
    """Give the side that a canonical actor fights for: its own name, or the one that the table says."""
    known = actor_table().actors.get(actor)
    return known.side if known else actor


def _mention(scan: Scan, hit: Hit) -> ActorMention:
    span = Span.of(scan.text, scan.words[hit.first].start, scan.words[hit.last - 1].end)
    return ActorMention(
        span, scan.tokens[hit.first], scan.tokens[hit.last - 1] + 1, hit.actor.name, hit.actor.kind
    )


def _likely_home(scan: Scan) -> str | None:
    """Take the country that the text names most; states that fight abroad only where no other is named."""
    named: Counter[str] = Counter()
    abroad: Counter[str] = Counter()
    for index in range(len(scan.words)):
        for _, entry in scan.table.names.matches(scan.words, index):
            if isinstance(entry, NationForm):
                counts = abroad if entry.nation.style in ("abroad", "power") else named
                counts[entry.nation.iso2] += 1
                break
    ranked = (named or abroad).most_common(1)
    return ranked[0][0] if ranked else None


def _merge_descriptions(scan: Scan, found: list[Hit]) -> list[Hit]:
    """Make one hit of a description and the name that explains it: "gunmen suspected to be Boko Haram"."""
    merged: list[Hit] = []
    for hit in found:
        if merged and hit.sort == "named" and merged[-1].sort in ("loose", "anaphor", "reference"):
            between = next(scan.table.connectors.matches(scan.words, merged[-1].last), None)
            if between is not None and between[0] == hit.first:
                merged[-1] = replace(hit, first=merged[-1].first)
                continue
        merged.append(hit)
    return merged


def _resolve(scan: Scan, found: list[Hit]) -> list[Hit | None]:
    """Settle who "the militants", "the troops" and "its jets" are; None where nobody is found."""
    sentences = [sent.start_char for sent in scan.doc.sents] if scan.doc.has_annotation("SENT_START") else [0]
    settled: list[Hit | None] = []
    known: list[tuple[int, Hit]] = []
    for hit in found:
        at = bisect_right(sentences, scan.words[hit.first].start)
        actor = _settle(hit, at, known)
        settled.append(None if actor is None else replace(hit, actor=actor))
        if actor is not None and hit.sort in ("named", "force", "own") and actor is not NOBODY:
            known.append((at, replace(hit, actor=actor)))
    return settled


def _settle(hit: Hit, at: int, known: list[tuple[int, Hit]]) -> Actor | None:
    match hit.sort:
        case "anaphor" | "reference":
            owner = _last(known, at - ANAPHOR_REACH, state=False)
            if owner is not None:
                return owner
            return hit.actor if hit.sort == "anaphor" else None
        case "own":
            return _last(known, at - OWNER_REACH, state=None)
        case "force" if hit.definite:
            owner = _last(known, at - OWNER_REACH, state=True)
            return owner or (None if hit.actor is NOBODY else hit.actor)
        case _:
            return hit.actor


def _last(known: list[tuple[int, Hit]], earliest: int, *, state: bool | None) -> Actor | None:
    for at, hit in reversed(known):
        if at < earliest:
            return None
        is_state = hit.actor.kind in ("state", "coalition")
        if state is None or is_state == state:
            return hit.actor
    return None
