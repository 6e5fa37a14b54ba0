"""Every judgement, the newest first: who, when, why, what it did, and who took it back."""

from collections.abc import Iterator
from dataclasses import dataclass

from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import Response

from warledger.desk.addresses import with_query
from warledger.desk.paging import page_number, page_of
from warledger.desk.review.offered import done_words
from warledger.desk.review.sentences import judged_words
from warledger.desk.setting import Desk
from warledger.errors import UnknownRecord
from warledger.judging import history
from warledger.ledger import Ledger
from warledger.records import Judgement, Verdict
from warledger.wording.review import moment_words

_PUBLIC_WORDS: dict[Verdict, str] = {
    "same": "judged to be of one act",
    "different": "judged to be of different acts",
    "split": "an incident was split",
    "reject": "an account was rejected",
    "correct": "a field of an account was corrected",
    "grade": "a grade was confirmed",
}
"""What a public desk says of a judgement: its reason and its values may name a person or lead to a place."""


@dataclass(frozen=True, slots=True)
class Judged:
    """One line of the history. `incidents` are those that hold the accounts now: id and title."""

    judgement: Judgement
    told: str
    when: str
    undone_when: str
    incidents: tuple[tuple[str, str], ...]


def add_to(app: FastAPI, desk: Desk) -> None:
    """Hang the page into the application."""

    @app.api_route("/review/history", methods=["GET", "HEAD"])
    def judgements(request: Request) -> Response:
        query, public = request.query_params, desk.profile == "public"
        by, incident = "" if public else query.get("by", ""), query.get("incident", "").strip()
        complaint, held = "", tuple[Judgement, ...]()
        with desk.open() as ledger:
            try:
                held = history(ledger, incident or None)
            except UnknownRecord as unknown:
                complaint = str(unknown)
            names = [] if public else sorted({judgement.by for judgement in ledger.judgements()})
            chosen = [judgement for judgement in held if not by or judgement.by == by]
            cut = page_of(chosen, page_number(query.get("page", "")))
            page = page_of([_judged(ledger, each, public=public) for each in cut.rows], 1)
            done = "" if public else done_words(ledger, request)
        fields = [("by", by), ("incident", incident)]
        return desk.page(
            request,
            "review_history.html",
            room="/review",
            status=422 if complaint else 200,
            page=type(page)(page.rows, cut.number, cut.last, cut.total),
            reviewers=names,
            asked_by=by,
            asked_incident=incident,
            complaint=complaint,
            done=done,
            page_address=lambda number: with_query("/review/history", [*fields, ("page", str(number))]),
        )


def _judged(ledger: Ledger, judgement: Judgement, *, public: bool) -> Judged:
    return Judged(
        judgement,
        _PUBLIC_WORDS[judgement.verdict] if public else judged_words(judgement),
        moment_words(judgement.at),
        moment_words(judgement.undone_at),
        () if public else tuple(_incidents(ledger, judgement)),
    )


def _incidents(ledger: Ledger, judgement: Judgement) -> Iterator[tuple[str, str]]:
    ids = dict.fromkeys(found for a in judgement.accounts if (found := ledger.incident_of(a)) is not None)
    for id_ in ids:
        yield id_, ledger.incident(id_).title
