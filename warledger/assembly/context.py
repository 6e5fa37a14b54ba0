"""Context lines: what a report says of ceasefires and of talks, with parties, day, place and who says so.

A value is taken only where the sentence hangs it on the event: the day of another verb, of the words ("said on
Friday") or of another sentence is none of the line's, which then stays undated.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from warledger.assembly.nearness import distance
from warledger.assembly.parties import names_of
from warledger.assembly.truce_terms import lasting_of, mediators_of
from warledger.assembly.voices import Voices
from warledger.assembly.word_sets import words
from warledger.grounding.mentions import ActorMention, PeriodMention, PlaceMention
from warledger.reading import Turn
from warledger.reading.lexicons import lemma
from warledger.reading.lexicons import words as reading_words
from warledger.records import ContextLine, Period, Place, Quotation, Report, Span, content_id

UP = 8
"""Steps from a day or place up to the verb that it hangs on."""
BEGINNINGS = frozenset({"declared", "agreed", "effective", "limited", "proposed", "held", "opened"})
"""Events whose day the noun may carry: "the February truce"; "the February truce collapsed" ended on another day."""

CLAUSES = frozenset({"relcl", "acl", "advcl"})


@dataclass(frozen=True, slots=True)
class Setting:
    """What grounding has found in a report, for its context lines to choose from."""

    places: Sequence[PlaceMention]
    periods: Sequence[PeriodMention]
    actors: Sequence[ActorMention]
    country: str | None
    voices: Voices
    quotations: Sequence[Quotation] = ()
    furniture: Sequence[Span] = ()


def context_of(doc: Doc, report: Report, turns: Sequence[Turn], setting: Setting) -> tuple[ContextLine, ...]:
    """Make the context lines of a report, in text order; what is said twice in the same way stands once."""
    lines: dict[tuple[object, ...], ContextLine] = {}
    for turn in turns:
        stretch = doc[turn.first : turn.last]
        quote = Span(stretch.start_char, stretch.end_char, stretch.text)
        if any(f.overlaps(quote) for f in setting.furniture):
            continue
        parties = _names(doc, turn.parties, setting)
        excluded = _names(doc, turn.excluded, setting)
        if (turn.event == "limited" and not excluded) or (turn.event == "proposed" and not parties):
            continue
        carriers = _carriers(doc, turn)
        line = ContextLine(
            content_id("c", report.id, report.digest, quote.start, quote.end, turn.kind, turn.event),
            report.id, turn.kind, turn.event, quote, parties, excluded,
            _period(doc, turn, carriers, setting), _place(doc, turn, carriers, setting), _says(doc, turn, setting),
            _names(doc, mediators_of(doc, turn), setting), lasting_of(doc, turn),
        )  # fmt: skip
        told = replace(line.period, quote=None), replace(line.place, quote=None), line.lasting is not None
        lines.setdefault((line.kind, line.event, parties, excluded, line.says, *told), line)
    return tuple(lines.values())


def _names(doc: Doc, heads: Sequence[int], setting: Setting) -> tuple[str, ...]:
    found = (names_of(doc, head, setting.actors, country=setting.country) for head in heads)
    return tuple(dict.fromkeys(name for names in found for name in names))


def _carriers(doc: Doc, turn: Turn) -> frozenset[int]:
    """The tokens whose day and place are the event's: its cue, the verb that carries it, for beginnings the noun."""
    cue = doc[turn.cue]
    out = {cue.i}
    if turn.event in BEGINNINGS:
        out.add(turn.noun)
    node = cue
    while node.head.i != node.i and _carried_by(node):
        node = node.head
        out.add(node.i)
    return frozenset(out)


def _carried_by(node: Token) -> bool:
    """ "agreed on Sunday to extend", "declared an end on Monday", "shelled A on Friday in breach of", "violating"."""
    if node.pos_ in ("NOUN", "PROPN"):
        return node.dep_ == "dobj" or (node.dep_ == "pobj" and node.head.lower_ == "in")
    if node.pos_ == "ADP":
        return node.lower_ == "in" and node.head.pos_ in ("VERB", "AUX")
    if node.dep_ == "ccomp" and lemma(node.head) in ("announce", "declare"):
        return True  # "announced on Monday that it was leaving the talks": to announce it is to do it
    return node.dep_ == "xcomp" or (node.dep_ == "advcl" and node.tag_ == "VBG")


def _period(doc: Doc, turn: Turn, carriers: frozenset[int], setting: Setting) -> Period:
    """The day that hangs on the event; unknown where none does."""
    sentence = doc[turn.cue].sent
    own: list[PeriodMention] = []
    for mention in setting.periods:
        if not sentence.start <= mention.first < sentence.end or mention.first <= turn.cue < mention.last:
            continue
        if mention.period.start is None and mention.period.end is None:
            continue
        if any(doc[c].dep_ in CLAUSES and mention.first <= doc[c].head.i < mention.last for c in carriers):
            # "since Monday, when the truce ended": it ended on that Monday
            own.append(replace(mention, period=replace(mention.period, end=mention.period.start)))
        elif _tells(mention, turn) and _hangs(doc, mention, turn, carriers):
            own.append(mention)
    near = min(own, key=lambda p: (distance(doc, turn.cue, p.first, p.last), p.first), default=None)
    return Period() if near is None else near.period


