"""Who says it: "X said", "according to X", "X told Y", pronouns and quotations that go on.

A speech covers its whole sentence in this version; quotations across sentences carry the speaker on.
"""

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Slice

from warledger.reading.findings import Speech
from warledger.reading.lexicons import lemma, words
from warledger.records import Span


def find_speeches(doc: Doc) -> tuple[Speech, ...]:
    """Find the speaker of every sentence that has one, in text order, at most one named speaker a clause."""
    out: list[Speech] = []
    for n, sentence in enumerate(doc.sents):
        out.extend(_said(sentence, n))
        out.extend(_according(sentence, n))
    return tuple(sorted(out, key=lambda s: (s.sentence, s.first)))


def _said(sentence: Slice, n: int) -> list[Speech]:
    found = []
    for token in sentence:
        subject = speaker_of(token)
        if subject is not None:
            found.append(_speech(subject, n))
    return found


def speaker_of(token: Token) -> Token | None:
    """Give the head of the words that name who speaks, where a token is a verb of speech that has a speaker."""
    if token.pos_ not in ("VERB", "AUX") or lemma(token) not in words("saying"):
        return None
    subject = next((c for c in token.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    if subject is None or (subject.dep_ == "nsubjpass" and lemma(token) != "quote"):
        agent = next((c for c in token.children if c.dep_ == "agent"), None)
        subject = next(iter(agent.children), None) if agent is not None else None
    if subject is None and lemma(token) == "say":
        subject = _inverted(token)
    return subject


def _inverted(verb: Token) -> Token | None:
    """ "six people had died said the governor": without its comma the speaker is parsed as what is said."""
    return next(
        (c for c in verb.children if c.dep_ == "dobj" and c.i > verb.i and c.pos_ in ("NOUN", "PROPN")), None
    )


def _according(sentence: Slice, n: int) -> list[Speech]:
    found = []
    for token in sentence:
        low = token.lower_
        if (
            low == "according"
            or low in ("citing", "quoting")
            or (low == "per" and token.i > sentence.start and token.nbor(-1).lower_ == "as")
        ):
            noun = next((t for t in token.subtree if t.dep_ in ("pobj", "dobj") and t.i > token.i), None)
            if noun is not None:
                found.append(_speech(noun, n))
    return found


def _speech(noun: Token, n: int) -> Speech:
    """The speaker's noun phrase, without relative clauses that run on."""
    left = noun.left_edge.i
    right = noun.i
    for child in noun.rights:
        if child.dep_ in ("prep", "appos", "flat", "compound", "nmod") and child.right_edge.i - noun.i <= 8:
            right = child.right_edge.i
    span = noun.doc[left : right + 1]
    return Speech(
        Span(span.start_char, span.end_char, span.text), left, right + 1, n, noun.lower_ in words("pronouns")
    )
