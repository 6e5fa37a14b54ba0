"""docs/desk.md says what the desk does: its keys, its addresses, its pictures."""

import re
from pathlib import Path

import pytest

from warledger.desk.review.keys import keys_by_place

DOCS = Path(__file__).parents[2] / "docs"
TEXT = (DOCS / "desk.md").read_text(encoding="utf-8")


def test_every_key_of_review_is_documented_as_the_help_tells_it() -> None:
    told = [
        (key.key, f"{words[0].lower()}{words[1:]}: {key.does}")
        for words, keys in keys_by_place()
        for key in keys
    ]
    assert re.findall(r"^\| `(.+?)` \| (.+?) \|$", TEXT, re.MULTILINE)[: len(told)] == told


@pytest.mark.parametrize("picture", ["overview", "dossier", "report", "queue"])
def test_every_picture_stands_in_the_documentation(picture: str) -> None:
    assert f"](screenshots/{picture}.png)" in TEXT
    shot = (DOCS / "screenshots" / f"{picture}.png").read_bytes()
    assert shot.startswith(b"\x89PNG")
