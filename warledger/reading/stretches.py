"""Whether words run over a stretch of time: "since September", "in the past four days", "in 2015", "this year".

Reading knows no dates yet; it is enough to see that a count runs on, and that it is no one day's.
"""

from spacy.tokens import Doc, Token

from warledger.reading.layout import layout_of
from warledger.reading.lexicons import lemma, words

REACH = 14
"""Tokens between a count and its stretch: "over the past year the charity has received reports of 71 attacks"."""
QUALIFIED = 4
"""Tokens before "days" in which "past" or "during" may stand: "during the first two weeks"."""
SINCE_WHAT = 4
"""Tokens behind "since" in which "dawn" makes it one day's."""
YEARS = range(1900, 2101)


def over_a_stretch(doc: Doc, first: int, last: int) -> bool:
    """Tell whether a stretch of time stands near the tokens `first`..`last`, in their sentence."""
    start, end = layout_of(doc).bounds(first)
    near = doc[max(start, first - REACH) : min(end, last + REACH)]
    return any(_is_stretch(t) for t in near if not first <= t.i < last)


def _is_stretch(token: Token) -> bool:
    doc, low = token.doc, token.lower_
    if low == "since":
        behind = {t.lower_ for t in doc[token.i + 1 : token.i + 1 + SINCE_WHAT]}
        return not behind & words("parts of a day")
    before = [t.lower_ for t in doc[max(0, token.i - QUALIFIED) : token.i]]
    if low in words("long times"):
        return not words("running").isdisjoint(before)
    if lemma(token) in words("long fights"):
        return "the" in before and not {"in", "during"}.isdisjoint(before)
    if before[-1:] not in (["in"], ["during"]):
        return False
    year = token.text.isdigit() and int(token.text) in YEARS
    return year or (low in words("months") and token.text[0].isupper())
