"""Who says a figure: the speaker whose clause it stands in, else the nearest; a pronoun stands for the last named one.

Reports name a source once and go on from it: "a source told the agency ... the source added ... another
shell injured three". A sentence that cites nobody is still its, for a few sentences.
"""

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from spacy.tokens import Doc, Token

from warledger.grounding.source_table import SourceKind, source_table
from warledger.grounding.sources import SourceMention, find_sources, name_source, source_kind
from warledger.reading import Count, Speech
from warledger.reading.lexicons import lemma, table, words

CARRY = 3
"""Sentences over which "he said" still means the last named speaker."""
SILENT = 4
"""Sentences without any speaker over which the last one is still speaking."""
BROKEN = 2
"""Sentences that a parser makes too many of one without a full stop."""
STOPS = '.!?"”:;'
BESIDE = 4
"""Tokens between a source's name and its word of speech, where the parser has lost the subject."""
TOLD_REACH = 8
"""Tokens behind a speaker within which the agency it told stands: "a source at the command told the agency"."""
TELLING = 2
"""A figure from which on the same number twice is the same figure; one dead there are many of."""
OUTSIDE = 1_000
"""What a speaker of another clause costs against one in whose clause the count stands, in tokens."""
HYPHENED = 5
"""Tokens behind a hyphen in which the source's own name stands."""
MONITORING = ("monitoring", "war", "conflict")
"""Words before "group" and "monitor" that name nobody yet."""
FACELESS: tuple[SourceKind, ...] = (
    "source",
    "official",
    "police",
    "military",
    "medical",
    "ministry",
    "residents",
)
"""Speakers so faceless that the state agency that they told is cited with them."""
COUNTED: tuple[SourceKind, ...] = ("official", "medical", "source", "activist", "police")
"""Speakers that a number may stand before: "two officials said", but "13 rebels reported dead"."""
FIGHTING: tuple[SourceKind, ...] = ("actor", "rebel", "military", "government", "person", "residents")
"""Sources that a verb of speech beside them says too little of: they are as often what the report is about."""


@dataclass(frozen=True, slots=True)
class Voice:
    """A speaker of one sentence; `names` is empty where it only stands for one named before, of `kinds`."""

    first: int
    last: int
    sentence: int
    names: tuple[str, ...]
    kinds: frozenset[str]


@lru_cache(maxsize=1)
def _stand_ins() -> dict[str, frozenset[str]]:
    return {row["noun"]: frozenset(row["kinds"].split("|")) for row in table("voice_words.csv")}


@dataclass(frozen=True, slots=True)
class Voices:
    """The speakers of a report in text order, pronouns resolved, and the agency that passes faceless sources on."""

    spoken: tuple[Voice, ...]
    agency: str | None = None


def voices_of(
    doc: Doc, counts: Iterable[Count], speeches: Sequence[Speech], *, country: str | None
) -> dict[int, tuple[str, ...]]:
    """Name who is cited for every count: `cited` by what `hear` gives."""
    counted = tuple(counts)
    return cited(doc, counted, hear(doc, counted, speeches, country=country))


def cited(
    doc: Doc, counts: Iterable[Count], voices: Voices, judged: Mapping[int, tuple[str, ...]] | None = None
) -> dict[int, tuple[str, ...]]:
    """Name who is cited for every count, by the count's first token; () where the outlet says it itself.

    `judged` is what the learnt judges have said of some of the counts; it goes before the rules here.
    """
    counted = tuple(counts)
    known = judged or {}
    named = {
        c.first: known[c.first] if c.first in known else _of(doc, c, voices.spoken, voices.agency)
        for c in counted
    }
    told: dict[Hashable, list[int]] = defaultdict(list)
    for count in counted:
        if named[count.first]:
            insort(told[_told_again(count)], count.first)
    for count in counted:
        again = told.get(_told_again(count))
        if again and not named[count.first] and max(count.bounds.low or 0, count.bounds.high or 0) >= TELLING:
            named[count.first] = named[_nearest(again, count.first)]
            insort(again, count.first)
    return named


def _nearest(places: Sequence[int], place: int) -> int:
    """Give of some places in ascending order the one nearest to another; of two the first."""
    at = bisect_left(places, place)
    return min(places[max(0, at - 1) : at + 1], key=lambda p: abs(p - place))


def _told_again(count: Count) -> Hashable:
    """What a headline's or a lead's figure shares with the one that the report later gives with its source."""
    return count.kind, count.outcome, count.bounds


