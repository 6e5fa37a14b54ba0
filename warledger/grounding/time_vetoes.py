"""What only looks like an expression of time: counts, verbs, persons and movements."""

import csv
from functools import lru_cache
from importlib.resources import files

from spacy.tokens import Doc

from warledger.grounding.feast_rules import MONTH_LONG
from warledger.grounding.time_hits import Hit, atom_before
from warledger.grounding.time_words import Atom, TimeLine, feasts, lexicon

YEAR_LEADS = frozenset(
    {"in", "since", "during", "by", "until", "from", "to", "between", "throughout", "before", "after", "and", "of", "early",
     "late", "mid", "-", "the", "a", "for", "or", ","}
)  # fmt: skip
ARTICLES = frozenset({"al", "el", "as", "an", "ul"})
"""The Arabic article that opens a surname."""
SURE_YEAR_LEADS = frozenset({"in", "since", "during", "until", "throughout"})
JOINING_LEADS = frozenset({"to", "and", "-", ",", "or"})
MONTH_LEADS = frozenset(
    {"in", "since", "during", "by", "until", "from", "to", "between", "throughout", "before", "after", "and", "of", "early",
     "late", "mid", "-", "last", "this", "next", "on", "the", "a", "or"}
)  # fmt: skip


def is_no_time(doc: Doc, line: TimeLine, hit: Hit) -> bool:
    """Tell whether a hit is none; a shorter one may still be found inside it."""
    lone = len(hit.atoms) == 1
    symbol = hit.atoms[0].symbol
    before = atom_before(line, hit)
    if lone and symbol == "YEAR":
        return _is_count(doc, line, hit, before)
    if lone and symbol == "FEAST" and feasts()[hit.atoms[0].value].days >= MONTH_LONG:
        return _is_person(doc, hit)
    if lone and symbol in ("MON", "MONA"):
        return _is_name_or_verb(doc, hit, before)
    if hit.rule.kind == "date" and "MON" in hit.symbols:
        return _counts_a_noun(doc, hit, before)
    return symbol == "YEARS" and lone and before is None


def names_a_movement(doc: Doc, hit: Hit) -> bool:
    """Tell a party from a day: "the March 14 alliance", "the 6 April Youth Movement"."""
    if hit.rule.kind != "date" or "MON" not in hit.symbols:
        return False
    following = [doc[i] for i in range(hit.last, min(hit.last + 2, len(doc)))]
    return any(token.lower_ in _nouns("time_movements.csv") for token in following)


def names_an_appointment(doc: Doc, hit: Hit) -> bool:
    """Tell "the June 3 poll": the nearest 3 June, past or to come."""
    if hit.rule.kind not in ("date", "month") or "MON" not in hit.symbols or hit.last >= len(doc):
        return False
    return doc[hit.last].lower_ in _nouns("time_appointments.csv")


@lru_cache(maxsize=2)
def _nouns(name: str) -> frozenset[str]:
    """Load a list of nouns: those that make a date a name (data/time_movements.csv), those with an appointed day."""
    text = (files("warledger") / "data" / name).read_text(encoding="utf-8")
    rows = csv.DictReader(line for line in text.splitlines() if not line.startswith("#"))
    return frozenset(row["noun"] for row in rows)


def _is_person(doc: Doc, hit: Hit) -> bool:
    """Tell "Ramadan al-Sabta", a man, from the month: a name beside it that is no word of time."""
    after = doc[hit.last] if hit.last < len(doc) else None
    if after is not None and after.pos_ == "PROPN" and after.lower_ not in lexicon():
        return after.text[0].isupper() or after.lower_.split("-")[0] in ARTICLES
    before = doc[hit.first - 1] if hit.first else None
    return (
        before is not None
        and before.pos_ == "PROPN"
        and before.dep_ == "compound"
        and before.lower_ not in lexicon()
    )


def _is_count(doc: Doc, line: TimeLine, hit: Hit, before: Atom | None) -> bool:
    """Tell "2016 people" from "in 2016 people fled" (a comma was lost), which is most likely a year."""
    token, value = doc[hit.first], hit.atoms[0].value
    following = doc[hit.last] if hit.last < len(doc) else None
    lead = before.symbol if before else ""
    bracketed = hit.first > 0 and doc[hit.first - 1].text in ("(", "[")
    if bracketed and following is not None and following.text in (")", "]", "-", "–"):
        return False
    if lead not in YEAR_LEADS:  # "an alleged 1996 massacre"
        return (
            following is None or following.tag_ != "NN" or not following.is_lower or token.head.i <= token.i
        )
    counted = token.dep_ in ("nummod", "compound") and token.head.i > token.i and token.head.tag_ == "NNS"
    if lead in SURE_YEAR_LEADS:
        return counted and value % 100 == 0
    if lead in ("the", "a"):
        return following is None or following.tag_ not in ("NN", "NNP", "JJ")
    if lead in JOINING_LEADS:  # "2011 and 2012", "from 2003 to 2011": the second year needs a first
        earlier = atom_before(line, hit, 2)
        return earlier is None or earlier.symbol not in ("YEAR", "MON", "MONA")
    return counted or value % 100 == 0


def _is_name_or_verb(doc: Doc, hit: Hit, before: Atom | None) -> bool:
    """Tell "May" and "March" as verbs, "April" and "Jan" as persons."""
    token = doc[hit.first]
    led = before is not None and before.symbol in MONTH_LEADS
    if hit.atoms[0].symbol == "MONA" or led:
        return not led
    return token.pos_ in ("VERB", "AUX") or (token.pos_ == "PROPN" and token.ent_type_ == "PERSON")


def _counts_a_noun(doc: Doc, hit: Hit, before: Atom | None) -> bool:
    """Tell "in May 14 people were killed" (a comma was lost): "in" takes no day, so the number counts people."""
    if before is None or before.symbol != "in" or hit.atoms[-1].symbol not in ("DAY", "ORD"):
        return False
    return hit.last < len(doc) and not doc[hit.last].is_punct
