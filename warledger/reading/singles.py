"""Single persons told of without a number: "a woman", "another child", "Somalia's deputy prosecutor", a name."""

from collections.abc import Iterator

from spacy.attrs import DEP, TAG
from spacy.tokens import Doc, Token

from warledger.reading.findings import Number
from warledger.reading.lexicons import forms_of, lemma, words
from warledger.reading.outcome_words import words_of
from warledger.reading.outcomes import cause_of
from warledger.reading.victims import is_person
from warledger.reading.word_order import has_object
from warledger.records import Bounds

SINGLE_REACH = 9
"""Tokens between "a" and its noun, where the parse joins them: "a two-day-old baby" are six."""
ONE = Bounds(1, 1)


def find_singles(doc: Doc) -> Iterator[Number]:
    """ "a woman", "another child": one person told of without a number."""
    for token in _openings(doc):
        if _is_another(token) or (
            token.lower_ in words("personal") and token.dep_ == "dobj" and _killed_by(token.head)
        ):
            yield Number(token.i, token.i + 1, ONE, None, implied=True)
        elif token.lower_ in words("one") or token.lower_ == "the":
            noun = token.head
            if 0 < noun.i - token.i <= SINGLE_REACH and _is_one_person(token, noun):
                yield Number(token.i, token.i + 1, ONE, None, implied=True)
        elif _is_unknown_name(token):
            yield Number(token.left_edge.i, token.i + 1, ONE, None, implied=True)
        elif _has_no_article(token):
            first = min((c.i for c in token.lefts if c.dep_ in ("compound", "amod", "poss")), default=token.i)
            yield Number(first, first + 1, ONE, None, implied=True)
    for entity in doc.ents:
        if entity.label_ == "PERSON" and _suffers(entity.root):
            yield Number(entity.start, entity.end, ONE, None, implied=True)


def _openings(doc: Doc) -> Iterator[Token]:
    """Yield the tokens that one person may be told of by: words for one, and singular nouns that act or suffer."""
    strings = doc.vocab.strings
    tags = {strings["NN"], strings["NNP"]}
    deps = {strings["nsubj"], strings["nsubjpass"], strings["dobj"]}
    telling = words("personal") | words("one") | {"another", "the"}
    columns = doc.to_array([TAG, DEP]).tolist()
    for i, (low, (tag, dep)) in enumerate(zip(forms_of(doc).lower, columns, strict=True)):
        if low in telling or (tag in tags and dep in deps):
            yield doc[i]


def _is_another(token: Token) -> bool:
    """ "three were shot dead and another was injured": the word alone, as one more person."""
    if token.lower_ != "another" or token.dep_ not in ("nsubjpass", "nsubj", "dobj"):
        return False
    return any(
        w.outcome in ("killed", "injured") and w.voice in ("harms", "suffers") for w in words_of(token.head)
    )


def _has_no_article(noun: Token) -> bool:
    """ "killed the minister's deputy", "gunmen killed principal of a school": a singular that stands alone."""
    if noun.tag_ not in ("NN", "NNP") or not is_person(noun):
        return False
    headline = noun.dep_ == "nsubj" and noun.head.tag_ == "VBD" and not has_object(noun.head)
    if noun.dep_ not in ("dobj", "nsubjpass") and not headline:  # "Local reporter killed in raid"
        return False
    if noun.ent_type_ in ("PERSON", "DATE") or lemma(noun) in words("many in one"):
        return False
    before = noun.nbor(-1) if noun.i else noun
    told = any(
        c.tag_ in ("DT", "CD", "PRP$", "PDT", "WDT", "WP$") or c.lower_ in words("some") for c in noun.lefts
    )
    if told or before.like_num:
        return False
    return any(
        w.outcome in ("killed", "injured", "abducted") and w.voice == "harms" for w in words_of(noun.head)
    )


def _is_unknown_name(token: Token) -> bool:
    """ "Darkhan Serik was shot dead": a name that the model takes for none, as the one killed."""
    return (
        token.pos_ == "PROPN"
        and token.tag_ == "NNP"
        and token.dep_ == "nsubjpass"
        and not token.ent_type_
        and not any(
            t.lower_ in words("one") for t in token.doc[token.i + 1 : token.i + 2]
        )  # "Serik a trader was shot": the trader is counted
        and _suffers(token)
        and all(t.pos_ == "PROPN" for t in token.doc[token.left_edge.i : token.i])
    )


def _killed_by(verb: Token) -> bool:
    return any(w.outcome == "killed" and w.voice == "harms" for w in words_of(verb))


def _is_one_person(article: Token, noun: Token) -> bool:
    if not is_person(noun) or noun.tag_ not in ("NN", "NNP") or lemma(noun) in ("people", "toll", "body"):
        return False
    if noun.dep_ in ("nsubj", "appos") and lemma(noun.head) in words("saying"):
        return False
    # "the head of the union was shot dead" is told here for the first time, "the man was shot dead" perhaps not
    if article.lower_ != "the":
        return True
    if not _is_described(noun):
        return False
    # "is reported to have been killed", "was found dead"
    return _suffers(noun) or (
        noun.dep_ == "nsubjpass" and cause_of(noun, article.i, implied=True) is not None
    )


def _is_described(noun: Token) -> bool:
    return any(
        (c.dep_ == "prep" and c.lower_ in ("of", "for")) or c.dep_ in ("compound", "poss", "appos")
        for c in noun.children
    )


def _suffers(name: Token) -> bool:
    """A named person as the one killed: "X, a district commissioner, was shot dead"."""
    voices = {w.voice for w in words_of(name.head) if w.outcome in ("killed", "injured")}
    if name.dep_ in ("nsubjpass", "dobj"):
        return "harms" in voices
    return name.dep_ == "nsubj" and "suffers" in voices
