"""What happened to a counted noun by the plain order of words: "killing at least 12", "12 people were wounded".

Texts that lost their commas mislead the parse; the words beside the number seldom do.
"""

from spacy.tokens import Doc, Token

from warledger.reading.lexicons import lemma, victim_words, words
from warledger.reading.outcome_words import Cause, pick

REACH_RIGHT = 7
"""Tokens after the noun in which "have reportedly been killed" may stand."""
FAR_RIGHT = 30
"""Tokens after the noun in which a passive without a subject of its own may stand: "helping to ... have been killed"."""
REACH_LEFT = 4
"""Tokens before the number in which "killing at least" may stand."""
HARM_REACH = 10
"""Tokens behind "sustained" in which its injury stands: "various degrees of gun-shot wounds"."""
LIVES_REACH = 3
"""Tokens before "lives of" in which "claimed the" may stand."""
LEFT_REACH = 14
"""Tokens after the noun in which the "dead" of "left 23 civilians, nine of them children, dead" may stand."""
BRACKET_REACH = 12
"""Tokens that a bracket behind the noun may hold: "125 families (more than 800 people) were displaced"."""


def right_beside(doc: Doc, noun: Token, first: int) -> Cause | None:
    """ "7 killed 25 injured": the participle right behind a bare number is its own, not the one before it."""
    bare = noun.i == first or noun.pos_ == "NUM" or noun.lower_ in ("other", "others", "more")
    rest = doc[noun.i + 1 : noun.i + 3] if bare else doc[0:0]
    after = next((t for t in rest if t.lower_ not in ("others", "more")), None)
    if after is None or after.tag_ not in ("VBN", "VBD", "JJ", "NN", "NNP", "NNS"):
        return None
    if after.tag_ == "VBD" and lemma(after) == lemma(doc[first - 1]):
        return None
    return pick(after, "state")


def straight_left(doc: Doc, noun: Token, first: int) -> Cause | None:
    """ "kills 3 wounds 12", "killing 40 and": a finite verb or gerund right before a number that stands alone."""
    if not first or (
        noun.pos_ != "NUM" and noun.i != first and noun.lower_ not in ("other", "others", "more")
    ):
        return None
    verb = doc[first - 1]
    found = pick(verb, "harms")
    if found is None or verb.lower_.endswith(("s", "ing")):
        return found
    # "killed 8 and injured scores"; "8 killed and 20 injured" has the verb behind its number
    after = noun.doc[noun.i + 1] if noun.i + 1 < len(doc) else None
    joined = first > 1 and doc[first - 2].lower_ in ("and", "but")
    return found if joined and (after is None or pick(after, "state") is None) else None


def sustained(noun: Token) -> Cause | None:
    """ "six people sustained heavy and light injuries", "20 suffered from suffocation"."""
    for verb in noun.doc[noun.i + 1 : noun.i + REACH_RIGHT]:
        if lemma(verb) in words("sustaining"):
            harm = next(
                (t for t in noun.doc[verb.i + 1 : verb.i + HARM_REACH] if lemma(t) in words("injury")), None
            )
            return Cause("injured", verb) if harm is not None else None
        if verb.lower_ not in words("fillers") and verb.lower_ not in words("shares") and verb.tag_ != "WP":
            return None
    return None


def to_the_right(doc: Doc, i: int) -> Cause | None:
    """ "12 others were seriously wounded": a participle with nothing but helping words between."""
    i = _behind_the_bracket(doc, i)
    for token in doc[i : i + REACH_RIGHT]:
        if token.is_sent_start and token.i > i:
            return None
        if token.tag_ in ("VBN", "VBD", "JJ", "NN", "NNS") or token.lower_ == "dead":
            found = pick(token, "state", "harms")
            if found is not None:
                return found if not has_object(token) or token.tag_ == "VBN" else None
            found = pick(token, "suffers")
            if found is not None:
                return found
        if not _may_stand_between(token):
            return None
    return None


def far_to_the_right(doc: Doc, noun: Token) -> Cause | None:
    """A passive, however far, that has no subject of its own: the parse lost the one that stands here."""
    for token in doc[noun.i + 1 : noun.i + 1 + FAR_RIGHT]:
        if token.is_sent_start or token.text in (";", ":"):
            return None
        if token.tag_ != "VBN" or not any(c.dep_ == "auxpass" for c in token.children):
            continue
        subject = next((c for c in token.children if c.dep_ in ("nsubj", "nsubjpass")), None)
        if token.dep_ in ("relcl", "advcl") or (subject is not None and not _listed(doc, noun, subject)):
            return None
        return pick(token, "state", "harms")
    return None


def _listed(doc: Doc, noun: Token, subject: Token) -> bool:
    """ "twelve people seven soldiers and five civilians were killed": the subject spells out who they were."""
    between = doc[noun.i + 1 : subject.i + 1]
    return subject.i > noun.i and all(
        t.pos_ in ("NUM", "CCONJ", "ADJ", "DET") or lemma(t) in victim_words() for t in between
    )


