"""warledger reads news reports of an armed conflict and keeps the ledger that a war monitor keeps.

The public names, in the order of the flow: reports come in, are read, grounded and assembled into
accounts; accounts are linked into incidents and reconciled; the ledger keeps them; exports give them out.

    from pathlib import Path
    import warledger as wl

    wl.build("ledger.db", ["reports/"], manifest=Path("manifest.csv"))
    with wl.Ledger.open_reading("ledger.db") as ledger:
        for incident in ledger.incidents(wl.Wanted()):
            print(incident.title)
        figures = ledger.pandas("figures")

In a notebook the import is enough for records to be shown as pages. Beside it, `nlp.add_pipe("warledger")` makes it a part
of any English spaCy pipeline.

A name is loaded when it is first used: a command that parses nothing does not wait for the parser.
"""

import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from warledger.assembly import tell
    from warledger.building import BuildSummary, build
    from warledger.engines import tell_all
    from warledger.errors import WarledgerError
    from warledger.exports import export
    from warledger.frames import Ledger
    from warledger.grounding.gazetteer import Gazetteer
    from warledger.ledger import Wanted
    from warledger.linking import link
    from warledger.reading import load_language
    from warledger.reconciling import reconcile
    from warledger.records import Account, Figure, Incident, LooseFigure, Refusal, Report, Telling
    from warledger.relinking import relink
    from warledger.reports import find_copies, load_manifest, open_inputs
    from warledger.spans.handing_in import as_docs

__version__ = "0.1.0"

__all__ = [  # noqa: RUF022 (the order of the flow)
    "Report",
    "Refusal",
    "Figure",
    "LooseFigure",
    "Account",
    "Telling",
    "Incident",
    "WarledgerError",
    "load_manifest",
    "open_inputs",
    "find_copies",
    "load_language",
    "Gazetteer",
    "tell",
    "tell_all",
    "link",
    "reconcile",
    "Ledger",
    "Wanted",
    "build",
    "relink",
    "BuildSummary",
    "export",
    "as_docs",
]

_ROOMS = {
    "records": ("Report", "Refusal", "Figure", "LooseFigure", "Account", "Telling", "Incident"),
    "errors": ("WarledgerError",),
    "reports": ("load_manifest", "open_inputs", "find_copies"),
    "reading": ("load_language",),
    "grounding.gazetteer": ("Gazetteer",),
    "assembly": ("tell",),
    "engines": ("tell_all",),
    "linking": ("link",),
    "reconciling": ("reconcile",),
    "ledger": ("Wanted",),
    "frames": ("Ledger",),
    "relinking": ("relink",),
    "building": ("build", "BuildSummary"),
    "exports": ("export",),
    "spans.handing_in": ("as_docs",),
}


def __getattr__(name: str) -> object:
    for room, names in _ROOMS.items():
        if name in names:
            return getattr(import_module(f"warledger.{room}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])


def load_ipython_extension(shell: Any) -> None:
    """Show records as pages in a notebook: what `%load_ext warledger` does, and the import in a running IPython."""
    from warledger.notebook import show_in

    show_in(shell)


_shell = sys.modules["IPython"].get_ipython() if "IPython" in sys.modules else None
if _shell is not None:
    load_ipython_extension(_shell)
