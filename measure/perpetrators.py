"""Measure who is named: of the accounts where a reader and the ledger both name somebody, how often the names are right.

    measure/perpetrators.py GOLD_FOLDER REPORTS_FOLDER SCORER LEDGER.jsonl... [--errors N]

Each LEDGER.jsonl is an export of the reports NAME.jsonl (or the folder NAME of .txt files) and is called NAME.jsonl;
GOLD_FOLDER/NAME.accounts.jsonl is the readers' answer. SCORER is the script that matches the accounts of the two. A
name is right where the readers give it too; "unknown" names nobody, and who only denies it is none of the doers.
"""

import argparse
import importlib.util
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any, Final

from rich.console import Console
from rich.table import Table

NAMELESS: Final = frozenset({"unknown"})
EVIDENCE_SHOWN: Final = 160
"""Characters of an account's evidence that are printed beside wrong names."""


@dataclass(frozen=True, slots=True)
class Naming:
    """Who did it by the readers and by the ledger, for one matched account."""

    report: str
    gold: frozenset[str]
    ledger: frozenset[str]
    evidence: str

    @property
    def both_name(self) -> bool:
        """Tell whether either names somebody."""
        return bool(self.gold and self.ledger)


@dataclass(frozen=True, slots=True)
class Names:
    """The counts over one set of reports."""

    matched: int
    both: int
    all_right: int
    one_right: int
    given: int
    right: int
    wanted: int


def load_scorer(path: Path) -> ModuleType:
    """Load the script that matches accounts from where it lies; it is no part of the package."""
    spec = importlib.util.spec_from_file_location("score", path)
    if spec is None or spec.loader is None:
        raise ValueError(f"no script at {path}")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def doers(perpetrators: Iterable[Mapping[str, Any]]) -> frozenset[str]:
    """Name who is said to have done it."""
    return frozenset(p["actor"] for p in perpetrators if p.get("stance") != "denied") - NAMELESS


def namings(
    scorer: ModuleType, gold: Sequence[Any], system: Sequence[Any], texts: Mapping[str, str]
) -> Iterator[Naming]:
    """Pair the readers' names with the ledger's, for every matched account."""
    flat = [s for s in scorer.flat(system) if s["report"] in texts]
    for i, j in scorer.match(gold, flat, texts):
        named = frozenset(flat[j]["perpetrators"]) - NAMELESS
        yield Naming(gold[i]["report"], doers(gold[i]["perpetrators"]), named, gold[i]["evidence"])


def count(found: Sequence[Naming]) -> Names:
    """Count the right names."""
    both = [n for n in found if n.both_name]
    return Names(
        matched=len(found),
        both=len(both),
        all_right=sum(n.ledger <= n.gold for n in both),
        one_right=sum(bool(n.ledger & n.gold) for n in both),
        given=sum(len(n.ledger) for n in found),
        right=sum(len(n.ledger & n.gold) for n in found),
        wanted=sum(len(n.gold) for n in found),
    )


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.3f}" if whole else "-"


def main() -> None:
    """Print one line for every ledger and, if asked, the accounts with wrong names."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", type=Path)
    parser.add_argument("reports", type=Path)
    parser.add_argument("scorer", type=Path)
    parser.add_argument("ledgers", type=Path, nargs="+")
    parser.add_argument("--errors", type=int, default=0)
    given = parser.parse_args()
    scorer, console = load_scorer(given.scorer), Console(width=200)
    table = Table("set", "matched", "both name", "all names right", "one name right", "precision", "recall")
    every: list[Naming] = []
    for ledger in given.ledgers:
        folder = given.reports / ledger.stem
        texts = scorer.texts(folder if folder.is_dir() else folder.with_suffix(".jsonl"))
        gold = scorer.lines(given.gold / f"{ledger.stem}.accounts.jsonl")
        found = list(namings(scorer, gold, scorer.lines(ledger), texts))
        every += found
        for wrong in [n for n in found if n.both_name and not n.ledger <= n.gold][: given.errors]:
            told = " ".join(wrong.evidence[:EVIDENCE_SHOWN].split())
            console.print(
                f"{wrong.report}: {sorted(wrong.ledger)}, not {sorted(wrong.gold)}: {told}", markup=False
            )
        _add(table, ledger.stem, count(found))
    _add(table, "all", count(every))
    console.print(table)


def _add(table: Table, name: str, names: Names) -> None:
    right = [_share(names.all_right, names.both), _share(names.one_right, names.both)]
    exact = [_share(names.right, names.given), _share(names.right, names.wanted)]
    table.add_row(name, str(names.matched), str(names.both), *right, *exact)


if __name__ == "__main__":
    main()
