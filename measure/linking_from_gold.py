"""Measure linking alone: accounts as careful readers wrote them, linked, against the readers' incidents.

    measure/linking_from_gold.py GOLD_FOLDER REPORTS_FOLDER NAME... [--rounds N] [--errors N]

For each NAME, GOLD_FOLDER/NAME.accounts.jsonl becomes `Account` records (evidence and quotes located in the
texts of REPORTS_FOLDER/NAME.jsonl, or the folder NAME of .txt files) and is linked. Printed is B-cubed
against the readers' incident ids, first on the readers' accounts and then on accounts made as faulty as those
of a program: places known to the province only, days off by one, wrong kinds, figures lost.
"""

import argparse
import json
import random
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

from rich.console import Console
from rich.table import Table

from warledger.linking import link
from warledger.records import (
    ACT_TYPES,
    Account,
    Bounds,
    Figure,
    Linking,
    Period,
    Perpetrator,
    Place,
    ReportDate,
    ReportNote,
    Span,
    content_id,
)

TO_PROVINCE: Final = 0.10
DAY_OFF: Final = 0.10
OTHER_TYPE: Final = 0.10
FIGURES_LOST: Final = 0.15


@dataclass(frozen=True, slots=True)
class GoldFile:
    """One reader's file: the accounts, the incident of each account id, and notes on the reports."""

    accounts: tuple[Account, ...]
    incident_of: Mapping[str, str]
    notes: Mapping[str, ReportNote]


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def _texts(folder: Path, name: str) -> dict[str, dict[str, Any]]:
    if (folder / name).is_dir():
        return {
            p.stem: {"text": p.read_text(encoding="utf-8")} for p in sorted((folder / name).glob("*.txt"))
        }
    return {str(form["report"]): form for form in _lines(folder / f"{name}.jsonl")}


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


def _locate(text: str, quote: str) -> Span:
    start = max(text.find(quote), 0)
    return (
        Span.of(text, start, start + len(quote))
        if text.startswith(quote, start)
        else Span(0, len(quote), quote)
    )


def gold_account(form: Mapping[str, Any], number: int, text: str) -> Account:
    """Make the record of one line of gold; its id comes from its place in the file, never from its incident."""
    figures = tuple(
        Figure(
            id=content_id("f", form["report"], number, position),
            outcome=f["outcome"],
            victims=f["class"],
            bounds=Bounds(f["low"], f["high"]),
            quote=_locate(text, f["quote"]),
            role=f.get("role", "total"),
            says=tuple(f.get("says") or ()),
        )
        for position, f in enumerate(form["figures"])
    )
    evidence = _locate(text, form["evidence"])
    start, end = _day(form["date_start"]), _day(form["date_end"])
    return Account(
        id=content_id("a", form["report"], number),
        report=form["report"],
        primary=form["primary"],
        type=form["type"],
        date=Period(start, end or start, form["date_precision"], "text" if start else "unknown"),
        place=Place(
            name=form["place"],
            admin1=form["admin1"],
            country=form["country"],
            lat=form["lat"],
            lon=form["lon"],
            precision=form["place_precision"] if form["place"] else "unknown",
        ),
        evidence=evidence,
        targets=tuple(form["targets"]),
        figures=figures,
        perpetrators=tuple(Perpetrator(p["actor"], p["stance"], evidence) for p in form["perpetrators"]),
    )


def read_gold(gold: Path, reports: Path, name: str) -> GoldFile:
    """Read one file of gold with its reports."""
    texts = _texts(reports, name)
    forms = _lines(gold / f"{name}.accounts.jsonl")
    accounts = tuple(
        gold_account(f, n, texts.get(f["report"], {}).get("text", "")) for n, f in enumerate(forms)
    )
    notes = {
        id_: ReportNote(id_, form.get("outlet"), ReportDate(_day(form.get("published")), "published"))
        for id_, form in texts.items()
    }
    return GoldFile(accounts, {a.id: f["incident"] for a, f in zip(accounts, forms, strict=True)}, notes)


