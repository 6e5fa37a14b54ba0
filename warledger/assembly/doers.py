"""What an actor of a sentence does in it: the verbs and nouns of violence that its place in the parse makes its deeds.

A report stripped of its commas parses badly over long stretches, so the words right beside each other
("regime warplanes bombed", "a rebel rocket attack") count as well as the arcs.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from spacy.tokens import Doc, Token

from warledger.assembly.blame_words import blame_words
from warledger.grounding.mentions import ActorMention
from warledger.reading.layout import layout_of
from warledger.reading.lexicons import lemma

NOMINAL = frozenset({"compound", "amod", "poss", "nmod", "nummod", "appos", "conj"})
"""Arcs that lead from an actor's name up through its noun phrase."""
SUBJECTS = frozenset({"nsubj", "csubj"})
GOING_ON = frozenset({"conj", "xcomp", "advcl", "pcomp", "prep", "dep", "ccomp"})
"""Arcs from a verb down to what the same subject does next: "bombed the town, killing 12"."""
RELATIVES = frozenset({"that", "which", "who"})
CLAUSE_LIKE = frozenset({"as", "after", "when", "while", "before"})
"""Prepositions to a parser that as often open a clause."""
REACH_LEFT = 4
"""Tokens before an act's words in which its doer may stand as a qualifier."""
FILLING = frozenset({"ADJ", "NOUN", "PROPN", "ADV", "CCONJ", "PART", "PUNCT", "NUM"})
CLIMB = 8
"""Arcs to follow at most: a longer chain of nouns is a list that the parser ran together."""

REMEMBERED = 64
"""Actors whose place in the parse is kept: those of a report or two, asked for by every act of their sentences."""


def noun_phrase(token: Token) -> Token:
    """Climb from an actor's name to the head of the noun phrase that it stands in."""
    for _ in range(CLIMB):
        if token.dep_ not in NOMINAL or token.head.i == token.i or token.head.pos_ == "VERB":
            break
        token = token.head
    return token


def chain(token: Token) -> Iterator[Token]:
    """Yield the token and the nouns above it in its noun phrase: "regime", "air", "strikes"."""
    yield token
    for _ in range(CLIMB):
        if token.dep_ not in NOMINAL or token.head.i == token.i or token.head.pos_ == "VERB":
            return
        token = token.head
        yield token


def is_passive(verb: Token) -> bool:
    """Tell whether the verb's subject suffers it; "fighters killed in raids" has lost its auxiliary."""
    if any(c.dep_ in ("auxpass", "nsubjpass") for c in verb.children):
        return True
    if any(c.dep_ == "agent" for c in verb.children):
        return True
    return lemma(verb) in blame_words("deadly") and verb.tag_ in ("VBD", "VBN") and not _has_object(verb)


def _has_object(verb: Token) -> bool:
    doc = verb.doc
    end = layout_of(doc).bounds(verb.i)[1]
    behind = next((doc[i] for i in range(verb.i + 1, end) if doc[i].pos_ != "ADV"), None)
    if behind is None:
        return False
    for child in verb.rights:
        if (
            child.dep_ in ("dobj", "nummod", "attr", "ccomp", "dative", "oprd")
            and child.left_edge.i <= behind.i
        ):
            return True
        if child.dep_ == "conj" and behind.pos_ == "CCONJ":
            return _has_object(child)  # "shot and killed six"
    return behind.pos_ in ("NUM", "DET", "PRON", "ADJ", "NOUN", "PROPN") and behind.ent_type_ not in (
        "DATE",
        "TIME",
    )


def _same_subject(verb: Token) -> Iterator[Token]:
    """Yield the verb and those that go on with its subject: "bombed", "killing", "launched raids and shelled"."""
    todo, seen = [verb], set[int]()
    while todo:
        token = todo.pop()
        if token.i in seen:
            continue
        seen.add(token.i)
        if token.pos_ in ("VERB", "AUX"):
            yield token
        for child in token.children:
            if child.dep_ not in GOING_ON:
                continue
            if child.dep_ == "prep" and child.lower_ not in ("by", "in", "after", "before", "while"):
                continue
            own = [c for c in child.children if c.dep_ in ("nsubj", "nsubjpass", "expl")]
            if own and not (child.dep_ in ("ccomp", "advcl") and own[0].lower_ in ("it", "they")):
                continue
            if child.dep_ == "ccomp" and not own:
                continue
            if child.pos_ in ("VERB", "AUX") and (is_passive(child) or child.tag_ == "VBN"):
                continue
            todo.append(child)


def _objects(verb: Token) -> Iterator[Token]:
    """Yield the acts that a verb's subject does by it: "launched an attack", "hit the town with rockets"."""
    if lemma(verb) in blame_words("conducting"):
        for child in verb.children:
            if child.dep_ in ("dobj", "nsubjpass", "attr"):
                yield from _and(child)
    if lemma(verb) in blame_words("hitting"):
        for child in verb.children:
            if child.dep_ == "prep" and child.lower_ in ("in", "with", "during", "using", "by"):
                for noun in child.children:
                    if noun.dep_ == "pobj":
                        yield from _and(noun)


