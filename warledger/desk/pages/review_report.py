"""The page of an undated report: what it says of days, and the days of its accounts, corrected in one go."""

from datetime import date

from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import Response

from warledger.desk.pages.review import may_review, question_values
from warledger.desk.review.days import dated_by, day_forms
from warledger.desk.review.queue import kinds_asked, report_title
from warledger.desk.review.sentences import undated_words
from warledger.desk.setting import Desk
from warledger.ledger.doubts import Doubtful


def add_to(app: FastAPI, desk: Desk) -> None:
    """Hang the page into the application."""

    @app.api_route("/review/report", methods=["GET", "HEAD"])
    def report(request: Request, written: str = "") -> Response:
        by, only = may_review(request, desk), kinds_asked(request.query_params.getlist("only"))
        asked = request.query_params.get("id", "")
        day, complaint = _day(written)
        with desk.open() as ledger:
            ledger.report(asked)
            found = ledger.open_days(asked)
            entry = ledger.doubt_on("undated", asked) or Doubtful("undated", "", 0.0, 0, report=asked)
            accounts = found.accounts if found else ()
            forms = day_forms(ledger, accounts, day)
            return desk.page(
                request,
                "review_report.html",
                room="/review",
                status=422 if complaint else 200,
                report=asked,
                title=report_title(ledger, asked),
                why=undated_words(ledger, asked),
                dated=dated_by(ledger, asked),
                forms=forms,
                all_accounts=[form.side for form in forms],
                written=written,
                worked_out=day is not None,
                complaint=complaint,
                **question_values(request, ledger, entry, by, only, about=accounts),
            )


def _day(words: str) -> tuple[date | None, str]:
    """Read a day, and a complaint where it is none."""
    try:
        return (date.fromisoformat(words.strip()) if words.strip() else None), ""
    except ValueError:
        return None, f"“{words}” is no day; write it like 2016-04-19."
