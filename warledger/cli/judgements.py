"""The commands of `warledger judge`: a decision each, shown first with `--dry-run`, and the history of all of them."""

from typing import TYPE_CHECKING, Annotated

import typer

from warledger.cli.options import LedgerOption
from warledger.errors import UsageError

if TYPE_CHECKING:
    from warledger.records import Decision

LEDGER = "ledger.db"

judgements_app = typer.Typer(help="Keep a reviewer's decision, take one back, or list them.")

Why = Annotated[str, typer.Option("--why", metavar="TEXT", help="The reason, in words.")]
By = Annotated[str, typer.Option("--by", metavar="NAME", help="Who judges.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Show what would change, and keep nothing.")]
About = Annotated[
    list[str],
    typer.Argument(metavar="ID...", help="Accounts or incidents; an incident stands for its accounts."),
]
AnAccount = Annotated[str, typer.Argument(metavar="ACCOUNT", help="The account.")]
AnIncident = Annotated[str, typer.Argument(metavar="INCIDENT", help="The incident.")]


@judgements_app.command()
def same(about: About, why: Why, by: By, ledger: LedgerOption = LEDGER, dry_run: DryRun = False) -> None:
    """Keep that these tell of one and the same act."""
    from warledger.records import Same

    _decide(ledger, Same(tuple(about)), why, by, dry_run)


@judgements_app.command()
def different(about: About, why: Why, by: By, ledger: LedgerOption = LEDGER, dry_run: DryRun = False) -> None:
    """Keep that these tell of different acts."""
    from warledger.records import Different

    _decide(ledger, Different(tuple(about)), why, by, dry_run)


@judgements_app.command()
def split(
    incident: AnIncident,
    apart: Annotated[list[str], typer.Argument(metavar="ACCOUNT...", help="The accounts of the other act.")],
    why: Why,
    by: By,
    ledger: LedgerOption = LEDGER,
    dry_run: DryRun = False,
) -> None:
    """Keep that some accounts of an incident tell of another act: they become an incident of their own."""
    from warledger.records import Split

    _decide(ledger, Split(incident, tuple(apart)), why, by, dry_run)


@judgements_app.command()
def reject(
    account: AnAccount, why: Why, by: By, ledger: LedgerOption = LEDGER, dry_run: DryRun = False
) -> None:
    """Keep that an account tells of no act to be booked: it leaves its incident."""
    from warledger.records import Reject

    _decide(ledger, Reject(account), why, by, dry_run)


@judgements_app.command()
def correct(
    account: AnAccount,
    field: Annotated[
        str,
        typer.Argument(metavar="FIELD", help="type, date, place, targets, figure:ID or perpetrator:NAME."),
    ],
    why: Why,
    by: By,
    values: Annotated[
        list[str] | None,
        typer.Argument(metavar="VALUE...", help="shelling; start=2016-04-19; low=3 high=; actor=rebels ..."),
    ] = None,
    strike_out: Annotated[
        bool, typer.Option("--strike-out", help="The figure or perpetrator is none of the act.")
    ] = False,
    ledger: LedgerOption = LEDGER,
    dry_run: DryRun = False,
) -> None:
    """Put a value in place of one that was read wrong; what was read stays beside it."""
    from warledger.judging import asked_correction, standing_account
    from warledger.ledger import Ledger

    with Ledger.open_reading(ledger) as opened:
        meant = standing_account(opened, account)
    decision = asked_correction(meant, field, _given(values or []), strike_out=strike_out)
    _decide(ledger, decision, why, by, dry_run)


@judgements_app.command()
def grade(
    incident: AnIncident,
    given: Annotated[
        str, typer.Argument(metavar="GRADE", help="confirmed, fair, weak, contested or discounted.")
    ],
    why: Why,
    by: By,
    ledger: LedgerOption = LEDGER,
    dry_run: DryRun = False,
) -> None:
    """Confirm the grade of an incident, or give it another."""
    from warledger.judging import asked_grade

    _decide(ledger, asked_grade(incident, given), why, by, dry_run)


@judgements_app.command()
def undo(
    judgement: Annotated[str, typer.Argument(metavar="JUDGEMENT", help="The judgement to take back.")],
    why: Why,
    by: By,
    ledger: LedgerOption = LEDGER,
    dry_run: DryRun = False,
) -> None:
    """Take a judgement back; it stays in the ledger, with who did so and why."""
    from warledger.records import TakeBack

    _decide(ledger, TakeBack(judgement), why, by, dry_run)


@judgements_app.command(name="list")
def list_judgements(
    incident: Annotated[
        str | None, typer.Argument(metavar="ID", help="An incident or account; by default all.")
    ] = None,
    ledger: LedgerOption = LEDGER,
) -> None:
    """List judgements, the latest first, those taken back among them."""
    from warledger.cli.summary import history_summary
    from warledger.cli.terminal import terminal
    from warledger.judging import history
    from warledger.ledger import Ledger

    with Ledger.open_reading(ledger) as opened, opened.steady() as steady:
        terminal().print(history_summary(history(steady, incident), steady.adrift()))


def _given(values: list[str]) -> dict[str, str]:
    """Read the values of a correction: `key=value` each, or the bare words of a type or of targets."""
    given: dict[str, str] = {}
    bare: list[str] = []
    for words in values:
        key, sign, value = words.partition("=")
        if not sign:
            bare.append(words)
        elif key in given:
            raise UsageError(f"{key} is given twice")
        else:
            given[key] = value
    return given | ({"value": "; ".join(bare)} if bare else {})


def _decide(ledger: str, decision: "Decision", why: str, by: str, dry_run: bool) -> None:
    from warledger.cli.summary import change_summary, preview_summary
    from warledger.cli.terminal import terminal
    from warledger.judging import decide, rehearse

    if dry_run:
        terminal().print(preview_summary(rehearse(ledger, decision, by=by)))
    else:
        terminal().print(change_summary(decide(ledger, decision, why=why, by=by)))
