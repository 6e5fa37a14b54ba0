"""The ledger beside another dataset: what matches and why, what only one of them has, where figures differ."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from warledger.comparing import called
from warledger.comparing.cells import comparison_lines
from warledger.comparing.columns import OTHER
from warledger.desk.comparing.apart import Compared
from warledger.desk.comparing.choosing import COMPARE, PARTS, Chosen, Part, Wanted, chosen, part_of, wanted_of
from warledger.desk.comparing.keeping import Kept, Standing
from warledger.desk.comparing.telling import Told, maybes, told
from warledger.desk.paging import Page, page_of
from warledger.desk.setting import Desk
from warledger.errors import UsageError
from warledger.wording.phrases import country_name, day_words, listed

_TABS: dict[Part, str] = {
    "matched": "Matched", "differ": "Figures differ", "perhaps": "May be one act", "here": "Only here", "there": "Only there",
}  # fmt: skip
_NOTHING = Chosen({}, {})


def add_to(app: FastAPI, desk: Desk, kept: Kept) -> None:
    """Hang the pages into the application."""

    def standing() -> Standing:
        with desk.open() as ledger:
            return kept.standing(ledger.state())

    @app.api_route(COMPARE, methods=["GET", "HEAD"])
    def compare(request: Request) -> Response:
        if request.query_params.get("again"):
            kept.try_again()
            return RedirectResponse(COMPARE, 303)
        return _page(request, desk, standing())

    @app.get(f"{COMPARE}/progress")
    def progress() -> Response:
        now = standing()
        return JSONResponse({"words": now.working, "ended": not now.working})

    @app.get(f"{COMPARE}.csv")
    def table(request: Request) -> Response:
        now = standing()
        if now.compared is None:
            answer = desk.trouble(
                request, 503, "There is no comparison yet", now.trouble or "It is being made; ask again soon."
            )
            answer.headers["Retry-After"] = "10"
            return answer
        whole = "".join(comparison_lines(now.compared.comparison))
        headers = {"Content-Disposition": 'attachment; filename="compared.csv"'}
        return Response(whole, media_type="text/csv; charset=utf-8", headers=headers)


def _page(request: Request, desk: Desk, now: Standing) -> Response:
    wanted, compared = wanted_of(request.query_params), now.compared
    complaint, found, part = "", _NOTHING, None
    try:
        part = part_of(wanted)
        found = chosen(compared, wanted) if compared else _NOTHING
    except UsageError as refused:
        complaint = str(refused)
    return desk.page(
        request,
        "compare.html",
        room=COMPARE,
        status=422 if complaint else 200,
        standing=now,
        compared=compared,
        dataset=_name(desk, compared),
        killed=Counter(pair.figures for pair in compared.pairs) if compared else {},
        rows_matched=len({m.entry.line for m in compared.comparison.matches}) if compared else 0,
        wanted=wanted,
        complaint=complaint,
        part=part,
        tabs=list(_tabs(found, wanted)),
        page=_rows(compared, found, wanted, part),
        page_address=lambda number: wanted.address(page=number),
        undated=found.undated.get(part, 0) if part else 0,
        covered=_covered_words(compared) if compared else "",
    )


def _name(desk: Desk, compared: Compared | None) -> str:
    """Name the other dataset: by its file where it is none that is known, and in public not by that."""
    if desk.profile == "public" and (compared is None or compared.dataset == OTHER):
        return "Another dataset"
    return called(compared.dataset if compared else OTHER, Path(desk.against))


def _tabs(found: Chosen, wanted: Wanted) -> Iterator[tuple[Part, str, int, str]]:
    """Give each part with its name, its number of rows and its address."""
    for part in PARTS if found.parts else ():
        yield part, _TABS[part], len(found.parts[part]), wanted.address(part=part)


def _rows(compared: Compared | None, found: Chosen, wanted: Wanted, part: Part | None) -> Page[Told]:
    if compared is None or part is None or not found.parts:
        return Page((), 1, 1, 0)
    cut = page_of(found.parts[part], wanted.page)
    known = maybes(compared.comparison)
    return Page(tuple(told(row, known) for row in cut.rows), cut.number, cut.last, cut.total)


def _covered_words(compared: Compared) -> str:
    """Say for which days and countries rows are told as standing only there."""
    covered = compared.comparison.covered
    if covered.first is None or covered.last is None:
        return ""
    countries = listed(sorted(map(country_name, covered.countries)))
    days = f"from {day_words(covered.first)} to {day_words(covered.last)}"
    return f"{days} in {countries}" if countries else days