def _and(noun: Token) -> Iterator[Token]:
    yield noun
    for child in noun.children:
        if child.dep_ in ("conj", "compound", "appos"):
            yield from _and(child)
        elif child.dep_ == "prep" and child.lower_ == "of" and lemma(noun) in _MEASURES:
            for inner in child.children:
                yield from _and(inner)


_MEASURES = ("number", "series", "wave", "barrage", "dozen", "hundred", "round", "volley", "string", "spate")


def name_of(doc: Doc, mention: ActorMention) -> Token:
    """Give the noun that an actor's mention hangs on the rest of the sentence with.

    "Gunmen suspected to be members of the group" is one mention, and its root may be "suspected".
    """
    return _name_of(doc, mention.first, mention.last)


@lru_cache(maxsize=REMEMBERED)
def _name_of(doc: Doc, first: int, last: int) -> Token:
    span = doc[first:last]
    root = doc[first] if last - first == 1 else span.root
    if root.pos_ not in ("VERB", "AUX", "ADP"):
        return root
    nouns = [t for t in span if t.pos_ in ("NOUN", "PROPN")]
    return next((t for t in nouns if t.head.i < first or t.head.i >= last), (*nouns, root)[0])


def phrase_of(doc: Doc, mention: ActorMention) -> Token:
    """Give the head of the noun phrase that an actor stands in, through "members of" and "belonging to"."""
    return _phrase_of(doc, mention.first, mention.last)


@lru_cache(maxsize=REMEMBERED)
def _phrase_of(doc: Doc, first: int, last: int) -> Token:
    top = noun_phrase(_name_of(doc, first, last))
    while (whole := _whole(top)) is not None:
        top = noun_phrase(whole)
    return top


def _whole(token: Token) -> Token | None:
    """ "members of the group", "a helicopter belonging to the regime", "terrorists from the group"."""
    if token.dep_ != "pobj":
        return None
    link = token.head
    owner = link.head
    if link.lower_ in ("of", "from") and lemma(owner) in blame_words("members"):
        return owner
    if link.lower_ in ("to", "with") and owner.dep_ == "acl" and lemma(owner) in blame_words("belonging"):
        return owner.head
    return None


def deeds(doc: Doc, mention: ActorMention) -> frozenset[int]:
    """Give the tokens of all that an actor does in its sentence: verbs, and nouns for acts."""
    return _deeds(doc, mention.first, mention.last)


@lru_cache(maxsize=REMEMBERED)
def _deeds(doc: Doc, first: int, last: int) -> frozenset[int]:
    root = _name_of(doc, first, last)
    top = _phrase_of(doc, first, last)
    found = {t.i for t in chain(root) if t.i >= last or t.i < first}
    if first <= top.head.i < last and top.head.pos_ == "VERB":
        found |= _right_after(
            doc, last
        )  # "terrorists affiliated to X fired": the participle took the subject
    elif top.dep_ in SUBJECTS and not is_passive(top.head):
        found |= _done(top.head)
    elif top.dep_ not in ("pobj", "dobj"):
        found |= _right_after(doc, last)
    elif top.dep_ == "pobj" and top.head.lower_ in CLAUSE_LIKE and top.head.i < first:
        found |= _clause_after(doc, last)
    for noun in (*chain(root), top):
        found |= _relative(noun)
    found |= _agent(doc, top)
    return frozenset(found)


def _right_after(doc: Doc, last: int) -> set[int]:
    """The verb right behind the name, where the parser lost the subject: "the group have reportedly killed seven"."""
    for token in doc[last : last + REACH_LEFT]:
        if token.pos_ == "VERB":
            has = any(t.lower_ in ("have", "has", "had") for t in doc[last : token.i])
            finite = token.tag_ in ("VBD", "VBP", "VBZ") or (token.tag_ == "VBN" and has)
            return _done(token) if finite and not is_passive(token) else set()
        if token.pos_ not in ("AUX", "ADV", "PART"):
            break
    return set()


def _clause_after(doc: Doc, last: int) -> set[int]:
    """The verb right behind a name that the parser hung on "as": "hurt as the group targeted the town with shells"."""
    verb = doc[last] if last < len(doc) else None
    if verb is None or verb.tag_ not in ("VBD", "VBN") or lemma(verb) not in blame_words("violent"):
        return set()
    behind = doc[last + 1] if last + 1 < len(doc) else None
    return set() if behind is None or behind.lower_ in ("by", "in", "on", "during") else _done(verb)


def _done(verb: Token) -> set[int]:
    found: set[int] = set()
    for going in _same_subject(verb):
        if lemma(going) in blame_words("averting"):
            continue
        found.add(going.i)
        found |= {t.i for t in _objects(going)}
    return found


