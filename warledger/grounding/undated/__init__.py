"""When an undated report can have been written, from what it says: constraints with their reasons, then their meet.

The order of the work: `days` (sets of days), `facts` (the tables of what is known of the world), then one module a
kind of clue (`ages`, `offices`, `named`, `recalled`, `calendar_clues`), each giving `constraints`; `inference` holds
them against each other; `narrowing` sets the stretch of days that they leave; `between` reads words of time against a
stretch of days, `honest` all those of a report.

What rests on the parse of a report (`inference`, `honest`) is asked for there: what is named here needs no parser, and
nor do those who link accounts.
"""

from warledger.grounding.undated.between import (
    days_told,
    interval_of,
    is_weekday,
    same_weekday,
    settled,
    written_after,
)
from warledger.grounding.undated.constraints import Constraint
from warledger.grounding.undated.narrowing import narrowed

__all__ = [
    "Constraint",
    "days_told",
    "interval_of",
    "is_weekday",
    "narrowed",
    "same_weekday",
    "settled",
    "written_after",
]
