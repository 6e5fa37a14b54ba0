"""Acts of violence: the words that tell one, of what kind it is, and whether it is one at all."""

from spacy.tokens import Doc, Token

from warledger.reading.findings import Act, Target, Tense
from warledger.reading.lexicons import (
    act_words,
    facility_words,
    forms_of,
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
    sentence = forms_of(doc).sentence
    out: list[Act] = []
    last = 0
    for i in _openings(doc, openers(act_words)):
        found = phrase_at(doc, i, act_words()) if i >= last else None
        if found is None or doc[i].is_punct or not _violent(doc, i, found[0]):
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
    return tuple(out)


def _openings(doc: Doc, first_words: frozenset[str]) -> list[int]:
    """The tokens that a phrase of a word list may begin at: few of a text, and most others cost nothing."""
    forms = forms_of(doc)
    pairs = zip(forms.lower, forms.lemma, strict=True)
    return [i for i, (low, plain) in enumerate(pairs) if low in first_words or plain in first_words]


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
    sentence = forms_of(doc).sentence
    out: list[Target] = []
    last = 0
    for i in _openings(doc, openers(facility_words)):
        found = phrase_at(doc, i, facility_words()) if i >= last else None
        if found is None or doc[found[0] - 1].pos_ not in ("NOUN", "PROPN"):
            continue
        last, (name, _) = found
        span = doc[i:last]
        out.append(Target(Span(span.start_char, span.end_char, span.text), i, last, sentence[i], name))
    return tuple(out)
