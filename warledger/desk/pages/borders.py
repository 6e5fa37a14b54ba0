"""The borders that the pages' maps draw: nothing of the ledger, so a browser may keep them."""

import gzip

from fastapi import FastAPI
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from warledger.desk import borders
from warledger.desk.setting import Desk

_HEADERS = {"Cache-Control": "public, max-age=604800", "Vary": "Accept-Encoding"}


def _answer(request: Request, content: bytes) -> Response:
    """Send a stored file as it is kept, unpacked only for a browser that takes no gzip."""
    accepted = {
        part.partition(";")[0].strip() for part in request.headers.get("accept-encoding", "").split(",")
    }
    if "gzip" in accepted:
        headers = _HEADERS | {"Content-Encoding": "gzip"}
        return Response(content, media_type="application/geo+json", headers=headers)
    return Response(gzip.decompress(content), media_type="application/geo+json", headers=_HEADERS)


def add_to(app: FastAPI, desk: Desk) -> None:
    """Hang the borders into the application."""

    @app.get("/borders/countries.json", include_in_schema=False)
    def countries(request: Request) -> Response:
        return _answer(request, borders.countries())

    @app.get("/borders/provinces/{country}.json", include_in_schema=False)
    def provinces(request: Request, country: str) -> Response:
        if (content := borders.provinces(country)) is None:
            raise HTTPException(404)
        return _answer(request, content)
