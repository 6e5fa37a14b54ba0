"""Records as a notebook shows them: as a page, with what the reports say in plain sight.

Loading this room loads nothing else: what a notebook shows is written when it is shown.
"""

from collections.abc import Callable
from importlib import import_module
from typing import Any

_SHOWN = (
    ("warledger.ledger.ledger", "Ledger", "ledger_html"),
    ("warledger.records.incidents", "Incident", "incident_html"),
    ("warledger.records.tellings", "Telling", "telling_html"),
    ("warledger.records.tellings", "Account", "account_html"),
    ("warledger.records.tellings", "Figure", "figure_html"),
    ("warledger.records.tellings", "LooseFigure", "loose_html"),
    ("warledger.records.reports", "Report", "report_html"),
)
"""Which class is written by which function of `notebook.writing`."""


def show_in(shell: Any) -> None:
    """Make a running IPython show our records as pages; to do it twice changes nothing.

    Args:
        shell: what `IPython.get_ipython()` gives.
    """
    formatter = shell.display_formatter.formatters["text/html"]
    for module, name, writer in _SHOWN:
        formatter.for_type_by_name(module, name, _later(writer))


def _later(writer: str) -> Callable[[Any], str]:
    def write(record: Any) -> str:
        written: str = getattr(import_module("warledger.notebook.writing"), writer)(record)
        return written

    return write
