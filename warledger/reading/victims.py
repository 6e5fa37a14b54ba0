"""Who is counted: the noun of a number, and the class of victims that it names."""

from spacy.tokens import Doc, Token

from warledger.reading.findings import Number
from warledger.reading.lexicons import act_words, facility_words, lemma, number_words, victim_words, words
from warledger.records import VictimClass

NOUN_REACH = 5
"""Tokens between a number and its noun: "eleven other wounded pro-government fighters"."""
QUALIFYING = frozenset({"nummod", "quantmod", "amod", "compound", "nmod", "det", "advmod"})
"""How a number hangs on "wounded" where that is its noun; in "at least 35 died" it is the verb's subject."""
NAME_REACH = 6
"""Tokens of a name between a number and its persons: "22 Red Crescent [RC] volunteers"."""
OF_REACH = 6
"""Tokens behind "twelve" that "of the 45 dead" may take."""


def is_person(noun: Token) -> bool:
    """Tell whether a token is a noun for persons."""
    return noun.pos_ in ("NOUN", "PROPN", "ADJ") and lemma(noun) in victim_words()


def noun_of(doc: Doc, number: Number) -> Token | None:
    """Find the noun that a number counts; the number's own last token where it stands alone."""
    last = doc[number.last - 1]
    him = last.lower_ in words("personal") and last.dep_ == "dobj"
    if number.implied and (him or (last.tag_ == "NN" and is_person(last))):
        return last  # "shot her dead", "killed principal of a school"
    noun = _nearest_noun(doc, number)
    return noun if noun is None or noun.i < number.last else _person_behind(doc, noun)


def _person_behind(doc: Doc, noun: Token) -> Token:
    """ "70 regime and rebel fighters", "22 Red Crescent [RC] volunteers", "six minority Hazaras"."""
    if is_person(noun) or lemma(noun) in facility_words() or lemma(noun) in act_words():
        return noun
    if noun.dep_ == "compound" and noun.head.i == noun.i + 1 and noun.head.pos_ in ("NOUN", "PROPN"):
        noun = noun.head
    ahead = doc[noun.i + 1 : noun.i + NAME_REACH]
    if lemma(noun) in words("forces") and len(ahead) and ahead[0].lower_ in ("and", "or"):
        ahead = ahead[1:]
    elif noun.pos_ != "PROPN" or is_person(noun):
        return noun
    for token in ahead:
        if is_person(token) and token.tag_ in ("NNS", "NNPS", "NN"):
            return token
        if token.pos_ not in ("PROPN", "ADJ", "NOUN", "X", "PUNCT") or token.text in (",", ".", ";", ":"):
            break
        if token.is_sent_start or token.ent_type_ in ("DATE", "TIME"):
            break
    return noun


def _of_the_hurt(doc: Doc, number: Number) -> bool:
    """ "twelve of the dead", "two of the victims": those counted before, a share of them here."""
    after = [t.lower_ for t in doc[number.last : number.last + OF_REACH]]
    if after[:2] not in (["of", "the"], ["of", "those"], ["of", "these"]):
        return False
    return any(w in words("dead or hurt") for w in after[2:])


def _nearest_noun(doc: Doc, number: Number) -> Token | None:
    last = doc[number.last - 1]
    beside = _noun_apart(doc, number)
    if beside is not None:
        return beside
    root = last
    while root.head.i in range(number.first, number.last) and root.head.i != root.i:
        root = root.head
    head = root.head
    if (
        head.i >= number.last
        and head.lower_ not in number_words()  # "kill 10 injure scores"
        and head.i - number.last <= NOUN_REACH
        and (head.pos_ in ("NOUN", "PROPN", "ADJ") or (head.pos_ == "VERB" and root.dep_ in QUALIFYING))
        and _plain_between(doc, number.last, head.i)
    ):
        return _compound_end(head)
    for token in doc[number.last : number.last + NOUN_REACH]:
        low = token.lower_
        if (
            low in ("of", "its", "their", "his", "her", "-", '"')
            or low in words("others")
            or token.tag_ == "POS"
            or token.pos_ in ("ADJ", "ADV")
            or (token.tag_ == "VBN" and token.dep_ == "amod")  # "7,300 collapsed houses"
            or token.text == "IS"  # "12 IS fighters": the group's name, taken for a verb
            or (
                token.pos_ == "DET" and token.nbor(-1).lower_ == "of"
            )  # not "wounded at least 50 a doctor said"
        ):
            if (
                lemma(token) in victim_words()
                and token.i + 1 < len(doc)
                and doc[token.i + 1].pos_ not in ("NOUN", "PROPN")
            ):
                return token
            continue
        if token.pos_ in ("NOUN", "PROPN"):
            following = doc[token.i + 1] if token.i + 1 < len(doc) else token
            if following.pos_ == "NOUN" and token.dep_ in ("compound", "nmod", "poss"):
                continue
            if following.tag_ == "POS" or (token.dep_ == "poss" and token.i != number.last):
                continue  # "one of the group's bodyguards"
            return token
        break
    return last


