"""Number expressions and their bounds: digits, words, ranges, hedges, indefinite words.

Bounds follow the contract: "at least 21" is 21 and up, "more than 20" 21 and up, "up to 30" 30 and down,
"nearly 20" 20 with the hedge kept, "dozens" 24 and up, "20 to 25" the range, "several hundred" 300 and up.
"""

import re

from spacy.tokens import Doc, Token

from warledger.reading.findings import Number
from warledger.reading.lexicons import hedge_words, lemma, number_words, openers, victim_words, words
from warledger.records import Bounds

DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
JOINED = re.compile(r"(\d{1,3}(?:,\d{3})+|\d+)[-–‑](\d{1,3}(?:,\d{3})+|\d+)")
"""A range that the tokenizer keeps in one piece: "20–25"."""
TAILED = re.compile(r"(\d{1,3}(?:,\d{3})+|\d+)(\+|-plus|-odd)")
"""A number with its hedge grown on: "30+", "30-plus"."""
MARKS = "\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
"""Marks of writing direction and of no width, which pages in two scripts leave on their numbers."""
GLUED = re.compile(r"[A-Za-z]{2,}(\d{1,3}(?:,\d{3})+|\d+\.\d+)")
"""A word that lost the space behind it, as in texts taken from PDF: "between159,000", "around1.6 million"."""
LETTERED = re.compile(r"(\d+(?:\.\d+)?)(k|m|mn|bn)", re.IGNORECASE)
LETTERS = {"m": 1_000_000, "mn": 1_000_000, "bn": 1_000_000_000, "k": 1000}
"""Scales of headlines: "1.5m people"; "m" alone would be metres."""
SCALES = {
    "hundred": 100,
    "thousand": 1000,
    "million": 1_000_000,
    "billion": 1_000_000_000,
    "lakh": 100_000,
    "crore": 10_000_000,
}
LARGEST_HEDGE = 4
CHANGE_REACH = 12
"""Tokens before "from 43 to 112" in which a word of change makes 43 the toll before: "the toll rose within hours"."""
RANGE_WORDS = frozenset({"to", "-", "–", "—", "or", "and"})
SMALL_DIGITS = frozenset("23456789")
OLDEST = 110
"""A number behind a person, larger than this, is no age."""


def find_numbers(doc: Doc) -> tuple[Number, ...]:
    """Find every number expression that could count people or buildings, in text order, hedges included."""
    out: list[Number] = []
    i = 0
    while i < len(doc):
        found = _number_at(doc, i)
        if found is None:
            i += 1
            continue
        last, bounds = found
        last, bounds = _range_from(doc, last, bounds)
        if _is_no_count(doc, i, last) or _is_age(doc, i, last) or bounds.high == 0 or _is_nobody(doc, i):
            i = last
            continue
        last = _said_twice(doc, last, bounds)
        first, hedge, bounds = _hedged(doc, i, bounds, floor=out[-1].last if out else 0)
        hedge, bounds = _hedged_behind(doc, last, hedge, bounds)
        out.append(Number(first, last, bounds, hedge))
        i = last
    return tuple(out)


def _number_at(doc: Doc, i: int) -> tuple[int, Bounds] | None:
    """Read the number that begins at token `i`; None where none does."""
    known = number_words()
    for n in (5, 4, 3, 2) if doc[i].lower_ in openers(number_words) else ():
        if i + n <= len(doc):
            phrase = " ".join(t.lower_ for t in doc[i : i + n])
            if phrase in known:
                return _scaled(doc, i + n, known[phrase])
    token = doc[i]
    if token.text.strip(MARKS)[:1].isdigit():
        return _digits_at(doc, i)
    glued = GLUED.fullmatch(token.text)
    if glued is not None:
        value = float(glued[1].replace(",", "")) * (1 if "," in glued[1] else _scale(doc, i + 1) or 0)
        return (i + 1 + ("." in glued[1]), _exact(value)) if value else None
    low = token.lower_
    if low in ("a", "an") and i + 1 < len(doc) and doc[i + 1].lower_ in ("hundred", "thousand", "million"):
        return _spelled(doc, i + 1)  # "a thousand five hundred"
    if low not in known or low == "second":
        return None
    bounds = known[low]
    if bounds.high is None:
        return _scaled(doc, i + 1, bounds) if low == "several" else (i + 1, bounds)
    if low == "dozen":
        return i + 1, bounds
    last, bounds = _spelled(doc, i)
    return _and_a_half(doc, last, bounds)


