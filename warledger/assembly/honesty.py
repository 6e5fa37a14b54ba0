"""The days of an undated report's records: what is known of them in place of what a stand-in day made of the words."""

from collections.abc import Mapping
from dataclasses import replace

from warledger.assembly.grounded import Grounded
from warledger.grounding.undated import interval_of
from warledger.records import Period, Span, Telling


def honestly_dated(told: Telling, grounded: Grounded, honest: Mapping[Span, Period]) -> Telling:
    """Give every account, loose figure and context line of an undated report the days that are known of it.

    Args:
        told: the report's records, dated as if it were of a day that stands in for its own.
        grounded: the report.
        honest: what its words of time are known to mean, by their spans.

    Returns:
        The same records. What has words of time has the days that they can mean, or their quote alone; an account
        without any was news on the days that the report can be of, where these are few enough to be a date at all.
    """

    def known(period: Period, unsaid: Period) -> Period:
        return unsaid if period.quote is None else honest.get(period.quote, Period(quote=period.quote))

    news, never = interval_of(grounded.dated), Period()
    return replace(
        told,
        accounts=tuple(replace(a, date=known(a.date, news)) for a in told.accounts),
        loose=tuple(replace(f, period=_running(f.period, known(f.period, never))) for f in told.loose),
        context=tuple(replace(line, period=known(line.period, never)) for line in told.context),
    )


def _running(told: Period, known: Period) -> Period:
    """Keep that a figure runs on from a day; a war's first day is the same whenever the report was written."""
    if told.basis == "inferred":
        return told
    return replace(known, end=None) if told.end is None and known.start is not None else known
