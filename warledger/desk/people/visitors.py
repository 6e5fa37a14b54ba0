"""Who looks at a page: a reviewer once signed in, else nobody in particular."""

from dataclasses import dataclass

from starlette.requests import Request

from warledger.desk.addresses import with_query

SIGN_IN = "/sign-in"


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who looks at a page.

    `name` is a reviewer's once signed in. `token` goes into every form as the field `token`: a form without its
    visitor's token is refused.
    """

    name: str | None = None
    token: str = ""


NOBODY = Visitor()


class SignInNeeded(Exception):
    """Raised where a page or an action is for reviewers; the desk answers with the way to sign in."""


def visitor_of(request: Request) -> Visitor:
    """Tell who asks; nobody in particular where no session was looked up for the request."""
    visitor = getattr(request.state, "visitor", NOBODY)
    return visitor if isinstance(visitor, Visitor) else NOBODY


def reviewer(request: Request) -> str:
    """Name the reviewer who asks.

    Raises:
        SignInNeeded: nobody is signed in.
    """
    name = visitor_of(request).name
    if name is None:
        raise SignInNeeded
    return name


def sign_in_href(request: Request) -> str:
    """The address of the sign-in page that leads back to the page asked for; empty on the sign-in page itself."""
    if request.url.path == SIGN_IN:
        return ""
    if request.method not in ("GET", "HEAD"):
        return SIGN_IN
    query = request.url.query
    return with_query(SIGN_IN, [("next", request.url.path + (f"?{query}" if query else ""))])