def _digits_at(doc: Doc, i: int) -> tuple[int, Bounds] | None:
    """Read a number in digits: "1,250", "12 000", "1.5 million", "30+", "20–25"."""
    text = doc[i].text.strip(MARKS)
    tailed, joined = TAILED.fullmatch(text), JOINED.fullmatch(text)
    if tailed is not None:
        low = _plain(tailed[1])
        return i + 1, Bounds(low, low if tailed[2] == "-odd" else None)
    if joined is not None:
        low, high = _plain(joined[1]), _plain(joined[2])
        return (i + 1, Bounds(low, high)) if low < high <= low * 10 else None
    lettered = LETTERED.fullmatch(text)
    if lettered is not None and _counts_people(doc, i + 1):
        return i + 1, _exact(float(lettered[1]) * LETTERS[lettered[2].lower()])
    if DIGITS.fullmatch(text) is None:
        return None
    value = float(text.replace(",", ""))
    after = doc[i + 1] if i + 1 < len(doc) else None
    if after is not None and after.text == "+":
        return i + 2, Bounds(round(value), None)
    if (
        after is not None
        and after.lower_ in LETTERS
        and not doc[i].whitespace_
        and _counts_people(doc, i + 2)
    ):
        return i + 2, _exact(value * LETTERS[after.lower_])
    if after is not None and after.text == "000" and value < 1000 and value.is_integer():
        return _scaled(doc, i + 2, _exact(value * 1000))  # "12 000"
    if not value.is_integer() and not _scale(doc, i + 1):
        return None
    last, bounds = _scaled(doc, i + 1, _exact(value))
    return _and_a_half(doc, last, bounds)


def _plain(digits: str) -> int:
    return int(digits.replace(",", ""))


def _counts_people(doc: Doc, i: int) -> bool:
    return any(lemma(t) in victim_words() or lemma(t) in words("households") for t in doc[i : i + 2])


def _and_a_half(doc: Doc, last: int, bounds: Bounds) -> tuple[int, Bounds]:
    """ "two and a half million", "two-and-a-half thousand"."""
    ahead = [(t.i, t.lower_) for t in doc[last : last + 8] if t.text != "-"][:4]
    if [word for _, word in ahead[:3]] != ["and", "a", "half"] or len(ahead) < 4 or ahead[3][1] not in SCALES:
        return last, bounds
    return ahead[3][0] + 1, _exact(((bounds.low or 0) + 0.5) * SCALES[ahead[3][1]])


def _exact(value: float) -> Bounds:
    return Bounds(round(value), round(value))


def _scale(doc: Doc, i: int) -> int | None:
    return SCALES.get(doc[i].lower_) if i < len(doc) else None


def _scaled(doc: Doc, i: int, bounds: Bounds) -> tuple[int, Bounds]:
    """Multiply by what follows: "1.5 million", "two dozen", "280 thousand"."""
    low = (
        float(doc[i - 1].text.strip(MARKS).replace(",", ""))
        if DIGITS.fullmatch(doc[i - 1].text.strip(MARKS))
        else float(bounds.low or 0)
    )
    while (
        factor := _scale(doc, i) or (12 if i < len(doc) and doc[i].lower_ in ("dozen", "dozens") else None)
    ) is not None:
        low *= factor
        bounds = Bounds(round(low), None if bounds.high is None else round(low))
        i += 1
    return i, bounds


def _spelled(doc: Doc, i: int) -> tuple[int, Bounds]:
    """Read "twenty-five", "one hundred and twelve", "two thousand", "two dozen"."""
    known = number_words()
    total, part, j = 0, 0, i
    while j < len(doc):
        low = doc[j].lower_
        pieces = low.split("-") if "-" in low else [low]
        if (
            low in ("-", "and")
            and j > i
            and j + 1 < len(doc)
            and _small(doc[j + 1])
            and (low == "-" or part >= 100)
        ):
            j += 1
            continue
        if low == "dozen" and part:
            part *= 12
        elif low == "hundred":
            part = max(part, 1) * 100
        elif low in SCALES:
            total, part = total + max(part, 1) * SCALES[low], 0
        elif all(_is_small(p) for p in pieces):
            value = sum(known[p].low or 0 for p in pieces)
            if part and not _continues(part, value):
                break
            part += value
        else:
            break
        j += 1
    return j, _exact(total + part)


def _small(token: Token) -> bool:
    return _is_small(token.lower_)


def _is_small(word: str) -> bool:
    bounds = number_words().get(word)
    return bounds is not None and bounds.high is not None and (bounds.low or 0) < 100 and word != "dozen"


def _continues(part: int, value: int) -> bool:
    """Tell whether "forty" "two" is one number and "two" "two" is two."""
    return (20 <= part % 100 < 100 and part % 10 == 0 and value < 10) or (part % 100 == 0)


def _range_from(doc: Doc, last: int, bounds: Bounds) -> tuple[int, Bounds]:
    """Join "20 to 25", "20-25", "between 20 and 25", "three or four" into one range."""
    if last + 1 < len(doc) and bounds.high is not None and doc[last].lower_ in RANGE_WORDS:
        joined = doc[last].lower_
        second = _number_at(doc, last + 1)
        if (
            second is not None
            and second[1].high is not None
            and second[1].low is not None
            and bounds.low is not None
        ):
            before = doc[last - 2].lower_ if last >= 2 else ""
            near = bounds.low < second[1].low <= bounds.low * 10
            if near and (
                joined in ("-", "–", "or")
                or (joined == "to" and not _changes(doc, last - 1))
                or before == "between"
            ):
                return second[0], Bounds(bounds.low, second[1].high)
    return last, bounds


