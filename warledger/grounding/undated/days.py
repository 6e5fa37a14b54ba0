"""Sets of days on which a report can have been written: closed stretches, in order, none touching another."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

FIRST, LAST = date(1990, 1, 1), date(2049, 12, 31)
"""No report is looked for outside: a limit that lies here is none."""

WEEKDAY_DAYS = 4
"""How long after it "on Monday" is told without a date: of 981 such weekdays in dated reports 98 of 100."""

ONE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Days:
    """A set of days as closed stretches; () is no day at all."""

    stretches: tuple[tuple[date, date], ...]

    @classmethod
    def of(cls, stretches: Iterable[tuple[date, date]]) -> "Days":
        """Make a set of stretches in any order, cut at `FIRST` and `LAST`."""
        cut = sorted((max(a, FIRST), min(b, LAST)) for a, b in stretches)
        out: list[tuple[date, date]] = []
        for start, end in cut:
            if start > end:
                continue
            if out and start <= out[-1][1] + ONE:
                out[-1] = out[-1][0], max(out[-1][1], end)
            else:
                out.append((start, end))
        return cls(tuple(out))

    @classmethod
    def since(cls, day: date) -> "Days":
        """Every day from this one on."""
        return cls.of([(day, LAST)])

    @classmethod
    def until(cls, day: date) -> "Days":
        """Every day up to this one."""
        return cls.of([(FIRST, day)])

    @classmethod
    def between(cls, start: date | None, end: date | None) -> "Days":
        """The days of a stretch; None sets no limit."""
        return cls.of([(start or FIRST, end or LAST)])

    def __and__(self, other: "Days") -> "Days":
        return Days.of(
            (max(a, c), min(b, d)) for a, b in self.stretches for c, d in other.stretches if a <= d and c <= b
        )

    def __or__(self, other: "Days") -> "Days":
        return Days.of((*self.stretches, *other.stretches))

    def __bool__(self) -> bool:
        return bool(self.stretches)

    @property
    def earliest(self) -> date | None:
        """The first day, None where there is no limit."""
        return None if not self.stretches or self.stretches[0][0] == FIRST else self.stretches[0][0]

    @property
    def latest(self) -> date | None:
        """The last day, None where there is no limit."""
        return None if not self.stretches or self.stretches[-1][1] == LAST else self.stretches[-1][1]

    @property
    def width(self) -> int:
        """How many days lie from the first to the last, both counted."""
        return (self.stretches[-1][1] - self.stretches[0][0]).days + 1 if self.stretches else 0


EVER = Days(((FIRST, LAST),))
NEVER = Days(())
