"""The queue of what is in doubt, and the page of each question: a pair, an incident, an account."""

from collections.abc import Sequence
from typing import Any

from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from warledger.desk.addresses import with_query
from warledger.desk.paging import page_number
from warledger.desk.people import reviewer
from warledger.desk.review.asking import holder
from warledger.desk.review.fields import field_forms
from warledger.desk.review.keys import keys_by_place
from warledger.desk.review.offered import account_review_href, done_words, offered_on, pair_review_href
from warledger.desk.review.queue import (
    Neighbours,
    entry_href,
    kinds_asked,
    neighbours,
    queue_href,
    queue_page,
)
from warledger.desk.review.reasons import QUICK_REASONS
from warledger.desk.review.sentences import KIND_TAGS, KIND_WORDS, QUESTIONS, why_in_doubt
from warledger.desk.review.sides import account_side, facts, rows_beside, side_of, told_apart, weigh
from warledger.desk.setting import Desk, environment
from warledger.errors import UnknownRecord, UsageError
from warledger.judging import standing_account
from warledger.ledger import Ledger
from warledger.ledger.doubts import Doubtful
from warledger.reconciling.doubting import DOUBT_KINDS, DoubtKind
from warledger.records import Account
from warledger.relinking import is_linked
from warledger.wording.phrases import number_words
from warledger.wording.review import correction_words

_OF_ONE = frozenset(DOUBT_KINDS) - {"pair", "undated"}
"""Questions that are about one incident."""
NO_PUBLIC_REVIEW = "This desk shows the public profile; judge at a desk that shows the ledger in full."


def may_review(request: Request, desk: Desk) -> str:
    """Name the reviewer; raises SignInNeeded where nobody is signed in, UnknownRecord at a public desk."""
    if desk.profile == "public":
        raise UnknownRecord(NO_PUBLIC_REVIEW)
    return reviewer(request)


def add_to(app: FastAPI, desk: Desk) -> None:
    """Hang the pages into the application."""
    environment().globals |= {
        "QUICK_REASONS": QUICK_REASONS,
        "KIND_TAGS": KIND_TAGS,
        "review_keys": keys_by_place,
        "account_review_href": account_review_href,
        "pair_review_href": pair_review_href,
        "queue_href": queue_href,
    }
    _add_queue(app, desk)
    _add_questions(app, desk)
    _add_account(app, desk)


def _add_queue(app: FastAPI, desk: Desk) -> None:
    @app.api_route("/review", methods=["GET", "HEAD"])
    def queue(request: Request) -> Response:
        by, asked = may_review(request, desk), kinds_asked(request.query_params.getlist("kind"))
        number = page_number(request.query_params.get("page", ""))
        with desk.open() as ledger:
            behind = not is_linked(ledger)
            page, counts, more = queue_page(ledger, asked, ledger.put_off_by(by), number)
            done = done_words(ledger, request)

        def told(kinds: Sequence[DoubtKind]) -> str:
            count = number_words(sum(counts[kind] for kind in kinds))
            return f"{count}+" if more & set(kinds) else count

        return desk.page(
            request,
            "review_queue.html",
            room="/review",
            page=page,
            asked=asked,
            done=done,
            behind=behind,
            all_waiting=told(DOUBT_KINDS),
            kinds=[(kind, KIND_WORDS[kind], told((kind,))) for kind in DOUBT_KINDS],
            page_address=lambda number: queue_href(asked, number),
        )

    @app.api_route("/review/keys", methods=["GET", "HEAD"])
    def keys(request: Request) -> Response:
        return desk.page(request, "review_keys.html", room="/review")


