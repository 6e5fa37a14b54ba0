"""Armed actors named or described in a report, each with its canonical name (warledger/data/actors.csv)."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from spacy.tokens import Doc

from warledger.grounding.actor_peoples import peoples
from warledger.grounding.actor_phrases import Hit, hits
from warledger.grounding.actor_settings import settings_of
from warledger.grounding.actor_sides import Scan
from warledger.grounding.actor_table import NOBODY, Actor, NationForm, actor_table
from warledger.grounding.mentions import ActorMention, PlaceMention
from warledger.grounding.phrases import split_words
from warledger.reading.layout import layout_of
from warledger.records import Span

_DESCRIPTIONS = frozenset({"loose", "anaphor", "reference"})
LOOKED_AHEAD = 2
"""Sentences ahead within which a headline's "jihadists" get their name."""
OWNER_REACH = 1
"""Sentences back within which "the troops" and "its jets" look for whose they are."""
ANAPHOR_REACH = 6
"""Sentences back within which "the militants" look for the group they belong to."""


@dataclass(frozen=True, slots=True)
class _Known:
    """An actor named before: in which sentence, the noun that its name ended with ("militant"), whether of no creed."""

    sentence: int
    noun: str
    actor: Actor
    secular: bool

    @property
    def is_state(self) -> bool:
        return self.actor.kind in ("state", "coalition")


def find_actors(
    doc: Doc,
    *,
    country: str | None = None,
    day: date | None = None,
    places: Sequence[PlaceMention] = (),
) -> tuple[ActorMention, ...]:
    """Find every armed actor that a parsed report names or describes, in the order of the text.

    Held, backed and hostile forms ("rebel-held", "Iran-linked", "anti-ISIS") and the things, places and speakers
    of an actor ("regime positions", "rebel spokesman") are no mentions.

    Args:
        doc: the parsed report.
        country: ISO 3166 code of the country that the report is about: it says whose "the army", "the regime"
            and "the coalition" are. None: the country whose name or adjective comes up most in the text.
        day: the day of the report: it says who bore a name that several have borne.
        places: the places of the report: a sentence set in another country has that country's army and rebels.
    """
    layout = layout_of(doc)
    words = split_words(layout.text)
    if not words:
        return ()
    scan = Scan(doc, layout, words, country, actor_table(), day)
    if country is None:
        scan = replace(scan, home=_likely_home(scan))
    scan = replace(scan, settings=settings_of(scan, places))
    found = list(hits(scan))
    found = _placed(found, list(peoples(scan, found)))
    merged = _merge_descriptions(scan, found)
    resolved = _joined_to_coalition(scan, [hit for hit in _resolve(scan, merged) if hit is not None])
    return tuple(_mention(scan, hit) for hit in resolved)


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
    for position, hit in enumerate(found):
        sentence = numbers[scan.token(hit.first)]
        noun = scan.folded(hit.last - 1).removesuffix("s")
        actor = _settle(scan, hit, sentence, noun, known) or _told_next(scan, noun, found[position:])
        if actor is None and hit.sort == "anaphor":
            actor = hit.actor
        silent = actor is None or hit.sort == "speaker"
        settled.append(None if silent or actor is None else replace(hit, actor=actor))
        if actor is not None and hit.sort in ("named", "force", "own", "speaker") and actor is not NOBODY:
            known.append(_Known(sentence, noun, actor, _is_secular(scan, hit, actor)))
    return settled


def _joined_to_coalition(scan: Scan, found: list[Hit]) -> list[Hit]:
    """Take a leader's air strikes for its coalition's, where the report names that one as often: it means the same.

    A country where the coalition does not fight, a drone, or a raid on the ground leave the leader by itself.
    """
    named = Counter(hit.actor.name for hit in found)
    joined = {
        state: coalition
        for state, coalition in scan.table.leaders.items()
        if named[coalition.name] >= max(named[state], 1) and scan.home in coalition.countries
    }
    return [
        replace(hit, actor=joined[hit.actor.name])
        if hit.actor.name in joined and hit.branch == "air force" and not _by_drone(scan, hit)
        else hit
        for hit in found
    ]


def _by_drone(scan: Scan, hit: Hit) -> bool:
    return any(scan.folded(i).startswith("drone") for i in range(hit.first, hit.last + 1))


def _is_secular(scan: Scan, hit: Hit, actor: Actor) -> bool:
    """Tell whether "the jihadists" never means an actor, or that part of it which the words name ("the FSA")."""
    secular = scan.table.roles["secular"]
    return actor.name in secular or any(scan.folded(i) in secular for i in range(hit.first, hit.last))


def _told_next(scan: Scan, noun: str, following: list[Hit]) -> Actor | None:
    """Find whom a headline means that names nobody: "Jihadists shoot four", then "Jihadists of Islamic State shot"."""
    hit, *later = following
    if hit.sort != "anaphor":
        return None
    numbers = scan.layout.sentence
    last = numbers[scan.token(hit.first)] + LOOKED_AHEAD
    for other in later:
        if numbers[scan.token(other.first)] > last:
            break
        words = {scan.folded(i).removesuffix("s") for i in range(other.first, other.last)}
        if (
            other.sort == "named"
            and other.actor.kind == "nonstate"
            and noun in words
            and other.last - other.first > 1
        ):
            return other.actor
    return None


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
                near = [k for k in near if not k.secular]
            alike = [k for k in near if k.noun == noun]
            return (alike or near)[-1].actor if near else None
        case "own":
            near = [k for k in known if k.sentence >= sentence - OWNER_REACH]
            return near[-1].actor if near else None
        case "force" if hit.definite:
            near = [k for k in known if k.sentence >= sentence - OWNER_REACH and k.is_state]
            return near[-1].actor if near else (None if hit.actor is NOBODY else hit.actor)
        case _:
            return hit.actor
