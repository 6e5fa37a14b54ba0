"""Who is cited: the words for a speaker, brought to the shortest usual name (warledger/data/sources.csv)."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from warledger.grounding.actor_table import actor_table
from warledger.grounding.phrases import Word, split_words
from warledger.grounding.source_table import Source, SourceAlias, SourceKind, source_table
from warledger.records import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from warledger.reading.layout import Layout

UNNAMED = "unnamed source"
MAX_NAME_WORDS = 7
"""A longer remainder of a speaker's noun phrase is cut: it has run into the next clause."""
SPEECH_REACH = 6
"""Words around a noun within which a word of speech makes it a speaker ("fighters told the agency")."""
_RELATIVE = frozenset({"who", "which", "that", "whose", "whom", "where", "when", "after", "told", "speaking"})
PERSON_REACH = 2
"""The same for a person's name, which the report may hold for any other reason."""
_ALSO_ACT = frozenset({"actor", "military", "government"})
"""Sources that are as often what the report is about as who tells it."""
_POSSESSIVE = re.compile(r"['’]s?$")
_OUTLETS = frozenset({"agency", "outlet"})
_VOICES = ("command", "officer", "official", "spokes", "investigat", "statement")
"""Endings of the police's own names for those who speak for it: police officials are the police."""
_LINKED = frozenset({"linked", "affiliated", "run", "backed", "aligned", "held", "owned"})
"""Words after an actor's name that make it somebody else's ("the IS-linked agency")."""
_BODIES = frozenset({"government", "army", "military"})
"""Bodies that are meant by their bare noun, and speak through a spokesman."""
_PLAIN = frozenset({"local", "opposition"})
"""Words that say enough of a source at home: "Syrian local sources" are local sources."""
_PLACING = frozenset({"for", "in", "at", "on", "from", "near", "inside", "based"})
_PARTICLES = frozenset(
    {"al", "el", "bin", "ibn", "abu", "de", "da", "van", "ul", "ur", "as", "ad", "ash", "abd"}
)


@dataclass(frozen=True, slots=True)
class SourceMention:
    """A source named or described in a text: its span, its tokens, its usual name and its kind."""

    span: Span
    first: int
    last: int
    name: str
    kind: SourceKind


@dataclass(frozen=True, slots=True)
class _Found:
    """Words that may be a source; `named` where they are one without a word of speech beside them."""

    first: int
    last: int
    kind: SourceKind
    named: bool


def name_source(words: str, *, country: str | None = None) -> str:
    """Give the shortest usual name of a cited source, never empty.

    A known source goes by its name ("the Britain-based Syrian Observatory for Human Rights" is SOHR), a person
    by name and office ("Ali Hassan (rebel spokesman)"), anybody else by the bare noun phrase ("a senior
    security official who asked not to be named" is "security official").

    Args:
        words: the speaker's words, as the report has them.
        country: ISO 3166 code of the country that the report is about, for "the monitor" and the like.
    """
    split = _before_clause(split_words(words), words)
    known = _known_source(split, country)
    if known is not None:
        return known.name
    return _bare(split, words, country) or " ".join(words.split()) or UNNAMED


def source_kind(name: str) -> SourceKind:
    """Tell the kind of a source by the name that `name_source` gave it."""
    known = source_table().sources.get(name)
    if known is not None:
        return known.kind
    split = split_words(name)
    kinds = [kind for i in range(len(split)) for _, kind in source_table().speakers.matches(split, i)]
    return kinds[0] if kinds else "person"


