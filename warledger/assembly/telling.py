"""One report, from its parse to all that it tells: the way through reading, grounding and assembly."""

from collections.abc import Callable, Sequence

from spacy.tokens import Doc

from warledger.assembly.blame import denials
from warledger.assembly.booking import accounts_of, loose_figures
from warledger.assembly.breaches import with_breaches
from warledger.assembly.context import Setting, context_of
from warledger.assembly.drafts import Draft
from warledger.assembly.grounded import Grounded, ground
from warledger.assembly.honesty import honestly_dated
from warledger.assembly.learnt import Judgement, judge
from warledger.assembly.quotations import quotations_of, with_speakers
from warledger.assembly.ruling import Ruling, rule
from warledger.assembly.ties import ties_of
from warledger.assembly.voices import cited
from warledger.grounding.gazetteer import Gazetteer
from warledger.grounding.report_dates import date_report
from warledger.records import Perpetrator, Report, Telling
from warledger.reports import tells_of_violence

DENIAL_REACH = 4
"""Sentences between an act and its denial; further off a party denies in general."""


type Judging = Callable[[Grounded, Ruling], Judgement]
"""How the rules' findings are weighed: by the learnt judges, or as the rules themselves have them."""


def tell(doc: Doc, report: Report, gazetteer: Gazetteer, *, judging: Judging = judge) -> Telling:
    """Read, ground and assemble one report; one without a word of violence tells nothing (see `tell_quiet`).

    Args:
        doc: the parse of `report.text` by `reading.load_language()`.
        report: the report; every span of the outcome slices its text.
        gazetteer: where names of places are looked up.
        judging: who weighs what the rules find.
    """
    if not tells_of_violence(report.text):
        return tell_quiet(report)
    return assemble(ground(doc, report, gazetteer), judging=judging)


def tell_quiet(report: Report) -> Telling:
    """Give what a report tells in which the first look finds no violence, flight or truce: its own date and no more.

    Without this rule a yacht race in a storm came out as a shooting, and a road toll as clashes.
    """
    return Telling(report, date_report(report))


def as_ruled(_: Grounded, ruling: Ruling) -> Judgement:
    """Take what the rules have found as it is."""
    return Judgement(ruling.drafts, ruling.loose, ruling.dropped, {})


def assemble(grounded: Grounded, *, judging: Judging = judge) -> Telling:
    """Make of a report's findings all that it tells."""
    doc, report, reading = grounded.doc, grounded.report, grounded.reading
    judgement = judging(grounded, rule(grounded))
    says = cited(doc, reading.counts, grounded.voices, judgement.says)
    _deny(judgement.drafts, denials(doc, grounded.actors))
    quotations = quotations_of(doc, report, reading.quotes, grounded.voices, furniture=grounded.furniture)
    setting = Setting(
        grounded.places,
        grounded.periods,
        grounded.actors,
        grounded.country,
        grounded.voices,
        quotations,
        grounded.furniture,
    )
    accounts = with_speakers(accounts_of(grounded, judgement.drafts, says), quotations)
    told = Telling(
        report,
        grounded.dated,
        with_breaches(doc, reading.turns, accounts, grounded.places),
        loose_figures(
            grounded, judgement.loose, says, ties_of(grounded, judgement.drafts, accounts, judgement.loose)
        ),
        (*reading.dropped, *judgement.dropped),
        context_of(doc, report, reading.turns, setting),
        quotations,
    )
    return told if grounded.honest is None else honestly_dated(told, grounded, grounded.honest)


def _deny(drafts: Sequence[Draft], found: Sequence[tuple[int, Perpetrator]]) -> None:
    """Put a denial to the acts that its party is blamed for, told within a few sentences of it."""
    for sentence, denial in found:
        for draft in drafts:
            near = any(abs(sentence - f.sentence) <= DENIAL_REACH for f in draft.frames)
            if near and (denial.actor, False) in draft.blames:
                draft.blames.setdefault((denial.actor, True), denial)
