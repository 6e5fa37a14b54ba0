"""The code of others that the pages' maps and charts need: fetched by `make assets`, shipped in the wheel."""

import mimetypes
from pathlib import Path

MISSING_WORDS = (
    "Map, timeline and charts need the desk’s assets, which are not here: run “make assets” in the checkout."
)
_VENDOR = Path(__file__).parent / "static" / "vendor"

# Browsers refuse a module under any other type, and some machines' tables know none for the ending.
mimetypes.add_type("text/javascript", ".mjs")


def assets_missing() -> str:
    """Say in one line that the assets are not there; "" where they are."""
    return "" if (_VENDOR / "licences").is_dir() else MISSING_WORDS
