"""Sets the pages: the template environment, and the one place that turns values into an answer."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request

from warledger.desk.addresses import incident_href, ledger_name, report_href
from warledger.desk.assets import assets_missing
from warledger.desk.people.visitors import sign_in_href, visitor_of
from warledger.errors import LedgerError
from warledger.exports.profiles import Profile
from warledger.ledger import Ledger
from warledger.ledger.where import is_on_server
from warledger.ledger.where import shown as shown_place
from warledger.records import Figure, LooseFigure
from warledger.wording import phrases as wording
from warledger.wording.sources import source_words
from warledger.wording.visible import shown

TEMPLATES = Path(__file__).parent / "templates"
STATIC = Path(__file__).parent / "static"
ROOMS = (("/", "Overview"), ("/figures", "Loose figures"), ("/refusals", "Refusals"))
"""The rooms that everybody may enter, in the order of the navigation: address and name."""
REVIEW_ROOM = (("/review", "Review"),)
"""The room in which reviewers judge: what they judge by, a public desk withholds."""
ADDING_ROOM = (("/add", "Add reports"),)
"""The room in which reviewers add reports."""
COMPARING_ROOM = (("/compare", "Compare"),)
"""The room of a desk that shows another dataset beside its ledger."""


def _figure_words(figure: Figure | LooseFigure) -> str:
    count = wording.victims_count(figure.bounds.low, figure.bounds.high, figure.victims)
    return f"{count} {wording.OUTCOME_WORDS[figure.outcome]}"


@lru_cache(maxsize=1)
def program_version() -> str:
    """The version of the installed program, "unreleased" where it runs without being installed."""
    try:
        return version("warledger")
    except PackageNotFoundError:
        return "unreleased"


@lru_cache(maxsize=1)
def environment() -> Environment:
    """Make the template environment: everything is escaped, and hidden characters are made visible."""
    env = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, finalize=shown, undefined=StrictUndefined
    )
    env.filters |= {
        "period_words": wording.period_words,
        "place_words": wording.place_words,
        "place_precision_words": wording.place_precision_words,
        "coordinates_words": wording.coordinates_words,
        "number_words": wording.number_words,
        "figure_words": _figure_words,
        "victims_words": wording.victims_words,
        "plural": wording.plural,
        "listed": wording.listed,
        "source_words": source_words,
    }
    env.globals |= {
        "ACT_WORDS": wording.ACT_WORDS,
        "OUTCOME_WORDS": wording.OUTCOME_WORDS,
        "GRADE_WORDS": wording.GRADE_WORDS,
        "STANCE_WORDS": wording.STANCE_WORDS,
        "ROLE_WORDS": wording.ROLE_WORDS,
        "BASIS_WORDS": wording.BASIS_WORDS,
        "LOOSE_WORDS": wording.LOOSE_WORDS,
        "incident_href": incident_href,
        "report_href": report_href,
        "version": program_version(),
        "assets_missing": assets_missing,
    }
    return env


def _for_visitors(words: str, ledger: str) -> str:
    """Write an error for a page, which is read by others than the terminal: folders, hosts and users stay here."""
    name = ledger_name(ledger)
    said = words.replace(shown_place(ledger), name)
    if not is_on_server(ledger):
        return said
    begun, cut, _ = said.partition(f"{name}: ")  # what follows is the server's own reason
    return f"{begun}{name}" if cut else said


@dataclass(frozen=True, slots=True)
class Desk:
    """A ledger and the means to show it. The ledger is opened anew for every page and never held.

    `profile` "public" withholds what `warledger.exports.public` lists. `reviewers` is the file of those who may judge;
    without one the desk only reads. `places` are the user's own place lists, for reports that are added from the desk.
    `against` is the file of another dataset that is shown beside the ledger; "" for none.
    """

    ledger_path: str
    profile: Profile = "full"
    reviewers: Path | None = None
    places: tuple[Path, ...] = ()
    against: str = ""

    @contextmanager
    def open(self) -> Iterator[Ledger]:
        """Open the ledger for reading: one state of it, whatever a build writes meanwhile.

        Raises:
            LedgerError: there is none, or it cannot be read at this moment.
        """
        try:
            with Ledger.open_reading(self.ledger_path) as ledger, ledger.steady() as state:
                yield state
        except LedgerError as error:
            error.args = (_for_visitors(str(error), self.ledger_path),)
            raise

    def page(
        self, request: Request, name: str, *, room: str = "", status: int = 200, **values: Any
    ) -> HTMLResponse:
        """Set one page.

        Args:
            request: what was asked; the page says who is signed in and puts the visitor's token into its forms.
            name: the template.
            room: the address of the room in the navigation that the page belongs to.
            status: the answer's status.
            values: what the template needs.
        """
        template = environment().get_template(name)
        text = template.render(
            room=room,
            rooms=self._rooms(),
            ledger_name=ledger_name(self.ledger_path),
            public=self.profile == "public",
            reviewed=self.reviewers is not None,
            visitor=visitor_of(request),
            sign_in_href=sign_in_href(request),
            **values,
        )
        return HTMLResponse(text, status)

    def _rooms(self) -> tuple[tuple[str, str], ...]:
        rooms = ROOMS + (COMPARING_ROOM if self.against else ())
        if self.reviewers is None:
            return rooms
        return rooms + (() if self.profile == "public" else REVIEW_ROOM) + ADDING_ROOM

    def trouble(self, request: Request, status: int, heading: str, reason: str) -> HTMLResponse:
        """Set the page that says in plain words why there is no other."""
        return self.page(request, "trouble.html", status=status, code=status, heading=heading, reason=reason)
