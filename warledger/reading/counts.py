"""Counts of people and what happened to them, each with its number, noun, class and the word that says so."""

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from warledger.reading.findings import Count, CountKind, Number
from warledger.reading.lexicons import facility_words, lemma, victim_words
from warledger.reading.numbers import find_numbers
from warledger.reading.outcomes import Cause, cause_of, words_of
from warledger.reading.speakers import SAYING
from warledger.reading.tenses import tense_of
from warledger.records import Bounds, Dropped, Role, Span, VictimClass

NOUN_REACH = 5
"""Tokens between a number and its noun: "eleven other wounded pro-government fighters"."""
QUOTE_REACH = 14
"""A quote stretches to the word of outcome if that is at most so many tokens away, else it holds the noun phrase."""
ONE = frozenset({"a", "an", "another", "his", "her", "its", "their"})
"""Words before a noun in the singular that tell of one person: "killing its owner and his son"."""
OTHERS = frozenset({"other", "others", "more", "another", "further", "additional", "rest"})
INCLUDING = frozenset({"including", "include", "included", "among", "amongst"})
FORCES = frozenset(
    "army force forces troop militia brigade regime rebel government isis isil daesh is ypg sdf fsa security police "
    "military paramilitary guard hezbollah nusra taliban militant insurgent jihadist terrorist pro-government pro-regime "
    "loyalist opposition special border air".split()
)
"""Words before "members", "men", "personnel" that make them combatants."""
NEUTRAL = frozenset(
    {
        "member",
        "man",
        "personnel",
        "element",
        "other",
        "people",
        "person",
        "body",
        "number",
        "casualty",
        "driver",
    }
)
HIT = frozenset(
    "hit bomb destroy damage attack target strike shell raid torch burn flatten level knock put ruin demolish raze hurt close".split()
)
LIVING = frozenset(
    {
        "live",
        "reside",
        "trap",
        "besiege",
        "inhabit",
        "remain",
        "strand",
        "shelter",
        "need",
        "host",
        "house",
        "detain",
        "imprison",
    }
)
SHARE_REACH = 8
"""Tokens between a total and its share: "40 people, most of them worshippers, including"."""
TOLL = frozenset({"toll", "tally", "tolls", "number"})
TOLL_REACH = 14
"""Tokens between "toll" and its number: "the death toll from Friday's attack on the market has risen to 58"."""


def find_counts(doc: Doc) -> tuple[tuple[Count, ...], tuple[Dropped, ...]]:
    """Find every count of victims, displaced, or buildings hit; the other numbers come back as dropped."""
    sentence = {t.i: n for n, s in enumerate(doc.sents) for t in s}
    found: list[Count] = []
    dropped: list[Dropped] = []
    for number in sorted((*find_numbers(doc), *_singles(doc)), key=lambda n: (n.first, n.last)):
        if found and number.first < found[-1].last:
            continue
        count = _count(doc, number, found, sentence)
        if count is not None:
            found.append(count)
        elif not number.implied:
            span = doc[number.first : number.last]
            dropped.append(
                Dropped(Span(span.start_char, span.end_char, span.text), "no outcome is said of it")
            )
    return tuple(found), tuple(dropped)


def _singles(doc: Doc) -> Iterator[Number]:
    """ "a woman", "another child": one person told of without a number."""
    for token in doc:
        if token.lower_ in ONE and token.i + 1 < len(doc):
            noun = token.head
            if noun.dep_ in ("nsubj", "appos") and lemma(noun.head) in SAYING:
                continue
            if (
                noun.i > token.i
                and noun.i - token.i <= NOUN_REACH
                and _person(noun)
                and noun.tag_ in ("NN", "NNP")
                and lemma(noun) not in ("people", "toll", "body")
            ):
                yield Number(token.i, token.i + 1, Bounds(1, 1), None, implied=True)
    for entity in doc.ents:
        if entity.label_ == "PERSON" and _suffers(entity.root):
            yield Number(entity.start, entity.end, Bounds(1, 1), None, implied=True)


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
    root = last
    while root.head.i in range(number.first, number.last) and root.head.i != root.i:
        root = root.head
    head = root.head
    if (
        head.i >= number.last
        and head.i - number.last <= NOUN_REACH
        and head.pos_ in ("NOUN", "PROPN", "ADJ", "VERB")
        and _plain_between(doc, number.last, head.i)
    ):
        return _compound_end(head)
    for token in doc[number.last : number.last + NOUN_REACH]:
        low = token.lower_
        if (
            low in ("of", "the", "its", "their", "his", "her", "these", "those", "-", '"')
            or low in OTHERS
            or token.pos_ in ("ADJ", "ADV", "DET")
        ):
            if (
                lemma(token) in victim_words()
                and token.i + 1 < len(doc)
                and doc[token.i + 1].pos_ not in ("NOUN", "PROPN")
            ):
                return token
            continue
        if token.pos_ in ("NOUN", "PROPN"):
            if (
                token.i + 1 < len(doc)
                and doc[token.i + 1].pos_ == "NOUN"
                and token.dep_ in ("compound", "nmod", "poss")
            ):
                continue
            return token
        break
    return last


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
    doc, words = noun.doc, victim_words()
    for width in (3, 2):
        start = noun.i - width + 1
        if start >= first:
            known = words.get(" ".join(lemma(t) for t in doc[start : noun.i + 1] if t.text != "-"))
            if known is not None:
                return known
    base = lemma(noun)
    modifiers = {lemma(t) for t in doc[first : noun.i]} | {t.lower_ for t in doc[first : noun.i]}
    if base in NEUTRAL and modifiers & FORCES:
        return "combatants"
    if base == "staff" and modifiers & {"medical", "hospital", "health"}:
        return "medics"
    if base in words:
        return words[base]
    for token in (c for c in noun.children if c.dep_ in ("compound", "amod") and first <= c.i):
        if lemma(token) in words and words[lemma(token)] != "unspecified" and noun.pos_ != "NOUN":
            return words[lemma(token)]
    return None


