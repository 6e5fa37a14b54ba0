"""A day or a place that one of two accounts has wrong: told so where the rest agrees on counts too rare for two acts.

A chemical attack of 2013 that a report of 2016 recalls beside its own dateline, a market whose province's capital stands
in its place: where two accounts give 1,429 dead at one place, or 36 dead and 50 injured on one day, the day of the one
or the place of the other is misread. Only one of the two may be: counts, a day and a place that all differ tell nothing.
"""

from collections.abc import Sequence
from typing import Final

from warledger.linking.comparisons.place import kilometres
from warledger.linking.profiles import Profile
from warledger.linking.weights import Finding, finding

ONE_PLACE: Final = frozenset({"same_site", "same_town", "site_in_town", "near", "district", "same_name"})
ONE_DAY: Final = frozenset({"same_day", "overlap", "one_apart"})
APART_IN_TIME: Final = frozenset({"two_apart", "apart"})
APART_IN_SPACE: Final = frozenset({"other_site", "other_part", "beyond", "apart"})
MISDATED_DAYS: Final = 3
"""A weekday read against a wrong dateline is off by so much; beyond, only a rare set of counts says that a day is wrong."""
MISPLACED_KM: Final = 150.0
"""A town and the capital of its province, told for each other."""


def forgiven(left: Profile, right: Profile, findings: Sequence[Finding], counts: Finding) -> list[Finding]:
    """Take a day or a place for misread where the other of the two agrees and the shared counts are rare enough.

    Args:
        left: one account.
        right: the other.
        findings: what the comparisons found, days and place first.
        counts: what `compare_counts` found: "same_set" or "rare_set".
    """
    days, place, *rest = findings
    rare = counts.level == "rare_set"
    if place.level in ONE_PLACE and days.level in APART_IN_TIME:
        if rare or _days_between(left, right) <= MISDATED_DAYS:
            days = finding("days", "misread", f"{days.sentence}, one of them perhaps misread")
    elif place.level in APART_IN_SPACE and days.level in ONE_DAY and left.country == right.country:
        km = kilometres(left, right)
        if rare or (km is not None and km <= MISPLACED_KM):
            place = finding("place", "misread", f"{place.sentence}, one of them perhaps misread")
    return [days, place, *rest]


def _days_between(left: Profile, right: Profile) -> int:
    if left.days is None or right.days is None:
        return 0
    return max(left.days[0] - right.days[1], right.days[0] - left.days[1])
