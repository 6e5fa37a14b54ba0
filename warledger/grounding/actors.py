"""Armed actors named or described in a report, each with its canonical name (warledger/data/actors.csv)."""

from collections import Counter
from dataclasses import dataclass, replace

from spacy.tokens import Doc

from warledger.grounding.actor_peoples import peoples
from warledger.grounding.actor_phrases import Hit, hits
from warledger.grounding.actor_sides import Scan
from warledger.grounding.actor_table import NOBODY, Actor, NationForm, actor_table
from warledger.grounding.mentions import ActorMention
from warledger.grounding.phrases import split_words
from warledger.reading.layout import layout_of
from warledger.records import Span

_DESCRIPTIONS = frozenset({"loose", "anaphor", "reference"})
OWNER_REACH = 1
"""Sentences back within which "the troops" and "its jets" look for whose they are."""
ANAPHOR_REACH = 6
"""Sentences back within which "the militants" look for the group they belong to."""


@dataclass(frozen=True, slots=True)
class _Known:
    """An actor named before: in which sentence, and the noun that its name ended with ("militant")."""

    sentence: int
    noun: str
    actor: Actor

    @property
    def is_state(self) -> bool:
        return self.actor.kind in ("state", "coalition")


def find_actors(doc: Doc, *, country: str | None = None) -> tuple[ActorMention, ...]:
    """Find every armed actor that a parsed report names or describes, in the order of the text.

    Held, backed and hostile forms ("rebel-held", "Iran-linked", "anti-ISIS") and the things, places and speakers
    of an actor ("regime positions", "rebel spokesman") are no mentions.

    Args:
        doc: the parsed report.
        country: ISO 3166 code of the country that the report is about: it says whose "the army", "the regime"
            and "the coalition" are. None: the country whose name or adjective comes up most in the text.
    """
    layout = layout_of(doc)
    words = split_words(layout.text)
    if not words:
        return ()
    scan = Scan(doc, layout, words, country, actor_table())
    if country is None:
        scan = replace(scan, home=_likely_home(scan))
    found = list(hits(scan))
    found = _placed(found, list(peoples(scan, found)))
    merged = _merge_descriptions(scan, found)
    return tuple(_mention(scan, hit) for hit in _resolve(scan, merged) if hit is not None)


def side_of(actor: str) -> str:
    """Give the side that a canonical actor fights for: its own name, or the one that the table says."""
    known = actor_table().actors.get(actor)
    return known.side if known else actor


def _placed(found: list[Hit], named: list[Hit]) -> list[Hit]:
    """Put groups of unlisted names among the hits, in place of the descriptions that they explain."""
    covered = {i for hit in named for i in range(hit.first, hit.last)}
    kept = [hit for hit in found if covered.isdisjoint(range(hit.first, hit.last))]
    return sorted([*kept, *named], key=lambda hit: hit.first)


def _mention(scan: Scan, hit: Hit) -> ActorMention:
    span = Span.of(scan.layout.text, scan.words[hit.first].start, scan.words[hit.last - 1].end)
    return ActorMention(
        span, scan.token(hit.first), scan.token(hit.last - 1) + 1, hit.actor.name, hit.actor.kind
    )


def _likely_home(scan: Scan) -> str | None:
    """Take the country that the text names most; states that fight abroad only where no other is named."""
    named: Counter[str] = Counter()
    abroad: Counter[str] = Counter()
    openers = scan.table.names.openers
    for index, word in enumerate(scan.words):
        if word.folded not in openers:
            continue
        for _, entry in scan.named(index):
            if isinstance(entry, NationForm):
                counts = abroad if entry.nation.style in ("abroad", "power") else named
                counts[entry.nation.iso2] += 1
                break
    ranked = (named or abroad).most_common(1)
    return ranked[0][0] if ranked else None


def _merge_descriptions(scan: Scan, found: list[Hit]) -> list[Hit]:
    """Make one hit of a description and the name that explains it: "gunmen suspected to be Boko Haram".

    A name and its abbreviation in brackets, "Islamic State (IS) militants", are one hit too.
    """
    merged: list[Hit] = []
    in_brackets = False
    for hit in found:
        bracketed = scan.gap(hit.first).strip() in ("(", "[")
        beside = bool(merged) and merged[-1].last == hit.first
        if bracketed and beside and hit.sort in _DESCRIPTIONS and merged[-1].sort == "named":
            continue  # "Fulani [pastoralists]": a gloss
        if bracketed and beside and merged[-1].actor == hit.actor and not _parted(scan, hit):
            merged[-1] = replace(merged[-1], last=hit.last)
            in_brackets = True
            continue
        if in_brackets and hit.sort in _DESCRIPTIONS and scan.gap(hit.first).strip() in (")", "]"):
            merged[-1] = replace(merged[-1], last=hit.last)
            in_brackets = False
            continue
        in_brackets = False
        if merged and hit.sort == "named" and merged[-1].sort in _DESCRIPTIONS:
            between = next(scan.table.connectors.matches(scan.words, merged[-1].last), None)
            explained = between is not None and between[0] == hit.first
            if explained or (beside and scan.glued(hit.first)):  # "the paramilitary Rapid Support Forces"
                merged[-1] = replace(hit, first=merged[-1].first)
                continue
        merged.append(hit)
    return merged


def _parted(scan: Scan, hit: Hit) -> bool:
    """Tell whether the parser begins a new sentence between a name and its abbreviation: a mention keeps to one."""
    token = scan.token(hit.first)
    return any(scan.doc[i].is_sent_start for i in (token - 1, token) if i > 0)


def _resolve(scan: Scan, found: list[Hit]) -> list[Hit | None]:
    """Settle who "the militants", "the troops" and "its jets" are; None where nobody is found."""
    numbers = scan.layout.sentence
    settled: list[Hit | None] = []
    known: list[_Known] = []
    for hit in found:
        sentence = numbers[scan.token(hit.first)]
        noun = scan.folded(hit.last - 1).removesuffix("s")
        actor = _settle(scan, hit, sentence, noun, known)
        silent = actor is None or hit.sort == "speaker"
        settled.append(None if silent or actor is None else replace(hit, actor=actor))
        if actor is not None and hit.sort in ("named", "force", "own", "speaker") and actor is not NOBODY:
            known.append(_Known(sentence, noun, actor))
    return settled


def _settle(scan: Scan, hit: Hit, sentence: int, noun: str, known: list[_Known]) -> Actor | None:
    match hit.sort:
        case "anaphor" | "reference":
            near = [
                k
                for k in known
                if k.sentence >= sentence - ANAPHOR_REACH and k.actor.kind in ("nonstate", "unnamed")
            ]
            # "IS militants ... Kurdish fighters ... the militants": the same noun goes before the nearer name.
            if hit.sort == "anaphor" and any(scan.is_role(i, "zealous") for i in range(hit.first, hit.last)):
                near = [k for k in near if k.actor.name not in scan.table.roles["secular"]]
            alike = [k for k in near if k.noun == noun]
            if near:
                return (alike or near)[-1].actor
            return hit.actor if hit.sort == "anaphor" else None
        case "own":
            near = [k for k in known if k.sentence >= sentence - OWNER_REACH]
            return near[-1].actor if near else None
        case "force" if hit.definite:
            near = [k for k in known if k.sentence >= sentence - OWNER_REACH and k.is_state]
            return near[-1].actor if near else (None if hit.actor is NOBODY else hit.actor)
        case _:
            return hit.actor