def _noun_apart(doc: Doc, number: Number) -> Token | None:
    """Numbers whose noun is not the next one: "six of them children", "a family of six", "wounding 20 more"."""
    last = doc[number.last - 1]
    after = doc[number.last : number.last + NOUN_REACH]
    if not len(after):
        return None
    if _of_the_hurt(doc, number):
        return last
    if [t.lower_ for t in after[:2]] == ["-", "member"] and len(after) > 2:  # "a 7-member family"
        return after[2]
    owned = _of_somebodys(doc, number)
    if owned is not None:
        return owned
    if is_of_them(doc, number):
        people = (t for t in after[2:] if lemma(t) in victim_words())
        told = next(people, None)
        return (
            told
            if told is not None and not any(t.pos_ == "VERB" for t in doc[after.start : told.i])
            else last
        )
    if (
        number.first >= 2
        and doc[number.first - 1].lower_ == "of"
        and lemma(doc[number.first - 2]) in words("households")
    ):
        return doc[number.first - 2]
    if after[0].lower_ in ("more", "others"):
        following = after[1] if len(after) > 1 else None
        leads_on = following is not None and (
            following.pos_ in ("NOUN", "ADJ", "NUM") or is_person(following)
        )
        return None if leads_on and after[0].lower_ == "more" else last
    if after[0].lower_ in words("weekdays") or after[0].lower_ in words("units"):
        return (
            last  # "wounding 90 hours after": a number before a unit is a count only in a text without commas
        )
    return None


def _of_somebodys(doc: Doc, number: Number) -> Token | None:
    """ "ten of the minister's bodyguards", "six of his men": the noun of the phrase behind "of"."""
    if doc[number.last].lower_ != "of":
        return None
    told = next((c for c in doc[number.last].children if c.dep_ == "pobj"), None)
    if told is None or told.i - number.last > OF_REACH + 1 or not is_person(told):
        return None
    return told if told.tag_ in ("NNS", "NNPS") else None


def is_of_them(doc: Doc, number: Number) -> bool:
    """ "six of them", "two of whom": a share of the count before."""
    after = doc[number.last : number.last + 2]
    return len(after) == 2 and after[0].lower_ == "of" and after[1].lower_ in words("them")


def _plain_between(doc: Doc, start: int, end: int) -> bool:
    return all(
        t.pos_ not in ("VERB", "AUX", "PUNCT") or t.tag_ in ("VBN", "VBG", "HYPH") or t.text == "-"
        for t in doc[start:end]
    )


def _compound_end(noun: Token) -> Token:
    return (
        noun.head
        if noun.dep_ == "compound" and noun.head.pos_ in ("NOUN", "PROPN") and noun.head.i == noun.i + 1
        else noun
    )


def victims_of(noun: Token, first: int) -> VictimClass | None:
    """Name the class of victims that a noun phrase counts; None where it counts no persons."""
    doc, known_words = noun.doc, victim_words()
    for width in (3, 2):
        start = noun.i - width + 1
        if start >= first:
            known = known_words.get(" ".join(lemma(t) for t in doc[start : noun.i + 1] if t.text != "-"))
            if known is not None:
                return known
    base = lemma(noun)
    modifiers = {lemma(t) for t in doc[first : noun.i]} | {t.lower_ for t in doc[first : noun.i]}
    by_body = _class_by_body(noun, base, modifiers)
    if by_body is not None:
        return by_body
    if base in known_words and modifiers & words("womanly") and known_words[base] == "unspecified":
        return "women"
    if base in known_words:
        return known_words[base]
    for token in (c for c in noun.children if c.dep_ in ("compound", "amod") and first <= c.i):
        if known_words.get(lemma(token), "unspecified") != "unspecified" and noun.pos_ != "NOUN":
            return known_words[lemma(token)]
    if noun.ent_type_ == "NORP" or (
        base in words("households") and (noun.i < first or "member" in modifiers)
    ):  # "six minority Shiites", "a family of six"
        return "unspecified"
    return None


