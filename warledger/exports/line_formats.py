"""The formats of one JSON object a line: `jsonl` and `figures`."""

import json
from collections.abc import Iterator
from typing import Any

from warledger.exports.profiles import Profile
from warledger.exports.public import public_incident, public_loose
from warledger.exports.writing import as_escapes
from warledger.ledger import Ledger
from warledger.record_json import incident_json, loose_json


def incident_lines(ledger: Ledger, profile: Profile) -> Iterator[str]:
    """Give each incident with all its accounts, by id: the lossless form."""
    notes = ledger.notes()
    for incident in ledger.incidents():
        if profile == "public":
            incident = public_incident(incident)
        yield _line(incident_json(incident, notes), profile)


def loose_lines(ledger: Ledger, profile: Profile) -> Iterator[str]:
    """Give each figure that is no incident's own, by report and in the order of its text."""
    for figure in ledger.loose():
        if profile == "public":
            figure = public_loose(figure)
        yield _line(loose_json(figure), profile)


def _line(form: dict[str, Any], profile: Profile) -> str:
    # The full form is fixed to the letter; a public one says in each line what it is, since lines get
    # cut out and passed on.
    if profile == "public":
        form = form | {"profile": "public"}
    return as_escapes(json.dumps(form, ensure_ascii=False, separators=(",", ":"))) + "\n"
