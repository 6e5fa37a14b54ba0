"""Finds the stretches of a parsed text that may name a place: gazetteer names, entities, and what syntax says."""

from dataclasses import dataclass, field, replace
from functools import lru_cache

from spacy.tokens import Doc, Token

from warledger.grounding.gazetteer import Gazetteer, Hit
from warledger.grounding.gazetteer.spelling import ARTICLES, plain
from warledger.grounding.place_words import kind_noun, words_of

LONGEST_NAME = 6
# A name that the parser does not take for a place is one all the same where a town of this size bears it.
WELL_KNOWN = 100_000
PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
_INNER = ARTICLES | {"-", "–", "'", "’", "`", "of", "de", "du", "la", "le", "do", "da", "dos", "san", "bin", "al", "/"}
# Between a name and the noun that tells its kind: "the city of X", "X and Y neighbourhoods".
_JOINERS = frozenset({"of", "the", "called", "named", "known", "as", '"', "“", "”"})


@dataclass(frozen=True, slots=True)
class Name:
    """A stretch of tokens (`first` to `last`, exclusive) that may name a place.

    `start`/`end` are offsets of the very name: less than the tokens' where an apostrophe was lost
    ("Syrias"). `role` is the kind that a noun beside it tells; `label` the parser's entity label;
    `demonym` the country that an adjective stands for. `body` tells that it lies in a longer name of
    something else.
    """

    first: int
    last: int
    start: int
    end: int
    text: str
    hits: tuple[Hit, ...]
    label: str = ""
    role: str | None = None
    demonym: str | None = None
    body: bool = False
    guessed: bool = False
    countries: dict[str, float] = field(default_factory=dict)


def find_names(doc: Doc, gazetteer: Gazetteer) -> list[Name]:
    """Find the names in text order, non-overlapping; each with the entries that bear it (none: unknown)."""
    names: list[Name] = []
    i = 0
    while i < len(doc):
        name = _name_at(doc, i, gazetteer) if _may_begin(doc, i) else None
        if name is None:
            i += 1
            continue
        names.append(name)
        i = name.last
    return _merge(names, _unknown_names(doc, names))


@lru_cache(maxsize=65536)
def _capital(text: str) -> bool:
    first = next((c for c in text if c.isalnum()), "")
    return first.isupper()


def _may_begin(doc: Doc, i: int) -> bool:
    token = doc[i]
    if _capital(token.text):
        return True
    # "al-Bab", "al Bab", "ez-Zor": an article in lower case opens a name if a capital follows.
    lower = token.lower_
    if lower not in ARTICLES or i + 1 >= len(doc):
        return False
    after = i + 2 if doc[i + 1].text == "-" else i + 1
    if after == i + 1 and lower not in {"al", "el"}:
        return False
    return after < len(doc) and _capital(doc[after].text)


def _name_at(doc: Doc, i: int, gazetteer: Gazetteer) -> Name | None:
    """Find the longest acceptable name that begins at a token."""
    limit = min(len(doc), i + LONGEST_NAME)
    end = i
    while end < limit and (_capital(doc[end].text) or doc[end].lower_ in _INNER) and not (end > i and doc[end].is_sent_start):
        end += 1
    for last in range(end, i, -1):
        if not _capital(doc[last - 1].text):
            continue
        name = _known(doc, i, last, gazetteer)
        if name is not None:
            return name
    return None


def _known(doc: Doc, first: int, last: int, gazetteer: Gazetteer) -> Name | None:
    start, end = doc[first].idx, doc[last - 1].idx + len(doc[last - 1])
    text = doc.text[start:end]
    for cut in _spellings(text):
        demonym = gazetteer.country_of(cut)
        hits = () if demonym else gazetteer.exact(cut)
        if not hits and not demonym:
            continue
        name = Name(first, last, start, start + len(cut), cut, hits, _label(doc, first, last), demonym=demonym)
        name = replace(name, role=_role(doc, name), body=_in_body(doc, name))
        if _acceptable(doc, name):
            return name
    return None


