"""Taking inputs in, and sorting what came of them."""

import io
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from warledger.records import Refusal, Report
from warledger.reports import Limits, Manifest, open_inputs

ENGLISH = (
    "At least 12 people were killed on Tuesday when a shell hit a bakery in the eastern quarter of the town, "
    "the hospital's director said. Rescuers were still searching the rubble for survivors in the evening."
)


def take(
    *paths: Path | str,
    manifest: Manifest | None = None,
    stdin: bytes | None = None,
    limits: Limits | None = None,
) -> tuple[list[Report], list[Refusal]]:
    """Read the inputs to their end and part the reports from the refusals."""
    intake = open_inputs(
        [str(path) for path in paths],
        manifest=manifest,
        stdin=None if stdin is None else io.BytesIO(stdin),
        limits=limits or Limits(),
    )
    items = [taken.item for taken in intake]
    return (
        [item for item in items if isinstance(item, Report)],
        [item for item in items if isinstance(item, Refusal)],
    )


def lines(*rows: Mapping[str, object]) -> bytes:
    """Write rows as JSON Lines."""
    return b"".join(json.dumps(dict(row)).encode() + b"\n" for row in rows)


def codes(refusals: Sequence[Refusal]) -> list[str]:
    """The codes of refusals, each with its reason checked to be one line."""
    for refusal in refusals:
        assert refusal.reason.strip()
        assert "\n" not in refusal.reason
    return [refusal.code for refusal in refusals]
