"""Number expressions and their bounds: digits, words, ranges, hedges, indefinite words.

Bounds follow the contract: "at least 21" is 21 and up, "more than 20" 21 and up, "up to 30" 30 and down,
"nearly 20" 20 with the hedge kept, "dozens" 24 and up, "20 to 25" the range, "several hundred" 300 and up.
"""

import re
from functools import lru_cache

from spacy.tokens import Doc, Token

from warledger.reading.findings import Number
from warledger.reading.lexicons import (
    forms_of,
    hedge_words,
    lemma,
    number_words,
    openers,
    victim_words,
    words,
)
from warledger.reading.no_counts import is_age, is_no_count, is_nobody
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
COULD_REACH = "could reach"
"""The hedge of a toll that is only feared: "the death toll could reach 100"."""
MOST_DOZENS = 100
"""A number so large before "dozens" is a year of the date line before it."""
RANGE_WORDS = frozenset({"to", "-", "–", "—", "or", "and"})


def find_numbers(doc: Doc) -> tuple[Number, ...]:
    """Find every number expression that could count people or buildings, in text order, hedges included."""
    out: list[Number] = []
    last = 0
    for i, low in enumerate(forms_of(doc).lower):
        found = _number_at(doc, i) if i >= last and _may_open(low) else None
        if found is None:
            continue
        last, bounds = _range_from(doc, *found)
        if is_no_count(doc, i, last) or is_age(doc, i, last) or bounds.high == 0 or is_nobody(doc, i):
            continue
        last = _said_twice(doc, last, bounds)
        first, hedge, bounds = _hedged(doc, i, bounds, floor=out[-1].last if out else 0)
        hedge, bounds = _hedged_behind(doc, last, hedge, bounds)
        out.append(Number(first, last, bounds, hedge))
    return tuple(out)


@lru_cache(maxsize=65536)
def _may_open(low: str) -> bool:
    """Tell whether a number may begin with a word in lower case: for most words the only question asked."""
    known = low in openers(number_words) or low in number_words() or low in ("a", "an")
    return known or any(c.isdigit() for c in low)


def _number_at(doc: Doc, i: int) -> tuple[int, Bounds] | None:
    """Read the number that begins at token `i`; None where none does."""
    known, lower = number_words(), forms_of(doc).lower
    low = lower[i]
    for n in (5, 4, 3, 2) if low in openers(number_words) else ():
        if i + n <= len(doc):
            phrase = " ".join(lower[i : i + n])
            if phrase in known:
                return _scaled(doc, i + n, known[phrase])
    token = doc[i]
    if token.text.strip(MARKS)[:1].isdigit():
        return _digits_at(doc, i)
    glued = GLUED.fullmatch(token.text)
    if glued is not None:
        value = float(glued[1].replace(",", "")) * (1 if "," in glued[1] else _scale(doc, i + 1) or 0)
        return (i + 1 + ("." in glued[1]), _exact(value)) if value else None
    if low in ("a", "an") and i + 1 < len(doc) and lower[i + 1] in ("hundred", "thousand", "million"):
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
    ahead = [(i, w) for i, w in enumerate(forms_of(doc).lower[last : last + 8], last) if w != "-"][:4]
    if [word for _, word in ahead[:3]] != ["and", "a", "half"] or len(ahead) < 4 or ahead[3][1] not in SCALES:
        return last, bounds
    return ahead[3][0] + 1, _exact(((bounds.low or 0) + 0.5) * SCALES[ahead[3][1]])


def _exact(value: float) -> Bounds:
    return Bounds(round(value), round(value))


def _scale(doc: Doc, i: int) -> int | None:
    return SCALES.get(forms_of(doc).lower[i]) if i < len(doc) else None


def _scaled(doc: Doc, i: int, bounds: Bounds) -> tuple[int, Bounds]:
    """Multiply by what follows: "1.5 million", "two dozen", "280 thousand"."""
    text = doc[i - 1].text.strip(MARKS)
    low = float(text.replace(",", "")) if DIGITS.fullmatch(text) else float(bounds.low or 0)
    while (factor := _scale(doc, i) or _dozen(doc, i, low)) is not None:
        low *= factor
        bounds = Bounds(round(low), None if bounds.high is None else round(low))
        i += 1
    return i, bounds


def _dozen(doc: Doc, i: int, times: float) -> int | None:
    """ "two dozen"; not "21 April 2014 Dozens of people", where a date line ran into the text."""
    return 12 if i < len(doc) and doc[i].lower_ in ("dozen", "dozens") and times < MOST_DOZENS else None


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
    forms = forms_of(doc)
    return any(
        (forms.lemma[i] in words("changing") or forms.lower[i] in words("toll"))
        and forms.sentence[i] == forms.sentence[first]
        for i in range(max(0, first - 1 - CHANGE_REACH), first - 1)
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
    lower = forms_of(doc).lower
    for start in (last, last + 1):
        said = tuple(lower[start : start + 2])
        following = doc[start + 2] if start + 2 < len(doc) else None
        ends = following is None or not (following.like_num or following.lower_ in number_words())
        if said == ("at", "least") and ends and (start == last or doc[last].pos_ in ("NOUN", "PROPN")):
            return "at least", Bounds(bounds.low, None)
        if said == ("or", "more"):
            return "or more", Bounds(bounds.low, None)
    if lower[last : last + 2] == ["-", "plus"]:
        return "plus", Bounds(bounds.low, None)
    return hedge, bounds


def _hedged(doc: Doc, i: int, bounds: Bounds, *, floor: int) -> tuple[int, str | None, Bounds]:
    """Take the hedges before the number in, and what they do to its bounds."""
    hedges, lower = hedge_words(), forms_of(doc).lower
    first, said = i, list[str]()
    while True:
        for n in range(min(LARGEST_HEDGE, first - floor), 0, -1):
            phrase = " ".join(lower[first - n : first])
            if phrase in hedges and (n > 1 or not _is_place_word(doc[first - 1])):
                break
        else:
            break
        said.insert(0, phrase)
        bounds = _bounded(bounds, hedges[phrase])
        first -= n
    if not said and first > 1 and lower[first - 1] == "reach" and lower[first - 2] in words("modals"):
        return first, COULD_REACH, _bounded(bounds, "most")
    if not said and first and lower[first - 1] in words("passing") and _is_toll_before(doc, first - 1):
        return first, lower[first - 1], _bounded(bounds, "more")
    return first, " ".join(said) or None, bounds


def _is_toll_before(doc: Doc, verb: int) -> bool:
    """ "the toll passed 5,400", "after it topped 300": not "passed 12 checkpoints"."""
    subject = next((c for c in doc[verb].children if c.dep_ == "nsubj"), None)
    return subject is not None and (subject.lower_ in words("toll") or subject.lower_ == "it")


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