def worsened(account: Account, chance: random.Random) -> Account:
    """Make an account as faulty as one that a program reads."""
    place, when = account.place, account.date
    if chance.random() < TO_PROVINCE:
        place = replace(place, name=place.admin1, precision="province", lat=None, lon=None)
    if chance.random() < DAY_OFF and when.start is not None and when.end is not None:
        off = timedelta(days=chance.choice((-1, 1)))
        when = replace(when, start=when.start + off, end=when.end + off)
    kind = chance.choice(ACT_TYPES) if chance.random() < OTHER_TYPE else account.type
    figures = tuple(f for f in account.figures if chance.random() >= FIGURES_LOST)
    return replace(account, place=place, date=when, type=kind, figures=figures)  # type: ignore[arg-type]


def b_cubed(gold: Mapping[str, str], linking: Linking) -> tuple[float, float, float]:
    """Score groups against incidents: B-cubed precision, recall and their harmonic mean."""
    group_of = {id_: number for number, group in enumerate(linking.groups) for id_ in group}
    members: dict[tuple[str, object], set[str]] = defaultdict(set)
    for id_, incident in gold.items():
        members["gold", incident].add(id_)
        members["system", group_of[id_]].add(id_)
    precision = recall = 0.0
    for id_, incident in gold.items():
        ours, theirs = members["system", group_of[id_]], members["gold", incident]
        precision += len(ours & theirs) / len(ours)
        recall += len(ours & theirs) / len(theirs)
    precision, recall = precision / len(gold), recall / len(gold)
    return precision, recall, 2 * precision * recall / (precision + recall)


def show_errors(file: GoldFile, linking: Linking, most: int) -> None:
    """Print accounts wrongly joined and wrongly parted, with what linking had to go by."""
    by_id = {a.id: a for a in file.accounts}
    group_of = {id_: number for number, group in enumerate(linking.groups) for id_ in group}
    reasons = {(k.left, k.right): k for k in (*linking.links, *linking.similar)}
    ids, shown = sorted(by_id), 0
    for position, one in enumerate(ids):
        for other in ids[position + 1 :]:
            same = file.incident_of[one] == file.incident_of[other]
            if same != (group_of[one] == group_of[other]) and shown < most:
                shown += 1
                tie = reasons.get((one, other))
                print("PARTED" if same else "JOINED", tie.score if tie else "", tie.reasons if tie else "")
                for id_ in (one, other):
                    a = by_id[id_]
                    killed = [(f.outcome, f.victims, f.bounds.low) for f in a.figures]
                    print(
                        "   ",
                        file.incident_of[id_],
                        a.date.start,
                        a.date.end,
                        a.place.name,
                        a.place.precision,
                        end=" ",
                    )
                    print(a.type, a.targets, killed, [p.actor for p in a.perpetrators])


def measure(file: GoldFile, rounds: int, errors: int) -> tuple[list[float], list[float]]:
    """Score one file as read, and as the mean over `rounds` of worsened accounts."""
    linking = link(file.accounts, file.notes)
    show_errors(file, linking, errors)
    noisy = [0.0, 0.0, 0.0]
    for number in range(rounds):
        chance = random.Random(number)  # noqa: S311
        faulty = [worsened(a, chance) for a in file.accounts]
        scores = b_cubed(file.incident_of, link(faulty, file.notes))
        noisy = [total + score / rounds for total, score in zip(noisy, scores, strict=True)]
    return list(b_cubed(file.incident_of, linking)), noisy


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="B-cubed of linking on readers' accounts")
    parser.add_argument("gold", type=Path)
    parser.add_argument("reports", type=Path)
    parser.add_argument("names", nargs="+")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--errors", type=int, default=0)
    options = parser.parse_args(arguments)
    table = Table("file", "accounts", "P", "R", "F1", "worsened P", "R", "F1", title="B-cubed of linking")
    for name in options.names:
        file = read_gold(options.gold, options.reports, name)
        clean, noisy = measure(file, options.rounds, options.errors)
        table.add_row(name, str(len(file.accounts)), *(f"{score:.3f}" for score in (*clean, *noisy)))
    Console().print(table)


if __name__ == "__main__":
    main()
