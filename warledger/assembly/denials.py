"""Who denies having done it: denials stand in sentences of their own, without a word of the act."""

from collections.abc import Sequence

from spacy.tokens import Doc

from warledger.assembly.blame_words import blame_words
from warledger.assembly.doers import phrase_of
from warledger.grounding.mentions import ActorMention
from warledger.reading.lexicons import lemma
from warledger.records import Perpetrator


def denials(doc: Doc, actors: Sequence[ActorMention]) -> tuple[tuple[int, Perpetrator], ...]:
    """Find who denies having done something: the number of the sentence and the denial.

    "The ministry denied that its aircraft had been involved" has no word of an act; whose act it was is for
    the accounts near it to say.
    """
    out: list[tuple[int, Perpetrator]] = []
    for n, sentence in enumerate(doc.sents):
        verbs = [t for t in sentence if lemma(t) in blame_words("denying") and t.pos_ == "VERB"]
        for mention in actors:
            if sentence.start <= mention.first < sentence.end and mention.actor != "unknown":
                subject = phrase_of(doc, mention)
                if subject.dep_ in ("nsubj", "poss", "compound", "amod") and any(
                    v.i == subject.head.i or v.i == subject.head.head.i for v in verbs
                ):
                    out.append((n, Perpetrator(mention.actor, "denied", mention.span)))
    return tuple(out)
