"""Measure the reading of displacement figures: excerpts with one known figure each, as the program reads them.

    measure/displacement.py EXCERPTS.jsonl [--errors N] [--only ID...]

A line of EXCERPTS has "id", "text", "quantity", "unit" ("People" or "Households") and "term" ("Displaced", "Forced
to Flee", "Evacuated", "Sheltered", "In Relief Camp", "Relocated", "Homeless", "Destroyed Housing", ...). Each text is
told as a report of its own, without a date. Counted are the loose figures that come of it:

- of the displaced (or of those who may yet be: a projection with the outcome "displaced");
- of buildings hit, for the terms of housing destroyed and for evacuated homes, which the labels call households.

The quantity is right if a figure was said with it: the low bound of "at least 500", the 500 in "more than 500"
(whose low bound is 501) and in "up to 500" (which has no low bound), either end of "400 to 500". *Low bound alone*
is the stricter share, where nothing but `low == quantity` counts.
The unit is right if People are persons, and Households families or buildings. *Both* asks one figure for both.

Nothing is left out: the labels have mistakes (the text says 260,000, the label 26,000), and an excerpt whose label no
reader could give counts as missed. *Figures an excerpt* says how many figures there were to be lucky with.
"""

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from rich.console import Console

from warledger.assembly import tell
from warledger.grounding.gazetteer import Gazetteer
from warledger.reading import load_language
from warledger.records import LooseFigure, Report

HOUSING: Final = frozenset({"Destroyed Housing", "Partially Destroyed Housing", "Evacuated"})
"""Terms under which the labels count buildings."""
UNITS: Final = {"People": frozenset({"persons"}), "Households": frozenset({"families", "buildings"})}


@dataclass(frozen=True, slots=True)
class Excerpt:
    """One labelled text."""

    id: str
    text: str
    quantity: int
    unit: str
    term: str


@dataclass(frozen=True, slots=True)
class Marks:
    """What was right of one excerpt, and how many figures there were."""

    quantity: bool
    low: bool
    unit: bool
    both: bool
    figures: int


def read_excerpts(path: Path) -> tuple[Excerpt, ...]:
    """Read the labelled texts."""
    forms = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip())
    return tuple(Excerpt(str(f["id"]), f["text"], int(f["quantity"]), f["unit"], f["term"]) for f in forms)


def counted(figure: LooseFigure, term: str) -> bool:
    """Tell whether a loose figure may be what an excerpt of that term is labelled with."""
    return figure.outcome == "displaced" or (figure.unit == "buildings" and term in HOUSING)


def said(figure: LooseFigure) -> frozenset[int]:
    """Give the numbers that the text says for a figure; "more than 500" is bound by 501, and says 500."""
    low, high = figure.bounds.low, figure.bounds.high
    beyond = low - 1 if low is not None and high is None else None
    below = high + 1 if high is not None and low is None else None
    return frozenset(n for n in (low, high, beyond, below) if n is not None)


def mark(excerpt: Excerpt, figures: Sequence[LooseFigure]) -> Marks:
    """Compare an excerpt's label with the figures read from it."""
    mine = [f for f in figures if counted(f, excerpt.term)]
    right = [f for f in mine if excerpt.quantity in said(f)]
    unit = [f for f in mine if f.unit in UNITS[excerpt.unit]]
    return Marks(
        quantity=bool(right),
        low=any(f.bounds.low == excerpt.quantity for f in mine),
        unit=bool(unit),
        both=any(f in unit for f in right),
        figures=len(mine),
    )


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the shares, and on request the first errors."""
    parser = argparse.ArgumentParser(description="Displacement figures against labelled excerpts")
    parser.add_argument("excerpts", type=Path)
    parser.add_argument("--errors", type=int, default=0)
    parser.add_argument("--only", nargs="*", default=())
    options = parser.parse_args(arguments)
    excerpts = [e for e in read_excerpts(options.excerpts) if not options.only or e.id in options.only]
    nlp, gazetteer, console = load_language(), Gazetteer.open(), Console(soft_wrap=True, highlight=False)
    marks: list[Marks] = []
    wrong = 0
    for excerpt, doc in zip(excerpts, nlp.pipe(e.text for e in excerpts), strict=True):
        loose = tell(doc, Report(excerpt.id, excerpt.text), gazetteer).loose
        marks.append(mark(excerpt, loose))
        if not marks[-1].both and wrong < options.errors:
            wrong += 1
            got = [(f.kind, f.outcome, f.unit, f.bounds.low, f.bounds.high, f.quote.text) for f in loose]
            label = (excerpt.id, excerpt.quantity, excerpt.unit, excerpt.term)
            console.print(*label, str(got), excerpt.text, sep=" | ", markup=False)
    for name, hits in (
        ("quantity and unit", sum(m.both for m in marks)),
        ("quantity", sum(m.quantity for m in marks)),
        ("quantity, low bound alone", sum(m.low for m in marks)),
        ("unit", sum(m.unit for m in marks)),
        ("figures an excerpt", sum(m.figures for m in marks)),
    ):
        console.print(f"{name:28}{hits / len(marks):.3f}")
    console.print(f"{'excerpts':28}{len(marks)}")


if __name__ == "__main__":
    main()
