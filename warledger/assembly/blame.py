"""Who is said to have done it: the actors whose deed a frame's act is, and how surely it is said.

An actor is the doer as subject of the act's verb, behind "by", or as the qualifier of the act's noun
("regime air strikes"); behind "on" and "against", or as those killed, it is the target. Where a sentence
tells of several deeds, those of the clause that the dead are told of in come first: in "raids by the army
killed nine in a town that rebels seized" the rebels killed nobody.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise

from spacy.tokens import Doc, Token

from warledger.assembly.accusing import accused_next, blamed, claims
from warledger.assembly.blame_words import blame_words
from warledger.assembly.denials import denials as denials
from warledger.assembly.doers import deeds, in_the_course, is_gloss, phrase_of, qualifies
from warledger.assembly.frames import Frame
from warledger.assembly.means_to import can_have_done
from warledger.grounding.mentions import ActorMention
from warledger.reading.layout import layout_of
from warledger.reading.lexicons import forms_of, lemma
from warledger.records import Perpetrator, Stance

SUBORDINATE = frozenset({"relcl", "advcl", "acl"})
"""Arcs into another clause, which may tell of another deed."""
ELSEWHERE = 2
"""What a clause away costs against being no act of the frame but a verb of violence all the same (1)."""
NO_PATH = 3
NAMELESS = ("unknown", "terrorists")
"""Actors that give way to a named one."""
EITHER_GAP = 3
"""Tokens between two names joined by "or"."""


def perpetrators_of(doc: Doc, frame: Frame, actors: Sequence[ActorMention]) -> tuple[Perpetrator, ...]:
    """Find who did what a frame tells, each with stance and quote; () where the sentence names nobody."""
    opens, end = layout_of(doc).bounds(frame.first)
    here = [a for a in actors if opens <= a.first < end]
    victims = {i for c in frame.counts for i in range(min(c.first, c.head), max(c.last, c.head + 1))}
    doers = [m for m in here if not victims & set(range(m.first, m.last)) and not is_gloss(doc, m, here)]
    costs = [(m, cost) for m in doers if (cost := _cost(doc, m, frame, doers)) is not None]
    costs += _parties(doc, here, frame, victims)
    if not any(m.actor not in NAMELESS for m, _ in costs):
        costs += [(m, 0) for m in accused_next(doc, end, actors)]
    if not costs:
        costs = [(m, 0) for m in doers if m.kind != "civilians" and in_the_course(doc, m)]
    named = [cost for m, cost in costs if m.actor not in NAMELESS]
    least = min(named or [cost for _, cost in costs], default=0)
    chosen = [m for m, cost in costs if cost == least]
    if named and least > ELSEWHERE and (nameless := [m for m, cost in costs if cost < least]):
        chosen = nameless
    chosen = _with_joined(doc, doers, chosen)
    found: dict[str, Perpetrator] = {}
    for mention in chosen:
        known = found.get(mention.actor)
        stance = stance_of(doc, mention)
        if known is None or (known.stance == "suspected" and stance == "claimed"):
            found[mention.actor] = Perpetrator(mention.actor, stance, mention.span)
    return _settled(doc, here, found)


def _settled(
    doc: Doc, here: Sequence[ActorMention], found: dict[str, Perpetrator]
) -> tuple[Perpetrator, ...]:
    """Drop the nameless beside the named; either of two is suspected."""
    for nameless in NAMELESS:
        if len(found) > 1:
            found.pop(nameless, None)
    if len(found) > 1 and _either(doc, here, set(found)):
        return tuple(
            Perpetrator(p.actor, "suspected" if p.stance == "asserted" else p.stance, p.quote)
            for p in found.values()
        )
    return tuple(found.values())


def _either(doc: Doc, here: Sequence[ActorMention], names: set[str]) -> bool:
    """ "Syrian or Russian jets": either did it, both are suspected."""
    return any(
        a.actor in names
        and b.actor in names
        and b.first - a.last <= EITHER_GAP
        and any(t.lower_ == "or" for t in doc[a.last : b.first])
        for a, b in pairwise(here)
    )


def _cost(doc: Doc, mention: ActorMention, frame: Frame, others: Sequence[ActorMention]) -> int | None:
    """Say how far the actor's deed is from what the frame tells: 0 its very act, None no deed at all."""
    if blamed(doc, mention) or claims(doc, mention):
        return 0
    done = deeds(doc, mention)
    anchors = _anchors(doc, frame)
    main = max(frame.acts, key=lambda a: a.rank, default=None)
    able = main is None or can_have_done(mention.actor, main.type)
    costs: list[int] = []
    for act in (*frame.acts, *frame.cues):
        if (act.cue and _suffers(doc[act.head])) or not can_have_done(mention.actor, act.type):
            continue
        own = bool(done & {act.head, *range(act.first, act.last)})
        if own or qualifies(doc, mention, act.first, act.last, others):
            if act.type == "armed_clash" and lemma(doc[act.head]) in blame_words("clashing"):
                continue
            costs.append(ELSEWHERE * _clauses(doc, act.head, anchors))
    for count in frame.counts:
        if count.cause in done and lemma(doc[count.cause]) in blame_words("violent"):
            costs.append(0)
    for token in done:
        if any(c.lower_ in blame_words("habitual") for c in doc[token].children):
            continue
        if frame.first - 3 <= token < frame.last + 3 and _is_violent(doc[token]) and able:
            costs.append(1 + ELSEWHERE * _clauses(doc, token, anchors))
    return min(costs, default=None)


def _suffers(token: Token) -> bool:
    """ "an army helicopter was shot down": the aircraft is what the act was done to."""
    return token.dep_ in ("nsubjpass", "dobj") and lemma(token.head) in blame_words("violent") | {"down"}


