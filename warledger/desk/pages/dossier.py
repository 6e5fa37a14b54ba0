"""One incident's dossier: what is said of it, by whom, in which words, and what bears on it."""

from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from warledger.desk.addresses import incident_href
from warledger.desk.dossier.gathering import gather
from warledger.desk.review import actions_for
from warledger.desk.setting import Desk
from warledger.errors import UnknownRecord
from warledger.exports.guarding import on_health_care
from warledger.wording.lineage import WAY_WORDS, one_voice_words
from warledger.wording.review import grade_words
from warledger.wording.tolls import incident_sentence


def add_to(app: FastAPI, desk: Desk) -> None:
    """Hang the page into the application."""

    @app.api_route("/incident/{asked:path}", methods=["GET", "HEAD"])
    def dossier(request: Request, asked: str) -> Response:
        public = desk.profile == "public"
        with desk.open() as ledger:
            whole = ledger.incident(asked)
            if public and on_health_care(whole):
                # Ids hold the name of the place: they must not be there to be tried out.
                raise UnknownRecord(f"the ledger holds no incident {asked}")
            told = gather(ledger, whole, public=public)
            review = actions_for(request, desk, ledger, whole)
        if whole.id != asked:
            # An id that once was public keeps leading to where its accounts are now.
            return RedirectResponse(incident_href(whole.id), 308)
        return desk.page(
            request,
            "dossier.html",
            room="/incident",
            told=told,
            incident=told.incident,
            accounts=told.accounts,
            numbers={view.account.id: view.number for view in told.accounts},
            sentence=incident_sentence(told.incident),
            one_voice=one_voice_words(told.incident.lineage),
            WAY_WORDS=WAY_WORDS,
            review=review,
            graded=grade_words(told.incident),
        )