def find_sources(doc: "Doc", *, country: str | None = None) -> tuple[SourceMention, ...]:
    """Find every source that a parsed report names, and every noun for a speaker, in the order of the text.

    Nouns, armed groups and armies, which may be anything else as well, count only beside a word of speech.
    """
    from warledger.reading.layout import layout_of  # naming a source needs no parser

    layout = layout_of(doc)
    words = split_words(layout.text)
    found: list[SourceMention] = []
    names, speakers = source_table().names.openers, source_table().speakers.openers
    behind = 0
    for index, word in enumerate(words):
        if index < behind or not (word.folded in names or word.folded in speakers):
            continue
        match = _source_at(words, index, country)
        if match is None:
            continue
        if match.named or _speech_beside(words, match.first, match.last):
            found.append(
                _mention(layout, words[match.first].start, words[match.last - 1].end, match.kind, country)
            )
        behind = match.last
    found.extend(_persons(doc, layout, words, found, country))
    return tuple(sorted(found, key=lambda mention: mention.first))


def _mention(layout: "Layout", start: int, end: int, kind: SourceKind, country: str | None) -> SourceMention:
    span = Span.of(layout.text, start, end)
    name = name_source(span.text, country=country)
    return SourceMention(span, layout.at(start), layout.at(end - 1) + 1, name, kind)


def _persons(
    doc: "Doc", layout: "Layout", words: tuple[Word, ...], found: list[SourceMention], country: str | None
) -> Iterator[SourceMention]:
    """Yield the persons named beside a word of speech, where nothing else was found."""
    taken = {token for mention in found for token in range(mention.first, mention.last)}
    at = [word.start for word in words]
    for entity in doc.ents:
        if entity.label_ == "PERSON" and taken.isdisjoint(range(entity.start, entity.end)):
            first, last = bisect_right(at, entity.start_char) - 1, bisect_right(at, entity.end_char - 1)
            if first >= 0 and _speech_beside(words, first, last, PERSON_REACH):
                yield _mention(layout, entity.start_char, entity.end_char, "person", country)


def _alias_at(words: tuple[Word, ...], index: int, country: str | None) -> tuple[int, SourceAlias] | None:
    best: tuple[int, SourceAlias] | None = None
    for end, alias in source_table().names.matches(words, index):
        if best is not None and end < best[0]:
            break
        # Of equals, the source of the report's own country: "the coalition" in Yemen is not that in Syria.
        if alias.holds(country) and (best is None or alias.source.country == country):
            best = (end, alias)
    return best


def _source_at(words: tuple[Word, ...], index: int, country: str | None) -> _Found | None:
    alias = _alias_at(words, index, country)
    if alias is not None and alias[1].local and _in_a_name(words, index, alias[0]):
        alias = None
    speaker = next(source_table().speakers.matches(words, index), None)
    if alias is not None and (speaker is None or alias[0] >= speaker[0]):
        kind = alias[1].source.kind
        return _Found(index, alias[0], kind, named=kind not in _ALSO_ACT)
    if speaker is None:
        return None
    first = index
    while words[first].glued and _describes(words, first - 1):
        first -= 1
    while words[first].folded == "and":
        first += 1
    return _Found(first, speaker[0], speaker[1], named=speaker[1] == "source")


def _in_a_name(words: tuple[Word, ...], first: int, last: int) -> bool:
    """Tell whether capitals before and on a common noun make it part of another body's name ("Rights Monitor")."""
    if first == 0 or not words[first].glued or not words[last - 1].written[:1].isupper():
        return False
    before = words[first - 1]
    return before.written[:1].isupper() and before.folded not in ("the", "a", "an", "its")


def _describes(words: tuple[Word, ...], index: int) -> bool:
    """Tell whether a word before a speaker's noun belongs to its name ("Aleppo" police, "local and media")."""
    table, word = source_table(), words[index]
    if word.folded in table.roles["describing"]:
        return True
    if word.folded == "and":
        return index > 0 and word.glued and words[index - 1].folded in table.roles["describing"]
    return word.written[0].isupper() and word.folded not in table.roles["veiled"] and len(word.folded) > 1


def _speech_beside(words: tuple[Word, ...], first: int, last: int, reach: int = SPEECH_REACH) -> bool:
    telling = source_table().roles["speech"]
    around = (*words[max(0, first - reach) : first], *words[last : last + reach])
    return any(word.folded in telling for word in around)