def _spellings(text: str) -> tuple[str, ...]:
    """The text as it stands, and without the s of a lost apostrophe or what follows a hyphen."""
    forms = [text]
    if len(text) > 4 and text.endswith("s") and not text.endswith("ss"):
        forms.append(text[:-1])
    if "-" in text and " " not in text:
        forms.append(text.split("-", 1)[0])
    if text.endswith((".", ",")):
        forms.append(text[:-1])
    return tuple(forms)


def _label(doc: Doc, first: int, last: int) -> str:
    labels = [t.ent_type_ for t in doc[first:last] if t.ent_type_]
    if not labels:
        return ""
    places = [label for label in labels if label in PLACE_LABELS]
    return places[0] if places else labels[-1]


def role_after(doc: Doc, at: int) -> str | None:
    """Tell the kind noun that follows a name, over further names of a list ("X and Y neighbourhoods")."""
    i = at
    while i < min(len(doc), at + 6):
        token = doc[i]
        if token.text in {"'s", "’s", "’", "'"}:
            return None
        if (role := kind_noun(token.text)) is not None and (token.text.islower() or i == at):
            return role
        if not (_capital(token.text) or token.lower_ in _INNER or token.lower_ in {"and", ",", "local", "government", "air", "military"}):
            return None
        i += 1
    return None


def role_before(doc: Doc, at: int) -> str | None:
    """Tell the kind noun before a name: "the village of X", "the town X", "neighbourhoods of X and Y"."""
    i = at - 1
    steps = 0
    while i >= 0 and steps < 8 and not doc[i + 1].is_sent_start:
        token = doc[i]
        if (role := kind_noun(token.text)) is not None and token.text.islower():
            return role if token.lower_ not in {"state", "capital", "port"} or role == "town" else None
        if not (_capital(token.text) or token.lower_ in _INNER or token.lower_ in _JOINERS or token.lower_ in {"and", ","}):
            return None
        i -= 1
        steps += 1
    return None


def _role(doc: Doc, name: Name) -> str | None:
    return role_after(doc, name.last) or role_before(doc, name.first)


def _in_body(doc: Doc, name: Name) -> bool:
    """Tell whether the name is a part of a longer name of an organisation, paper, brigade or work."""
    if name.last < len(doc) and doc[name.last].lower_ in words_of("body") and _capital(doc[name.last].text):
        return True
    after = doc[name.last + 1] if name.last + 1 < len(doc) else None
    if (
        after is not None and after.lower_ in words_of("body") and _capital(after.text)
        and _capital(doc[name.last].text) and not doc[name.last].ent_type_ in PLACE_LABELS
    ):
        return True
    token = doc[name.first]
    if token.ent_type_ in {"ORG", "PERSON", "WORK_OF_ART", "PRODUCT", "LAW"}:
        start = token.i
        while start > 0 and doc[start].ent_iob_ == "I":
            start -= 1
        last = name.last
        while last < len(doc) and doc[last].ent_iob_ == "I":
            last += 1
        return (start, last) != (name.first, name.last) and last - start > name.last - name.first + 1
    return False


def _prominence(hits: tuple[Hit, ...]) -> int:
    """The population of the largest entry that bears the name; a province counts as a million."""
    best = 0
    for hit in hits:
        if hit.entry.kind == "country":
            return 100_000_000
        if hit.entry.kind in {"province", "area"} and hit.main:
            best = max(best, 1_000_000)
        elif hit.main or hit.entry.population > WELL_KNOWN:
            best = max(best, hit.entry.population)
    return best


