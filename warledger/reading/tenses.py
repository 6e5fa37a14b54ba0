"""Whether an act happened: negated, planned, feared, hypothetical and commemorated acts did not, here and now."""

from spacy.tokens import Token

from warledger.reading.findings import Tense
from warledger.reading.lexicons import lemma, words

CLIMB = 4
"""Steps up the parse to a verb that plans, denies or doubts the act."""


def tense_of(token: Token) -> Tense:
    """Tell whether what a verb or noun says has happened, as its clause puts it."""
    verb = token
    for step in range(CLIMB):
        for child in verb.children:
            if child.dep_ == "neg" and child.lower_ != "no":  # "no fewer than ten have been killed"
                return "denied"
            if child.dep_ == "aux" and child.lower_ in words("modals") and not _perfect(verb):
                return "planned" if child.lower_ in words("futures") else "supposed"
            if child.dep_ == "mark" and child.lower_ in words("conditions"):
                return "supposed"
        head = verb.head
        if head.i == verb.i:
            break
        if verb.dep_ in ("ccomp", "xcomp", "advcl", "dobj", "pobj", "prep", "conj", "acl") or step == 0:
            word = lemma(head)
            if word in words("denials") and verb.dep_ in ("ccomp", "dobj", "xcomp", "pobj", "prep"):
                return "denied"
            if word in words("plans") and verb.dep_ in ("xcomp", "dobj", "ccomp"):
                return "planned"
            if word in words("recalls") and verb.dep_ in ("dobj", "pobj"):
                return "recalled"
        if verb.dep_ in ("relcl", "nsubj", "nsubjpass"):
            break
        verb = head
    return "happened"


def _perfect(verb: Token) -> bool:
    """ "could have been killed" still supposes; "will have killed" too; kept apart for "must have"."""
    return any(c.lower_ == "must" for c in verb.children) and any(c.lower_ == "have" for c in verb.children)