def hear(doc: Doc, counts: Iterable[Count], speeches: Sequence[Speech], *, country: str | None) -> Voices:
    """Name the speakers of a report.

    Args:
        doc: the parse.
        counts: the report's counts.
        speeches: what reading found of who speaks.
        country: ISO 3166 code of the country that the report is about: it says whose "the Observatory" is.
    """
    dead = {i for c in counts for i in range(c.first, c.last)}
    voices = _resolved(
        _by_surname(
            doc, [v for v in _voices(doc, speeches, country) if dead.isdisjoint(range(v.first, v.last))]
        )
    )
    agency = _passing_on(doc, voices)
    if agency is not None:
        voices = [_with(v, agency) for v in voices]
    return Voices(tuple(voices), agency)


def _of(doc: Doc, count: Count, voices: Sequence[Voice], agency: str | None) -> tuple[str, ...]:
    last = _ends(doc, count)
    here = [v for v in voices if v.sentence == count.sentence] or [
        v for v in voices if v.sentence > count.sentence and v.first < last
    ]
    if here:
        cause = doc[count.cause]
        above = {t.i for t in cause.ancestors}
        return min(here, key=lambda v: (_away(doc, v, count, above), v.first)).names
    before = [v for v in voices if 0 < count.sentence - v.sentence <= SILENT]
    return before[-1].names if before and agency in before[-1].names else ()


def _ends(doc: Doc, count: Count) -> int:
    """Give the token where the count's sentence really ends: parsers begin new ones in the middle of a line of names."""
    end = doc[count.cause].sent.end
    for _ in range(BROKEN):
        if end >= len(doc) or doc[end - 1].text[-1] in STOPS or "\n" in doc[end - 1].text_with_ws:
            break
        end = doc[end].sent.end
    return end


def _away(doc: Doc, voice: Voice, count: Count, above: set[int]) -> int:
    gap = min(abs(voice.first - count.cause), abs(voice.last - count.cause))
    head = doc[voice.first : voice.last].root.head
    return gap if head.i in above or head.i == count.cause else gap + OUTSIDE


def _passing_on(doc: Doc, voices: Sequence[Voice]) -> str | None:
    """Name the state agency that faceless sources tell it all to, if the report has one."""
    told = [name for v in voices if (name := _told(doc, v.first, v.last)) is not None]
    return max(told, key=told.count) if told else None


def _with(voice: Voice, agency: str) -> Voice:
    if agency in voice.names or not any(source_kind(n) in FACELESS for n in voice.names):
        return voice
    return replace(voice, names=(*voice.names, agency))


def _by_surname(doc: Doc, voices: Sequence[Voice]) -> list[Voice]:
    """Put a person's full name, or the body spoken for, where later sentences have the surname alone."""
    known: dict[str, tuple[str, ...]] = {}
    out: list[Voice] = []
    for voice in voices:
        words_ = [t for t in doc[voice.first : voice.last] if t.pos_ == "PROPN" and t.is_alpha]
        surname = words_[-1].text if words_ else ""
        if len(voice.names) == 1 and voice.names[0] == surname and surname in known:
            out.append(replace(voice, names=known[surname]))
            continue
        if len(words_) > 1 and words_[-1].ent_type_ == "PERSON":
            known[surname] = voice.names
        out.append(voice)
    return out


def _resolved(voices: Sequence[Voice]) -> list[Voice]:
    """Put the last named speaker for every "he", "the group", "the source"; drop those that stand for nobody.

    A headline's "monitor" and a lead's "an NGO said" stand for the one that the next sentences name.
    """
    out: list[Voice] = []
    for k, voice in enumerate(voices):
        if not voice.kinds:
            out.append(voice)
            continue
        named = [v for v in out if voice.sentence - v.sentence <= CARRY]
        later = [v for v in voices[k:] if not v.kinds and v.sentence - voice.sentence <= CARRY]
        before, after = [v for v in named if _fits(v, voice)], [v for v in later if _fits(v, voice)]
        if before:
            out.append(replace(voice, names=before[-1].names))
        elif after and voice.names and "*" not in voice.kinds:
            out.append(replace(voice, names=after[0].names))
        elif voice.names:
            out.append(voice)
    return out


def _fits(named: Voice, voice: Voice) -> bool:
    return "*" in voice.kinds or any(source_kind(n) in voice.kinds for n in named.names)


