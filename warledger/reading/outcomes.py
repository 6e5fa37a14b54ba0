"""What happened to a counted noun: the word that says so, found through the parse, then beside it.

The parse comes first; texts that lost their commas mislead it often enough that the plain order of words
("killing at least 12", "12 people were wounded") is asked when it gives nothing.
"""

from spacy.tokens import Doc, Token

from warledger.reading.lexicons import lemma, outcome_words, words
from warledger.reading.outcome_words import Cause, pick
from warledger.reading.word_order import (
    REACH_RIGHT,
    far_to_the_right,
    has_object,
    left_behind,
    right_beside,
    straight_left,
    sustained,
    to_the_left,
    to_the_right,
)
from warledger.records import Outcome

CLIMB = 6
"""Steps up the parse from a counted noun: through "the lives of 35 civilians" and lists, not into the next clause."""
TAKER_REACH = 5
"""Tokens before the number in which "took" of "took an estimated 900 villagers hostage" may stand."""
LISTED = frozenset({"conj", "appos", "nmod", "compound", "dep", "npadvmod", "nummod", "amod", "quantmod"})


def cause_of(noun: Token, first: int, *, implied: bool = False) -> Cause | None:
    """Find what happened to the persons or buildings that `noun` counts.

    Args:
        noun: the counted noun, or the number itself where no noun follows.
        first: the first token of the number expression.
        implied: no number is said ("a woman"): only the parse is believed then, not the order of words.
    """
    doc = noun.doc
    if implied:
        return (
            _participle_behind(noun)
            or _governed(noun, noun.head, noun.dep_)
            or _above(noun)
            or _participle_behind(noun, anywhere=True)
        )
    return (
        right_beside(doc, noun, first)
        or straight_left(doc, noun, first)
        or _taken(doc, noun, first)
        or _of_the_dead(noun)
        or _itself(noun, ("killed", "injured", "missing", "abducted"))
        or _participle_behind(noun)
        or sustained(noun)
        or _governed(noun, noun.head, noun.dep_)  # "killed a pilot they captured": killed, not captured
        or _below(noun)
        or _above(noun)
        or _and_them(noun)
        or left_behind(noun)
        or to_the_right(doc, noun.i + 1)
        or to_the_left(doc, first)
        or far_to_the_right(doc, noun)
        or _itself(noun, ("displaced",))  # after all others: "42 refugees have been killed"
    )


def _participle_behind(noun: Token, *, anywhere: bool = False) -> Cause | None:
    """ "four rebels killed and 54 wounded": the nearer participle, where the parse makes the second one the verb."""
    after = noun.doc[noun.i + 1] if noun.i + 1 < len(noun.doc) else noun
    if after.dep_ != "acl" or after.tag_ != "VBN" or not (anywhere or noun.dep_ in ("nsubj", "nsubjpass")):
        return None
    return pick(after, "state", "harms")


def _taken(doc: Doc, noun: Token, first: int) -> Cause | None:
    """ "took 12 villagers hostage", "12 villagers were taken captive", "took 2,000 as human shields"."""
    before, after = doc[max(0, first - TAKER_REACH) : first], doc[noun.i + 1 : noun.i + 1 + REACH_RIGHT]
    shields = next((t for t in after if t.lower_ == "shields" and t.nbor(-1).lower_ == "human"), None)
    if (
        noun.lower_ in words("hostage")
        or (len(after) and after[0].lower_ in words("hostage"))
        or shields is not None
    ):
        verb = next((t for t in reversed(before) if lemma(t) in words("taking")), None)
        if verb is not None:
            return Cause("abducted", verb)
    for verb in after:
        if lemma(verb) in words("taking") and verb.tag_ == "VBN":
            follows = doc[verb.i + 1].lower_ if verb.i + 1 < len(doc) else ""
            return Cause("abducted", verb) if follows in words("hostage") else None
        if verb.lower_ not in words("fillers"):
            return None
    return None


def _of_the_dead(noun: Token) -> Cause | None:
    """ "two of the victims were minors", "30 of the wounded": a share of those killed or hurt."""
    after = noun.doc[noun.i + 1 : noun.i + 5]
    if len(after) < 3 or after[0].lower_ != "of" or after[1].lower_ not in ("the", "those", "these"):
        return None
    for share in after[2:]:
        if share.lower_ in ("victims", "casualties"):
            return Cause("killed", share)
        found = pick(share, "state", "noun", "harms")
        if found is not None and found.outcome != "killed":  # "five of the wounded died"
            own = _governed(noun, noun.head, noun.dep_)
            return own if own is not None and own.outcome == "killed" else found
        if found is not None:
            return found
    return None


