"""Bare numbers behind a toll, and counts of what is no victim: buildings hit, people who live somewhere."""

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from warledger.reading.findings import Count, Number
from warledger.reading.layout import layout_of
from warledger.reading.lexicons import facility_words, forms_of, lemma, words
from warledger.reading.outcome_words import Cause, pick
from warledger.reading.tenses import tense_of
from warledger.records import Outcome, Role, Span

TOLL_REACH = 26
"""Tokens between "toll" and its number: "the death toll from the raids on the town on Friday has risen to 58"."""
ABOUT_REACH = 3
"""Tokens beside "toll" in which its outcome stands: "the number of wounded", "injury toll"."""
QUOTE_REACH = 14
"""A quote stretches to the word of outcome if that is at most so many tokens away, else it holds the noun phrase."""


def by_toll(doc: Doc, number: Number, found: Sequence[Count] = ()) -> Cause | None:
    """ "raised the death toll to 58", "the number of displaced to 750,000": a bare number after a toll.

    Args:
        doc: the parse.
        number: the number, whose noun says nothing of what happened.
        found: the counts before it, for "another agency puts the figure at 60".
    """
    start = layout_of(doc).bounds(number.first)[0]
    linked = doc[number.first - 1].lower_ in words("toll links") if number.first else False
    for token in reversed(doc[max(start, number.first - TOLL_REACH) : number.first]):
        if token.lower_ in words("toll") and linked:
            return _toll_of(doc, token)
        if lemma(token) in ("figure", "estimate") and linked:
            return _as_before(doc, token, found)
    if linked and _goes_up(doc, number.first):
        toll = next(
            (t for t in reversed(doc[max(0, start - TOLL_REACH) : start]) if t.lower_ == "toll"), None
        )
        if toll is not None:
            return Cause("killed", doc[number.first - 1])
    return _toll_behind(doc, number) or _other_reports(doc, number, found)


def _toll_of(doc: Doc, toll: Token) -> Cause | None:
    about = " ".join(t.lower_ for t in doc[max(0, toll.i - ABOUT_REACH) : toll.i + 2 * ABOUT_REACH])
    if toll.lower_ in ("number", "total", "count") and not any(w in about for w in words("toll of outcomes")):
        return None
    if toll.i and doc[toll.i - 1].lower_ == "death":
        return Cause("killed", toll)
    injured = "injur" in about or "wound" in about
    outcome: Outcome = (
        "displaced" if any(w in about for w in words("uprooted")) else "injured" if injured else "killed"
    )
    return Cause("abducted" if "abducted" in about or "kidnapped" in about else outcome, toll)


def _as_before(doc: Doc, token: Token, found: Sequence[Count]) -> Cause | None:
    """ "the UN puts the figure at 60": of whatever was counted in this sentence or the one before."""
    if not found or found[-1].kind == "population" or doc[found[-1].head].sent.end < token.sent.start - 1:
        return None
    return Cause(found[-1].outcome, token)


def _goes_up(doc: Doc, first: int) -> bool:
    """ "This was later raised to 82": what "this" is, the sentence before told."""
    verb = next((t for t in reversed(doc[max(0, first - ABOUT_REACH) : first]) if t.pos_ == "VERB"), None)
    if verb is None or lemma(verb) not in words("changing"):
        return False
    return any(c.dep_ in ("nsubj", "nsubjpass") and c.pos_ == "PRON" for c in verb.children)


def _toll_behind(doc: Doc, number: Number) -> Cause | None:
    """ "brings to 274,000 the total number of people displaced", "raised to 18 its toll of rebels killed"."""
    after = doc[number.last : number.last + ABOUT_REACH]
    before = doc[number.first - 1].lower_ if number.first else ""
    toll = next((t for t in after if t.lower_ in words("toll")), None)
    if (
        toll is None
        or before != "to"
        or not any(
            lemma(t) in ("bring", *words("changing"))
            for t in doc[max(0, number.first - ABOUT_REACH) : number.first]
        )
    ):
        return None
    behind = min(toll.i + TOLL_REACH, layout_of(doc).bounds(toll.i)[1])
    about = set(forms_of(doc).lower[toll.i : behind])
    if about & words("uprooted"):
        return Cause("displaced", toll)
    return Cause(
        "injured" if about & {"wounded", "injured"} and not about & {"killed", "dead"} else "killed", toll
    )


