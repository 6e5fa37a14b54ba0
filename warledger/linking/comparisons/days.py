"""Did both happen at one time?"""

from datetime import date
from functools import lru_cache

from warledger.linking.profiles import NARROW_DAYS, Profile
from warledger.linking.weights import Finding, finding


@lru_cache(maxsize=65536)
def _told(start: int, end: int) -> str:
    first, last = date.fromordinal(start), date.fromordinal(end)
    if start == end:
        return f"{first.day} {first:%B %Y}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {last.day} {last:%B %Y}"
    return f"{first.day} {first:%B %Y} to {last.day} {last:%B %Y}"


def _excluded(undated: Profile, other: Profile) -> bool:
    """Tell whether an undated report, by what it says of its own time, cannot tell the other account's act as news."""
    first, last = undated.told_between
    start, end = other.days or other.told_between
    return (first is not None and end is not None and end < first) or (
        last is not None and start is not None and start > last
    )


def compare_days(left: Profile, right: Profile) -> Finding:
    """Compare the periods: a shared day weighs less the longer the periods are."""
    if left.days is None or right.days is None:
        if _excluded(left, right) or _excluded(right, left):
            return finding(
                "days", "apart", "one account is of an undated report that cannot be of the other's day"
            )
        return finding("days", "unknown", "one account gives no day")
    (start, end), (other_start, other_end) = left.days, right.days
    told = f"{_told(start, end)} and {_told(other_start, other_end)}"
    gap = max(start - other_end, other_start - end)
    if gap > 0:
        vague = not (left.narrow and right.narrow)
        level = "apart" if vague or gap > 2 else ("one_apart" if gap == 1 else "two_apart")
        return finding("days", level, f"{gap} day{'s' * (gap > 1)} apart, {told}")
    widest = max(end - start, other_end - other_start) + 1
    if widest == 1:
        return finding("days", "same_day", f"same day, {_told(start, end)}")
    if widest == 2:  # a night has two dates; the whole night or either of them is one time
        return finding("days", "overlap", f"days overlap, {told}")
    level = "wide" if widest <= NARROW_DAYS else "vague"
    return finding("days", level, f"days overlap, {told}")
