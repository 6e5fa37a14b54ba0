"""The state of all that decides how accounts are linked and reconciled: under another one, everything is linked anew."""

from functools import lru_cache
from hashlib import sha256
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Final

ROOMS: Final = ("reports", "grounding", "linking", "reconciling", "relinking")
"""The rooms whose rules decide it; what reads the texts is named by the ledger's own `RULES`."""


@lru_cache(maxsize=1)
def linking_rules() -> str:
    """Name the state of the rules by the content of their modules and tables.

    A word in a comment counts as another rule: one linking too many costs minutes, one too few leaves a ledger of two
    minds.
    """
    package = resources.files("warledger")
    whole = sha256()
    for room in ROOMS:
        for module in _modules(package / room):
            whole.update(module.name.encode() + b"\0" + module.read_bytes())
    for table in sorted((package / "data").iterdir(), key=lambda each: each.name):
        if table.name.endswith(".csv"):
            whole.update(table.name.encode() + b"\0" + table.read_bytes())
    return whole.hexdigest()[:16]


def _modules(folder: Traversable) -> list[Traversable]:
    found: list[Traversable] = []
    for each in sorted(folder.iterdir(), key=lambda each: each.name):
        if each.is_dir():
            found += _modules(each)
        elif each.name.endswith(".py"):
            found.append(each)
    return found
