"""What becomes of ceasefires and of peace talks: declared, in force, broken, ended; opened, joined, left, suspended.

The way: find the noun ("truce", "peace talks"), climb from it to the words that say what became of it
(context_cues.csv), leave out what is only hoped, feared, planned or asked for, and note whose deed it was.
A ceasefire that is merely mentioned is no turn.
"""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Doc, Token

from warledger.reading.context_words import (
    Cue,
    bare_nouns,
    context_nouns,
    context_words,
    cue_openers,
    cues,
)
from warledger.reading.findings import Turn
from warledger.reading.lexicons import lemma, phrase_at
from warledger.reading.turn_parties import excluded_by, parties_of
from warledger.reading.turn_reality import as_it_stands
from warledger.records import ContextEvent, ContextKind

ALONG = 4
"""Steps from the noun up to the words that say what became of it."""
CARRIED = 3
"""Sentences over which "the talks" are the peace talks named before, or the way to a ceasefire."""
type Said = tuple[Token, Cue, str, int]
"""The token that the words for an event begin with, their entry, the noun's place beside them, the token behind them."""
NAMED_ALONE: frozenset[ContextEvent] = frozenset({"held", "opened", "joined", "agreed", "ended"})
"""Events for which talks must be called peace talks where they stand: any two ministers hold, join and end talks."""


def find_turns(doc: Doc) -> tuple[Turn, ...]:
    """Find what becomes of ceasefires and of peace talks, in text order, each event of a noun once."""
    found: list[Turn] = []
    last_named, skip = -CARRIED - 1, 0
    for token, n in _openers(doc):
        hit = _noun_at(doc, token) if token.i >= skip else None
        if hit is None:
            continue
        skip, kind, plain = hit
        noun = _whole(doc[token.i : skip].root)
        named = plain or _of_peace(doc, token, noun)
        near = n - last_named <= CARRIED
        if named:
            last_named = n
        asked = token.sent[-1].text == "?"
        if (named or near) and not asked and not _no_noun_of_ours(doc, token, noun, kind, plain=plain):
            turns = _turns_of(doc, noun, kind, token.i, skip, n)
            found.extend(t for t in turns if named or t.event not in NAMED_ALONE)
    return tuple(sorted(dict.fromkeys(found), key=lambda t: (t.first, t.last, t.event)))


def _openers(doc: Doc) -> list[tuple[Token, int]]:
    """Give the tokens that may open a noun of ours with the number of their sentence.

    Most texts have none, and an array of all words is looked through ten times faster than the tokens.
    """
    strings = doc.vocab.strings
    wanted = {strings[word] for word in bare_nouns() if word in strings}
    found = [i for i, word in enumerate(doc.to_array("LOWER").tolist()) if word in wanted]
    if not found:
        return []
    starts = [sentence.start for sentence in doc.sents]
    return [(doc[i], bisect_right(starts, i) - 1) for i in found]


def _noun_at(doc: Doc, token: Token) -> tuple[int, ContextKind, bool] | None:
    hit = phrase_at(doc, token.i, context_nouns())
    return None if hit is None else (hit[0], hit[1].kind, hit[1].plain)


def _whole(noun: Token) -> Token:
    """ "the ceasefire deal", "a round of talks": the noun that stands for the whole in its clause."""
    while True:
        head = noun.head
        kinds = context_words("agreements") | context_words("offers")
        deal = noun.dep_ in ("compound", "nmod", "amod") and lemma(head) in kinds
        rounds = noun.dep_ == "pobj" and head.lower_ == "of" and lemma(head.head) in context_words("rounds")
        if deal and head.i != noun.i:
            noun = head
        elif rounds:
            noun = head.head
        else:
            return noun


def _of_peace(doc: Doc, token: Token, noun: Token) -> bool:
    """Tell whether bare "talks" are on peace: "UN-brokered talks", "Geneva talks", "talks to end the war"."""
    around = [t for t in noun.subtree if abs(t.i - token.i) <= 14]
    low = {t.lower_ for t in around}
    if low & context_words("bargains"):
        return False
    before = {t.lower_ for t in around if t.i < token.i}
    if before & (context_words("peaceful") | context_words("seats")):
        return True
    behind = [t.lower_ for t in around if t.i > token.i]
    if {"end", "ending", "on", "toward", "towards"} & set(behind) and context_words("aims") & set(behind):
        return True
    return bool({"with", "between"} & set(behind)) and bool(context_words("sides") & set(behind))


def _no_noun_of_ours(doc: Doc, token: Token, noun: Token, kind: ContextKind, *, plain: bool) -> bool:
    """ "any truce", "temporary truces", "the ceasefire zone", "hostage negotiations", "talk of a truce"."""
    if {c.lower_ for c in noun.children if c.dep_ in ("det", "amod")} & context_words("vague"):
        return True
    if kind == "ceasefire" and noun.tag_ in ("NNS", "NNPS") and noun.lower_ not in ("hostilities",):
        return True
    if token.lower_ == "talk" or token.pos_ == "VERB":
        return True
    if token.lower_ == "participation" and any(c.lower_ == "in" for c in noun.children):
        return True  # what it is in says so itself
    return not plain and bool({t.lower_ for t in noun.subtree} & context_words("bargains"))


