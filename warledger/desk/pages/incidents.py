"""The first page: all incidents, filtered by what the address asks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import Response

from warledger.desk.filters import Filter, asked_of, understood
from warledger.desk.paging import page_of
from warledger.desk.setting import Desk
from warledger.errors import UsageError
from warledger.ledger import Counts, Found, Ledger, Wanted
from warledger.records import Incident, Outcome
from warledger.wording.phrases import DATE_UNKNOWN, period_words
from warledger.wording.tolls import TollLine, toll_lines

_REPORTS_SHOWN = 10
_ALL_REPORTS = 1_000_000
"""A search that stops early would hide incidents without saying so."""
_TOLLS: tuple[Outcome, ...] = ("killed", "injured")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the list. `dated` is false where no day at all is known."""

    incident: Incident
    dated: bool
    tolls: Mapping[Outcome, Sequence[TollLine]]


@dataclass(frozen=True, slots=True)
class Hit:
    """A report that holds the words searched for, by what a reader knows it by."""

    id: str
    title: str
    outlet: str
    snippet: tuple[tuple[str, bool], ...]


def count_words(counts: Counts) -> list[tuple[int, str]]:
    """Name what the ledger holds, for the line on top; what it holds none of is left out but for the first."""
    held = [
        (counts.incidents, "incidents"), (counts.reports, "reports"), (counts.accounts, "accounts"),
        (counts.figures, "figures"), (counts.loose_figures, "loose figures"),
        (counts.copies, "near-copies"), (counts.undated, "undated reports"),
        (sum(counts.refusals.values()), "refusals"),
    ]  # fmt: skip
    return [
        (n, noun if n != 1 else noun.removesuffix("s").replace("copie", "copy"))
        for n, noun in held
        if n or noun == "incidents"
    ]


def newest_first(incidents: Sequence[Incident]) -> list[Incident]:
    """Sort by the last day an incident may have happened on, the newest first, undated ones at the end.

    Among incidents of one day the more exactly dated stands first, then the id decides.
    """

    def order(incident: Incident) -> tuple[bool, int, int, str]:
        start, end = incident.date.start, incident.date.end
        first, last = start or end, end or start
        if first is None or last is None:
            return True, 0, 0, incident.id
        return False, -last.toordinal(), (last - first).days, incident.id

    return sorted(incidents, key=order)


def fitting(ledger: Ledger, wanted: Filter) -> tuple[list[Incident], list[Found]]:
    """Ask the ledger for the incidents that fit a filter, and for the reports that hold its words.

    An incident holds the words if any of its reports does.
    """
    incidents = ledger.incidents(
        Wanted(
            since=wanted.since, until=wanted.until, place=wanted.place, near=wanted.near, types=wanted.types
        )
    )
    if wanted.words is None:
        return list(incidents), []
    found = list(ledger.search(wanted.words, limit=_ALL_REPORTS))
    reports = {hit.report for hit in found}
    return [i for i in incidents if any(a.report in reports for a in i.accounts)], found


def _hit(ledger: Ledger, found: Found) -> Hit:
    report = ledger.report(found.report)
    return Hit(report.id, report.title or report.id, report.outlet or "outlet unknown", found.snippet)


def _row(incident: Incident) -> Row:
    tolls = {outcome: toll_lines(incident.figures, outcome) for outcome in _TOLLS}
    return Row(incident, period_words(incident.date) != DATE_UNKNOWN, tolls)


def add_to(app: FastAPI, desk: Desk) -> None:
    """Hang the page into the application."""

    @app.api_route("/", methods=["GET", "HEAD"])
    def incidents(request: Request) -> Response:
        asked = asked_of(request.query_params)
        complaint, chosen, found, hits = "", list[Incident](), list[Found](), list[Hit]()
        with desk.open() as ledger:
            counts = ledger.counts()
            try:
                chosen, found = fitting(ledger, understood(asked))
                hits = [_hit(ledger, f) for f in found[:_REPORTS_SHOWN]]
            except UsageError as refused:
                complaint = str(refused)
        page = page_of([_row(i) for i in newest_first(chosen)], asked.page)
        return desk.page(
            request,
            "incidents.html",
            room="/",
            status=422 if complaint else 200,
            asked=asked,
            complaint=complaint,
            counts=count_words(counts),
            found=hits,
            more_found=max(0, len(found) - _REPORTS_SHOWN),
            page=page,
            page_address=asked.address,
            undated=sum(i.date.start is None and i.date.end is None for i in chosen),
        )