def _count(doc: Doc, number: Number, found: list[Count], sentence: dict[int, int]) -> Count | None:
    noun = noun_of(doc, number)
    if noun is None:
        return None
    alone = noun.i < number.last
    others = bool({t.lower_ for t in doc[number.first : noun.i + 1]} & OTHERS) or (
        number.last < len(doc) and doc[number.last].lower_ in OTHERS
    )
    victims = victims_of(noun, number.first)
    if victims is None and number.implied and doc[number.first].ent_type_ == "PERSON":
        victims = _office(noun)
    if victims is None and not number.implied and _is_facility(noun, number.last):
        return _facilities(doc, number, noun, sentence)
    cause = cause_of(noun, number.first, implied=number.implied)
    if cause is None:
        cause = _by_toll(doc, number) if not number.implied and (alone or victims is not None) else None
    parent, share = _whole(doc, number, noun, found, sentence)
    if cause is None and parent is not None and (victims is not None or alone):
        cause = Cause(found[parent].outcome, doc[found[parent].cause])
    if cause is None:
        return _living(doc, number, noun, sentence) if victims is not None and not number.implied else None
    if victims is None and not alone and noun is not cause.token and lemma(noun) not in ("life", "toll"):
        return None
    if number.implied and (victims is None or cause.outcome == "displaced" or _scene(cause.token)):
        return None
    victims = victims or _class_beside(doc, number, noun)
    if (
        victims in (None, "unspecified")
        and others
        and lemma(noun) not in ("person", "people")
        and found
        and found[-1].sentence == sentence[noun.i]
        and found[-1].kind == "casualty"
    ):
        victims = found[-1].victims if found[-1].victims in ("civilians", "combatants") else "unspecified"
    quote = _quote(doc, number, noun, cause.token)
    kind: CountKind = "displacement" if cause.outcome == "displaced" else "casualty"
    return Count(
        quote=quote, first=number.first, last=max(number.last, noun.i + 1), head=noun.i, cause=cause.token.i,
        sentence=sentence[noun.i], kind=kind, outcome=cause.outcome, victims=victims or "unspecified",
        bounds=number.bounds, hedge=number.hedge, role=_role(doc, number), within=parent if share else None,
        others=others, implied=number.implied, tense=tense_of(cause.token),
    )  # fmt: skip


def _scene(cause: Token) -> bool:
    """ "help an injured woman", "the body of a child": a scene that a reporter saw, not a count."""
    return cause.dep_ == "amod" or lemma(cause) in ("body", "corpse", "remains")


def _class_beside(doc: Doc, number: Number, noun: Token) -> VictimClass | None:
    """ "claimed the lives of 35 civilians": the class stands behind the counted "lives"."""
    after = doc[noun.i + 1 : noun.i + 6]
    if len(after) and after[0].lower_ == "of":
        for token in after[1:]:
            known = victim_words().get(lemma(token))
            if known is not None and token.pos_ == "NOUN":
                return known
    return None


def _whole(
    doc: Doc, number: Number, noun: Token, found: list[Count], sentence: dict[int, int]
) -> tuple[int | None, bool]:
    """Find the count that this one is a share of, or stands in one list with.

    Returns:
        The index of that count and whether this one is a share ("including") rather than a neighbour ("and").
    """
    here = [k for k, c in enumerate(found) if c.sentence == sentence[noun.i] and c.kind == "casualty"]
    if not here:
        return None, False
    previous = found[here[-1]]
    between = doc[previous.last : number.first]
    words = {t.lower_ for t in between}
    near = len(between) <= SHARE_REACH and not any(
        t.tag_ in ("VBD", "VBZ", "VBP") and t.lower_ not in INCLUDING for t in between
    )
    if near and (words & INCLUDING or {"of", "them"} <= words or {"of", "whom"} <= words):
        top = previous.within if previous.within is not None else here[-1]
        return top, True
    if len(between) <= 3 and (
        not len(between) or words <= {"and", ",", "or", "plus", "their", "her", "his", "as", "well", "-", "&"}
    ):
        share = previous.within is not None
        return (previous.within if share else here[-1]), share
    return None, False