def _before_clause(words: tuple[Word, ...], text: str) -> tuple[Word, ...]:
    """Cut what follows the speaker's own noun phrase: relative clauses, whom it told."""
    for index, word in enumerate(words):
        if index > 0 and word.folded in _RELATIVE:
            return words[:index]
    return words


def _known_source(words: tuple[Word, ...], country: str | None) -> Source | None:
    """Find the table's source that a phrase names: the first one, but an outlet only if there is no other."""
    found: list[Source] = []
    index = 0
    while index < len(words):
        match = _alias_at(words, index, country)
        if match is None:
            index += 1
            continue
        another = match[1].local and _other_name(words, index, match[0])
        linked = match[0] < len(words) and words[match[0]].folded in _LINKED
        if not (another or (match[1].source.kind == "actor" and (linked or _is_setting(words, index)))):
            found.append(match[1].source)
        index = match[0]
    return next((s for s in found if s.kind not in _OUTLETS), found[0] if found else None)


def _other_name(words: tuple[Word, ...], first: int, last: int) -> bool:
    """Tell whether a common noun that mostly means one source is part of another's name ("Orontes Rights Monitor")."""
    if not words[last - 1].written[:1].isupper():
        return False
    return any(w.written[:1].isupper() and w.folded not in ("the", "a", "an") for w in words[:first])


def _is_setting(words: tuple[Word, ...], index: int) -> bool:
    """Tell whether an armed group in a phrase is only where the speaker lives ("residents of IS-held towns")."""
    kinds = [kind for i in range(index) for _, kind in source_table().speakers.matches(words, i)]
    return any(kind in ("residents", "medical", "official", "activist", "police") for kind in kinds[:1])


def _bare(words: tuple[Word, ...], text: str, country: str | None) -> str:
    """Shorten a phrase that names nobody known to its noun phrase, or to "Name (office)"."""
    table = source_table()
    hidden = table.roles["veiled"] | table.roles["title"]
    while len(words) > 1 and words[0].folded in hidden:
        words = words[1:]
    home = next(table.nations.matches(words, 0), None)
    if home is not None and home[0] + 1 < len(words) and words[home[0]].folded in _PLAIN:
        words = words[home[0] :]
    if _needs_no_place(words):
        words = words[1:]
    inner = _governor(words) or _body(words, country) or _institution(words, country)
    if inner is not None:
        return inner
    office = _office(words)
    if office is not None:
        return office
    return _joined(_noun_phrase(words), text)


def _needs_no_place(words: tuple[Word, ...]) -> bool:
    """ "local tribesmen" are tribesmen; "local officials" and "local and media sources" keep what sets them off."""
    if len(words) < 2 or words[0].folded not in ("local", "regional") or words[1].folded == "and":
        return False
    return len(words) > 2 or source_kind(words[1].folded) in ("residents", "rebel", "police")


def _governor(words: tuple[Word, ...]) -> str | None:
    """Name a governor by the province, as reports go on to do: "North Sinai Governor A. B." is North Sinai governor."""
    at = next((i for i, w in enumerate(words) if w.folded == "governor"), None)
    if at is None or at == 0 or not all(w.written[0].isupper() and w.folded != "deputy" for w in words[:at]):
        return None
    return " ".join([*(w.written for w in words[:at]), "governor"])


def _body(words: tuple[Word, ...], country: str | None) -> str | None:
    """Name a state's government or army by the state: "the army", "a government spokesman", "the Malian military"."""
    nation = next(source_table().nations.matches(words, 0), None)
    at = nation[0] if nation is not None else 0
    if at >= len(words) or words[at].folded not in _BODIES:
        return None
    spoken_for = at + 1 < len(words) and words[at + 1].folded.startswith("spokes")
    if not (spoken_for or at + 1 == len(words)):
        return None
    known = nation[1].nation if nation is not None else actor_table().nations.get(country or "")
    return f"{known.adjective} {words[at].folded}" if known is not None else words[at].folded


