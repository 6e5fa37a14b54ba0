"""When an undated report can have been written, from what it says: constraints with their reasons, then their meet.

The order of the work: `days` (sets of days), `facts` (the tables of what is known of the world), then one module a
kind of clue (`ages`, `offices`, `named`, `recalled`, `calendar_clues`), each giving `constraints`; `inference` holds
them against each other; `between` reads a report's own words of time against a stretch of days.
"""

from warledger.grounding.undated.between import (
    days_told,
    honest_periods,
    interval_of,
    is_weekday,
    same_weekday,
    settled,
    stand_in,
    written_after,
)
from warledger.grounding.undated.constraints import Constraint
from warledger.grounding.undated.inference import DATED_DAYS, PERIOD_DAYS, infer_date, narrowed

__all__ = [
    "DATED_DAYS",
    "PERIOD_DAYS",
    "Constraint",
    "days_told",
    "honest_periods",
    "infer_date",
    "interval_of",
    "is_weekday",
    "narrowed",
    "same_weekday",
    "settled",
    "stand_in",
    "written_after",
]
