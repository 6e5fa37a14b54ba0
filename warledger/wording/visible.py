"""Makes characters that would hide or reorder what a page says visible.

Reports come from strangers. An unprintable character may vanish from the page, and a direction override
(U+202E) shows a name or a number backwards, which an analyst cannot see; both are shown by their code.
"""

import re
import unicodedata

from markupsafe import Markup

# C0 and C1 controls but for tab, line feed and carriage return; the embeddings, overrides and isolates of
# the bidirectional algorithm; lone surrogates, which no encoding of a page can carry; noncharacters.
_HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)


def _code(match: re.Match[str]) -> str:
    character = match[0]
    name = unicodedata.name(character, "").lower()
    return f"[U+{ord(character):04X}{' ' + name if name else ''}]"


def visible(text: str) -> str:
    """Write each hidden character of a text as its code in brackets; the rest stays as it is.

    >>> visible("37\\u202ekilled")
    '37[U+202E right-to-left override]killed'
    """
    return _HIDDEN.sub(_code, text)


def shown(value: object) -> object:
    """Treat one value that a template puts out: text is made visible, markup of our own is left alone.

    It runs before escaping, so what it writes is escaped like the rest.
    """
    if isinstance(value, str) and not isinstance(value, Markup):
        return visible(value)
    return value