def _other_reports(doc: Doc, number: Number, found: Sequence[Count]) -> Cause | None:
    """ "other reports say 25", "other sources put it at 30": a bare number for what was counted before."""
    if not found or found[-1].kind != "casualty" or number.last >= len(doc):
        return None
    before = doc[max(0, number.first - ABOUT_REACH - 1) : number.first]
    said = next(
        (
            t
            for t in before
            if t.lower_ in words("tellings") and t.i and t.nbor(-1).lower_ in ("other", "some", "another")
        ),
        None,
    )
    stands_alone = doc[number.last].pos_ in ("PUNCT", "CCONJ", "SPACE") or doc[number.last].lower_ in (
        "killed",
        "dead",
    )
    return Cause(found[-1].outcome, said) if said is not None and stands_alone else None


def labelled(doc: Doc, number: Number) -> Cause | None:
    """ "Killed: 12", "Dead: 12", "The death toll: 24": a label and its number."""
    if number.first < 2 or doc[number.first - 1].text != ":":
        return None
    label = doc[number.first - 2]
    if label.lower_ == "toll":
        return Cause("killed", label)
    return pick(label, "state", "noun")


def role_of(doc: Doc, number: Number) -> Role:
    """Tell whether the report itself replaces the figure: "up from 30", "rose from 30 to 41", "earlier reports"."""
    lower = forms_of(doc).lower
    before = lower[max(0, number.first - 5) : number.first]
    to_follows = lower[number.last : number.last + 1] == ["to"]
    if before[-2:] in (["up", "from"], ["down", "from"]) or (before[-1:] == ["from"] and to_follows):
        return "superseded"
    behind = lower[number.last : number.last + 3]
    if behind[:2] == ["of", "the"] and behind[2:] and behind[2] in words("hurt"):
        return "part"  # "after five of the wounded died": they are in the toll already
    told = set(before)
    return "superseded" if told & words("earlier") and told & words("reported toll") else "total"


def quote_of(doc: Doc, number: Number, noun: Token, cause: Token) -> Span:
    """The shortest stretch that holds number, noun and outcome; without a far outcome."""
    first, last = number.first, max(number.last, noun.i + 1)
    if last == number.last and last < len(doc) and doc[last].lower_ in ("others", "more"):
        last += 1
    layout = layout_of(doc)
    if layout.sentence[cause.i] == layout.sentence[number.first]:
        low, high = min(first, cause.i), max(last, cause.i + 1)
        if high - low <= QUOTE_REACH:
            first, last = low, high
    return layout.cut(first, last)


def is_facility(noun: Token, first: int) -> bool:
    """Tell whether a counted noun is a building of the kind whose loss is counted."""
    known = facility_words()
    for start in range(max(first, noun.i - 2), noun.i + 1):
        entry = known.get(" ".join(lemma(t) for t in noun.doc[start : noun.i + 1] if t.text != "-"))
        if entry is not None:
            return entry[1]
    return False


def facilities(doc: Doc, number: Number, noun: Token, sentence: Sequence[int]) -> Count | None:
    """ "destroyed 4 health facilities", "two dozen hospitals have been bombed"."""
    cause: Token | None = None
    around = [
        noun.head,
        *noun.children,
        *doc[noun.i + 1 : noun.i + 6],
        *doc[max(0, number.first - 4) : number.first],
    ]
    for token in around:
        if (lemma(token) in words("hit") or lemma(token) in words("emptied")) and token.pos_ in (
            "VERB",
            "ADJ",
            "AUX",
            "NOUN",
        ):
            cause = token
            break
    if cause is None:
        return None
    emptied = lemma(cause) in words("emptied")  # "80 homes were evacuated"
    return Count(
        quote=quote_of(doc, number, noun, cause), first=number.first, last=noun.i + 1, head=noun.i, cause=cause.i,
        sentence=sentence[noun.i], kind="displacement" if emptied else "facilities",
        outcome="displaced" if emptied else "hit", victims="unspecified", bounds=number.bounds,
        hedge=number.hedge, tense=tense_of(cause), unit="buildings",
    )  # fmt: skip


def inhabitants(doc: Doc, number: Number, noun: Token, sentence: Sequence[int]) -> Count | None:
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
