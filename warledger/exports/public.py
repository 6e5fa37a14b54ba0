"""The public profile: what is withheld from an export that leaves the desk (STANDARDS rule 9 and A8).

Withheld:

- exact coordinates: every point is rounded to two decimals, about a kilometre, so that no hospital, school
  or camp can be aimed at by it; a site loses its gazetteer number, which would give the point back;
- the names of private persons who are cited or quoted: "a named person" stands in their place, or their part where
  the report gives it ("Abu Samir (doctor)" becomes "doctor"). Bodies, offices, outlets and descriptions that
  name nobody ("doctor", "residents") stay;
- of attacks on health care all but country, date, health resource, kinds of attack and of facility, counts and certainty,
  as WHO publishes them, in every table and on every page (`published`), and whatever leads to the rest (`guarding`);
- who judged, in the table of judgements; their reasons stay, so nobody's name belongs there;
- the names of files that were refused, and why: a file is called as its owner calls it.

With a withheld speaker of a quotation goes the place in the text where it is named.

Kept: the quotes and evidence, word for word. They were published by their outlets, and a figure without its
sentence cannot be checked; a name inside a quote stays readable. The full profile withholds nothing.
"""

import csv
import re
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from importlib import resources

from warledger.records import (
    Account,
    Blame,
    Chain,
    ContextLine,
    Correction,
    Disagreement,
    Figure,
    Incident,
    LooseFigure,
    Perpetrator,
    Place,
    Quotation,
    Reconciled,
    RecurringQuotation,
    TollSeries,
    content_id,
)

DECIMALS = 2
"""Of a degree: 0.01° is 1.1 km, as coarse as public tables of attacks on hospitals give a town."""

NAMED_PERSON = "a named person"

_TABLES = (("primary_sources.csv", ("name", "known_as")), ("actors.csv", ("canonical",)))
_BEHIND = re.compile(r"\s(?:of|from|at|with)\s|,\s")
"""What parts a person from the body behind the name: "Rana Amin of Tal Ward Hospital"."""
_BEFORE = re.compile(
    r"^(?P<part>(?:\S+\s+)*(?!(?:of|for|from|in|at|to|near|and|the|with|by)\s)[a-z]\S*)\s+(?P<name>[A-Z]\S+(?:\s+[A-Z]\S+)+)$"
)
"""A part with the name behind it: "hospital director Rana Amin"."""
_WITH_PART = re.compile(r"^(?P<name>\s*+[^(\s]++(?:\s++[^(\s]++)*+)\s*+\((?P<part>[^)]++)\)$")


@lru_cache(maxsize=1)
def _known_bodies() -> frozenset[str]:
    return frozenset(
        row[column].casefold() for table, columns in _TABLES for row in _rows(table) for column in columns
    )


@lru_cache(maxsize=1)
def _body_words() -> frozenset[str]:
    return frozenset(row["word"] for row in _rows("public_bodies.csv"))


def _rows(table: str) -> list[dict[str, str]]:
    text = (resources.files("warledger") / "data" / table).read_text(encoding="utf-8")
    return list(csv.DictReader(line for line in text.splitlines() if not line.startswith("#")))


@lru_cache(maxsize=65536)
def public_source(name: str) -> str:
    """Name a cited source so that no private person can be told from it.

    A name is kept where it is in the tables of sources and actors, holds a word for a body and none for a person
    beside it, is an abbreviation, or names nobody (no word of it is capitalised). Where in doubt it is withheld.
    """
    if name.casefold().removeprefix("the ") in _known_bodies():
        return name
    with_part = _WITH_PART.match(name)
    if with_part is not None:
        part, person = with_part["part"], with_part["name"]
        return name if public_source(person) == person else public_source(part)
    with_name = _BEFORE.match(name)
    if with_name is not None and _may_be_a_name(_words(with_name["name"])):
        return public_source(with_name["part"])
    head = _words(_BEHIND.split(name, maxsplit=1)[0])
    of_a_body = any(word.casefold() in _body_words() for word in _words(name))
    if of_a_body and (len(head) < 2 or not _may_be_a_name(head)):
        return name
    return name if _names_nobody(_words(name)) else NAMED_PERSON


def _words(name: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", name)


def _names_nobody(words: Iterable[str]) -> bool:
    return all(word.islower() or (len(word) > 1 and word.isupper()) for word in words)


def _may_be_a_name(words: Iterable[str]) -> bool:
    """Tell whether words may be a person's: each is capitalised, and none is a body's."""
    return all(word.istitle() and word.casefold() not in _body_words() for word in words)


def _sources(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(public_source, names)))


def public_place(place: Place) -> Place:
    """Round a place's point; a site loses its gazetteer number too."""
    if place.lat is None or place.lon is None:
        return place
    lat, lon = round(place.lat, DECIMALS), round(place.lon, DECIMALS)
    if lat == 0 and lon == 0:
        # The Gulf of Guinea holds no such place; the mark of an unknown point must not arise by rounding.
        return replace(place, lat=None, lon=None, geonames_id=None)
    number = None if place.precision == "site" else place.geonames_id
    return replace(place, lat=lat, lon=lon, geonames_id=number)