def _turns_of(doc: Doc, noun: Token, kind: ContextKind, first: int, last: int, sentence: int) -> list[Turn]:
    """Give the turns of one noun: one for each cue that stands for something that came about."""
    out: list[Turn] = []
    left_out = excluded_by(noun)
    offered = lemma(noun) in context_words("offers")
    for cue, known, place, behind in _cues_of(doc, noun, kind):
        event = as_it_stands(cue, known.event)
        if event is None or (offered and lemma(cue) not in context_words("accepting")):
            continue
        parties = parties_of(noun, cue, known, place)
        if not parties and (event == "proposed" or (event == "violated" and _in_general(cue))):
            continue  # "despite calls for a truce", "accusations of truce violations"
        start, end = min(first, cue.i), max(last, behind, noun.i + 1)
        out.append(Turn(start, end, noun.i, cue.i, sentence, kind, event, parties))
    out = _distinct(out)
    if not left_out:
        return out
    heads, verb = left_out
    if all(t.event in ("violated", "ended", "rejected") for t in out):
        turn = Turn(
            min(first, verb.i, *heads), max(last, verb.i + 1, *(h + 1 for h in heads)), noun.i, verb.i, sentence, kind,
            "limited", (),
        )  # fmt: skip
        out.append(turn)
    return [
        replace(t, excluded=heads) if t.event not in ("violated", "ended", "rejected") else t for t in out
    ]


def _distinct(turns: list[Turn]) -> list[Turn]:
    """Keep one turn an event, the one that names parties, else the nearest to its noun."""
    best: dict[ContextEvent, Turn] = {}
    for turn in turns:
        known = best.get(turn.event)
        if known is None or (len(turn.parties), -abs(turn.cue - turn.noun)) > (
            len(known.parties),
            -abs(known.cue - known.noun),
        ):
            best[turn.event] = turn
    return list(best.values())


# ----------------------------------------------------------------------------------- from noun to cue


def _cues_of(doc: Doc, noun: Token, kind: ContextKind) -> Iterator[Said]:
    """Give the cues that stand around a noun, with the noun's place: subject, object, of, beside."""
    yield from _own(doc, noun, kind)
    node = _first_joined(noun)
    if node.i != noun.i:
        yield from _own(doc, node, kind)
    if node.dep_ in ("nsubj", "nsubjpass"):
        yield from _as_subject(doc, node, kind)
    elif node.dep_ in ("dobj", "oprd"):
        over, held = _declared_over(node), _put_on_hold(node)
        if held is not None:
            yield node.head, Cue(kind, "object", "suspended", party=True), "object", held
        elif over is None:
            yield from _at(doc, node.head, kind, "object")
        else:
            yield node.head, Cue(kind, "object", "ended", party=True), "object", over
    elif node.dep_ in ("compound", "poss", "nmod"):
        yield from _as_part(node, kind)
    else:
        yield from _below_prepositions(doc, node, kind)


def _as_subject(doc: Doc, noun: Token, kind: ContextKind) -> Iterator[Said]:
    verb = noun.head
    for each in _verbs_along(verb):
        yield from _at(doc, each, kind, "subject" if noun.dep_ == "nsubj" else "object")
    if (
        verb.dep_ == "ccomp"
        and verb.tag_ == "VBN"
        and not any(c.dep_ in ("aux", "auxpass") for c in verb.children)
    ):
        yield from _at(doc, verb.head, kind, "object")  # "declared a truce set to begin"


def _as_part(noun: Token, kind: ContextKind) -> Iterator[Said]:
    """ "ceasefire violations", "the truce's collapse": the noun that it is part of is itself the event."""
    word = lemma(noun.head)
    known = cues("of").get(f"{word} of", ())
    if word in context_words("breaches"):
        known = (Cue(kind, "of", "violated", party=True),)
    for cue in known[:1]:
        if cue.fits(kind):
            yield noun.head, cue, "of", noun.head.i + 1