def _tells(mention: PeriodMention, turn: Turn) -> bool:
    """Tell whether such an event has such a day: "since Monday" a truce holds and is broken, it does not end."""
    match mention.relation:
        case "at" | "within":
            return True
        case "since":
            return turn.event in ("effective", "violated", "suspended", "stalled")
        case "until":
            return turn.event == "extended"
        case _:
            return False


def _hangs(doc: Doc, mention: PeriodMention, turn: Turn, carriers: frozenset[int]) -> bool:
    """Tell whether the parse hangs the day on the event, or the words stand right behind it ("ended Monday")."""
    if mention.first in (turn.last, turn.last + 1) and turn.cue >= turn.noun:
        return True
    if turn.noun < mention.first < turn.cue:
        between = doc[turn.noun + 1 : mention.first]
        if any(t.dep_ in CLAUSES and t.i not in carriers for t in between):
            return False  # "a truce between them that was brokered last week has ended"
    return _governor(doc[mention.first : mention.last].root, carriers) in carriers


def _governor(token: Token, carriers: frozenset[int]) -> int:
    """The first carrier or verb above a token."""
    for _ in range(UP):
        head = token.head
        if head.i in carriers or head.i == token.i or head.pos_ in ("VERB", "AUX"):
            return head.i
        token = head
    return -1


def _place(doc: Doc, turn: Turn, carriers: frozenset[int], setting: Setting) -> Place:
    """The place of the ceasefire, the seat of the talks: what hangs on noun or event by "in", "at", "for" ..."""
    sentence = doc[turn.cue].sent
    senses = ("location", "talks") if turn.kind == "talks" else ("location",)
    partying = {i for head in turn.parties for i in range(doc[head].left_edge.i, doc[head].right_edge.i + 1)}
    own: list[PlaceMention] = []
    for mention in setting.places:
        if not sentence.start <= mention.first < sentence.end or mention.sense not in senses:
            continue
        if mention.place.precision == "unknown" or not partying.isdisjoint(
            range(mention.first, mention.last)
        ):
            continue
        root = _seat(doc[mention.first : mention.last].root)
        seat = turn.kind == "talks" and root.dep_ == "compound" and root.head.i == turn.noun
        placed = seat or root.head.lower_ in words("placing")
        if placed and _governor(root, carriers | {turn.noun}) in carriers | {turn.noun}:
            own.append(mention)
    near = min(own, key=lambda p: (distance(doc, turn.noun, p.first, p.last), p.first), default=None)
    return Place() if near is None else near.place


def _seat(name: Token) -> Token:
    """ "the divided city of A": the noun that stands for the place."""
    of = name.head
    return of.head if of.lower_ == "of" and lemma(of.head) in words("kinds of place") else name


def _says(doc: Doc, turn: Turn, setting: Setting) -> tuple[str, ...]:
    """Who is cited for it: the speaker whose word of speech stands above the event, else whose quotation holds it."""
    cue = doc[turn.cue]
    spoken, steps = _above(cue)
    near: list[tuple[int, tuple[str, ...]]] = []
    for voice in setting.voices.spoken:
        if voice.sentence == turn.sentence:
            verb = doc[voice.first : voice.last].root.head
            according = verb.lower_ == "to" and verb.head.lower_ == "according"
            if verb.i in spoken:
                near.append((spoken[verb.i], voice.names))
            elif according and verb.head.head.i in (cue.i, *steps):
                near.append((len(steps), voice.names))
    if near:
        return min(near)[1]
    at = cue.idx
    return next((q.speaker for q in setting.quotations if q.direct and q.quote.start <= at < q.quote.end), ())


def _above(cue: Token) -> tuple[dict[int, int], list[int]]:
    """Give the words of speech that the event is told under, with the steps up to each, and all of its main clause.

    "A monitor said that ten had died since the truce ended" tells of its end, "a monitor said, a day after the truce
    ended," does not; and "the army announced the end" is the army's deed, not its word.
    """
    spoken: dict[int, int] = {}
    steps: list[int] = []
    node, step, main = cue, 0, True
    while node.head.i != node.i:
        said = lemma(node.head) in reading_words("saying")
        deed = node.i == cue.i and node.dep_ == "dobj" and lemma(node.head) in ("declare", "announce")
        if said and not deed and node.dep_ in ("ccomp", "xcomp", "prep", "dobj", "acl"):
            spoken[node.head.i] = step
        main = main and node.dep_ not in ("relcl", "acl", "advcl")
        node, step = node.head, step + 1
        if main:
            steps.append(node.i)
    return spoken, steps
