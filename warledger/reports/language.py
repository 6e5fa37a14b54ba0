"""Which language a text is written in: anything but English is refused, doubt is no ground to refuse.

The text is judged stretch by stretch, so that an English report with a foreign statement inside, or under
a foreign headline, is read, and the other way round is not.
"""

import csv
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier  # type: ignore[import-untyped]

# Nigerian Pidgin shares English spelling, and the identifier takes English on Kano or Borno for it.
ENGLISH = ("en", "pcm")
NO_LANGUAGE = "zxx"
STRETCH = 300
# A book is judged by so many stretches evenly spread over it.
MAX_STRETCHES = 100
# A stretch is foreign where the identifier gives English next to no chance, and there are enough letters to
# judge by. Languages share a chance among kin (Norwegian and Danish, Arabic and Egyptian Arabic), so that
# the winner's own chance says little. Measured on 13,276 single sentences of English reports, tag lines and
# lists of Arabic names among them: none is called foreign but two that are Portuguese.
MAX_ENGLISH = 0.03
MIN_LETTERS = 30
# With so many words of `english_words` a stretch is English without asking the identifier, which takes ten times
# as long; one stretch in twelve goes on to it.
SURE_ENGLISH = 0.12
# Letters of other scripts say more each: English has none of them.
LATIN_END = "\u024f"
OTHER_SCRIPT_WEIGHT = 3


def foreign_language(text: str) -> str | None:
    """Name the language of a text that is not English.

    Returns:
        The language's English name; None where the text is English, or too short or too odd to tell.
    """
    weights: Counter[str] = Counter()
    for stretch in _stretches(text):
        code = _judge(stretch)
        if code is not None:
            weights[code] += len(stretch)
    english = weights.pop("en", 0)
    if weights.total() <= english:
        return None
    code = min(weights, key=lambda other: (-weights[other], other))
    return language_names().get(code, "another language")


@lru_cache(maxsize=1)
def language_names() -> dict[str, str]:
    """English names of the languages that can be told, by ISO 639 code."""
    return {row["code"]: row["name"] for row in _rows("languages.csv")}


@lru_cache(maxsize=1)
def _identifier() -> "LanguageIdentifier":
    from py3langid.langid import (  # whoever reads no report does not wait for it
        MODEL_FILE,
        LanguageIdentifier,
    )

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


@lru_cache(maxsize=1)
def english_words() -> frozenset[str]:
    """Frequent words that only English has."""
    return frozenset(row["word"] for row in _rows("english_words.csv"))


def _rows(name: str) -> Iterator[dict[str, str]]:
    lines = files("warledger").joinpath("data", name).read_text("utf-8").splitlines()
    return csv.DictReader(line for line in lines if not line.startswith("#"))


def _judge(stretch: str) -> str | None:
    """Tell "en", another language's code, or None where the stretch decides nothing."""
    words = stretch.lower().split()
    if sum(word in english_words() for word in words) >= SURE_ENGLISH * len(words) > 0:
        return "en"
    letters = sum(OTHER_SCRIPT_WEIGHT if char > LATIN_END else 1 for char in stretch if char.isalpha())
    ranked = _identifier().rank(stretch)
    chances = dict(ranked)
    english = sum(chances.get(code, 0.0) for code in ENGLISH)
    best = ranked[0][0]
    if best in ENGLISH:
        return "en"
    if best == NO_LANGUAGE or english > MAX_ENGLISH or letters < MIN_LETTERS:
        return None
    return str(best)


def _stretches(text: str) -> list[str]:
    """Cut the text into stretches of about equal length, at spaces where there are any."""
    cuts, start = [], 0
    while start < len(text):
        end = start + STRETCH
        space = text.rfind(" ", start + STRETCH // 2, end)
        end = space if space > 0 and end < len(text) else end
        cuts.append((start, end))
        start = end
    step = -(-len(cuts) // MAX_STRETCHES)
    return [text[start:end] for start, end in cuts[::step]] if cuts else []
