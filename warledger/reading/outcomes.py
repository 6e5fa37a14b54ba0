"""What happened to a counted noun: the word that says so, found through the parse, then beside it.

The parse comes first; texts that lost their commas mislead it often enough that the plain order of words
("killing at least 12", "12 people were wounded") is asked when it gives nothing.
"""

from dataclasses import dataclass

from spacy.tokens import Doc, Token

from warledger.reading.lexicons import OutcomeWord, lemma, outcome_words, words
from warledger.records import Outcome

CLIMB = 6
"""Steps up the parse from a counted noun: through "the lives of 35 civilians" and lists, not into the next clause."""
REACH_RIGHT = 7
"""Tokens after the noun in which "have reportedly been killed" may stand."""
TAKER_REACH = 5
"""Tokens before the number in which "took" of "took an estimated 900 villagers hostage" may stand."""
REACH_LEFT = 4
"""Tokens before the number in which "killing at least" may stand."""
LISTED = frozenset({"conj", "appos", "nmod", "compound", "dep", "npadvmod", "nummod", "amod", "quantmod"})


@dataclass(frozen=True, slots=True)
class Cause:
    """The outcome of a count and the token that says it."""

    outcome: Outcome
    token: Token


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
        _right_beside(doc, noun, first)
        or _taken(doc, noun, first)
        or _of_the_dead(noun)
        or _itself(noun)
        or _participle_behind(noun)
        or _governed(noun, noun.head, noun.dep_)  # "killed a pilot they captured": killed, not captured
        or _below(noun)
        or _above(noun)
        or _to_the_right(doc, noun.i + 1)
        or _to_the_left(doc, first)
    )


def _right_beside(doc: Doc, noun: Token, first: int) -> Cause | None:
    """ "7 killed 25 injured": the participle right behind a bare number is its own, not the one before it."""
    bare = noun.i == first or noun.pos_ == "NUM" or noun.lower_ in ("other", "others", "more")
    rest = doc[noun.i + 1 : noun.i + 3] if bare else doc[0:0]
    after = next((t for t in rest if t.lower_ not in ("others", "more")), None)
    if after is None or after.tag_ not in ("VBN", "VBD", "JJ", "NN", "NNP", "NNS"):
        return None
    return _pick(after, "state")


def _participle_behind(noun: Token, *, anywhere: bool = False) -> Cause | None:
    """ "four rebels killed and 54 wounded": the nearer participle, where the parse makes the second one the verb."""
    after = noun.doc[noun.i + 1] if noun.i + 1 < len(noun.doc) else noun
    if after.dep_ != "acl" or after.tag_ != "VBN" or not (anywhere or noun.dep_ in ("nsubj", "nsubjpass")):
        return None
    return _pick(after, "state", "harms")


def _taken(doc: Doc, noun: Token, first: int) -> Cause | None:
    """ "took 12 villagers hostage", "12 villagers were taken captive"."""
    before, after = doc[max(0, first - TAKER_REACH) : first], doc[noun.i + 1 : noun.i + 1 + REACH_RIGHT]
    if noun.lower_ in words("hostage") or (len(after) and after[0].lower_ in words("hostage")):
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
        found = _pick(share, "state", "noun", "harms")
        if found is not None and found.outcome != "killed":  # "five of the wounded died"
            own = _governed(noun, noun.head, noun.dep_)
            return own if own is not None and own.outcome == "killed" else found
        if found is not None:
            return found
    return None


def words_of(token: Token) -> tuple[OutcomeWord, ...]:
    """The list's entries for a token: by lemma and by the word as it stands ("killed" is a state too)."""
    known = outcome_words()
    ending = _with_its_ending(token)
    if ending:
        return ending
    low, plain = token.lower_, lemma(token)
    return (*known.get(plain, ()), *(known.get(low, ()) if low != plain else ()))


def _with_its_ending(token: Token) -> tuple[OutcomeWord, ...]:
    """ "hacked to death", "burnt alive", "gunned down", "shot and wounded": the verb's ending says what came of it."""
    if token.pos_ not in ("VERB", "AUX") and token.tag_ not in ("VBN", "VBD"):
        return ()
    known, verb = outcome_words(), lemma(token)
    after = [t.lower_ for t in token.doc[token.i + 1 : token.i + 3]]
    if after == ["to", "death"] or any(
        c.lower_ == "to" and any(g.lower_ == "death" for g in c.children) for c in token.children
    ):
        return (OutcomeWord("killed", "harms"),)
    if verb == "shoot" and ("wounded" in after or "injured" in after):
        return known["wound"]
    ends = {*after[:1], *(c.lower_ for c in token.children if c.dep_ in ("prt", "advmod", "oprd", "acomp"))}
    return next((known[f"{verb} {end}"] for end in sorted(ends) if f"{verb} {end}" in known), ())


def _pick(token: Token, *voices: str) -> Cause | None:
    for word in words_of(token):
        if word.voice in voices:
            return Cause(word.outcome, token)
    return None


def _itself(noun: Token) -> Cause | None:
    """ "12 dead", "seven deaths", "5 martyrs": the counted word is the outcome."""
    known = outcome_words()
    for key in (noun.lower_, lemma(noun)):
        for word in known.get(key, ()):
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
                return _pick(child, "suffers")
            found = _pick(child, "state", "harms") if not _has_object(child) else None
            found = found or (_pick(child, "suffers") if child.dep_ == "relcl" else None)
            if found is not None:
                return found
    return None


def _has_object(verb: Token) -> bool:
    """Tell whether a verb has an object; a bare number with an outcome of its own ("31 injured") is none."""
    return any(c.dep_ in ("dobj", "obj") and c.text[0] != "<" and not _with_its_own(c) for c in verb.children)


