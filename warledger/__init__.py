"""warledger reads news reports of an armed conflict and keeps the ledger that a war monitor keeps.

The public names, in the order of the flow: reports come in, are read, grounded and assembled into
accounts; accounts are linked into incidents and reconciled; the ledger keeps them; exports give them out.

    from pathlib import Path
    from warledger import Ledger, Wanted, build

    with Ledger.create_or_open("ledger.db") as ledger:
        build(ledger, ["reports/"], manifest=Path("manifest.csv"))
        for incident in ledger.incidents(Wanted()):
            print(incident.title)

A name is loaded when it is first used: a command that parses nothing does not wait for the parser.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from warledger.assembly import tell
    from warledger.building import BuildSummary, build
    from warledger.engines import tell_all
    from warledger.errors import WarledgerError
    from warledger.exports import export
    from warledger.grounding.gazetteer import Gazetteer
    from warledger.ledger import Ledger, Wanted
    from warledger.linking import link
    from warledger.reading import load_language
    from warledger.reconciling import reconcile
    from warledger.records import Account, Figure, Incident, LooseFigure, Refusal, Report, Telling
    from warledger.relinking import relink
    from warledger.reports import find_copies, load_manifest, open_inputs

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
    "ledger": ("Ledger", "Wanted"),
    "relinking": ("relink",),
    "building": ("build", "BuildSummary"),
    "exports": ("export",),
}


def __getattr__(name: str) -> object:
    for room, names in _ROOMS.items():
        if name in names:
            return getattr(import_module(f"warledger.{room}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