def _acceptable(doc: Doc, name: Name) -> bool:
    """Judge whether a gazetteer name is used as the name of a place here."""
    if name.demonym:
        return True
    first = doc[name.first]
    if name.last - name.first == 1 and first.lower_ in words_of("common") or plain(name.text) in words_of("common"):
        return False
    if first.like_num or not any(c.isalpha() for c in name.text) or len(plain(name.text)) < 2:
        return False
    country = any(h.entry.kind == "country" for h in name.hits)
    if country:
        return first.text.isupper() or len(name.text) > 2
    if _after_person_title(doc, name.first):
        return False
    if name.label in PLACE_LABELS and not name.body:
        return True
    located = located_here(doc, name.first)
    prominence = _prominence(name.hits)
    if name.label == "PERSON" and name.body:
        return False
    if name.body:
        return prominence >= WELL_KNOWN
    if name.label in {"DATE", "TIME", "CARDINAL", "MONEY", "PERCENT", "ORDINAL", "QUANTITY"}:
        return prominence >= WELL_KNOWN and located
    if first.pos_ not in {"PROPN", "NOUN", "ADJ", "X"} and name.last - name.first == 1:
        return False
    return bool(name.role) or located or (name.label != "PERSON" and prominence >= WELL_KNOWN) or prominence >= 1_000_000


def _after_person_title(doc: Doc, at: int) -> bool:
    if at == 0 or doc[at].is_sent_start:
        return False
    before = doc[at - 1]
    return before.lower_ in words_of("person") and _capital(before.text)


def located_here(doc: Doc, at: int) -> bool:
    """Tell whether a preposition of place or a verb of attack stands before the name, or a list of places."""
    i = at - 1
    while i >= 0 and (doc[i].lower_ in words_of("direction") or doc[i].lower_ in {"the", "al", "-", "city", "s"}):
        i -= 1
    return i >= 0 and doc[i].lower_ in words_of("locative")


def _unknown_names(doc: Doc, known: list[Name]) -> list[Name]:
    """Find capitalised names that no list bears but the parser or a noun of place beside them marks."""
    taken = {i for name in known for i in range(name.first, name.last)}
    found: list[Name] = []
    i = 0
    while i < len(doc):
        if i in taken or not _may_begin(doc, i) or _is_common(doc[i]):
            i += 1
            continue
        last = i + 1
        while last < len(doc) and last not in taken and _goes_on(doc, last):
            last += 1
        while last > i + 1 and not _capital(doc[last - 1].text):
            last -= 1
        if (name := _marked(doc, i, last)) is not None:
            found.append(name)
        i = max(last, i + 1)
    return found


def _is_common(token: Token) -> bool:
    return token.lower_ in words_of("common") or token.lower_ in words_of("person") or not token.text[0].isalpha()


def _goes_on(doc: Doc, i: int) -> bool:
    token = doc[i]
    if token.is_sent_start:
        return False
    if _capital(token.text):
        return not _is_common(token) or token.ent_type_ in PLACE_LABELS
    return token.lower_ in _INNER and token.lower_ != "of" and i + 1 < len(doc) and (
        _capital(doc[i + 1].text) or doc[i + 1].text == "-"
    )


def _marked(doc: Doc, first: int, last: int) -> Name | None:
    start, end = doc[first].idx, doc[last - 1].idx + len(doc[last - 1])
    text = doc.text[start:end]
    if len(text) < 3 or _after_person_title(doc, first):
        return None
    label = _label(doc, first, last)
    name = Name(first, last, start, end, text, (), label, guessed=True)
    name = replace(name, role=_role(doc, name), body=_in_body(doc, name))
    if name.body or doc[last - 1].lower_ in words_of("body"):
        return None
    own_noun = kind_noun(doc[last - 1].text) if last - first > 1 else None
    if own_noun:
        name = replace(name, role=own_noun)
    # Only the parser's eye for a place, or a noun of place together with a place's position, will do.
    if label in PLACE_LABELS or (name.role and label not in {"NORP", "ORG", "DATE", "EVENT"}) or (name.role in {"quarter", "town"}):
        return name
    return None


def _merge(known: list[Name], unknown: list[Name]) -> list[Name]:
    return sorted([*known, *unknown], key=lambda n: n.first)