def _with_its_own(number: Token) -> bool:
    after = number.doc[number.i + 1] if number.pos_ == "NUM" and number.i + 1 < len(number.doc) else None
    return after is not None and any(w.voice == "state" for w in words_of(after))


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
        if dep == "pobj" and head.lower_ in ("of", "including", "among", "with", "plus"):
            if head.lower_ == "among" and head.head.lemma_ != "be":
                return None
            token = head
        elif dep in LISTED or (dep == "prep" and token.lower_ in ("of", "including", "with", "plus")):
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
        return _pick(head, "harms") or (
            _pick(head, "takes")
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
        passive = head.tag_ in ("VBN", "VBD") and not _has_object(head) and head.i > token.i
        return (
            _pick(head, "suffers")
            or (_pick(head, "state", "harms") if passive or head.pos_ == "ADJ" else None)
            or (_pick(head, "state") if head.tag_ == "VBG" else None)  # "are still missing"
            or _with_another_verb(head)
        )
    if dep in ("pobj", "prep") and head.pos_ in ("NOUN", "PROPN") and lemma(head) not in words("lives"):
        return _pick(head, "noun") if dep == "prep" else None
    return None


def _with_another_verb(verb: Token) -> Cause | None:
    """ "were attacked and killed", "collapsed and died": the subject of the first verb is that of the second."""
    for other in verb.children:
        if other.dep_ != "conj" or other.tag_ not in ("VBN", "VBD") or _has_object(other):
            continue
        if not any(c.dep_ in ("nsubj", "nsubjpass") for c in other.children):
            return _pick(other, "suffers", "state", "harms")
    return None


def _included(verb: Token) -> Cause | None:
    """ "the victims included 14 children", "those killed include a nurse"."""
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    if subject is None:
        return None
    if lemma(subject) in words("victims"):
        return Cause("killed", subject)
    said = (_pick(t, "state", "noun") for t in (subject, *subject.children))
    return next((s for s in said if s is not None), None)


def _injury_in(verb: Token) -> bool:
    """ "sustained bullet injuries", "suffered serious wounds"."""
    objects = (g for c in verb.children if c.dep_ in ("dobj", "prep") for g in (c, *c.children))
    return any(g.dep_ in ("dobj", "pobj") and lemma(g) in words("injury") for g in objects)


def _from_home(verb: Token) -> bool:
    """ "driven from their homes", "could be forced to flee"."""
    after = verb.doc[verb.i + 1 : verb.i + REACH_RIGHT]
    return any(lemma(t) in words("home") for t in after)


def _around(verb: Token) -> Cause | None:
    """ "12 people were dead", "left five dead", "was among those killed"."""
    for child in verb.children:
        if child.dep_ in ("acomp", "attr", "oprd", "ccomp", "xcomp", "dep") and child.i > verb.i:
            found = _pick(child, "state") or (
                _pick(child, "suffers", "harms")  # "were believed to have died", "feared massacred"
                if child.tag_ in ("VBN", "VBD") and not _has_object(child)
                else None
            )
            if found is not None:
                return found
        if child.dep_ == "prep" and child.lower_ in ("among", "amongst", "of"):
            for token in child.subtree:
                found = _pick(token, "state", "noun", "harms")
                if found is not None:
                    return found
    return None


def _to_the_right(doc: Doc, i: int) -> Cause | None:
    """ "12 others were seriously wounded": a participle with nothing but helping words between."""
    for token in doc[i : i + REACH_RIGHT]:
        if token.is_sent_start and token.i > i:
            return None
        if token.tag_ in ("VBN", "VBD", "JJ", "NN", "NNS"):
            found = _pick(token, "state", "harms")
            if found is not None:
                return found if not _has_object(token) or token.tag_ == "VBN" else None
            found = _pick(token, "suffers")
            if found is not None:
                return found
        if not _may_stand_between(token):
            return None
    return None


def _may_stand_between(token: Token) -> bool:
    """ "were on Monday killed", "were brutally killed"."""
    following = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else token
    return (
        token.lower_ in words("fillers")
        or token.ent_type_ in ("DATE", "TIME")
        or (token.lower_ in ("on", "this") and following.ent_type_ in ("DATE", "TIME"))
        or (token.tag_ == "RB" and token.dep_ != "neg")
        or token.text[0] == "<"
    )


def _to_the_left(doc: Doc, first: int) -> Cause | None:
    """ "killing at least 12", "the deaths of 12": the word right before the number."""
    for i in range(first - 1, max(-1, first - 1 - REACH_LEFT), -1):
        token = doc[i]
        if token.pos_ in ("VERB", "AUX") or token.tag_ in ("VBG", "VBD", "VBN"):
            active = token.tag_ in ("VBG", "VBD", "VB", "VBZ", "VBP") or any(
                c.lemma_ == "have" for c in token.children
            )
            return _pick(token, "harms") if (active and token.tag_ != "VBN") or _after_have(token) else None
        if (
            token.pos_ == "PROPN" and i == first - 1
        ):  # "Army Kills 10 Rebels": a headline's verb, taken for a name
            return _pick(token, "harms")
        if token.pos_ == "NOUN" and token.lower_ not in words("fillers"):
            return _pick(token, "noun") if any(t.lower_ == "of" for t in doc[token.i + 1 : first]) else None
        shot_dead = token.lower_ == "dead" and i and lemma(doc[i - 1]) == "shoot"
        if (
            token.lower_ not in words("fillers")
            and token.pos_ not in ("ADV", "DET", "PART", "SCONJ")
            and not shot_dead
        ):
            return None
        if token.is_sent_start:
            return None
    return None


def _after_have(token: Token) -> bool:
    return any(c.lemma_ == "have" and c.dep_ == "aux" for c in token.children) and not any(
        c.dep_ == "auxpass" for c in token.children
    )
