"""What a page hands its forms: the state that the reviewer has before them, and where to go on."""

from collections.abc import Sequence
from dataclasses import dataclass

from starlette.requests import Request

from warledger.desk.addresses import incident_href, with_query
from warledger.desk.people.visitors import visitor_of
from warledger.desk.review.sentences import together_words
from warledger.desk.review.sides import Side, side_of
from warledger.desk.setting import Desk
from warledger.judging import kept_with, state_token
from warledger.ledger import Ledger
from warledger.reconciling.doubting import DoubtKind
from warledger.records import Incident


@dataclass(frozen=True, slots=True)
class Offered:
    """What every form of a page carries.

    `seen` is the state of the records that the page shows, `back` the page itself, `then` what waits behind it, `only` the
    kinds of the queue that is gone through.
    """

    seen: str
    back: str
    then: Sequence[str] = ()
    only: Sequence[DoubtKind] = ()


@dataclass(frozen=True, slots=True)
class ReviewOf:
    """What an incident's dossier offers a reviewer to decide."""

    offered: Offered
    sides: tuple[Side, ...]
    done: str


def offered_on(
    ledger: Ledger, about: Sequence[str], back: str, then: Sequence[str] = (), only: Sequence[DoubtKind] = ()
) -> Offered:
    """Hand out the state of some incidents and accounts to a page's forms."""
    return Offered(state_token(ledger, about), back, then, only)


def actions_for(request: Request, desk: Desk, ledger: Ledger, incident: Incident) -> ReviewOf | None:
    """Say what a dossier offers to decide; None where nobody is signed in, or the desk shows the public profile."""
    if visitor_of(request).name is None or desk.profile == "public":
        return None
    offered = offered_on(ledger, (incident.id,), incident_href(incident.id))
    return ReviewOf(offered, (side_of(ledger, incident),), done_words(ledger, request))


def done_words(ledger: Ledger, request: Request) -> str:
    """Say what was just decided, or put off, where the address names it."""
    done = request.query_params.get("done", "")
    if not done:
        put_off = request.query_params.get("put_off") == "yes"
        return "Put off: it stands at the end of your queue." if put_off else ""
    for judged in ledger.judgements_named([done]):
        words = together_words(kept_with(ledger, judged))
        return f"Kept. {words}." if judged.binds else f"Taken back. {words}."
    return ""


def account_review_href(account: str, to: str = "") -> str:
    """The address of the page on which an account is corrected or, with "reject", rejected."""
    return with_query("/review/account", [("id", account), ("to", to)])


def pair_review_href(one: str, other: str) -> str:
    """The address of the page on which two incidents are held against each other."""
    return with_query("/review/pair", [("one", one), ("other", other)])
