"""The addresses of the interface. Each answers from the same set of incidents for the same filter."""

from collections.abc import Callable, Coroutine
from dataclasses import replace
from functools import cache
from json import dumps
from typing import Annotated, Any, Final

from fastapi import APIRouter, FastAPI, Query
from fastapi.exceptions import RequestValidationError
from fastapi.openapi.utils import get_openapi
from fastapi.routing import APIRoute
from pydantic import BaseModel, TypeAdapter
from pydantic_core import PydanticSerializationError
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from warledger.desk.api.asking import FilterQuery, ListQuery, MapQuery, TimelineQuery
from warledger.desk.filters import Asked, Filter, box_of, is_box, period_of, understood
from warledger.desk.overview.answers import Charts, Choices, ListPage, MapView, Placed, Timeline
from warledger.desk.overview.areas import WORLD, Box
from warledger.desk.overview.charting import charts
from warledger.desk.overview.choices import choices
from warledger.desk.overview.choosing import Chosen
from warledger.desk.overview.columns import Columns
from warledger.desk.overview.keeping import Overview
from warledger.desk.overview.listing import list_page
from warledger.desk.overview.mapping import Asked as AskedOfMap
from warledger.desk.overview.mapping import map_view
from warledger.desk.overview.timing import timeline
from warledger.desk.overview.tolls import touching
from warledger.desk.setting import Desk, program_version
from warledger.errors import LedgerError, UsageError


class Complaint(BaseModel):
    """Why there is no answer, in one plain line."""

    detail: str


_TROUBLES: Final[dict[int | str, dict[str, Any]]] = {
    422: {"model": Complaint, "description": "A value makes no sense"},
    503: {"model": Complaint, "description": "The ledger cannot be read at this moment"},
}


class PlainRoute(APIRoute):
    """A route that answers with a plain line where it has no other answer."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Make the handler of FastAPI's own, with our words for what goes wrong."""
        handler = super().get_route_handler()

        async def plain(request: Request) -> Response:
            try:
                return await handler(request)
            except RequestValidationError as refused:
                return JSONResponse({"detail": _in_words(refused)}, 422)
            except UsageError as refused:
                return JSONResponse({"detail": str(refused)}, 422)
            except LedgerError as closed:
                return JSONResponse({"detail": str(closed)}, 503, {"Retry-After": "10"})

        return plain


def _in_words(refused: RequestValidationError) -> str:
    fields = ListQuery.model_fields | MapQuery.model_fields | TimelineQuery.model_fields
    name = str(refused.errors()[0]["loc"][-1])
    described = fields[name].description if name in fields else None
    return f"“{name}” takes {described}." if described else f"“{name[:60]}” makes no sense here."


_WRITTEN: Final = {kind: TypeAdapter(kind) for kind in (ListPage, MapView, Timeline, Charts, Choices)}


def _answer(told: ListPage | MapView | Timeline | Charts | Choices) -> Response:
    """Write an answer as JSON; what is told is of the declared form by its type, so it is not checked again."""
    adapter = _WRITTEN[type(told)]
    try:
        text = adapter.dump_json(told, by_alias=True)
    except PydanticSerializationError:
        # Half a surrogate pair in a name out of a scraped report: no UTF-8, but JSON has a way to write it.
        text = dumps(adapter.dump_python(told, by_alias=True), default=str).encode()
    return Response(text, media_type="application/json")


def add_to(app: FastAPI, desk: Desk, overview: Overview) -> None:
    """Hang the interface into the application, over what the page of the overview keeps."""
    router = APIRouter(prefix="/api", route_class=PlainRoute, tags=["overview"])
    views = _Views(desk, overview)
    for path, view, model in (
        ("/incidents", views.incidents, ListPage),
        ("/map", views.on_map, MapView),
        ("/timeline", views.in_time, Timeline),
        ("/charts", views.in_charts, Charts),
        ("/choices", views.choices, Choices),
    ):
        router.add_api_route(path, view, methods=["GET"], response_model=model, responses=_TROUBLES)
        router.add_api_route(path, view, methods=["HEAD"], include_in_schema=False)
    app.include_router(router)
    _describe(app, router)


class _Views:
    """The answers, each from the set of incidents that fits its filter."""

    def __init__(self, desk: Desk, overview: Overview) -> None:
        self._desk, self._overview = desk, overview

    def _chosen(self, wanted: Filter) -> tuple[Columns, Chosen]:
        with self._desk.open() as ledger:
            held = self._overview.held(ledger)
            return held.columns, held.chosen(wanted, ledger)

    def incidents(self, query: Annotated[ListQuery, Query()]) -> Response:
        """Give one page of the list of incidents, the newest first, undated ones at the end."""
        asked = query.asked()
        return _answer(list_page(*self._chosen(understood(asked)), asked.page)[0])

    def on_map(self, query: Annotated[MapQuery, Query()]) -> Response:
        """Give the incidents as GeoJSON: points, clusters of points, areas; beside it those that are not drawn."""
        asked = query.asked()
        wanted = understood(asked)
        view = box_of(query.bbox.strip(), "bbox") if query.bbox.strip() else WORLD
        return _answer(map_view(*self._chosen(wanted), _of_map(asked, view, int(query.zoom))))

    def in_time(self, query: Annotated[TimelineQuery, Query()]) -> Response:
        """Give the incidents by their first day, counted in bins; one by one where the window holds few."""
        wanted = understood(query.asked())
        since, until = period_of(query.from_.strip(), query.to.strip(), ("from", "to"))
        return _answer(timeline(*self._chosen(wanted), since, until))

    def in_charts(self, query: Annotated[FilterQuery, Query()]) -> Response:
        """Give the dead by week, by accused party and by type; running tolls beside the ledger's own sums."""
        wanted = understood(query.asked())
        with self._desk.open() as ledger:
            held, tolls = self._overview.held(ledger), self._overview.tolls(ledger)
            chosen = held.chosen(wanted, ledger)
        return _answer(charts(held.columns, chosen, touching(tolls, wanted)))

    def choices(self, query: Annotated[FilterQuery, Query()]) -> Response:
        """Give the values that the fields of the filter may have, with how many incidents each would keep."""
        wanted = understood(query.asked())
        return _answer(choices(*self._chosen(wanted), wanted))


def _of_map(asked: Asked, view: Box, zoom: int) -> AskedOfMap:
    # A box lies inside the box that is asked for; of other areas it may hold what they do not.
    drawn = [part for part in asked.area.split(";") if part and not is_box(part)]

    def in_box(box: Box, placed: Placed) -> str:
        corners = ",".join(f"{degrees:.6f}" for degrees in (box.west, box.south, box.east, box.north))
        return replace(asked, area=";".join([corners, *drawn]), placed=(placed,)).address(1)

    def by_name(name: str, placed: Placed) -> str:
        return replace(asked, place=asked.place or name, placed=(placed,)).address(1)

    return AskedOfMap(view, zoom, in_box, by_name)


def _describe(app: FastAPI, router: APIRouter) -> None:
    """Hang the description of the interface into the application, in the form of OpenAPI."""

    @cache
    def description() -> dict[str, Any]:
        return get_openapi(
            title="warledger",
            version=program_version(),
            summary="The overview of a ledger: one filter, one set of incidents, several views of it",
            routes=router.routes,
        )

    @app.api_route("/api/openapi.json", methods=["GET", "HEAD"])
    def openapi() -> Response:
        return JSONResponse(description())