def _behind_the_bracket(doc: Doc, i: int) -> int:
    if i < len(doc) and doc[i].text == "(":
        closed = next((t.i for t in doc[i : i + BRACKET_REACH] if t.text == ")"), None)
        return closed + 1 if closed is not None else i
    return i


def _may_stand_between(token: Token) -> bool:
    """ "were on Monday killed", "were brutally killed", "some of them children, were killed"."""
    following = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else token
    return (
        token.is_space
        or token.lower_ in words("fillers")
        or token.lower_ in words("shares")
        or token.ent_type_ in ("DATE", "TIME")
        or (token.lower_ in ("on", "this") and following.ent_type_ in ("DATE", "TIME"))
        or (token.tag_ == "RB" and token.dep_ != "neg")
        or token.text[0] == "<"
    )


def to_the_left(doc: Doc, first: int) -> Cause | None:
    """ "killing at least 12", "the deaths of 12": the word right before the number."""
    for i in range(first - 1, max(-1, first - 1 - REACH_LEFT), -1):
        token = doc[i]
        if token.pos_ in ("VERB", "AUX") or token.tag_ in ("VBG", "VBD", "VBN"):
            return pick(token, "harms") if _is_active(token, first) else None
        if token.pos_ in ("PROPN", "NOUN") and i == first - 1:
            # "Army Kills 10 Rebels", "attacks kill 10 injure 20": a headline's verb, taken for a name
            found = pick(token, "harms")
            if found is not None:
                return found
        if token.pos_ == "NOUN" and token.lower_ not in words("fillers"):
            return _of_lives(token, first) or _noun_before(token, first)
        if token.ent_type_ in ("DATE", "TIME") and i > first - REACH_LEFT:  # "killed on Friday 25 civilians"
            continue
        shot_dead = token.lower_ == "dead" and i and lemma(doc[i - 1]) == "shoot"
        if (
            token.lower_ not in words("fillers")
            and token.pos_ not in ("ADV", "DET", "PART", "SCONJ")
            and not (token.lower_ == "on" and i + 1 < first and doc[i + 1].ent_type_ == "DATE")
            and not shot_dead
        ):
            return None
        if token.is_sent_start:
            return None
    return None


def _of_lives(token: Token, first: int) -> Cause | None:
    """ "claiming the lives of three civilians injuring eight": the parse gives the lives to the verb behind."""
    if lemma(token) not in words("lives") or token.doc[first - 1].lower_ != "of":
        return None
    before = token.doc[max(0, token.i - LIVES_REACH) : token.i]
    return next((Cause("killed", t) for t in before if lemma(t) in words("claiming")), None)


def _noun_before(token: Token, first: int) -> Cause | None:
    """ "the deaths of 12", "in the killing at least ten people"."""
    of = any(t.lower_ == "of" for t in token.doc[token.i + 1 : first])
    return pick(token, "noun") if of or (token.i == first - 1 and token.lower_.endswith("ing")) else None


def _is_active(token: Token, first: int) -> bool:
    """Tell whether the verb before a number has it as its object: "killing 12", "an assault killed at least 80"."""
    if _after_have(token):
        return True
    if token.tag_ in ("VBG", "VBD", "VB", "VBZ", "VBP"):
        return True
    dated = all(t.ent_type_ in ("DATE", "TIME") or t.lower_ == "on" for t in token.doc[token.i + 1 : first])
    if not dated or not token.i:
        return any(c.lemma_ == "have" for c in token.children) and token.tag_ != "VBN"
    before = token.nbor(-1)
    # "12 people killed 20 wounded": those before the participle are its victims
    passive = before.pos_ in ("AUX", "NUM", "ADV", "PRON") or lemma(before) in victim_words()
    return not passive and before.pos_ in ("NOUN", "PROPN")


def _after_have(token: Token) -> bool:
    return any(c.lemma_ == "have" and c.dep_ == "aux" for c in token.children) and not any(
        c.dep_ == "auxpass" for c in token.children
    )


def left_behind(noun: Token) -> Cause | None:
    """ "leaving 23 civilians - nine of them children - and 16 fighters dead": one "dead" for the whole list."""
    token = noun
    while token.dep_ in ("conj", "appos") and token.head.i < token.i:
        token = token.head
    if token.dep_ not in ("dobj", "nsubj") or lemma(token.head) != "leave" or token.head.i > token.i:
        return None
    for after in noun.doc[noun.i + 1 : noun.i + LEFT_REACH]:
        if after.is_sent_start:
            return None
        found = pick(after, "state")
        if found is not None:
            return found
    return None


def has_object(verb: Token) -> bool:
    """Tell whether a verb has an object; a bare number with an outcome of its own ("31 injured") is none."""
    return any(c.dep_ in ("dobj", "obj") and c.text[0] != "<" and not _with_its_own(c) for c in verb.children)


def _with_its_own(number: Token) -> bool:
    after = number.doc[number.i + 1] if number.pos_ == "NUM" and number.i + 1 < len(number.doc) else None
    return after is not None and bool(pick(after, "state"))
