"""What a ledger costs in a file and on a PostgreSQL server, over simulated reports that need no reading.

    python measure/databases.py --server postgresql://USER@HOST/DATABASE?schema=NAME [--reports N] [--seed N]

The reports are told already, so that only the ledger's own work is timed: adding them in transactions of a build,
linking them from nothing, adding and linking one more, searching, and giving all incidents. Prints one line of JSON.
The schema must not be there yet; it is left behind.
"""

import argparse
import json
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import batched, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from simulating.shapes import Shapes
from simulating.telling import simulate
from simulating.world import World

from warledger.building import TRANSACTION
from warledger.ledger import Ledger
from warledger.records import Telling
from warledger.relinking import relink

SEARCHES = ("refugees", "mill bank", '"car exploded"', "harbour post")


def tellings(many: int, seed: int) -> Iterator[Telling]:
    """Give so many simulated reports with what they tell."""
    world = World.from_gazetteer(seed)
    return (told.telling for told in islice(simulate(world, Shapes.read(), seed=seed), many))


def _timed(done: Callable[[], object]) -> float:
    begun = time.perf_counter()
    done()
    return round(time.perf_counter() - begun, 3)


def costs(where: str, told: Sequence[Telling]) -> dict[str, Any]:
    """Time what is done to one ledger, in seconds."""
    *most, last = told
    with Ledger.create_or_open(where) as ledger:
        found: dict[str, Any] = {
            "adding": _timed(lambda: [ledger.add(some) for some in batched(most, TRANSACTION)])
        }
        found["linking"] = _timed(lambda: relink(ledger))
        found["one_more"] = _timed(lambda: (ledger.add([last]), relink(ledger)))
        found["holds_100"] = _timed(lambda: [ledger.holds(each.report) for each in most[:100]])
        found["incidents"] = _timed(lambda: sum(1 for _ in ledger.incidents()))
        found["outlines"] = _timed(ledger.outlines)
        found["searches"] = {words: _timed(lambda words=words: ledger.search(words)) for words in SEARCHES}  # type: ignore[misc]
        found["found"] = {words: ledger.reports_with(words) for words in SEARCHES}
        found["held"] = ledger.counts().incidents
    return found


def main() -> None:
    """Measure both and print them beside each other."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    asked.add_argument("--server", required=True)
    asked.add_argument("--reports", type=int, default=10_000)
    asked.add_argument("--seed", type=int, default=0)
    options = asked.parse_args()
    told = list(tellings(options.reports, options.seed))
    with TemporaryDirectory() as folder:
        in_file = costs(str(Path(folder) / "ledger.db"), told)
    on_server = costs(options.server, told)
    print(json.dumps({"reports": options.reports, "file": in_file, "server": on_server}))


if __name__ == "__main__":
    main()
