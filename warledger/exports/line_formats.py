"""The formats of one JSON object a line: `jsonl`, `figures`, `context` and `quotes`."""

import json
from collections.abc import Iterator
from typing import Any

from warledger.exports.profiles import Profile
from warledger.exports.view import View
from warledger.exports.writing import as_escapes
from warledger.ledger import Ledger
from warledger.reconciling.recurring import by_quotation, recurring_quotations
from warledger.record_json import context_json, incident_json, loose_json, quotation_json


def incident_lines(ledger: Ledger, profile: Profile) -> Iterator[str]:
    """Give each incident with all its accounts, by id: the lossless form."""
    view = View(ledger, profile)
    for incident in view.incidents():
        yield _line(incident_json(incident, view.notes), profile)


def loose_lines(ledger: Ledger, profile: Profile) -> Iterator[str]:
    """Give each figure that is no incident's own, by report and in the order of its text."""
    for figure in View(ledger, profile).loose():
        yield _line(loose_json(figure), profile)


def context_lines(ledger: Ledger, profile: Profile) -> Iterator[str]:
    """Give what each report says of ceasefires and of talks, by report and in the order of its text."""
    for line in View(ledger, profile).context():
        yield _line(context_json(line), profile)


def quotation_lines(ledger: Ledger, profile: Profile) -> Iterator[str]:
    """Give the words that each report hands on from its speakers, by report and in the order of its text."""
    recurring = by_quotation(recurring_quotations(ledger.quotations(), ledger.notes()))
    for quotation in View(ledger, profile).quotations():
        yield _line(quotation_json(quotation) | {"recurring": recurring.get(quotation.id)}, profile)


def _line(form: dict[str, Any], profile: Profile) -> str:
    # The full form is fixed to the letter; a public one says in each line what it is, since lines get
    # cut out and passed on.
    if profile == "public":
        form = form | {"profile": "public"}
    return as_escapes(json.dumps(form, ensure_ascii=False, separators=(",", ":"))) + "\n"
