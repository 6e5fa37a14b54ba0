"""Who looks at a page: a reviewer once signed in, else nobody in particular."""

from dataclasses import dataclass

from starlette.requests import Request


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who looks at a page.

    `name` is a reviewer's once signed in. `token` goes into every form as the field `token`: a form without its
    visitor's token is refused.
    """

    name: str | None = None
    token: str = ""


NOBODY = Visitor()


def visitor_of(request: Request) -> Visitor:
    """Tell who asks; nobody in particular where no session was looked up for the request."""
    visitor = getattr(request.state, "visitor", NOBODY)
    return visitor if isinstance(visitor, Visitor) else NOBODY