def _changes(doc: Doc, last: int) -> bool:
    """ "the toll rose from 43 to 112", "revised from 43 to 112": two tolls, and no range."""
    first = last
    while first and doc[first - 1].lower_ != "from" and last - first < LARGEST_HEDGE:
        first -= 1
    if not first or doc[first - 1].lower_ != "from":
        return last >= 1 and doc[last - 1].lower_ == "rose"
    before = doc[max(0, first - 1 - CHANGE_REACH) : first - 1]
    return any(
        (lemma(t) in words("changing") or t.lower_ in words("toll")) and t.sent.start == doc[first].sent.start
        for t in before
    )


def _said_twice(doc: Doc, last: int, bounds: Bounds) -> int:
    """ "45 (forty-five) people": the number in brackets is the same again."""
    if last + 2 < len(doc) and doc[last].text == "(":
        again = _number_at(doc, last + 1)
        if again is not None and again[1] == bounds and again[0] < len(doc) and doc[again[0]].text == ")":
            return again[0] + 1
    return last


def _hedged_behind(doc: Doc, last: int, hedge: str | None, bounds: Bounds) -> tuple[str | None, Bounds]:
    """ "30 or more people", "125 soldiers at least", "30 people or more"."""
    if bounds.high is None or bounds.low is None:
        return hedge, bounds
    for start in (last, last + 1):
        said = tuple(t.lower_ for t in doc[start : start + 2])
        following = doc[start + 2] if start + 2 < len(doc) else None
        ends = following is None or not (following.like_num or following.lower_ in number_words())
        if said == ("at", "least") and ends and (start == last or doc[last].pos_ in ("NOUN", "PROPN")):
            return "at least", Bounds(bounds.low, None)
        if said == ("or", "more"):
            return "or more", Bounds(bounds.low, None)
    if tuple(t.lower_ for t in doc[last : last + 2]) == ("-", "plus"):
        return "plus", Bounds(bounds.low, None)
    return hedge, bounds


def _hedged(doc: Doc, i: int, bounds: Bounds, *, floor: int) -> tuple[int, str | None, Bounds]:
    """Take the hedges before the number in, and what they do to its bounds."""
    hedges = hedge_words()
    first, said = i, list[str]()
    while True:
        for n in range(min(LARGEST_HEDGE, first - floor), 0, -1):
            phrase = " ".join(t.lower_ for t in doc[first - n : first])
            if phrase in hedges and (n > 1 or not _is_place_word(doc[first - 1])):
                break
        else:
            break
        said.insert(0, phrase)
        bounds = _bounded(bounds, hedges[phrase])
        first -= n
    return first, " ".join(said) or None, bounds


def _is_place_word(token: Token) -> bool:
    """Tell "over Aleppo" from "over 20": as a hedge the word stands on a number, not on a verb's particle."""
    return token.dep_ == "prt"


def _bounded(bounds: Bounds, kind: str) -> Bounds:
    low = bounds.low
    match kind:
        case "least":
            return Bounds(low, None)
        case "more":
            return Bounds(None if low is None else (low + 1 if bounds.high is not None else low), None)
        case "most":
            return Bounds(None, bounds.high if bounds.high is not None else low)
        case "fewer":
            return Bounds(None, None if low is None else max(low - 1, 0))
        case _:
            return bounds


def _is_nobody(doc: Doc, i: int) -> bool:
    """ "no one", "not one of them", "none of the 12 passengers", "neither of the two"; "one in three"."""
    before = [t.lower_ for t in doc[max(0, i - 3) : i]]
    if doc[i].lower_ == "one" and before[-1:] in (["no"], ["not"]):
        return True
    if before[-2:] == ["one", "in"] and doc[i].lower_ in number_words():
        return True
    following = doc[i + 1 : i + 3]
    one_in = doc[i].lower_ in ("one", "1") and len(following) == 2 and following[0].lower_ == "in"
    if one_in and (following[1].lower_ in number_words() or following[1].text in SMALL_DIGITS):
        return True  # "one in three of the victims"
    return before in (["none", "of", "the"], ["neither", "of", "the"]) or before[-2:] in (
        ["none", "of"],
        ["neither", "of"],
    )


def _is_age(doc: Doc, first: int, last: int) -> bool:
    """ "a boy, 12, was killed", "Hassan, 34,", "aged between 20 and 25": how old somebody was."""
    number = doc[first]
    before = [t for t in doc[max(0, first - LARGEST_HEDGE) : first] if t.lower_ not in words("age joints")]
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
    return hyphen.nbor(-1).is_alpha and not _small(hyphen.nbor(-1))


def _is_no_count(doc: Doc, first: int, last: int) -> bool:
    """Tell ages, measures, clock times, calibres and names with numbers from counts."""
    token, after = doc[first], doc[last] if last < len(doc) else None
    before = doc[first - 1] if first else None
    if token.text.isdigit() and any(_is_month(t) for t in (before, after)):
        return True
    if after is not None and (
        after.lower_.rstrip(".") in words("units") or after.text in ("%", "°", "'", ":")
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
