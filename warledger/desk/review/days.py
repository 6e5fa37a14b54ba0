"""The days of an undated report's accounts: what each says of its day, and which day that is if the report was written on one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from warledger.desk.review.fields import Input, day_inputs
from warledger.desk.review.sides import AccountSide, account_side
from warledger.errors import UsageError
from warledger.grounding.undated import settled
from warledger.judging import asked_correction, standing_account
from warledger.ledger import Ledger
from warledger.records import Account, Correct, DateReason, ReportDate, Together
from warledger.wording.reports import date_note, reason_words

DAY_KEYS: Final = ("start", "end", "precision")


@dataclass(frozen=True, slots=True)
class DayForm:
    """One account with the fields for its days; they are named by the account: "start:a-1"."""

    side: AccountSide
    inputs: tuple[Input, ...]


@dataclass(frozen=True, slots=True)
class DatedBy:
    """What tells when a report was written: the note on it, and each reason with the words that it rests on."""

    note: str
    reasons: tuple[tuple[DateReason, str], ...]


def day_forms(ledger: Ledger, accounts: Sequence[str], written: date | None) -> list[DayForm]:
    """Give the forms of some accounts of an undated report.

    Args:
        ledger: one state of it.
        accounts: their ids.
        written: a day on which the report may have been written; what the accounts say is then read against it.
    """
    return [_form(ledger, standing_account(ledger, id_), written) for id_ in accounts]


def _form(ledger: Ledger, account: Account, written: date | None) -> DayForm:
    day = account.date
    if written is not None:
        day = settled(day, ReportDate(written, "inferred", earliest=written, latest=written))
    inputs = tuple(
        Input(f"{each.name}:{account.id}", each.label, each.value, each.choices, each.hint)
        for each in day_inputs(day)
    )
    return DayForm(account_side(ledger, account), inputs)


def dated_by(ledger: Ledger, report: str) -> DatedBy:
    """Say what is known of when a report was written."""
    dated = ledger.telling_in_company(report).dated
    return DatedBy(date_note(dated), tuple((reason, reason_words(reason)) for reason in dated.reasons))


def asked_days(ledger: Ledger, accounts: Sequence[str], values: dict[str, str]) -> Together:
    """Understand a form of days: a correction for each account of which it says another day.

    Raises:
        UsageError: it says nothing new, or no day.
        UnknownRecord: there is no such account.
    """
    told: list[Correct] = []
    for account in (standing_account(ledger, id_) for id_ in accounts):
        stands = {each.name: each.value for each in day_inputs(account.date)}
        given = {key: values[name] for key in DAY_KEYS if (name := f"{key}:{account.id}") in values}
        given = {key: words for key, words in given.items() if stands[key] != words}
        if given:
            told.append(asked_correction(account, "date", given))
    if not told:
        raise UsageError("No day is another than it was; write a day first.")
    return Together(tuple(told))
