"""Who is accused, and who owns up: the words by which a report says whose an act was, beside the act's own verb.

"X claimed responsibility", "blamed on X", "X was behind it" may stand in the act's sentence or in one of their own.
"""

from collections.abc import Sequence

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Slice

from warledger.assembly.blame_words import blame_words
from warledger.assembly.doers import phrase_of
from warledger.grounding.mentions import ActorMention
from warledger.reading.lexicons import lemma

ACCUSED_REACH = 4
SUSPECT_REACH = 9
NEXT_REACH = 3
"""Sentences behind an act within which one without an act of its own may say whose it was."""


def accused_next(doc: Doc, end: int, actors: Sequence[ActorMention]) -> list[ActorMention]:
    """Find who owns up or is accused in the next sentence that does, unless another act is told before it.

    "The Taliban claimed responsibility" has no word of an act, and is of the act told just before.

    Args:
        doc: the parse.
        end: the token at which the sentence of the act ends.
        actors: the report's mentions in text order.
    """
    for _ in range(NEXT_REACH):
        if end >= len(doc):
            break
        sentence = doc[end].sent
        here = [a for a in actors if sentence.start <= a.first < sentence.end and a.actor != "unknown"]
        if _tells_act(sentence):
            break
        found = [a for a in here if claims(doc, a) or blamed(doc, a)]
        if found:
            return found
        end = sentence.end
    return []


def _tells_act(sentence: Slice) -> bool:
    return any(
        lemma(t)
        in (blame_words("violent") - blame_words("holding") if t.pos_ == "VERB" else blame_words("violence"))
        for t in sentence
        if t.pos_ in ("VERB", "NOUN")
    )


def claims(doc: Doc, mention: ActorMention) -> bool:
    """ "the group claimed responsibility", "an attack claimed by the group", "said it carried out", "said it was behind"."""
    token = phrase_of(doc, mention)
    verb = token.head
    if token.dep_ == "pobj" and verb.lower_ == "by" and lemma(verb.head) in blame_words("claiming"):
        return True
    if token.dep_ != "nsubj":
        return False
    if lemma(verb) in blame_words("claiming"):
        return any(
            c.dep_ == "dobj" and lemma(c) in blame_words("avowed") for c in verb.children
        ) and not _negated(verb)
    if lemma(verb) not in ("say", "announce", "confirm", "state"):
        return False
    for child in verb.children:
        if child.dep_ == "ccomp" and any(
            c.dep_ == "nsubj" and c.lower_ in ("it", "they", "its") for c in child.children
        ):
            behind = any(c.lower_ == "behind" for c in child.children)
            violent = lemma(child) in blame_words("violent") - blame_words("holding")
            if behind or (violent and not _negated(child)):
                return True
    return False


def _negated(verb: Token) -> bool:
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    no = subject is not None and any(c.lower_ == "no" for c in subject.children)
    return no or any(c.dep_ == "neg" for c in verb.children)


def blamed(doc: Doc, mention: ActorMention) -> bool:
    """ "blamed the attack on X", "accused X of killing", "X was behind it", "X is responsible"."""
    token = phrase_of(doc, mention)
    head = token.head
    if _suspected(doc, mention):
        return True
    if token.dep_ in ("dobj", "nsubjpass") and lemma(head) in blame_words("blaming"):
        return True
    if token.dep_ in ("nsubj", "nsubjpass") and lemma(head) == "be":
        if any(c.dep_ == "acomp" and lemma(c) == "responsible" for c in head.children):
            return True
        if any(t.lower_ in ("accused", "blamed") for t in doc[head.i : head.i + ACCUSED_REACH]):
            return True  # "Russia was on Monday accused of": the parser takes "was" for the verb
        return any(c.lower_ == "behind" for c in head.children)
    if token.dep_ != "pobj" or head.lower_ not in ("on", "to"):
        return False
    pinned = lemma(head.head) in blame_words("pinning") or lemma(head.head) == "attribute"
    return pinned and not _of_others(head.head)


def _of_others(blaming: Token) -> bool:
    """ "after a wave of attacks blamed on X": other attacks than the one told."""
    noun = blaming.head
    if blaming.dep_ != "acl" or noun.pos_ != "NOUN":
        return False
    whole = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "of" else noun
    return whole.lower_ in blame_words("others") or any(
        c.lower_ in blame_words("others") for c in noun.children
    )


def _suspected(doc: Doc, mention: ActorMention) -> bool:
    """ "gunmen suspected to be members of X", "fighters believed to belong to X"."""
    start = max(doc[mention.first].sent.start, mention.first - SUSPECT_REACH)
    words = [t.lower_ for t in doc[start : mention.last]]
    return any(
        w in blame_words("doubt") and {"be", "being", "belong", "belonging"} & set(words[k + 1 : k + 4])
        for k, w in enumerate(words)
    )
