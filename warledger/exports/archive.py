"""The `archive` format: all records of a ledger in one file, a line each, but for the texts of its reports.

It is what `warledger import` makes the same ledger of, for reading. First the reports, with the order of their accounts and
those accounts that a judgement corrects or rejects as they were read; then judgements, refusals and compared pairs; then
the lines of `jsonl`, `figures`, `context` and `quotes` as they are.
"""

import json
from collections.abc import Iterator
from typing import Final

from warledger.errors import UsageError
from warledger.exports.line_formats import context_lines, incident_lines, loose_lines, quotation_lines
from warledger.exports.profiles import Profile
from warledger.exports.writing import as_escapes
from warledger.ledger import Ledger
from warledger.linking.matching import Offer
from warledger.record_json import Json, account_json, judgement_json, link_json, note_json, refusal_json

_RULING: Final = ("correct", "reject")
"""Verdicts by which an account counts otherwise than it was read, or not at all."""


def archive_lines(ledger: Ledger, profile: Profile) -> Iterator[str]:
    """Give every record.

    Raises:
        UsageError: the profile is public; what is withheld cannot come back.
    """
    if profile == "public":
        raise UsageError("an archive holds all there is; for the public take jsonl, csv or another format")
    for form in _beside(ledger):
        yield as_escapes(json.dumps(form, ensure_ascii=False, separators=(",", ":"))) + "\n"
    for lines in (incident_lines, loose_lines, context_lines, quotation_lines):
        yield from lines(ledger, profile)


def _beside(ledger: Ledger) -> Iterator[Json]:
    judgements = ledger.judgements()
    ruled = {a for j in judgements if j.binds and j.verdict in _RULING for a in j.accounts}
    read = ledger.accounts_read(ruled)
    order = ledger.account_order()
    for id_, note in ledger.notes().items():
        told = order.get(id_, [])
        as_read = [account_json(read[id_, account]) for account in told if account in ruled]
        yield note_json(note) | {"accounts": told, "as_read": as_read}
    yield from map(judgement_json, judgements)
    yield from map(refusal_json, ledger.refusals())
    yield from map(link_json, ledger.links_kept())
    yield from map(offer_json, ledger.offers_kept())


def offer_json(offer: Offer) -> Json:
    """Write a pair as one of its two voices is offered it."""
    return {"voice": offer.voice, "other": offer.other, "points": offer.points, **link_json(offer.link)}
