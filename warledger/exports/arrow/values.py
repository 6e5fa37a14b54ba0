"""What Arrow can hold of a text and of a count."""

import re
from typing import Final

_NOT_IN_UTF8: Final = re.compile("[\ud800-\udfff]")
_LARGEST: Final = 2**63 - 1


def unicode(text: str) -> str:
    """Put the mark of an unreadable character in place of half a surrogate pair, which UTF-8 cannot hold."""
    return _NOT_IN_UTF8.sub("\ufffd", text)


def count(number: int) -> int | None:
    """Give a count that fits 64 bits; None for a larger one, which only its quote can tell."""
    return number if -_LARGEST <= number <= _LARGEST else None
