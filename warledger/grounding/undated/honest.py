"""What an undated report's own expressions of time are known to mean, where no day is made up for it."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from spacy.tokens import Doc

from warledger.grounding.mentions import PeriodMention
from warledger.grounding.periods import find_periods
from warledger.grounding.undated.between import ANY_DAY, is_narrow, spread
from warledger.records import Period, ReportDate, Span


def stand_in(dated: ReportDate, mentions: Sequence[PeriodMention]) -> ReportDate:
    """Choose a day against which an undated report's words can be told apart ("yesterday" is not "on Tuesday").

    The day after the last full date that it tells, where its limits allow; else the last or the first day that they
    allow. No record is ever dated by it.
    """
    first, last = dated.earliest or date.min, dated.latest or date.max
    told = [m.period.end for m in mentions if m.period.precision == "day" and m.period.end is not None]
    days = [day + timedelta(days=1) for day in told if first <= day + timedelta(days=1) <= last]
    return ReportDate(max(days, default=None) or dated.latest or dated.earliest or ANY_DAY, "text")


def honest_periods(doc: Doc, dated: ReportDate, mentions: Sequence[PeriodMention]) -> Mapping[Span, Period]:
    """What the expressions of time of an undated report are known to mean, by their spans.

    Args:
        doc: the parse.
        dated: when it can have been written.
        mentions: the expressions, read without a day: a date said with its year is known in any case.

    Returns:
        For each its days, basis "inferred" where they rest on `dated`; none with the quote kept where it cannot be told.
    """
    honest = {m.span: _known(m.period, m.span) for m in mentions}
    if not is_narrow(dated) or dated.earliest is None or dated.latest is None:
        return honest
    early = {m.span: m.period for m in find_periods(doc, ReportDate(dated.earliest, "text"))}
    late = {m.span: m.period for m in find_periods(doc, ReportDate(dated.latest, "text"))}
    for span, period in honest.items():
        if period.start is None and period.end is None and span in early and span in late:
            honest[span] = spread(early[span], late[span], span)
    return honest


def _known(period: Period, span: Span) -> Period:
    known = period.start is not None or period.end is not None
    return period if known else Period(quote=span)
