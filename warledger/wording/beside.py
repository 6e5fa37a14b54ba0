"""What a ledger keeps beside one incident: the running tolls that cover it, and figures that its reports tie to it."""

from dataclasses import dataclass
from itertools import islice

from warledger.ledger import Ledger
from warledger.reconciling.coverage import covering
from warledger.reconciling.running import toll_series
from warledger.records import Incident, LooseFigure, Span
from warledger.wording.asides import displaced_words, to_words, toll_words

MOST_TOLLS = 3
"""Running tolls shown with an incident: those of the narrowest areas."""


@dataclass(frozen=True, slots=True)
class Beside:
    """One line beside an incident: what it says in words, and the quote in its report."""

    text: str
    report: str
    quote: Span


def beside(ledger: Ledger, incident: Incident) -> tuple[Beside, ...]:
    """Give the tolls that cover an incident by area and period, then the displaced and the buildings told with it."""
    country = incident.place.country
    near = (f for f in ledger.loose("running_toll", "aggregate") if country and f.place.country == country)
    series = toll_series(near, ledger.notes())
    tolls = [
        Beside(f"Counted within: {toll_words(one, point)}", point.reports[0], point.quote)
        for one, point in islice(covering(series, incident), MOST_TOLLS)
    ]
    own = {account.id for account in incident.accounts}
    reports = sorted({account.report for account in incident.accounts})
    tied = [f for report in reports for f in ledger.telling(report).loose if own & set(f.accounts)]
    return (*tolls, *(Beside(_tied_words(f), f.report, f.quote) for f in tied))


def _tied_words(figure: LooseFigure) -> str:
    if figure.outcome == "displaced":
        return f"Displaced by it: {displaced_words(figure)}"
    return f"Hit in it: {to_words(figure.bounds.low, figure.bounds.high)} ({figure.quote.text})"