def _institution(words: tuple[Word, ...], country: str | None) -> str | None:
    """Name a town's or a state's police, army or ministry: "a source at Tartus Police Command" is Tartus police.

    The police of the report's own country are the police.
    """
    nation = next(source_table().nations.matches(words, 0), None)
    for index, word in enumerate(words):
        if word.folded != "police":
            continue
        first = index
        while first > 0 and words[first].glued and words[first - 1].written[0].isupper():
            first -= 1
        of_home = nation is not None and nation[1].nation.iso2 == country and nation[0] == index
        if first < index and not of_home:
            return " ".join([*(w.written for w in words[first:index]), "police"])
        if index == 1 and words[0].folded in ("state", "local", "federal"):
            return "police"
        if index > 1 and words[index - 1].folded == "of":
            return "police"  # "the Borno State Commissioner of Police"
        if of_home or (index + 1 < len(words) and words[index + 1].folded.startswith(_VOICES)):
            return "police"
    if nation is not None:
        rest = _noun_phrase(words[nation[0] :])
        if rest and source_kind(" ".join(w.folded for w in rest)) != "person":
            return f"{nation[1].nation.adjective} {' '.join(w.written for w in rest)}"
    return None


def _noun_phrase(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """Keep the words up to the first comma, bracket or place ("officials in the city" are officials)."""
    for index, word in enumerate(words):
        if index and (not word.glued or word.folded in _PLACING):
            return words[:index]
        if word.folded == "of" and index and _ends_at_of(words[index - 1].folded):
            return words[:index]
    return words[:MAX_NAME_WORDS]


def _ends_at_of(noun: str) -> bool:
    """ "residents of the town", "the police chief of a province"; not "Ministry of Interior"."""
    return (noun != "ministry" and source_kind(noun) in ("residents", "official")) or noun in (
        "chief",
        "head",
    )


def _office(words: tuple[Word, ...]) -> str | None:
    """Read an office and a name: "rebel spokesman Ali Hassan", "Ali Hassan, a rebel spokesman"."""
    for index in range(len(words)):
        match = next(source_table().speakers.matches(words, index), None)
        if match is None:
            continue
        behind = _person(words, match[0])
        if behind:
            return f"{' '.join(behind)} ({' '.join(w.written for w in words[: match[0]])})"
        if index and not any(
            w.written[0].islower() and w.folded not in _PARTICLES for w in words[: max(1, index - 1)]
        ):
            first = next((i for i in range(1, index + 1) if not words[i].glued), None)
            if first is not None and (front := _person(words, 0)):
                hidden = source_table().roles["veiled"]
                office = [w.written for w in words[first : match[0]] if w.folded not in hidden]
                return f"{' '.join(front)} ({' '.join(office)})"
        return None
    return None


def _person(words: tuple[Word, ...], first: int) -> list[str]:
    """Give the words of a person's name that starts at a word; [] where there is none."""
    name: list[str] = []
    for index in range(first, len(words)):
        word = words[index]
        if (index > first and not word.glued) or not (word.written[0].isupper() or word.folded in _PARTICLES):
            break
        if word.folded not in source_table().roles["title"]:
            name.append(word.written)
    return name if name and name[0][0].isupper() else []


def _joined(words: tuple[Word, ...], text: str) -> str:
    """Give the words as the text has them, without a final possessive or the capital of a sentence's start."""
    if not words:
        return ""
    name = _POSSESSIVE.sub("", text[words[0].start : words[-1].end])
    opens = (
        next(source_table().speakers.matches(words, 0), None)
        or words[0].folded in source_table().roles["describing"]
    )
    small = all(word.written[0].islower() for word in words[1:])
    return name[0].lower() + name[1:] if opens and small and not words[0].written.isupper() else name