def _below_prepositions(doc: Doc, noun: Token, kind: ContextKind) -> Iterator[Said]:
    """Climb through prepositions: "called for a truce", "the end of the truce", "for the signing of a truce"."""
    steps: list[str] = []
    node = noun
    for _ in range(ALONG):
        head = node.head
        if head.i == node.i:
            return
        if node.dep_ == "pobj" and head.lower_ in context_words("in spite of") and kind == "ceasefire":
            yield head, Cue(kind, "of", "despite", party=False), "of", head.i + 1
            return
        through = node.dep_ == "prep" and head.pos_ in ("ADP", "ADV", "PART", "SCONJ")
        if node.dep_ in ("pobj", "pcomp") or through:
            steps = [head.lower_, *steps]
            node = head
            continue
        if node.dep_ not in ("prep", "prt", "agent", "advmod", "dative"):
            return
        yield from _with_prepositions(head, steps, kind)
        if head.pos_ not in ("NOUN", "PROPN") or lemma(head) not in context_words("transparent"):
            return
        steps, node = [], _first_joined(head)
        if node.dep_ == "dobj":
            yield from _at(doc, node.head, kind, "object")
            return
        if node.dep_ == "nsubjpass":
            yield from _as_subject(doc, node, kind)
            return


def _first_joined(noun: Token) -> Token:
    """ "talks and a ceasefire broke down": the first of nouns that "and" joins holds their place in the clause."""
    while noun.dep_ == "conj" and noun.head.pos_ in ("NOUN", "PROPN"):
        noun = noun.head
    return noun


def _own(doc: Doc, noun: Token, kind: ContextKind) -> Iterator[Said]:
    """The noun's own participles and clauses: "a truce agreed in May", "a ceasefire that took hold", "in force since"."""
    for child in noun.children:
        if child.dep_ == "acl" and child.i > noun.i:
            if child.tag_ == "VBN" or child.tag_ == "VBD":
                yield from _at(doc, child, kind, "object")
        elif child.dep_ == "relcl":
            role = next((c for c in child.children if c.lower_ in ("which", "that")), None)
            if role is not None and role.dep_ in ("nsubj", "nsubjpass", "dobj"):
                for verb in _verbs_along(child):
                    yield from _at(doc, verb, kind, "subject" if role.dep_ == "nsubj" else "object")
        elif child.dep_ == "prep" and child.lower_ == "in":
            yield from _at(doc, child, kind, "beside")


def _verbs_along(verb: Token) -> list[Token]:
    """The verb and those that share its subject: "took hold but began to unravel", "has ended"."""
    out = [verb]
    for child in verb.children:
        if (
            child.dep_ in ("conj", "xcomp")
            and child.pos_ in ("VERB", "AUX")
            and child.i > verb.i
            and _subjectless(child)
        ):
            out.extend(_verbs_along(child))
    return out


def _subjectless(verb: Token) -> bool:
    return not any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.children)


def _at(doc: Doc, verb: Token, kind: ContextKind, place: str) -> Iterator[Said]:
    if place in ("subject", "object") and lemma(verb) == "be":
        for child in verb.children:
            if child.dep_ == "prep" and child.lower_ == "in":
                yield from _at(doc, child, kind, "beside")
        return
    if place == "subject" and _passive(verb):
        place = "object"
    if cue_openers(place).isdisjoint((lemma(verb), verb.lower_)):
        return
    hit = phrase_at(doc, verb.i, cues(place))
    if hit is None:
        return
    yield from ((verb, cue, place, hit[0]) for cue in hit[1] if cue.fits(kind))


def _passive(verb: Token) -> bool:
    return any(c.dep_ == "auxpass" for c in verb.children)


def _with_prepositions(head: Token, steps: list[str], kind: ContextKind) -> Iterator[Said]:
    """ "call for", "walk out of", "in breach of": the word with the prepositions between it and the noun."""
    particles = [c.lower_ for c in head.children if c.dep_ == "prt"]
    tries = [(head, [lemma(head), *particles, *steps])]
    # "marked a violation to the truce": the parser hangs the preposition on the verb as often as on its object
    tries += [(c, [lemma(c), *steps]) for c in head.children if c.dep_ == "dobj"]
    for token, parts in tries:
        for cue in cues("of").get(" ".join(parts), ()):
            if cue.fits(kind):
                yield token, cue, "of", token.i + 1


def _in_general(cue: Token) -> bool:
    """ "accusations of truce violations": no breach in particular; "in a new breach of the truce" is one."""
    return cue.pos_ in ("NOUN", "PROPN") and cue.dep_ in ("pobj", "conj") and cue.head.lower_ != "in"


def _put_on_hold(noun: Token) -> int | None:
    """ "put the talks on hold": the token behind the words that suspend them."""
    if lemma(noun.head) != "put":
        return None
    behind = noun.doc[noun.i + 1 : min(noun.i + 4, noun.sent.end)]
    return next((t.i + 1 for t in behind if t.lower_ in ("hold", "ice") and t.head.lower_ == "on"), None)


def _declared_over(noun: Token) -> int | None:
    """ "the army declared the ceasefire over": the token behind the word that ends it."""
    if lemma(noun.head) not in context_words("declaring"):
        return None
    behind = noun.doc[noun.i + 1 : min(noun.i + 4, noun.sent.end)]
    return next((t.i + 1 for t in behind if t.lower_ in context_words("over")), None)
