"""Numbers that count nobody: ages, measures, clock times, calibres, years, names with numbers, "no one"."""

from spacy.tokens import Doc, Token

from warledger.reading.lexicons import forms_of, lemma, number_words, victim_words, words

AGE_REACH = 4
"""Tokens before a number in which "aged between" may stand."""
SMALL_DIGITS = frozenset("23456789")
OLDEST = 110
"""A number behind a person, larger than this, is no age."""


def is_nobody(doc: Doc, i: int) -> bool:
    """ "no one", "not one of them", "none of the 12 passengers", "neither of the two"; "one in three"."""
    lower = forms_of(doc).lower
    before, low, following = lower[max(0, i - 3) : i], lower[i], lower[i + 1 : i + 3]
    if low == "one" and before[-1:] in (["no"], ["not"]):
        return True
    if before[-2:] == ["one", "in"] and low in number_words():
        return True
    one_in = low in ("one", "1") and len(following) == 2 and following[0] == "in"
    if one_in and (following[1] in number_words() or following[1] in SMALL_DIGITS):
        return True  # "one in three of the victims"
    none = (["none", "of"], ["neither", "of"])
    return before[-2:] in none or (before[:2] in none and before[2:] == ["the"])


def is_age(doc: Doc, first: int, last: int) -> bool:
    """ "a boy, 12, was killed", "Hassan, 34,", "aged between 20 and 25": how old somebody was."""
    number = doc[first]
    before = [t for t in doc[max(0, first - AGE_REACH) : first] if t.lower_ not in words("age joints")]
    if before and before[-1].lower_ in words("aged"):
        return True
    if not number.text.isdigit() or not 0 < int(number.text) < OLDEST or not first or last >= len(doc):
        return False
    comma = doc[first - 1].text == ","
    person = doc[first - 2] if comma and first > 1 else doc[first - 1]
    one = person.tag_ in ("NN", "NNP") and (person.ent_type_ == "PERSON" or lemma(person) in victim_words())
    if not one or person.like_num:
        return False
    after = doc[last]
    closed = comma and after.text in (",", ")", ".", ";")
    return closed or (after.tag_ in ("VBD", "VBZ") and not _by_number(after))


def _by_number(verb: Token) -> bool:
    """ "the mayor said 12 were killed": a verb in the plural has the number as its subject."""
    return verb.lower_ in ("were", "are", "have")


def _is_month(token: Token | None) -> bool:
    return token is not None and token.lower_ in words("months") and token.text[0].isupper()


def _is_a_make(hyphen: Token | None) -> bool:
    """ "S-300", "MiG-29": a number hung on a name."""
    if hyphen is None or hyphen.text != "-" or hyphen.whitespace_ or not hyphen.i:
        return False
    return hyphen.nbor(-1).is_alpha and hyphen.nbor(-1).lower_ not in number_words()


def _is_harmed(before: Token | None, unit: Token) -> bool:
    """ "wounding 90 hours after the deal": in a text that lost its commas the hours are not what was wounded."""
    gerund = before is not None and before.tag_ == "VBG" and lemma(before) in words("person verbs")
    behind = unit.doc[unit.i + 1 : unit.i + 2].text
    return gerund and behind in ("after", "before")


def is_no_count(doc: Doc, first: int, last: int) -> bool:
    """Tell ages, measures, clock times, calibres and names with numbers from counts."""
    token, after = doc[first], doc[last] if last < len(doc) else None
    before = doc[first - 1] if first else None
    if token.text.isdigit() and any(_is_month(t) for t in (before, after)):
        return True
    if after is not None and (
        (after.lower_.rstrip(".") in words("units") and not _is_harmed(before, after))
        or after.text in ("%", "°", "'", ":")
    ):
        return True
    if after is not None and after.text == "-" and last + 1 < len(doc) and not after.whitespace_:
        follower = doc[last + 1].lower_
        if follower in words("units") or follower in ("old", "member", "strong", "way", "storey", "story"):
            return follower != "member"
    if before is not None and (
        before.text in ("$", "€", "£", "#", "No.", "/")
        or (before.text == ":" and token.text.isdigit() and not before.whitespace_ and first > 1)
        or before.lower_ in words("names with numbers")
    ):
        return True
    return _is_a_make(before) or (
        token.text.isdigit()
        and len(token.text) == 4
        and 1900 <= int(token.text) <= 2100
        and (after is None or not after.is_alpha or after.pos_ not in ("NOUN", "ADJ"))
    )
