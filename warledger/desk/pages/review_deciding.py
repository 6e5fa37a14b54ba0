"""Decisions: what one would change, shown first; then kept, by whom and why; or put off."""

from collections.abc import Sequence
from dataclasses import replace

from fastapi import FastAPI
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from warledger.desk.addresses import incident_href, with_query
from warledger.desk.pages.review import may_review
from warledger.desk.review.asking import Asked, asked_by, decision_of, filled_in
from warledger.desk.review.queue import kinds_asked, next_href
from warledger.desk.review.sentences import superseded_words
from warledger.desk.review.shown import board, changed, in_one_line
from warledger.desk.setting import Desk
from warledger.errors import LedgerError, Outdated, UsageError
from warledger.judging import WAIT_S, Change, Preview, catch_up, decide, rehearse, state_token
from warledger.judging.seeing import must_be_as_seen
from warledger.ledger import Ledger
from warledger.records import Decision
from warledger.relinking import is_linked

_HEADINGS = {
    "same": "Take these for one act?",
    "different": "Keep these apart?",
    "split": "Split the incident?",
    "reject": "Reject the account?",
    "correct": "Correct the field?",
    "days": "Correct the days?",
    "grade": "Keep this grade?",
    "take_back": "Take the judgement back?",
}


def add_to(app: FastAPI, desk: Desk) -> None:
    """Hang the actions into the application."""

    @app.post("/review/preview")
    async def preview(request: Request) -> Response:
        by, asked = may_review(request, desk), asked_by(await request.form())
        return await run_in_threadpool(_preview, request, desk, asked, by)

    @app.post("/review/decide")
    async def decided(request: Request) -> Response:
        by, asked = may_review(request, desk), asked_by(await request.form())
        return await run_in_threadpool(_decide, request, desk, asked, by)

    @app.post("/review/later")
    async def later(request: Request) -> Response:
        by, asked = may_review(request, desk), asked_by(await request.form())
        return await run_in_threadpool(_later, request, desk, asked, by)


def _preview(request: Request, desk: Desk, asked: Asked, by: str, complaint: str = "") -> Response:
    """Show what a decision would change; where it cannot be, say why, with the reviewer's words kept.

    `complaint` is what was said already of what somebody else changed meanwhile.
    """
    try:
        with desk.open() as ledger:
            behind = not is_linked(ledger)
        if behind:
            catch_up(desk.ledger_path)
        with desk.open() as ledger:
            asked = filled_in(ledger, asked, by)
            decision = decision_of(ledger, asked)
            complaint = complaint or _outdated(ledger, decision, asked.seen)
            seen = state_token(ledger, asked.named())
        preview = rehearse(desk.ledger_path, decision, by=by)
    except UsageError as refused:
        told, status = (complaint, 409) if complaint else (_sentence(refused), 422)
        return _page(request, desk, asked, complaint=told, status=status)
    except LedgerError as busy:
        return _page(request, desk, asked, complaint=_sentence(busy), status=503, again=True)
    status = 409 if complaint else 200
    return _page(request, desk, replace(asked, seen=seen), preview, complaint=complaint, status=status)


def _outdated(ledger: Ledger, decision: Decision, seen: str) -> str:
    """Say who changed what since the reviewer looked; "" where nobody did."""
    try:
        if seen:
            must_be_as_seen(ledger, decision, seen)
    except Outdated as early:
        return _sentence(early)
    return ""


def _sentence(told: Exception) -> str:
    words = str(told)
    return f"{words[:1].upper()}{words[1:]}{'' if words.endswith('.') else '.'}"


def _page(
    request: Request,
    desk: Desk,
    asked: Asked,
    preview: Preview | None = None,
    *,
    complaint: str = "",
    status: int = 200,
    again: bool = False,
) -> Response:
    return desk.page(
        request,
        "review_preview.html",
        room="/review",
        status=status,
        heading=_HEADINGS.get(asked.action, "This cannot be decided"),
        told=in_one_line(preview) if preview else "",
        asked=asked,
        board=board(preview) if preview else None,
        changed=changed(preview) if preview else (),
        superseded=[superseded_words(each) for each in preview.superseded] if preview else (),
        complaint=complaint,
        rehearsed=preview is not None,
        again=again,
    )


def _decide(request: Request, desk: Desk, asked: Asked, by: str) -> Response:
    """Keep a decision that was shown before, and go on; what was not shown is shown first."""
    if not asked.seen:
        return _preview(request, desk, asked, by)
    try:
        with desk.open() as ledger:
            decision = decision_of(ledger, asked)
        change = decide(desk.ledger_path, decision, why=asked.why, by=by, seen=asked.seen)
    except Outdated as early:
        return _preview(request, desk, replace(asked, seen=""), by, complaint=_sentence(early))
    except UsageError as refused:
        return _page(request, desk, asked, complaint=_sentence(refused), status=422)
    except LedgerError as busy:
        return _page(request, desk, asked, complaint=_sentence(busy), status=503, again=True)
    return _onwards(request, desk, asked, by, change)


def _later(request: Request, desk: Desk, asked: Asked, by: str) -> Response:
    """Put a question off and go on to the next, or bring it back to its place and stay."""
    try:
        with Ledger.open_writing(desk.ledger_path, wait_s=WAIT_S) as ledger:
            if asked.action == "bring_back":
                ledger.bring_back(by, asked.key)
            elif asked.key:
                ledger.put_off(by, asked.key)
    except LedgerError as busy:
        return desk.trouble(request, 503, "It stands where it stood", _sentence(busy))
    if asked.action == "bring_back":
        return RedirectResponse(asked.back, 303)
    return _onwards(request, desk, asked, by, told=[("put_off", "yes")])


def _onwards(
    request: Request,
    desk: Desk,
    asked: Asked,
    by: str,
    change: Change | None = None,
    told: Sequence[tuple[str, str]] = (),
) -> Response:
    """Lead to what comes next: behind the question, or back to the incident or the history.

    `told` is what the next page says of what was done, besides a judgement that was kept or taken back.
    """
    done = next(iter((*change.judgements, *change.superseded)), "") if change else ""
    if asked.action == "take_back" and asked.back.startswith("/review"):
        address = asked.back
    elif asked.back.startswith("/incident/") and change and change.after:
        address = incident_href(change.after[0])
    else:
        only = kinds_asked(asked.only)
        with desk.open() as ledger:
            address = next_href(ledger, only, asked.then, ledger.put_off_by(by))
    said = with_query("", [("done", done), *told])
    return RedirectResponse(f"{address}&{said[1:]}" if said and "?" in address else f"{address}{said}", 303)