def _voices(doc: Doc, speeches: Sequence[Speech], country: str | None) -> list[Voice]:
    sources = find_sources(doc, country=country)
    out: list[Voice] = []
    for speech in speeches:
        voice = _from_speech(doc, speech, sources, country)
        if voice is not None:
            out.append(voice)
    taken = {i for v in out for i in range(v.first, v.last)}
    verbs = {doc[v.first : v.last].root.head.i for v in out}
    for n, sentence in enumerate(doc.sents):
        for mention in sources:
            if not sentence.start <= mention.first < sentence.end or mention.kind in FIGHTING:
                continue
            if taken.isdisjoint(range(mention.first, mention.last)) and _speaks(doc, mention, verbs):
                names = (*_joined_before(doc, mention, sources), mention.name)
                out.append(Voice(mention.first, mention.last, n, names, frozenset()))
    return sorted(out, key=lambda v: v.first)


def _joined_before(doc: Doc, mention: SourceMention, sources: Sequence[SourceMention]) -> tuple[str, ...]:
    """ "witnesses and hospital officials said": the sources before the last one, joined to it by "and"."""
    return tuple(s.name for s in sources if s.last == mention.first - 1 and doc[s.last].lower_ == "and")


def _from_speech(
    doc: Doc, speech: Speech, sources: Sequence[SourceMention], country: str | None
) -> Voice | None:
    if speech.carried:
        return Voice(speech.first, speech.last, speech.sentence, (), frozenset({"*"}))
    span = doc[speech.first : speech.last]
    root = span.root
    if any(c.dep_ == "nummod" for c in root.children) and source_kind(root.lower_) not in COUNTED:
        return None  # "13 rebels reported dead" are no speakers
    name = name_source(speech.span.text, country=country)
    cut = (
        speech.last < len(doc) and doc[speech.last].text == "-"
    )  # "the UK-based Observatory", cut at its hyphen
    inside = [
        s for s in sources if s.first < speech.last + (HYPHENED if cut else 1) and speech.first - 1 < s.last
    ]
    known = [s.name for s in inside if s.name in source_table().sources]
    if _stands_in(root):  # before the table's "the monitor", which is only the usual one of the country
        return Voice(speech.first, speech.last, speech.sentence, (name,), _stand_ins()[root.lower_])
    if cut or name not in source_table().sources:
        if known:
            name = known[0]
        elif source_kind(name) == "person" and not _person(root):
            if not inside:
                return None  # "a terrorist attack claimed", "initial information says"
            name = inside[0].name
    joined = [_phrase(c) for c in root.children if c.dep_ == "conj" and c.pos_ in ("NOUN", "PROPN")]
    others = [name_source(phrase, country=country) for phrase in joined]
    names = tuple(dict.fromkeys((name, *(o for o in others if source_kind(o) != "person"))))
    return Voice(speech.first, speech.last, speech.sentence, names, frozenset())


def _stands_in(root: Token) -> bool:
    """ "the group", "the source", "an NGO"; not "a source at the police" or "the rights group"."""
    kinds = _stand_ins().get(root.lower_, frozenset())
    naming = [c for c in root.children if c.dep_ in ("compound", "amod", "prep", "poss")]
    if not kinds or any(c.lower_ not in MONITORING for c in naming):
        return False
    return "*" not in kinds or not any(c.lower_ in ("a", "an", "one", "another") for c in root.children)


def _phrase(token: Token) -> str:
    return token.doc[token.left_edge.i : token.i + 1].text


def _person(root: Token) -> bool:
    return root.pos_ == "PROPN" and root.ent_type_ not in ("GPE", "LOC", "NORP", "DATE")


def _told(doc: Doc, first: int, last: int) -> str | None:
    """ "a source at the command told the agency": a state's agency that passes a faceless source on speaks itself."""
    reach = doc[last : min(last + TOLD_REACH, doc[first].sent.end)]
    for k, token in enumerate(reach):
        if lemma(token) == "tell" or (token.lower_ == "to" and any(lemma(t) == "say" for t in reach[:k])):
            named = doc[token.i + 1 : token.i + 4].text
            known = source_table().sources.get(name_source(named)) if named else None
            if known is not None and known.kind == "agency" and known.alignment not in ("", "independent"):
                return known.name
    return None


def _speaks(doc: Doc, mention: SourceMention, taken: set[int]) -> bool:
    """Tell whether a word of speech stands right beside a source that the parser gave none: "..., the monitor said"."""
    sentence = doc[mention.first].sent
    before = list(doc[max(sentence.start, mention.first - BESIDE) : mention.first])
    behind = doc[mention.last : min(sentence.end, mention.last + BESIDE)]
    if any(t.lower_ in ("told", "tells", "via") for t in before):
        return False
    if any(t.lower_ in ("according", "citing") for t in before):
        return True
    return any(_says(t) and t.i not in taken for t in (*before[-2:], *behind))


def _says(token: Token) -> bool:
    return token.pos_ == "VERB" and lemma(token) in words("saying")