def _figure(figure: Figure) -> Figure:
    return replace(figure, says=_sources(figure.says))


def _perpetrator(perpetrator: Perpetrator) -> Perpetrator:
    return replace(perpetrator, says=_sources(perpetrator.says))


def public_correction(correction: Correction) -> Correction:
    """Withhold from a correction, the reader's value and the reviewer's, what the public profile withholds."""
    own, value = correction.own, correction.value
    if isinstance(own, Figure):
        return replace(correction, own=_figure(own))
    if isinstance(own, Perpetrator):
        return replace(correction, own=_perpetrator(own))
    if isinstance(own, Place) and isinstance(value, Place):
        return replace(correction, own=public_place(own), value=public_place(value))
    return correction


def public_account(account: Account) -> Account:
    """Withhold from an account what the public profile withholds; its quotes stay."""
    return replace(
        account,
        corrected=tuple(map(public_correction, account.corrected)),
        place=public_place(account.place),
        figures=tuple(map(_figure, account.figures)),
        perpetrators=tuple(map(_perpetrator, account.perpetrators)),
        says=_sources(account.says),
    )


def _reconciled(figure: Reconciled) -> Reconciled:
    return replace(figure, sources=_sources(figure.sources))


def _blame(blame: Blame) -> Blame:
    return replace(blame, says=_sources(blame.says))


def _cited(incident: Incident) -> set[str]:
    named = {*incident.primary_sources, *(s for f in incident.figures for s in f.sources)}
    named |= {s for blame in incident.perpetrators for s in blame.says}
    for account in incident.accounts:
        named |= set(account.says)
        named |= {s for figure in account.figures for s in figure.says}
        named |= {s for perpetrator in account.perpetrators for s in perpetrator.says}
    return named


def _without_names(text: str, names: Iterable[str]) -> str:
    """Take the withheld names out of a sentence of ours, the longest first."""
    withheld = [name for name in names if public_source(name) != name]
    for name in sorted(withheld, key=lambda name: (-len(name), name)):
        text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", public_source(name), text)
    return text


def public_incident(incident: Incident) -> Incident:
    """Withhold from an incident, with all its accounts, what the public profile withholds."""
    named = _cited(incident)
    return replace(
        incident,
        place=public_place(incident.place),
        figures=tuple(map(_reconciled, incident.figures)),
        perpetrators=tuple(map(_blame, incident.perpetrators)),
        primary_sources=_sources(incident.primary_sources),
        disagreements=tuple(
            Disagreement(d.kind, _without_names(d.text, named), d.accounts) for d in incident.disagreements
        ),
        accounts=tuple(map(public_account, incident.accounts)),
        lineage=tuple(map(_chain, incident.lineage)),
    )


def _chain(chain: Chain) -> Chain:
    passages = tuple(replace(p, through=_sources(p.through)) for p in chain.passages)
    return replace(chain, source=public_source(chain.source), passages=passages)


def public_loose(figure: LooseFigure) -> LooseFigure:
    """Withhold from a figure that is no incident's own what the public profile withholds."""
    return replace(
        figure,
        says=_sources(figure.says),
        place=public_place(figure.place),
        origin=public_place(figure.origin),
        destination=public_place(figure.destination),
    )


def public_context(line: ContextLine) -> ContextLine:
    """Withhold from a context line what the public profile withholds: a party may be a person too."""
    return replace(
        line,
        parties=_sources(line.parties),
        excluded=_sources(line.excluded),
        says=_sources(line.says),
        mediators=_sources(line.mediators),
        place=public_place(line.place),
    )


def public_series(series: TollSeries) -> TollSeries:
    """Withhold from a running toll whose count it is, where that is a private person.

    The series are told apart before: the tolls of two persons are two. Nor may the id be tried against a list of names.
    """
    sources = _sources(series.sources)
    first = min(id_ for point in series.points for id_ in point.figures)
    identity = series.id if sources == series.sources else content_id("t", first)
    return replace(series, id=identity, sources=sources, place=public_place(series.place))


def public_recurring(found: RecurringQuotation) -> RecurringQuotation:
    """Withhold from words quoted in several reports who said them, where that is a private person."""
    tellings = tuple(replace(telling, speaker=_sources(telling.speaker)) for telling in found.tellings)
    return replace(found, speakers=_sources(found.speakers), tellings=tellings)


def public_quotation(quotation: Quotation) -> Quotation:
    """Withhold from a quotation who speaks, where that is a private person; what is said stays.

    The words that name the speaker may name a person where the speaker does not: "the chief negotiator, Nadim Qassab"
    is read as "chief".
    """
    speaker = _sources(quotation.speaker)
    named = quotation.named
    if named is not None and (speaker != quotation.speaker or public_source(named.text) != named.text):
        named = None
    return replace(quotation, speaker=speaker, named=named)
