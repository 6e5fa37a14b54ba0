"""Acts of violence: the words that tell one, of what kind it is, and whether it is one at all."""

from spacy.tokens import Doc, Token

from warledger.reading.findings import Act, Target, Tense
from warledger.reading.lexicons import (
    act_words,
    facility_words,
    harmless_before,
    lemma,
    openers,
    phrase_at,
    words,
)
from warledger.reading.tenses import tense_of
from warledger.records import Span


def find_acts(doc: Doc) -> tuple[Act, ...]:
    """Find every word or phrase that tells an act or its means, in text order; the longest phrase wins."""
    sentence = {t.i: n for n, s in enumerate(doc.sents) for t in s}
    out: list[Act] = []
    i = 0
    while i < len(doc):
        found = phrase_at(doc, i, act_words()) if _opens(doc[i], openers(act_words)) else None
        if found is None or doc[i].is_punct or not _violent(doc, i, found[0]):
            i += 1
            continue
        last, word = found
        head = _head(doc, i, last)
        span = doc[i:last]
        cue = word.cue or (head.pos_ not in ("NOUN", "PROPN", "VERB", "AUX", "ADJ"))
        out.append(
            Act(
                Span(span.start_char, span.end_char, span.text), i, last, head.i, sentence[i], word.type, word.rank,
                cue, word.means, _tense(head), _definite(head), _another(head),
            )
        )  # fmt: skip
        i = last
    return tuple(out)


def _opens(token: Token, first_words: frozenset[str]) -> bool:
    return token.lower_ in first_words or lemma(token) in first_words


def _head(doc: Doc, first: int, last: int) -> Token:
    """The token of a phrase that hangs on the rest of the sentence; of a compound ("rocket attack") its noun."""
    head = doc[last - 1]
    for token in doc[first:last]:
        if token.head.i < first or token.head.i >= last:
            head = token
    while head.dep_ == "compound" and head.head.i > head.i:
        head = head.head
    return head


def _violent(doc: Doc, first: int, last: int) -> bool:
    word = lemma(doc[last - 1])
    beside = {lemma(doc[first - 1])} if first else set()
    after = lemma(doc[last]) if last < len(doc) else ""
    if after in words("act makers") or beside & harmless_before().get(word, frozenset()):
        return False
    return doc[last - 1].pos_ not in ("ADP", "SCONJ", "DET")


def _tense(head: Token) -> Tense:
    return tense_of(head)


def _definite(head: Token) -> bool:
    """ "the attack", "Friday's strike": an act that the report has told of, or takes as known."""
    return any((c.dep_ == "det" and c.lower_ in words("definite")) or c.dep_ == "poss" for c in head.children)


def _another(head: Token) -> bool:
    return any(c.lower_ in words("another") for c in head.children)


def find_targets(doc: Doc) -> tuple[Target, ...]:
    """Find buildings, convoys and quarters by their nouns; which of them were hit is for assembly to say."""
    sentence = {t.i: n for n, s in enumerate(doc.sents) for t in s}
    out: list[Target] = []
    i = 0
    while i < len(doc):
        found = phrase_at(doc, i, facility_words()) if _opens(doc[i], openers(facility_words)) else None
        if found is None or doc[found[0] - 1].pos_ not in ("NOUN", "PROPN"):
            i += 1
            continue
        span = doc[i : found[0]]
        out.append(
            Target(Span(span.start_char, span.end_char, span.text), i, found[0], sentence[i], found[1][0])
        )
        i = found[0]
    return tuple(out)