def _add_questions(app: FastAPI, desk: Desk) -> None:
    @app.api_route("/review/pair", methods=["GET", "HEAD"])
    def pair(request: Request, one: str = "", other: str = "") -> Response:
        by, only = may_review(request, desk), kinds_asked(request.query_params.getlist("only"))
        with desk.open() as ledger:
            first, second = sorted((ledger.incident(one), ledger.incident(other)), key=lambda i: i.id)
            if first.id == second.id:
                return RedirectResponse(queue_href(only), 303)
            entry = ledger.doubt_on("pair", first.id, second.id)
            known = entry or Doubtful("pair", first.id, 0.0, 0, second.id)
            values = question_values(request, ledger, known, by, only)
            sides = (side_of(ledger, first), side_of(ledger, second))
            rows = rows_beside(first, second)
            why = (
                why_in_doubt(ledger, entry, first)
                if entry
                else "The rules do not take these two for one act, nor for nearly one."
            )
            return desk.page(
                request,
                "review_pair.html",
                room="/review",
                sides=sides,
                all_accounts=[*sides[0].accounts, *sides[1].accounts],
                rows=rows,
                told_apart=told_apart(rows),
                weighing=weigh(ledger, first.accounts, second.accounts),
                why=why,
                weak=(),
                **values,
            )

    @app.api_route("/review/incident", methods=["GET", "HEAD"])
    def incident(request: Request, about: str = "") -> Response:
        by, only = may_review(request, desk), kinds_asked(request.query_params.getlist("only"))
        kind: DoubtKind = about if about in _OF_ONE else "grade"
        with desk.open() as ledger:
            found = ledger.incident(request.query_params.get("id", ""))
            entry = ledger.doubt_on(kind, found.id)
            values = question_values(request, ledger, entry or Doubtful(kind, found.id, 0.0, 0), by, only)
            side = side_of(ledger, found)
            return desk.page(
                request,
                "review_incident.html",
                room="/review",
                sides=(side,),
                all_accounts=side.accounts,
                facts=list(facts(found).items()),
                why=why_in_doubt(ledger, entry, found) if entry else side.sentence,
                weak=(entry and entry.compared) or (),
                **values,
            )


def question_values(
    request: Request,
    ledger: Ledger,
    entry: Doubtful,
    by: str,
    only: tuple[DoubtKind, ...],
    *,
    about: Sequence[str] = (),
) -> dict[str, Any]:
    """Gather what the pages of questions have in common.

    Args:
        request: what was asked.
        ledger: one state of it.
        entry: the question.
        by: the reviewer.
        only: the kinds of the queue that is gone through.
        about: what the question is about, where that is not its incidents.
    """
    put_off = ledger.put_off_by(by)
    where: Neighbours = neighbours(ledger, entry.key, only, put_off)
    about = about or [id_ for id_ in (entry.incident, entry.other) if id_]
    return {
        "question": QUESTIONS[entry.kind],
        "where": where,
        "doubt": round(entry.doubt * 100),
        "key": entry.key if entry.doubt else "",
        "put_off": entry.key in put_off,
        "queue_address": queue_href(only),
        "offered": offered_on(ledger, about, entry_href(entry, only), where.then, only),
        "done": done_words(ledger, request),
    }


def _add_account(app: FastAPI, desk: Desk) -> None:
    @app.api_route("/review/account", methods=["GET", "HEAD"])
    def account(request: Request) -> Response:
        may_review(request, desk)
        asked = request.query_params.get("id", "")
        with desk.open() as ledger:
            try:
                incident, found = holder(ledger, asked), standing_account(ledger, asked)
            except UnknownRecord:
                raise
            except UsageError as rejected:
                return desk.trouble(request, 422, "There is nothing to correct here", str(rejected))
            back = with_query("/review/incident", [("id", incident.id)])
            return desk.page(
                request,
                "review_account.html",
                room="/review",
                incident=incident,
                side=account_side(ledger, found),
                fields=field_forms(found),
                struck=_struck(found),
                rejecting=request.query_params.get("to") == "reject",
                offered=offered_on(ledger, (incident.id,), back),
            )


def _struck(account: Account) -> list[str]:
    return [correction_words(each) for each in account.corrected if each.value is None]
