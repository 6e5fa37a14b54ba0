"""What reading and grounding make of one report, side by side: all that assembly works on."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from warledger.assembly.nearness import describes
from warledger.assembly.places import located, quartered
from warledger.assembly.voices import Voices, hear
from warledger.grounding.actors import find_actors
from warledger.grounding.gazetteer import Gazetteer
from warledger.grounding.mentions import ActorMention, PeriodMention, PlaceMention, in_sentences
from warledger.grounding.periods import find_periods
from warledger.grounding.places import find_places
from warledger.grounding.report_dates import date_report, is_date_line
from warledger.grounding.undated.honest import honest_periods, stand_in
from warledger.grounding.undated.inference import infer_date
from warledger.reading import Count, Reading, read
from warledger.reading.lexicons import forms_of
from warledger.records import Period, Report, ReportDate, Span
from warledger.reports.furniture import furniture_spans

TOLD_WITHIN = 3
"""Sentences over which a report still speaks of the town that it named last."""


@dataclass(frozen=True, slots=True)
class Grounded:
    """One report's findings and mentions.

    `places` and `periods` are all of them, `where` and `when` those at which an act can have happened; `country`
    is the ISO 3166 code of the country that most places lie in.

    The periods of a report without a day are read against a day that stands in for it, so that "yesterday" and "on
    Tuesday" are told apart; `honest` gives, by the words, what is known of them, and only that leaves the room.
    """

    doc: Doc
    report: Report
    dated: ReportDate
    reading: Reading
    places: tuple[PlaceMention, ...]
    periods: tuple[PeriodMention, ...]
    where: tuple[PlaceMention, ...]
    when: tuple[PeriodMention, ...]
    actors: tuple[ActorMention, ...]
    voices: Voices
    country: str | None
    furniture: tuple[Span, ...]
    honest: Mapping[Span, Period] | None = None

    def why_no_count(self, count: Count) -> str | None:
        """Say why a count is neither an incident's nor a loose figure; None where it may be one of them."""
        if is_on(self.furniture, count.quote):
            return "it stands in the page's furniture"
        if count.tense == "denied":
            return "the text denies it"
        dated = any(p.first <= count.first < p.last for p in self.periods)
        return "it is part of a date" if dated else None


def ground(doc: Doc, report: Report, gazetteer: Gazetteer) -> Grounded:
    """Read and ground one report.

    Args:
        doc: the parse of `report.text` by `reading.load_language()`.
        report: the report.
        gazetteer: where names of places are looked up.
    """
    dated = date_report(report)
    reading = read(doc)
    places = tuple(find_places(doc, gazetteer))
    country = _country(places)
    dated, periods, honest = _times(doc, report, dated, country)
    furniture = tuple(furniture_spans(report.text))
    when = tuple(
        p
        for p in periods
        if p.relation == "at"
        and p.period.start is not None
        and p.period.precision != "year"
        and not is_date_line(p, dated)
    )
    return Grounded(
        doc,
        report,
        dated,
        reading,
        places,
        periods,
        tuple(_scenes(doc, places, reading, furniture)),
        when,
        find_actors(doc, country=country, day=dated.day, places=places),
        hear(doc, reading.counts, reading.speeches, country=country),
        country,
        furniture,
        honest,
    )


def _times(
    doc: Doc, report: Report, dated: ReportDate, country: str | None
) -> tuple[ReportDate, tuple[PeriodMention, ...], Mapping[Span, Period] | None]:
    """The report's date and its expressions of time; where it has no day, what can be told of both from its words."""
    periods = tuple(find_periods(doc, dated))
    if dated.day is not None:
        return dated, periods, None
    dated = infer_date(doc, report, dated, periods, country)
    honest = honest_periods(doc, dated, periods)
    return dated, tuple(find_periods(doc, stand_in(dated, periods))), honest


def _scenes(
    doc: Doc, places: Sequence[PlaceMention], reading: Reading, furniture: Sequence[Span]
) -> list[PlaceMention]:
    """Pick the places where something can have happened: no speakers' homes, no furniture, no mere description.

    A place that only a description gives ("the village, which lies near A") stays where its sentence has no other.
    """
    aside = (*furniture, *(s.span for s in reading.speeches if not s.carried))
    scenes = [
        p
        for p in places
        if p.sense == "location" and p.place.precision != "unknown" and not is_on(aside, p.span)
    ]
    numbers = forms_of(doc).sentence
    beside: dict[int, list[PlaceMention]] = {}
    for p in scenes:
        beside.setdefault(numbers[p.first], []).append(p)
    told = {id(p): describes(doc, p.first, p.last) for p in scenes}
    plain = {numbers[p.first] for p in scenes if not told[id(p)]}
    return [
        quartered(
            located(p, beside[numbers[p.first]]),
            in_sentences(scenes, numbers, numbers[p.first] - TOLD_WITHIN, numbers[p.first]),
        )
        for p in scenes
        if not told[id(p)] or numbers[p.first] not in plain
    ]


def _country(places: Sequence[PlaceMention]) -> str | None:
    """The country that most of the report's places lie in."""
    votes: dict[str, int] = {}
    for mention in places:
        if mention.place.country and mention.sense in ("location", "adjective"):
            votes[mention.place.country] = votes.get(mention.place.country, 0) + 1
    return max(votes, key=lambda c: (votes[c], c)) if votes else None


def is_on(spans: Iterable[Span], span: Span) -> bool:
    """Tell whether one of the spans holds the whole of another."""
    return any(f.start <= span.start and span.end <= f.end for f in spans)
