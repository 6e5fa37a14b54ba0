"""The one JSON form of the records: what `export -f jsonl` writes and the ledger stores.

Field names and their meaning are fixed by the export contract; `class` stands for `victims`. Reading back
what was written gives an equal record (a property test holds this).
"""

from warledger.record_json.figures import figure_json, read_figure
from warledger.record_json.incidents import (
    incident_json,
    read_incident,
)
from warledger.record_json.judgements import correction_json, judgement_json, read_correction, read_judgement
from warledger.record_json.reports import (
    link_json,
    note_json,
    read_link,
    read_note,
    read_refusal,
    refusal_json,
)
from warledger.record_json.tellings import (
    account_json,
    context_json,
    loose_json,
    quotation_json,
    read_account,
    read_context,
    read_loose,
    read_quotation,
)
from warledger.record_json.values import (
    Json,
    period_json,
    place_json,
    read_period,
    read_place,
    read_report_date,
    read_span,
    report_date_json,
    span_json,
)

__all__ = [
    "Json",
    "account_json",
    "context_json",
    "correction_json",
    "figure_json",
    "incident_json",
    "judgement_json",
    "link_json",
    "loose_json",
    "note_json",
    "period_json",
    "place_json",
    "quotation_json",
    "read_account",
    "read_context",
    "read_correction",
    "read_figure",
    "read_incident",
    "read_judgement",
    "read_link",
    "read_loose",
    "read_note",
    "read_period",
    "read_place",
    "read_quotation",
    "read_refusal",
    "read_report_date",
    "read_span",
    "refusal_json",
    "report_date_json",
    "span_json",
]