def _is_violent(token: Token) -> bool:
    if token.pos_ == "VERB":
        return lemma(token) in blame_words("violent")
    return lemma(token) in blame_words("violence")


def _anchors(doc: Doc, frame: Frame) -> list[int]:
    """What the frame is about: the deaths it counts, else its most telling act."""
    if frame.counts:
        under = {c.cause: _under(doc[c.cause]) for c in frame.counts}
        return [cause for cause, clauses in under.items() if clauses == min(under.values())]
    best = max((a.rank for a in frame.acts), default=0)
    return [a.head for a in frame.acts if a.rank == best]


def _clauses(doc: Doc, token: int, anchors: Iterable[int]) -> int:
    """Count the clauses between a deed and the nearest of the tokens that the frame is about."""
    clauses = _clauses_of(doc)
    return min((clauses.between(token, anchor) for anchor in anchors), default=0)


def _under(token: Token) -> int:
    """Count the clauses that a word stands below: of two counts the main clause's is what the frame is about."""
    return sum(_opens_clause(t) for t in (token, *token.ancestors))


class _Clauses:
    """The clauses of one parse; what lies between two words is found once, since every actor of a sentence asks for it."""

    def __init__(self, doc: Doc) -> None:
        self._heads = [token.head.i for token in doc]
        self._opens = [_opens_clause(token) for token in doc]
        self._between: dict[tuple[int, int], int] = {}

    def between(self, deed: int, anchor: int) -> int:
        """Count the clauses to be left and entered on the way from one word to another; `NO_PATH` without one."""
        found = self._between.get((deed, anchor))
        if found is None:
            found = self._between[deed, anchor] = self._crossed(deed, anchor)
        return found

    def _crossed(self, deed: int, anchor: int) -> int:
        heads, opens = self._heads, self._opens
        above, token = {anchor}, anchor
        while heads[token] != token:
            token = heads[token]
            above.add(token)
        crossed, token = 0, deed
        while token not in above:
            crossed += opens[token]
            if heads[token] == token:
                return NO_PATH
            token = heads[token]
        meet, token = token, anchor
        while token != meet:
            crossed += opens[token]
            token = heads[token]
        return crossed


@lru_cache(maxsize=1)
def _clauses_of(doc: Doc) -> _Clauses:
    return _Clauses(doc)


def _opens_clause(token: Token) -> bool:
    """ "... where rebels fight", "... after rebels attacked"; not "..., killing 12" and "carried out by"."""
    if token.dep_ not in SUBORDINATE:
        return False
    if lemma(token) in blame_words("helping"):
        return True
    return any(c.dep_ in ("nsubj", "nsubjpass", "mark") for c in token.children) or token.dep_ == "relcl"


def _with_joined(
    doc: Doc, here: Sequence[ActorMention], chosen: Sequence[ActorMention]
) -> list[ActorMention]:
    """ "an operation by the army and the coalition": who is joined by "and" to a doer does it too."""
    out = list(chosen)
    for a, b in pairwise(here):
        if not 0 < b.first - a.last <= EITHER_GAP + 1:
            continue
        between = doc[a.last : b.first]
        allied = all(t.lower_ in blame_words("together") for t in between)
        if not allied:
            if len(between) > EITHER_GAP or not any(t.lower_ in ("and", "or", "&") for t in between):
                continue
            if any(t.pos_ not in ("CCONJ", "DET", "ADJ", "PUNCT", "PRON") for t in between):
                continue
        if (a in out) != (b in out) and phrase_of(doc, b).dep_ not in ("nsubj", "nsubjpass"):
            out.append(b if a in out else a)
    return sorted(out, key=lambda m: m.first)


def _parties(
    doc: Doc, here: Sequence[ActorMention], frame: Frame, victims: set[int]
) -> list[tuple[ActorMention, int]]:
    """Give both sides of a fight: "clashes between A and B", "12 A fighters died in a firefight with B".

    They come behind an attacker of the same clause, before whoever does something in another clause.
    """
    clashes = [a for a in frame.acts if a.type == "armed_clash"]
    if not clashes:
        return []
    near = min(_clauses(doc, a.head, _anchors(doc, frame)) for a in clashes)
    if max(frame.acts, key=lambda a: a.rank).type != "armed_clash":
        near = NO_PATH  # "a raid on the town where A is fighting B": a last resort
    found, dead = [], []
    for mention in here:
        token = phrase_of(doc, mention)
        shared = token.head.lower_ == "including" or "including" in [
            t.lower_ for t in doc[max(0, mention.first - 2) : mention.first]
        ]
        if shared or victims & set(range(mention.first, mention.last)):
            dead.append(mention)
        elif _fights(token):
            found.append(mention)
    sides = [*found, *dead]
    return [(m, 1 + ELSEWHERE * near) for m in sides] if len({m.actor for m in sides}) > 1 or found else []


def _fights(token: Token) -> bool:
    head = token.head
    if token.dep_ == "pobj" and head.lower_ in blame_words("sides"):
        return head.head.pos_ in ("NOUN", "VERB", "PROPN")
    return token.dep_ in ("nsubj", "dobj") and lemma(head) in blame_words("clashing")


def stance_of(doc: Doc, mention: ActorMention) -> Stance:
    """Say how surely it is said: claimed by the actor itself, suspected, or asserted."""
    if claims(doc, mention):
        return "claimed"
    first, last = mention.first, mention.last
    near = set(forms_of(doc).lower[max(layout_of(doc).bounds(first)[0], first - 3) : last + 1])
    head = (doc[first] if last - first == 1 else doc[first:last].root).head
    near |= {c.lower_ for c in head.children} | {lemma(head), lemma(head.head)}
    return "suspected" if near & blame_words("doubt") or blamed(doc, mention) else "asserted"
