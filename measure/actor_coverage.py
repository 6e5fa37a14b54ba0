"""Measure how many actors of another ledger's table are known by name here.

    measure/actor_coverage.py UCDP_ACTORS.csv [--all]

The table has the columns country, actor (several separated by ", ") and events, as UCDP GED names them. Printed is, for
each country, the share of its events whose actor is known, and the actors that are not. Placeholders for groups that
UCDP itself could not name ("XXX475") and "Civilians" name no actor and are left out.
"""

import argparse
import csv
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from rich.console import Console
from rich.table import Table

from warledger.grounding.actor_names import name_actor
from warledger.grounding.actor_table import NationForm, actor_table
from warledger.grounding.phrases import split_words

NO_ACTOR: Final = re.compile(r"Civilians|XXX\d+")
FORMER: Final = re.compile(r"\s*\(.*")
LARGE: Final = 100
"""Events of a country from which on all of its actors ought to be known."""


@dataclass(slots=True)
class Coverage:
    """The events of one country whose actor has a name, and those of the actors that nobody here knows."""

    events: int = 0
    unknown: Counter[str] = field(default_factory=Counter)

    @property
    def share(self) -> float:
        """The share of events whose actor is known."""
        return 1 - sum(self.unknown.values()) / self.events if self.events else 1.0


def named_actors(path: Path) -> Iterator[tuple[str, str, int]]:
    """Yield country, actor and events of every actor that has a name."""
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            for actor in row["actor"].split(", "):
                if not NO_ACTOR.fullmatch(actor):
                    yield row["country"], actor, int(row["events"])


def country_code(name: str) -> str | None:
    """Give the ISO 3166 code of a country as UCDP writes it: "Myanmar (Burma)"."""
    words = split_words(FORMER.sub("", name))
    forms = (form for end, form in actor_table().names.matches(words, 0) if end == len(words))
    return next((form.nation.iso2 for form in forms if isinstance(form, NationForm)), None)


def coverage(path: Path) -> dict[str, Coverage]:
    """Look every actor up, by country."""
    found: dict[str, Coverage] = defaultdict(Coverage)
    for country, actor, events in named_actors(path):
        found[country].events += events
        if name_actor(actor, country=country_code(country)) is None:
            found[country].unknown[actor] += events
    return found


def main() -> None:
    """Print the coverage of large conflicts, or of all."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("actors", type=Path)
    parser.add_argument("--all", action="store_true")
    given = parser.parse_args()
    found = coverage(given.actors)
    table = Table("country", "events", "known", "not known")
    for country, each in sorted(found.items(), key=lambda item: -item[1].events):
        if given.all or each.events > LARGE or each.unknown:
            names = ", ".join(f"{name} ({n})" for name, n in each.unknown.most_common())
            table.add_row(country, str(each.events), f"{each.share:.4f}", names)
    everything = Coverage(sum(c.events for c in found.values()))
    for each in found.values():
        everything.unknown += each.unknown
    table.add_row("all", str(everything.events), f"{everything.share:.4f}", "")
    Console(width=160).print(table)


if __name__ == "__main__":
    main()