def _office(name: Token) -> VictimClass:
    """The class of a named person by what stands beside the name: "journalist X", "X, a nurse"."""
    beside = [c for c in name.children if c.dep_ in ("appos", "compound", "nmod")]
    known = (victim_words().get(lemma(c)) for c in beside)
    return next((k for k in known if k is not None and k != "unspecified"), "unspecified")


def _is_facility(noun: Token, first: int) -> bool:
    known = facility_words()
    for start in range(max(first, noun.i - 2), noun.i + 1):
        entry = known.get(" ".join(lemma(t) for t in noun.doc[start : noun.i + 1] if t.text != "-"))
        if entry is not None:
            return entry[1]
    return False


def _by_toll(doc: Doc, number: Number) -> Cause | None:
    """ "raised the death toll to 58", "the number of displaced to 750,000": a bare number after a toll."""
    before = doc[max(0, number.first - TOLL_REACH) : number.first]
    for token in reversed(before):
        if token.lower_ in TOLL and token.sent.start == doc[number.first].sent.start:
            link = doc[number.first - 1].lower_
            if link not in (
                "to",
                "at",
                "of",
                "is",
                "was",
                "as",
                "reached",
                "hit",
                "from",
                "stood",
                "-",
                "exceeded",
                "passed",
            ):
                return None
            about = " ".join(t.lower_ for t in doc[max(0, token.i - 3) : token.i + 6])
            if token.lower_ == "number" and not any(
                w in about for w in ("killed", "dead", "deaths", "displaced", "wounded", "injured")
            ):
                return None
            injured = "injur" in about or "wound" in about
            return Cause("displaced" if "displaced" in about else "injured" if injured else "killed", token)
    return None


def _role(doc: Doc, number: Number) -> Role:
    before = [t.lower_ for t in doc[max(0, number.first - 5) : number.first]]
    if before[-1:] == ["from"] and number.last < len(doc) and doc[number.last].lower_ == "to":
        return "superseded"
    if set(before) & {"earlier", "previous", "previously", "initially", "initial"} and set(before) & {
        "toll",
        "reported",
        "said",
        "tally",
        "count",
        "report",
    }:
        return "superseded"
    if before[-2:] == ["up", "from"]:
        return "superseded"
    return "total"


def _quote(doc: Doc, number: Number, noun: Token, cause: Token) -> Span:
    first, last = number.first, max(number.last, noun.i + 1)
    if cause.sent.start == doc[number.first].sent.start:
        low, high = min(first, cause.i), max(last, cause.i + 1)
        if high - low <= QUOTE_REACH:
            first, last = low, high
    span = doc[first:last]
    return Span(span.start_char, span.end_char, span.text)


def _facilities(doc: Doc, number: Number, noun: Token, sentence: dict[int, int]) -> Count | None:
    """ "destroyed 4 health facilities", "two dozen hospitals have been bombed"."""
    cause: Token | None = None
    around = [
        noun.head,
        *noun.children,
        *doc[noun.i + 1 : noun.i + 6],
        *doc[max(0, number.first - 4) : number.first],
    ]
    for token in around:
        if lemma(token) in HIT and token.pos_ in ("VERB", "ADJ", "AUX", "NOUN"):
            cause = token
            break
    if cause is None:
        return None
    return Count(
        quote=_quote(doc, number, noun, cause), first=number.first, last=noun.i + 1, head=noun.i, cause=cause.i,
        sentence=sentence[noun.i], kind="facilities", outcome="hit", victims="unspecified", bounds=number.bounds,
        hedge=number.hedge, tense=tense_of(cause),
    )  # fmt: skip


def _living(doc: Doc, number: Number, noun: Token, sentence: dict[int, int]) -> Count | None:
    """ "some 300,000 people live in the quarter": people counted, none of them a victim."""
    near = [noun.head, *doc[noun.i + 1 : noun.i + 5], *doc[max(0, number.first - 4) : number.first]]
    cause = next((t for t in near if lemma(t) in LIVING or t.lower_ == "population"), None)
    if cause is None:
        return None
    return Count(
        quote=_quote(doc, number, noun, cause), first=number.first, last=noun.i + 1, head=noun.i, cause=cause.i,
        sentence=sentence[noun.i], kind="population", outcome="other", victims="unspecified",
        bounds=number.bounds, hedge=number.hedge,
    )  # fmt: skip
