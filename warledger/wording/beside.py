"""What a ledger keeps beside one incident: the running tolls that cover it, and figures that its reports tie to it."""

from dataclasses import dataclass
from itertools import islice

from warledger.ledger import Ledger
from warledger.reconciling.coverage import covering, within
from warledger.reconciling.running import toll_series
from warledger.records import Incident, LooseFigure, Span, TollPoint, TollSeries
from warledger.wording.asides import displaced_words, loose_words, toll_words
from warledger.wording.reports import notes_about

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
    tolls = [toll_line(series, point) for series, point in tolls_over(ledger, incident)]
    return (*tolls, *map(tied_line, tied_to(ledger, incident)))


def tolls_over(ledger: Ledger, incident: Incident) -> tuple[tuple[TollSeries, TollPoint], ...]:
    """Find the running tolls that cover an incident by area and period, each with its latest state."""
    country = incident.place.country
    if country is None:
        return ()
    told = ledger.loose("running_toll", "aggregate", country=country)
    near = [figure for figure in told if within(figure.place, incident.place)]
    series = toll_series(near, notes_about(ledger, (f.report for f in near)))
    return tuple(islice(covering(series, incident), MOST_TOLLS))


def tied_to(ledger: Ledger, incident: Incident) -> tuple[LooseFigure, ...]:
    """Find the displaced and the buildings that the incident's own reports tie to it."""
    own = {account.id for account in incident.accounts}
    reports = {account.report for account in incident.accounts}
    return tuple(f for f in ledger.loose(reports=reports) if own & set(f.accounts))


def toll_line(series: TollSeries, point: TollPoint) -> Beside:
    """Write a running toll that covers an incident."""
    return Beside(f"Within the toll of {toll_words(series, point)}", point.reports[0], point.quote)


def tied_line(figure: LooseFigure) -> Beside:
    """Write a figure that the text ties to an incident."""
    if figure.outcome == "displaced":
        words = f"Displaced by it: {displaced_words(figure)}"
    else:
        words = f"Told with it: {loose_words(figure)}"
    return Beside(words, figure.report, figure.quote)
