"""The web desk: pages over a ledger, for the person who answers for what is published from it."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from warledger.desk.application import make_app

__all__ = ["make_app"]


def __getattr__(name: str) -> object:
    # Loaded when it is first used: whoever adds a reviewer does not wait for the pages.
    if name in __all__:
        from warledger.desk import application

        return getattr(application, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
