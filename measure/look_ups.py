"""Measure the gazetteer: how long it takes to open once built, and to look a name up, exactly and tolerantly.

    python measure/look_ups.py [PLACES.csv ...]

The names are those of towns drawn by chance from the gazetteer itself, whole and with a letter changed. Times are of
one machine: read them as orders of magnitude. Nothing is remembered between two look-ups.
"""

import random
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from warledger.grounding.gazetteer import Entry, Gazetteer

DRAWN = 3000
BOXES = ((32.0, 38.0, 35.0, 43.0), (4.0, 14.0, 3.0, 15.0), (44.0, 53.0, 22.0, 41.0), (29.0, 38.0, 60.0, 75.0))
"""Around Syria, Nigeria, Ukraine, Afghanistan: south, north, west, east."""


def main(lists: Sequence[str]) -> None:
    """Print the figures."""
    paths = [Path(p) for p in lists]
    Gazetteer.open(paths, progress=print).close()
    opened = [_seconds(lambda: Gazetteer.open(paths).close()) for _ in range(5)]
    print(f"opening, once built              {sorted(opened)[2]:.3f} s")
    gazetteer = Gazetteer.open(paths)
    towns = [t for box in BOXES for t in gazetteer.towns_between(*box) if t.country]
    chosen = random.Random(1).sample(towns, min(DRAWN, len(towns)))  # noqa: S311
    exact = _mean(lambda t: gazetteer.exact(t.name), chosen)
    print(f"exact look-up                    {1e6 * exact:.1f} microseconds")
    for entry in {t.country: t for t in towns}.values():  # a country's close keys are read at its first name
        gazetteer.tolerant("Qqqqxx", entry.country or "")
    alike = _mean(lambda t: gazetteer.tolerant(t.name, t.country or "", fuzzy=False), chosen)
    print(f"other transcriptions             {1e3 * alike:.3f} ms")
    slip = _mean(lambda t: gazetteer.tolerant(_slipped(t.name), t.country or ""), chosen)
    print(f"tolerant, with a slip of a letter {1e3 * slip:.3f} ms")


def _slipped(name: str) -> str:
    middle = len(name) // 2
    return name[:middle] + "q" + name[middle + 1 :]


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _mean(look: Callable[[Entry], object], entries: Sequence[Entry]) -> float:
    return _seconds(lambda: [look(e) for e in entries]) / len(entries)


if __name__ == "__main__":
    main(sys.argv[1:])
