"""Whose ceasefire and whose talks: who declares, breaks or leaves them, between whom they are, whom they leave out."""

from spacy.tokens import Token

from warledger.reading.context_words import Cue, context_words
from warledger.reading.lexicons import lemma

TOGETHER = frozenset({"agreed", "held", "opened"})
"""Events that a party comes to "with" another."""
FAR = 12
"""Tokens behind a ceasefire within which "excluding" and "except" still speak of it."""


def parties_of(noun: Token, cue: Token, known: Cue, place: str) -> tuple[int, ...]:
    """Give the head tokens of the parties: the doers where the cue's doer is a party, and those named by "between"."""
    heads: list[Token] = []
    if known.party:
        heads += _doers(cue, place)
    elif _announced(cue):
        heads += _subject(cue.head)
    for owner in {noun.i: noun, cue.i: cue}.values():
        for child in owner.children:
            low = child.lower_
            if (
                child.dep_ == "prep"
                and low in context_words("joined to")
                and (owner.i == noun.i or low == "between" or known.event in TOGETHER)
            ) or (child.dep_ in ("agent", "prep") and low == "by" and known.party and owner.i == cue.i):
                heads += [c for c in child.children if c.dep_ == "pobj"]
    return tuple(dict.fromkeys(t.i for head in heads for t in _joined(head)))


def _announced(cue: Token) -> bool:
    """ "the army declared the end of the truce": who announces it is the party."""
    return cue.pos_ == "NOUN" and cue.dep_ == "dobj" and lemma(cue.head) in context_words("declaring")


def _doers(cue: Token, place: str) -> list[Token]:
    if cue.pos_ in ("NOUN", "PROPN"):
        return _of_noun(cue)
    if place == "object" and (cue.dep_ == "acl" or any(c.dep_ == "auxpass" for c in cue.children)):
        return []  # the agent behind "by" is looked for with the cue's own children
    return _subject(cue)


def _of_noun(cue: Token) -> list[Token]:
    """ "the army's breach of the truce"; "militants shelled A in a new breach of the truce"."""
    owners = [c for c in cue.children if c.dep_ == "poss" and c.pos_ in ("NOUN", "PROPN")]
    if owners:
        return owners
    if cue.dep_ == "pobj" and cue.head.lower_ == "in" and cue.head.head.pos_ == "VERB":
        return _subject(cue.head.head) if not _passive(cue.head.head) else []
    return []


def _subject(verb: Token) -> list[Token]:
    """The subject of a verb: its own, that of the verb above it, or the one who is accused of it."""
    for _ in range(4):
        own = next((c for c in verb.children if c.dep_ == "nsubj"), None)
        if own is not None:
            return [_antecedent(own, verb)] if own.pos_ != "PRON" or own.tag_ in ("WDT", "WP") else []
        if _passive(verb):
            return []
        head = verb.head
        if head.i == verb.i:
            return []
        if verb.dep_ == "pcomp" and lemma(head.head) in context_words("accusing"):
            return [c for c in head.head.children if c.dep_ == "dobj"]
        if verb.dep_ == "acl":
            return [head] if verb.tag_ == "VBG" else []
        if verb.dep_ == "xcomp" and lemma(head) in context_words("proposing"):
            return [c for c in head.children if c.dep_ == "nsubj"]
        if verb.dep_ not in ("xcomp", "conj", "advcl", "ccomp"):
            return []
        if verb.dep_ == "advcl" and verb.tag_ != "VBG":
            return []
        verb = head
    return []


def _antecedent(subject: Token, verb: Token) -> Token:
    """ "the rebels, who broke the truce": the noun before the clause."""
    return verb.head if subject.tag_ in ("WDT", "WP") and verb.dep_ == "relcl" else subject


def _passive(verb: Token) -> bool:
    return any(c.dep_ in ("auxpass", "nsubjpass") for c in verb.children)


def _joined(head: Token) -> list[Token]:
    """The nouns that "and" joins to one."""
    out = [head]
    for child in head.children:
        if child.dep_ == "conj" and child.pos_ in ("NOUN", "PROPN"):
            out.extend(_joined(child))
    return out


def excluded_by(noun: Token) -> tuple[tuple[int, ...], Token] | None:
    """Give the heads of those whom a ceasefire leaves out, and the word that says so."""
    for verb in _verbs_of(noun):
        denied = any(c.dep_ == "neg" for c in verb.children)
        leaves_out = lemma(verb) in context_words("excluding") and not denied
        if leaves_out or (lemma(verb) in context_words("covering") and denied):
            heads = _objects(verb)
            if heads:
                return heads, verb
    said = _said_to_be_left_out(noun)
    if said is not None:
        return said
    for token in noun.doc[noun.i + 1 : min(noun.i + FAR, noun.sent.end)]:
        if token.lower_ in context_words("leaving out") and token.dep_ in ("prep", "acl", "advcl"):
            heads = _objects(token)
            if heads:
                return heads, token
    return None


def _verbs_of(noun: Token) -> list[Token]:
    """The verbs whose subject the noun is, by itself or through "which"."""
    out = [noun.head] if noun.dep_ in ("nsubj", "nsubjpass") else []
    out += [c for c in noun.children if c.dep_ in ("relcl", "acl")]
    return [*out, *(c for v in out for c in v.children if c.dep_ == "conj" and c.pos_ == "VERB")]


def _objects(verb: Token) -> tuple[int, ...]:
    """What a verb or preposition governs, through "to": "does not apply to the militants"."""
    heads = [c for c in verb.children if c.dep_ in ("dobj", "pobj")]
    for child in verb.children:
        if child.dep_ == "prep" and child.lower_ == "to":
            heads += [c for c in child.children if c.dep_ == "pobj"]
    out: list[Token] = []
    for head in heads:
        for joined in _joined(head):
            out.append(joined)
            # "extremists from IS", "areas where IS is present": the name stands below
            out += [t for t in joined.subtree if t.pos_ == "PROPN" and t.dep_ in ("pobj", "nsubj", "conj")]
    return tuple(dict.fromkeys(t.i for t in out))


def _said_to_be_left_out(noun: Token) -> tuple[tuple[int, ...], Token] | None:
    """ "the group, which was excluded from the ceasefire": the noun below "from", the party above."""
    above = noun.head
    if noun.dep_ != "pobj" or above.lower_ != "from" or lemma(above.head) not in context_words("excluding"):
        return None
    verb = above.head
    subject = next((c for c in verb.children if c.dep_ in ("nsubjpass", "nsubj")), None)
    if subject is None:
        subject = verb.head if verb.dep_ in ("acl", "relcl") else None
    elif subject.tag_ in ("WDT", "WP"):
        subject = verb.head if verb.dep_ == "relcl" else None
    return None if subject is None else (tuple(t.i for t in _joined(subject)), verb)
