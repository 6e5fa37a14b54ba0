"""Small simulated wars for tests: a few villages and a town with its quarters, where much resembles much."""

from functools import lru_cache
from itertools import islice

from simulating import Shapes, Told, World, simulate

from warledger.records import Account, ReportNote

DENSITY = 4.0
"""Times the acts of a day that the gold has: a town is hit twice a day, as in the worst months."""


@lru_cache(maxsize=1)
def shapes() -> Shapes:
    """The table of measured shapes, read once."""
    return Shapes.read()


def reports_of_war(many: int, *, seed: int = 0, villages: int = 6) -> list[Told]:
    """The first so many reports of a war over a few villages."""
    war = simulate(World.of_villages(seed, villages), shapes(), seed=seed, density=DENSITY)
    return list(islice(war, many))


def accounts_of(told: list[Told]) -> tuple[list[Account], dict[str, ReportNote], dict[str, str]]:
    """Their accounts, the notes on the reports, and the true act of each account."""
    accounts = [account for report in told for account in report.telling.accounts]
    acts = [act for report in told for act in report.acts]
    notes = {report.note.id: report.note for report in told}
    return accounts, notes, {account.id: act for account, act in zip(accounts, acts, strict=True)}
