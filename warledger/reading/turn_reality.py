"""Whether a turn came about: a ceasefire called for is proposed, one that may collapse has not ended."""

from spacy.tokens import Token

from warledger.reading.context_words import context_words
from warledger.reading.lexicons import lemma
from warledger.records import ContextEvent

CLIMB = 6
"""Steps up the parse to a word that doubts, plans or asks for the event."""
BEGUN: frozenset[ContextEvent] = frozenset(
    {"declared", "agreed", "effective", "extended", "opened", "held", "joined", "resumed"}
)
"""Events that may be asked for and refused."""
STARTED: frozenset[ContextEvent] = frozenset({"effective", "opened", "held", "resumed"})
"""What is only agreed while somebody has "agreed to" it."""


def as_it_stands(cue: Token, event: ContextEvent) -> ContextEvent | None:
    """Say what the event comes to as its clause puts it; None where it has not come about.

    "agreed a truce" stays agreed, "urged them to agree a truce" is proposed, "refused to extend the truce"
    rejected; "may end", "has not ended", "if the truce ends", "hopes of a truce" are nothing.
    """
    node = cue
    for _ in range(CLIMB):
        if _supposed(node):
            return None
        head = node.head
        if head.i == node.i or node.dep_ in ("nsubj", "nsubjpass", "relcl", "appos"):
            return event
        if node.dep_ == "conj" and node.tag_ == "VB" and head.tag_ in ("VBD", "VBN", "VBP", "VBZ"):
            # "had agreed to free them and start talks": without its "to" the second hangs on the first verb
            return "agreed" if lemma(head) in context_words("agreeing") and event in STARTED else None
        if node.dep_ == "pcomp" and head.lower_ in context_words("not yet"):
            return None
        word = lemma(head)
        below = node.dep_ in (
            "xcomp",
            "ccomp",
            "pcomp",
            "pobj",
            "dobj",
            "prep",
            "acl",
            "advcl",
            "oprd",
            "acomp",
        )
        if below and node.dep_ not in ("acl", "advcl"):
            if word in context_words("agreeing") and node.dep_ == "xcomp" and event in STARTED:
                return "agreed"
            if word in context_words("refusing") and node.dep_ == "xcomp":
                return "rejected" if event in BEGUN and not _supposed(head) else None
            if word in context_words("proposing") and _asked(node):
                return "proposed" if event in BEGUN and not _supposed(head) else None
            if word in context_words("doubting"):
                return None
            if word in context_words("hoping") and head.pos_ in ("NOUN", "PROPN"):
                return None
        if node.dep_ == "acl" and word in context_words("hearsay"):
            return None
        if (
            node.dep_ == "acl"
            and word in context_words("hoping")
            and head.pos_ == "NOUN"
            and node.tag_ == "VB"
        ):
            return None
        if node.dep_ == "advcl" and node.pos_ == "VERB" and _purpose(node):
            return None
        if node.dep_ == "advcl" and not _participle(node):
            return event
        node = head
    return event


def _asked(node: Token) -> bool:
    """ "urged them to agree", "called for an extension", "asked that it be extended"; not "called it ..."."""
    return node.dep_ in ("xcomp", "ccomp", "dobj", "prep", "pobj", "advcl")


def _purpose(verb: Token) -> bool:
    """ "met to agree a truce": what it is done for has not come about yet."""
    return verb.tag_ == "VB" and any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)


def _participle(verb: Token) -> bool:
    return verb.tag_ in ("VBG", "VBN")


def _supposed(node: Token) -> bool:
    for child in node.children:
        low = child.lower_
        if child.dep_ == "neg" or low in ("never", "neither"):
            return True
        if child.dep_ == "aux" and low in context_words("modals"):
            return True
        if child.dep_ in ("mark", "advmod") and low in context_words("conditions"):
            return True
        if child.dep_ in ("advmod", "npadvmod") and low in context_words("repeated") and child.i < node.i:
            return low != "time" or any(c.lower_ in ("every", "each") for c in child.children)
        if child.dep_ == "det" and low in ("no", "any"):
            return True
    return False