def _itself(noun: Token, outcomes: tuple[Outcome, ...]) -> Cause | None:
    """ "12 dead", "seven deaths", "5 martyrs": the counted word is the outcome."""
    known = outcome_words()
    for key in (noun.lower_, lemma(noun)):
        for word in known.get(key, ()):
            if word.outcome not in outcomes:
                continue
            if word.voice in ("noun", "state") and not (word.voice == "noun" and noun.pos_ == "VERB"):
                return Cause(word.outcome, noun)
    return None


def _below(noun: Token) -> Cause | None:
    """ "19 civilians killed", "wounded people": a participle or adjective on the noun."""
    for child in noun.children:
        if (
            child.dep_ in ("acl", "relcl", "amod")
            and child.tag_ in ("VBN", "VBD", "JJ", "VBG")
            and (child.i > noun.i or child.tag_ != "VBD")
        ):
            if child.tag_ == "VBG":  # "12 civilians dying", not "12 men killing"
                return pick(child, "suffers", "state")
            found = pick(child, "state", "harms") if not has_object(child) else None
            found = found or (pick(child, "suffers") if child.dep_ == "relcl" else None)
            if found is not None:
                return found
    return None


def _above(noun: Token) -> Cause | None:
    """Climb from the noun to the word that governs it, and ask in which voice it stands there."""
    token, lives = noun, lemma(noun) in words("lives")
    for _ in range(CLIMB):
        head, dep = token.head, token.dep_
        if head.i == token.i:
            return None
        if lives and dep in ("dobj", "nsubjpass") and lemma(head) in words("claiming"):
            return Cause("killed", head)  # "took hundreds of lives"
        found = _governed(token, head, dep)
        if found is not None:
            return found
        if dep == "pobj" and head.lower_ in words("hedging"):  # "killed over 50", "killed between 20 and 30"
            return pick(head.head, "harms") if head.head.i < head.i else None
        if dep == "pobj" and head.lower_ in words("beside"):  # "was killed along with three guards"
            return _beside(head)
        if dep == "pobj" and head.lower_ in ("of", "including", "among", "plus"):
            if head.lower_ == "among" and head.head.lemma_ != "be":
                return None
            token = head
        elif dep in LISTED or (dep == "prep" and token.lower_ in ("of", "including", "plus")):
            token = head
        elif dep in (
            "nsubj",
            "nsubjpass",
            "dobj",
            "attr",
            "oprd",
            "acomp",
            "ccomp",
            "xcomp",
        ) and lemma(head) in words("raising"):
            return _around(head)
        else:
            return None
    return None


def _beside(preposition: Token) -> Cause | None:
    """The verb that "with", "alongside", "in addition to" hang on, where persons suffer it: "was killed along with"."""
    verb = preposition.head
    while verb.pos_ not in ("VERB", "AUX") and verb.head.i != verb.i and verb.head.i < preposition.i:
        verb = verb.head
    passive = verb.tag_ == "VBN" and any(c.dep_ == "auxpass" for c in verb.children)
    own = next((c for c in verb.children if c.dep_ in ("dobj", "nsubjpass") and c.i < preposition.i), None)
    found = pick(verb, "suffers") or (pick(verb, "harms", "state") if passive or own is not None else None)
    return found if found is None or preposition.lower_ != "with" or _together(preposition) else None


def _together(preposition: Token) -> bool:
    """ "along with", "together with"; "killed with a knife" says how."""
    return preposition.nbor(-1).lower_ in ("along", "together") if preposition.i else False


