"""The way in: files, folders and streams become reports, or refusals with a reason.

    open_inputs ─▶ inputs (walk, endings) ─▶ packing (gz, zst) ─▶ decoding
                                              │
                   plain, pages, tables, warc ◀┘ ─▶ fields ─▶ manifest ─▶ language ─▶ Report | Refusal

Beside it: `tells_of_violence` (the first look: what needs no parse), `find_copies` (one text that travelled) and
`furniture_spans` (what later rooms pass over).
"""

from warledger.reports.copies import ReportText, find_copies
from warledger.reports.first_look import tells_of_violence
from warledger.reports.furniture import furniture_spans
from warledger.reports.inputs import Limits
from warledger.reports.intake import Intake, Taken, open_inputs
from warledger.reports.manifest import Manifest, ManifestEntry, load_manifest

__all__ = [
    "Intake",
    "Limits",
    "Manifest",
    "ManifestEntry",
    "ReportText",
    "Taken",
    "find_copies",
    "furniture_spans",
    "load_manifest",
    "open_inputs",
    "tells_of_violence",
]
