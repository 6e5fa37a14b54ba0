"""Number expressions and their bounds: digits, words, ranges, hedges, indefinite words.

Bounds follow the contract: "at least 21" is 21 and up, "more than 20" 21 and up, "up to 30" 30 and down,
"nearly 20" 20 with the hedge kept, "dozens" 24 and up, "20 to 25" the range.
"""

import re

from spacy.tokens import Doc, Token

from warledger.reading.findings import Number
from warledger.reading.lexicons import hedge_words, number_words, openers, words
from warledger.records import Bounds

DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
SCALES = {
    "hundred": 100,
    "thousand": 1000,
    "million": 1_000_000,
    "billion": 1_000_000_000,
    "lakh": 100_000,
    "crore": 10_000_000,
}
LARGEST_HEDGE = 4


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
        if _is_no_count(doc, i, last):
            i = last
            continue
        last, bounds = _range_from(doc, last, bounds)
        first, hedge, bounds = _hedged(doc, i, bounds, floor=out[-1].last if out else 0)
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
    if token.text.endswith("+") and token.text[:-1].isdigit():
        return i + 1, Bounds(int(token.text[:-1]), None)
    if DIGITS.fullmatch(token.text):
        value = float(token.text.replace(",", ""))
        if i + 1 < len(doc) and doc[i + 1].text == "+":
            return i + 2, Bounds(round(value), None)
        return _scaled(doc, i + 1, _exact(value)) if value.is_integer() or _scale(doc, i + 1) else None
    low = token.lower_
    if low not in known or low in ("hundreds", "second"):
        return (i + 1, known[low]) if low == "hundreds" else None
    bounds = known[low]
    if bounds.high is None or low == "dozen":
        return i + 1, bounds
    return _spelled(doc, i)


def _exact(value: float) -> Bounds:
    return Bounds(round(value), round(value))


def _scale(doc: Doc, i: int) -> int | None:
    return SCALES.get(doc[i].lower_) if i < len(doc) else None


def _scaled(doc: Doc, i: int, bounds: Bounds) -> tuple[int, Bounds]:
    """Multiply by what follows: "1.5 million", "two dozen", "280 thousand"."""
    low = (
        float(doc[i - 1].text.replace(",", ""))
        if DIGITS.fullmatch(doc[i - 1].text)
        else float(bounds.low or 0)
    )
    while (
        factor := _scale(doc, i) or (12 if i < len(doc) and doc[i].lower_ == "dozen" else None)
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
    if last + 1 < len(doc) and bounds.high is not None and doc[last].lower_ in ("to", "-", "–", "or", "and"):
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
                or (joined == "to" and before not in ("from", "rose"))
                or before == "between"
            ):
                return second[0], Bounds(bounds.low, second[1].high)
    return last, bounds


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
        before.text in ("$", "€", "£", ":", "#", "No.", "/") or before.lower_ in words("names with numbers")
    ):
        return True
    return _is_a_make(before) or (
        token.text.isdigit()
        and len(token.text) == 4
        and 1900 <= int(token.text) <= 2100
        and (after is None or not after.is_alpha or after.pos_ not in ("NOUN", "ADJ"))
    )
