"""Who is counted: the noun of a number, the class of victims that it names, single persons without a number."""

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from warledger.reading.findings import Number
from warledger.reading.lexicons import act_words, facility_words, lemma, victim_words, words
from warledger.reading.outcomes import words_of
from warledger.records import Bounds, VictimClass

NOUN_REACH = 5
"""Tokens between a number and its noun: "eleven other wounded pro-government fighters"."""
QUALIFYING = frozenset({"nummod", "quantmod", "amod", "compound", "nmod", "det", "advmod"})
"""How a number hangs on "wounded" where that is its noun; in "at least 35 died" it is the verb's subject."""
SINGLE_REACH = 9
"""Tokens between "a" and its noun, where the parse joins them: "a two-day-old baby" are six."""


def find_singles(doc: Doc) -> Iterator[Number]:
    """ "a woman", "another child": one person told of without a number."""
    for token in doc:
        if token.lower_ in words("one") or token.lower_ == "the":
            noun = token.head
            if 0 < noun.i - token.i <= SINGLE_REACH and _is_one_person(token, noun):
                yield Number(token.i, token.i + 1, Bounds(1, 1), None, implied=True)
        elif token.lower_ in words("personal") and token.dep_ == "dobj" and _killed_by(token.head):
            yield Number(token.i, token.i + 1, Bounds(1, 1), None, implied=True)
        elif _is_unknown_name(token):
            yield Number(token.left_edge.i, token.i + 1, Bounds(1, 1), None, implied=True)
    for entity in doc.ents:
        if entity.label_ == "PERSON" and _suffers(entity.root):
            yield Number(entity.start, entity.end, Bounds(1, 1), None, implied=True)


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
    if not _person(noun) or noun.tag_ not in ("NN", "NNP") or lemma(noun) in ("people", "toll", "body"):
        return False
    if noun.dep_ in ("nsubj", "appos") and lemma(noun.head) in words("saying"):
        return False
    # "the head of the union was shot dead" is told here for the first time, "the man was shot dead" perhaps not
    return article.lower_ != "the" or (_suffers(noun) and _is_described(noun))


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


def _person(noun: Token) -> bool:
    return noun.pos_ in ("NOUN", "PROPN", "ADJ") and lemma(noun) in victim_words()


def noun_of(doc: Doc, number: Number) -> Token | None:
    """Find the noun that a number counts; the number's own last token where it stands alone."""
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
        leads_on = following is not None and (following.pos_ in ("NOUN", "ADJ", "NUM") or _person(following))
        return None if leads_on and after[0].lower_ == "more" else last
    if after[0].lower_ in words("weekdays"):
        return last
    return None


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
        if noun.dep_ == "compound" and noun.head.pos_ == "NOUN" and noun.head.i == noun.i + 1
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
    if base in words("neutral") and modifiers & words("forces"):
        return "combatants"
    if base in words("belonging") and {lemma(t) for t in _behind_of(noun)} & words("forces"):
        return "combatants"
    if base == "staff" and modifiers & {"medical", "hospital", "health"}:
        return "medics"
    if base in known_words:
        return known_words[base]
    for token in (c for c in noun.children if c.dep_ in ("compound", "amod") and first <= c.i):
        if known_words.get(lemma(token), "unspecified") != "unspecified" and noun.pos_ != "NOUN":
            return known_words[lemma(token)]
    if noun.ent_type_ == "NORP" or (
        noun.i < first and base in words("households")
    ):  # "six minority Shiites", "a family of six"
        return "unspecified"
    return None


def _behind_of(noun: Token) -> list[Token]:
    """ "members of the security forces": the words of the phrase behind "of"."""
    phrase = next((c for c in noun.children if c.dep_ == "prep" and c.lower_ == "of"), None)
    return [t for t in phrase.subtree if t.i - phrase.i <= NOUN_REACH] if phrase is not None else []


def is_person_by(noun: Token, cause: Token) -> bool:
    """Tell whether what happened makes a noun of no list a person: "killed 12 loggers", "9 bikers were wounded".

    Only in the plural, as the very object or subject of a word that persons alone suffer.
    """
    plural = noun.tag_ in ("NNS", "NNPS") or (noun.tag_ == "NNP" and noun.lower_.endswith("s"))
    if not plural or lemma(cause) not in words("person verbs"):
        return False
    base = lemma(noun)
    if (
        base in act_words()
        or base in facility_words()
        or base in words("no persons")
        or base in words("units")
    ):
        return False
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
