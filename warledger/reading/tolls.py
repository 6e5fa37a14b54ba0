"""Bare numbers behind a toll, and counts of what is no victim: buildings hit, people who live somewhere."""

from spacy.tokens import Doc, Token

from warledger.reading.findings import Count, Number
from warledger.reading.lexicons import facility_words, lemma, words
from warledger.reading.outcomes import Cause
from warledger.reading.tenses import tense_of
from warledger.records import Role, Span

TOLL_REACH = 14
"""Tokens between "toll" and its number: "the death toll from Friday's attack on the market has risen to 58"."""
QUOTE_REACH = 14
"""A quote stretches to the word of outcome if that is at most so many tokens away, else it holds the noun phrase."""


def by_toll(doc: Doc, number: Number) -> Cause | None:
    """ "raised the death toll to 58", "the number of displaced to 750,000": a bare number after a toll."""
    before = doc[max(0, number.first - TOLL_REACH) : number.first]
    for token in reversed(before):
        if token.lower_ in words("toll") and token.sent.start == doc[number.first].sent.start:
            link = doc[number.first - 1].lower_
            if link not in words("toll links"):
                return None
            about = " ".join(t.lower_ for t in doc[max(0, token.i - 3) : token.i + 6])
            if token.lower_ in ("number", "total") and not any(w in about for w in words("toll of outcomes")):
                return None
            injured = "injur" in about or "wound" in about
            return Cause("displaced" if "displaced" in about else "injured" if injured else "killed", token)
    return None


def role_of(doc: Doc, number: Number) -> Role:
    """Tell whether the report itself replaces the figure: "up from 30", "rose from 30 to 41", "earlier reports"."""
    before = [t.lower_ for t in doc[max(0, number.first - 5) : number.first]]
    to_follows = number.last < len(doc) and doc[number.last].lower_ == "to"
    if before[-2:] == ["up", "from"] or (before[-1:] == ["from"] and to_follows):
        return "superseded"
    behind = tuple(t.lower_ for t in doc[number.last : number.last + 3])
    if behind[:2] == ("of", "the") and behind[2:] and behind[2] in words("hurt"):
        return "part"  # "after five of the wounded died": they are in the toll already
    told = set(before)
    return "superseded" if told & words("earlier") and told & words("reported toll") else "total"


def quote_of(doc: Doc, number: Number, noun: Token, cause: Token) -> Span:
    """The shortest stretch that holds number, noun and outcome; without a far outcome."""
    first, last = number.first, max(number.last, noun.i + 1)
    if last == number.last and last < len(doc) and doc[last].lower_ in ("others", "more"):
        last += 1
    if cause.sent.start == doc[number.first].sent.start:
        low, high = min(first, cause.i), max(last, cause.i + 1)
        if high - low <= QUOTE_REACH:
            first, last = low, high
    span = doc[first:last]
    return Span(span.start_char, span.end_char, span.text)


def is_facility(noun: Token, first: int) -> bool:
    """Tell whether a counted noun is a building of the kind whose loss is counted."""
    known = facility_words()
    for start in range(max(first, noun.i - 2), noun.i + 1):
        entry = known.get(" ".join(lemma(t) for t in noun.doc[start : noun.i + 1] if t.text != "-"))
        if entry is not None:
            return entry[1]
    return False


def facilities(doc: Doc, number: Number, noun: Token, sentence: dict[int, int]) -> Count | None:
    """ "destroyed 4 health facilities", "two dozen hospitals have been bombed"."""
    cause: Token | None = None
    around = [
        noun.head,
        *noun.children,
        *doc[noun.i + 1 : noun.i + 6],
        *doc[max(0, number.first - 4) : number.first],
    ]
    for token in around:
        if lemma(token) in words("hit") and token.pos_ in ("VERB", "ADJ", "AUX", "NOUN"):
            cause = token
            break
    if cause is None:
        return None
    return Count(
        quote=quote_of(doc, number, noun, cause), first=number.first, last=noun.i + 1, head=noun.i, cause=cause.i,
        sentence=sentence[noun.i], kind="facilities", outcome="hit", victims="unspecified", bounds=number.bounds,
        hedge=number.hedge, tense=tense_of(cause),
    )  # fmt: skip


def inhabitants(doc: Doc, number: Number, noun: Token, sentence: dict[int, int]) -> Count | None:
    """ "some 300,000 people live in the quarter": people counted, none of them a victim."""
    near = [noun.head, *doc[noun.i + 1 : noun.i + 5], *doc[max(0, number.first - 4) : number.first]]
    cause = next((t for t in near if lemma(t) in words("living")), None)
    if cause is None:
        return None
    return Count(
        quote=quote_of(doc, number, noun, cause), first=number.first, last=noun.i + 1, head=noun.i, cause=cause.i,
        sentence=sentence[noun.i], kind="population", outcome="other", victims="unspecified",
        bounds=number.bounds, hedge=number.hedge,
    )  # fmt: skip