def _class_by_body(noun: Token, base: str, modifiers: set[str]) -> VictimClass | None:
    """ "members of the security forces", "Red Crescent volunteers", "staff of the hospital": whom they belong to."""
    behind = {lemma(t) for t in _behind_of(noun)}
    if base in words("neutral") and modifiers & words("forces") and not modifiers & words("civil bodies"):
        return "combatants"
    if base in words("officials") and modifiers & words("armed bodies"):
        return "combatants"
    if base in words("belonging") and behind & words("forces") and not behind & words("civil bodies"):
        return "combatants"
    if base in words("employed"):
        said = modifiers | behind
        if said & words("medical bodies"):
            return "medics"
        if said & words("rescue bodies"):
            return "rescuers"
    return None


def class_told_behind(noun: Token) -> VictimClass | None:
    """ "twelve of the dead were children", "six were soldiers": a bare number whose class its verb tells."""
    verb = noun.head
    if noun.dep_ not in ("nsubj", "nsubjpass") or verb.lemma_ != "be":
        return None
    told = next((c for c in verb.children if c.dep_ == "attr" and c.tag_ in ("NNS", "NNPS", "NN")), None)
    return victims_of(told, told.left_edge.i) if told is not None and told.i > verb.i else None


def _behind_of(noun: Token) -> list[Token]:
    """ "members of the security forces": the words of the phrase behind "of"."""
    phrase = next(
        (c for c in noun.children if c.dep_ == "prep" and c.lower_ in ("of", "from", "for", "with")), None
    )
    return [t for t in phrase.subtree if t.i - phrase.i <= NOUN_REACH] if phrase is not None else []


def is_person_by(noun: Token, cause: Token) -> bool:
    """Tell whether what happened makes a noun of no list a person: "killed 12 loggers", "9 bikers were wounded".

    Only in the plural, as the very object or subject of a word that persons alone suffer.
    """
    people = noun.tag_ == "NNP" and noun.ent_type_ not in ("DATE", "TIME", "GPE", "LOC", "FAC", "PRODUCT")
    # "at least 123 Maalia": peoples' names have no plural of ours
    if not (noun.tag_ in ("NNS", "NNPS") or people) or lemma(cause) not in words("person verbs"):
        return False
    base = lemma(noun)
    if (
        base in act_words()
        or base in facility_words()
        or base in words("no persons")
        or base in words("units")
    ):
        return False
    if noun.dep_ == "dobj" and lemma(noun.head) == "leave" and cause.i > noun.i:  # "left 32 offenders dead"
        return True
    suffers = ("dobj", "nsubjpass") if lemma(cause) not in ("die", "perish") else ("nsubj",)
    counted = noun
    if noun.dep_ == "pobj" and noun.head.lower_ == "of":  # "killed thousands of innocents"
        counted = noun.head.head
    governed = counted.head.i == cause.i and counted.dep_ in suffers
    governed = governed or (
        noun.dep_ == "nsubj" and cause.head.i == noun.head.i and cause.tag_ in ("VBN", "VBD")
    )
    below = cause.head.i == noun.i
    return governed or below


def class_beside(doc: Doc, noun: Token) -> VictimClass | None:
    """ "claimed the lives of 35 civilians": the class stands behind the counted "lives"."""
    after = doc[noun.i + 1 : noun.i + 6]
    if len(after) and after[0].lower_ == "of":
        for token in after[1:]:
            known = victim_words().get(lemma(token))
            if known is not None and token.pos_ == "NOUN":
                return known
    return None


def office_of(name: Token) -> VictimClass:
    """The class of a named person by what stands beside the name: "journalist X", "X, a nurse"."""
    beside = [c for c in name.children if c.dep_ in ("appos", "compound", "nmod")]
    known = (victim_words().get(lemma(c)) for c in beside)
    return next((k for k in known if k is not None and k != "unspecified"), "unspecified")
