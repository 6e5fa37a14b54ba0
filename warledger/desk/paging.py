"""Cuts a long list into pages."""

from collections.abc import Sequence
from dataclasses import dataclass

PAGE_ROWS = 50


@dataclass(frozen=True, slots=True)
class Page[Row]:
    """One page of a list: its rows, its number from 1, the number of the last page and of all rows."""

    rows: tuple[Row, ...]
    number: int
    last: int
    total: int


def page_of[Row](rows: Sequence[Row], number: int, *, length: int = PAGE_ROWS) -> Page[Row]:
    """Cut one page out; a number behind the last page gives the last, one below 1 the first."""
    last = max(1, -(-len(rows) // length))
    number = min(max(1, number), last)
    return Page(tuple(rows[(number - 1) * length : number * length]), number, last, len(rows))


def page_number(words: str) -> int:
    """Read the number of a page from an address; what is no number is the first page."""
    return int(words) if words.isascii() and words.isdigit() and len(words) <= 7 else 1
