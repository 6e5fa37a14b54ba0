"""A telling as text on its Doc, so that it travels with it to other processes and to the disk."""

import json

from spacy.tokens import Doc

from warledger.record_json import (
    account_json,
    context_json,
    loose_json,
    quotation_json,
    read_account,
    read_context,
    read_loose,
    read_quotation,
    read_report_date,
    read_span,
    report_date_json,
    span_json,
)
from warledger.records import Dropped, Report, Telling

_TOLD = "warledger.telling"


def keep(doc: Doc, telling: Telling) -> None:
    """Put a telling to its Doc."""
    told = {
        "dated": report_date_json(telling.dated),
        "accounts": [account_json(account) for account in telling.accounts],
        "loose": [loose_json(figure) for figure in telling.loose],
        "dropped": [
            {"quote": span_json(dropped.quote), "reason": dropped.reason} for dropped in telling.dropped
        ],
        "context": [context_json(line) for line in telling.context],
        "quotations": [quotation_json(quotation) for quotation in telling.quotations],
    }
    doc.user_data[_TOLD] = json.dumps(told)


def kept(doc: Doc) -> str | None:
    """Give the text that `read_back` reads; None where the Doc has none."""
    told = doc.user_data.get(_TOLD)
    return told if isinstance(told, str) else None


def read_back(told: str, report: Report) -> Telling:
    """Read a telling of a report back from its text."""
    form = json.loads(told)
    return Telling(
        report,
        read_report_date(form["dated"]),
        tuple(map(read_account, form["accounts"])),
        tuple(map(read_loose, form["loose"])),
        tuple(Dropped(read_span(dropped["quote"]), dropped["reason"]) for dropped in form["dropped"]),
        tuple(map(read_context, form["context"])),
        tuple(map(read_quotation, form["quotations"])),
    )