def _governed(token: Token, head: Token, dep: str) -> Cause | None:
    if dep in ("nsubj", "nsubjpass", "dobj") and lemma(head) in words("driven") and _from_home(head):
        return Cause("displaced", head)
    if dep in ("nsubj", "nsubjpass") and lemma(head) in words("sustaining") and _injury_in(head):
        return Cause("injured", head)
    if dep in ("dobj", "nsubjpass", "obj", "oprd"):
        if lemma(token) in words("lives") and lemma(head) in words("claiming"):
            return Cause("killed", head)
        if lemma(head) == "include" and dep == "dobj":
            return _included(head)
        return pick(head, "harms") or (
            pick(head, "takes")
            if lemma(head) in ("lose", "claim") and lemma(token) not in words("lives")
            else _with_another_verb(head)
            if dep == "nsubjpass"
            else None
        )
    if dep == "nsubj":
        if lemma(head) == "lose" and any(
            c.dep_ == "dobj" and lemma(c) in words("lives") for c in head.children
        ):
            return Cause("killed", head)
        passive = head.tag_ in ("VBN", "VBD") and not has_object(head) and head.i > token.i
        return (
            pick(head, "suffers")
            or (pick(head, "state", "harms") if passive or head.pos_ == "ADJ" else None)
            or (pick(head, "state") if head.tag_ == "VBG" else None)  # "are still missing"
            or _with_another_verb(head)
        )
    if dep in ("pobj", "prep") and head.pos_ in ("NOUN", "PROPN") and lemma(head) not in words("lives"):
        return pick(head, "noun") if dep == "prep" else None
    return None


def _with_another_verb(verb: Token) -> Cause | None:
    """ "were attacked and killed", "collapsed and died": the subject of the first verb is that of the second."""
    for other in verb.children:
        if other.dep_ != "conj" or other.tag_ not in ("VBN", "VBD") or has_object(other):
            continue
        if not any(c.dep_ in ("nsubj", "nsubjpass") for c in other.children):
            return pick(other, "suffers", "state", "harms")
    return None


def _included(verb: Token) -> Cause | None:
    """ "the victims included 14 children", "those killed include a nurse"."""
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    if subject is None:
        return None
    if lemma(subject) in words("victims"):
        return Cause("killed", subject)
    said = (pick(t, "state", "noun") for t in (subject, *subject.children))
    return next((s for s in said if s is not None), None)


def _injury_in(verb: Token) -> bool:
    """ "sustained bullet injuries", "suffered serious wounds"."""
    objects = (g for c in verb.children if c.dep_ in ("dobj", "prep") for g in (c, *c.children))
    return any(g.dep_ in ("dobj", "pobj") and lemma(g) in words("injury") for g in objects)


def _from_home(verb: Token) -> bool:
    """ "driven from their homes", "could be forced to flee"."""
    after = verb.doc[verb.i + 1 : verb.i + REACH_RIGHT]
    return any(lemma(t) in words("home") for t in after)


def _and_them(noun: Token) -> Cause | None:
    """ "lined up 30 men and shot them dead": the object of the first verb is the "them" of the next."""
    verb = noun.head
    if noun.dep_ != "dobj":
        return None
    for other in verb.children:
        if other.dep_ == "conj" and any(
            c.dep_ == "dobj" and c.lower_ in words("them") for c in other.children
        ):
            return pick(other, "harms")
    return None


def also_of(cause: Token, noun: Token) -> Cause | None:
    """Find a second thing that happened to the same persons: by a verb beside the first, or the verb above it."""
    for other in cause.children:
        if other.dep_ == "conj" and other.tag_ in ("VBN", "VBD", "VBG", "VB"):
            objects = [c for c in other.children if c.dep_ in ("dobj", "nsubjpass", "nsubj")]
            if all(c.dep_ == "dobj" and c.lower_ in ("them", "him", "her") for c in objects):
                return pick(other, "harms")
    if (
        cause.dep_ == "conj"
        and cause.head.i < cause.i
        and not any(c.dep_ == "dobj" for c in cause.head.children)
    ):
        return pick(cause.head, "harms", "state")
    if noun.dep_ == "nsubjpass" and noun.head.i != cause.i:
        return pick(noun.head, "harms", "state")
    return None


def _around(verb: Token) -> Cause | None:
    """ "12 people were dead", "left five dead", "was among those killed"."""
    for child in verb.children:
        if child.dep_ in ("acomp", "attr", "oprd", "ccomp", "xcomp", "dep", "advcl") and child.i > verb.i:
            if child.dep_ == "advcl" and (child.tag_ != "VBN" or child.i - verb.i > TAKER_REACH):
                continue  # "were on Thursday killed"
            found = pick(child, "state") or (
                pick(child, "suffers", "harms")  # "were believed to have died", "feared massacred"
                if child.tag_ in ("VBN", "VBD") and not has_object(child)
                else None
            )
            if found is not None:
                return found
        if child.dep_ == "prep" and child.lower_ in ("among", "amongst", "of"):
            for token in child.subtree:
                found = pick(token, "state", "noun", "harms")
                if found is not None:
                    return found
    return None