def _relative(noun: Token) -> set[int]:
    """ "warplanes that bombed the town", "militants firing rockets"."""
    found: set[int] = set()
    for child in noun.children:
        if child.dep_ == "relcl" and not is_passive(child):
            subject = next((c for c in child.children if c.dep_ == "nsubj"), None)
            if subject is not None and subject.lower_ in RELATIVES:
                found |= _done(child)
        elif child.dep_ == "acl" and child.tag_ == "VBG":
            found |= _done(child)
    return found


def _agent(doc: Doc, token: Token) -> set[int]:
    """ "raids by government forces", "killed by a rebel sniper", "fire from rebels"."""
    head = token.head
    if token.dep_ != "pobj" or head.dep_ not in ("agent", "prep"):
        return set()
    if head.lower_ == "from" and head.head.pos_ in ("NOUN", "PROPN"):
        return {head.head.i} if lemma(head.head) in blame_words("violence") else set()
    if head.lower_ != "by":
        return set()
    done = head.head
    found = {done.i}
    if done.pos_ == "VERB":
        if done.dep_ in ("acl", "relcl") and lemma(done) in blame_words("holding"):
            return set()
        if lemma(done) not in blame_words("violent") | blame_words("conducting") | blame_words("claiming"):
            return found
        for going in _same_subject(done):
            found |= {going.i, *(t.i for t in _objects(going))}
        if done.dep_ in ("acl", "relcl") and lemma(done) in blame_words("conducting") | blame_words(
            "claiming"
        ):
            found |= {t.i for t in _and(done.head)}
    else:
        found |= {t.i for t in chain(done)}
        if lemma(done) not in blame_words(
            "violence"
        ):  # "killed in Benue State by herdsmen": hung on the place
            found |= {
                t.i
                for t in doc[layout_of(doc).bounds(done.i)[0] : head.i]
                if t.tag_ == "VBN" and is_passive(t)
            }
    return found


def qualifies(doc: Doc, mention: ActorMention, first: int, last: int, others: Sequence[ActorMention]) -> bool:
    """Tell whether the actor stands right before the words `first`..`last` of an act: "regime air strikes".

    "Turkey Syrian regime warplanes bombed": of several in a row only the last, unless they are joined by
    "and" or "or"; "rebel fighters killed in raids" is no deed of the rebels.
    """
    if not (first - REACH_LEFT <= mention.last - 1 < last and mention.first <= first):
        return False
    between = doc[mention.last : max(first, mention.last)]
    if any(t.lower_ in ("held", "controlled", "run") for t in between[:2]):
        return False
    if any(t.lower_ == "-" for t in between[:1]) and not any(
        lemma(t) in blame_words("hyphened") for t in between[1:2]
    ):
        return False
    if any(t.ent_type_ in ("GPE", "LOC", "FAC") for t in between):
        return False
    if not all(t.pos_ in FILLING or t.tag_ in ("VBN", "VBG", "POS") for t in between):
        return False
    nearer = [o for o in others if mention.last <= o.first < first]
    if nearer and not any(t.pos_ == "CCONJ" or t.text == "," for t in doc[mention.last : nearer[0].first]):
        return False
    word = doc[last - 1]
    if lemma(word) in blame_words("averting"):
        return False
    if word.pos_ == "VERB" or word.tag_ in ("VBD", "VBN"):
        if phrase_of(doc, mention).dep_ in ("pobj", "dobj") and any(t.pos_ == "CCONJ" for t in between):
            return False  # "opened fire on police and civilians and killed 11"
        return word.tag_ not in ("VBN", "VB") and not is_passive(word)
    return True


def in_the_course(doc: Doc, mention: ActorMention) -> bool:
    """Tell whether people died while the actor did something: "when police clamped down on a march".

    A last resort, where nobody is said to have done the killing.
    """
    token = phrase_of(doc, mention)
    verb = token if token.dep_ == "advcl" else token.head
    if token.dep_ != "advcl" and (token.dep_ not in SUBJECTS or is_passive(verb)):
        return False
    if lemma(verb) in blame_words("averting") or verb.pos_ == "AUX":
        return False
    return verb.dep_ in ("advcl", "ccomp", "relcl") and any(
        c.lower_ in blame_words("when") and c.dep_ in ("advmod", "mark") for c in verb.children
    )


def is_gloss(doc: Doc, mention: ActorMention, others: Sequence[ActorMention]) -> bool:
    """Tell whether a name only explains another: "X, a splinter group of Y, claimed it", "a Z militia, the X, killed"."""
    top = name_of(doc, mention)
    for _ in range(CLIMB):
        if top.dep_ == "appos" or top.head.i == top.i or top.head.pos_ == "VERB":
            break
        top = top.head
    indefinite = doc[top.left_edge.i].lower_ in ("a", "an") and doc[top.left_edge.i].i <= mention.first
    if not indefinite:
        return False
    if top.dep_ == "appos":
        return any(o.first <= top.head.i < o.last and o.actor != mention.actor for o in others)
    behind = {t.i for c in phrase_of(doc, mention).children if c.dep_ == "appos" for t in c.subtree}
    return any(o.first in behind and o.actor != mention.actor for o in others)
