"""One report's text, with all that the ledger took from it marked where it stands, and what it left out."""

from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import Response

from warledger.desk.addresses import leads_outside, read_mark
from warledger.desk.setting import Desk
from warledger.desk.sheet.excerpts import Stretch
from warledger.desk.sheet.gathering import Sheet, Version, gather
from warledger.desk.sheet.legend import LINED
from warledger.ledger import Ledger
from warledger.reports import tells_of_violence
from warledger.wording.reports import date_note, reason_words, written_words

_NO_WORDS = "The address asks for words that this text does not have; it is shown without them."
_NO_VERSION = "The address asks for a version of the text that the ledger does not hold."


def _asked(ledger: Ledger, report: str, words: str | None) -> tuple[Stretch | None, str]:
    """Read which stretch is asked for, and a complaint where it makes no sense."""
    if words is None:
        return None, ""
    stretch = read_mark(words, len(ledger.report(report).text))
    return stretch, "" if stretch is not None else _NO_WORDS


def _older(sheet: Sheet, words: str | None) -> tuple[Version | None, str]:
    """Find the earlier version that is asked for, and a complaint where there is none."""
    if words is None:
        return None, ""
    found = next((version for version in sheet.versions if str(version.number) == words), None)
    if found is None:
        return None, _NO_VERSION
    return (None, "") if found.read else (found, "")


def add_to(app: FastAPI, desk: Desk) -> None:
    """Hang the page into the application."""
    public = desk.profile == "public"

    @app.api_route("/report/{asked:path}", methods=["GET", "HEAD"])
    def report(request: Request, asked: str) -> Response:
        with desk.open() as ledger:
            stretch, complaint = _asked(ledger, asked, request.query_params.get("mark"))
            sheet = gather(ledger, asked, stretch, complaint, public=public)
        older, no_version = _older(sheet, None if public else request.query_params.get("version"))
        told, dated = sheet.counted.report, sheet.counted.dated
        return desk.page(
            request,
            "report.html",
            report=told,
            sheet=sheet,
            notes=sheet.notes,
            lined=LINED,
            older=older,
            heading=told.title or told.id,
            quiet=not tells_of_violence(told.text),
            dated=written_words(dated),
            date_note=date_note(dated),
            date_reasons=[(reason, reason_words(reason)) for reason in dated.reasons],
            outside=leads_outside(told.url),
            complaint=sheet.complaint or no_version,
        )
