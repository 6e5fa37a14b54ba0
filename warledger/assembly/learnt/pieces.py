"""Words to word pieces, as the encoder's vocabulary has them (WordPiece, Wu et al. 2016; BERT's uncased form).

Written here, since the library for it brings a client for a model hub along, and this program stays offline. It imports
nothing of the package, so that the training, which lives in an environment of its own, reads by the same rule.
"""

import unicodedata
from collections.abc import Iterator, Mapping

UNKNOWN_PIECE = "[UNK]"
CONTINUED = "##"
LONGEST = 100
"""Letters above which a word is no word but noise, one unknown piece."""


def read_vocabulary(text: str) -> dict[str, int]:
    """Read a vocabulary, one piece a line, its line number from 0 being its id."""
    return {piece: n for n, piece in enumerate(text.split("\n")) if piece}


def pieces_of(word: str, vocabulary: Mapping[str, int]) -> list[int]:
    """Cut one word into the longest known pieces from the left; at least one id, the unknown piece's if need be."""
    out: list[int] = []
    for part in _parts(word):
        out += _longest(part, vocabulary)
    return out or [vocabulary[UNKNOWN_PIECE]]


def _parts(word: str) -> Iterator[str]:
    """Lower-case the word without its accents, and cut it at every sign that is no letter or digit."""
    plain = "".join(c for c in unicodedata.normalize("NFD", word.lower()) if unicodedata.category(c) != "Mn")
    part = ""
    for sign in plain:
        kind = unicodedata.category(sign)
        if kind[0] == "C" or sign.isspace():
            cut, keep = sign.isspace(), False
        else:
            cut = keep = _is_point(sign, kind)
        if cut and part:
            yield part
            part = ""
        if keep:
            yield sign
        elif kind[0] != "C" and not sign.isspace():
            part += sign
    if part:
        yield part


def _is_point(sign: str, kind: str) -> bool:
    """Punctuation, the ASCII signs that count as such, and the ideographs, each a part of its own."""
    ascii_sign = sign.isascii() and not sign.isalnum()
    return kind[0] == "P" or ascii_sign or "\u4e00" <= sign <= "\u9fff"


def _longest(part: str, vocabulary: Mapping[str, int]) -> list[int]:
    if len(part) > LONGEST:
        return [vocabulary[UNKNOWN_PIECE]]
    out: list[int] = []
    start = 0
    while start < len(part):
        end = len(part)
        while end > start:
            piece = part[start:end] if start == 0 else CONTINUED + part[start:end]
            if piece in vocabulary:
                break
            end -= 1
        if end == start:
            return [vocabulary[UNKNOWN_PIECE]]
        out.append(vocabulary[piece])
        start = end
    return out
