"""What a form asks for, as a decision of the records; the words of a form that was refused stay at hand."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final, cast

from starlette.datastructures import FormData

from warledger.desk.review.days import asked_days
from warledger.desk.review.fields import field_forms
from warledger.desk.review.reasons import QUICK_REASONS
from warledger.errors import UsageError
from warledger.judging import asked_correction, kept_with, standing_account
from warledger.ledger import Ledger
from warledger.records import (
    GRADES,
    Account,
    Decision,
    Different,
    Grade,
    GradeAs,
    Incident,
    Reject,
    Same,
    Split,
    TakeBack,
    Together,
)

LONGEST_REASON: Final = 2_000
_OWN: Final = frozenset(
    {"token", "action", "about", "incident", "apart", "account", "field", "strike", "judgement", "grade"}
    | {"reason", "words", "why", "seen", "then", "only", "back", "key"}
)
"""Names of the form's own fields; all others are the values of a correction."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a form says, not yet understood. `why` is the reason, chosen or in own words, or both.

    `seen` is the state of the records that the reviewer had before them, `then` what to go on with, `only` the kinds of
    the queue that was gone through, `back` the page that the form stood on, `key` the question that is put off.
    """

    action: str
    about: tuple[str, ...] = ()
    incident: str = ""
    apart: tuple[str, ...] = ()
    account: str = ""
    field: str = ""
    strike: bool = False
    judgements: tuple[str, ...] = ()
    grade: str = ""
    values: Mapping[str, str] | None = None
    why: str = ""
    seen: str = ""
    then: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    back: str = ""
    key: str = ""

    def hidden(self) -> list[tuple[str, str]]:
        """Give the fields that carry the same decision through another form: all but reason and state."""
        told = [("action", self.action), ("incident", self.incident), ("account", self.account)]
        told += [
            ("field", self.field),
            ("grade", self.grade),
            ("back", self.back),
        ]
        told += [("strike", "yes" if self.strike else "")]
        several = [("about", self.about), ("apart", self.apart), ("judgement", self.judgements)]
        several += [("then", self.then), ("only", self.only)]
        told += [(name, value) for name, values in several for value in values]
        return [(name, value) for name, value in told if value] + list((self.values or {}).items())

    def named(self) -> tuple[str, ...]:
        """Name the incidents, accounts and judgements that the decision is about."""
        about = (*self.about, self.incident, *self.apart, self.account, *self.judgements)
        return tuple(dict.fromkeys(each for each in about if each))


def asked_by(form: FormData) -> Asked:
    """Read a form."""

    def one(name: str) -> str:
        value = form.get(name)
        return value.strip() if isinstance(value, str) else ""

    def several(name: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(v for v in form.getlist(name) if isinstance(v, str) and v))

    reasons = [one("why")] if one("why") else [part for part in (one("reason"), one("words")) if part]
    values = {name: v.strip() for name, v in form.multi_items() if name not in _OWN and isinstance(v, str)}
    return Asked(
        action=one("action"),
        about=several("about"),
        incident=one("incident"),
        apart=several("apart"),
        account=one("account"),
        field=one("field"),
        strike=bool(one("strike")),
        judgements=several("judgement"),
        grade=one("grade"),
        values=values,
        why=": ".join(reasons)[:LONGEST_REASON],
        seen=one("seen"),
        then=several("then"),
        only=several("only"),
        back=_local(one("back")),
        key=one("key"),
    )


def _local(address: str) -> str:
    """Let only an address of this desk through: a form must not lead to a stranger's page."""
    return address if address.startswith("/") and not address.startswith(("//", "/\\")) else "/review"


def filled_in(ledger: Ledger, asked: Asked, by: str) -> Asked:
    """Fill in what taking back by one key leaves open: the reviewer's last judgement that binds, and the usual reason.

    What was kept together with it for one reason is taken back with it.

    Raises:
        UsageError: the reviewer has made none that binds.
    """
    if asked.action != "take_back":
        return asked
    named, why = asked.judgements, asked.why or QUICK_REASONS["take_back"][0]
    if not named:
        own = [each for each in ledger.judgements_by(by) if each.binds]
        if not own:
            raise UsageError("You have made no judgement that binds.")
        named = tuple(each.id for each in kept_with(ledger, own[-1]) if each.binds)
    return replace(asked, judgements=named, why=why)


def decision_of(ledger: Ledger, asked: Asked) -> Decision:
    """Understand what a form asks for.

    Raises:
        UsageError: it makes no sense; the text says why in one line.
        UnknownRecord: the ledger holds nothing of that id.
    """
    match asked.action:
        case "same":
            return Same(asked.about)
        case "different":
            return Different(asked.about)
        case "split":
            if not asked.apart:
                raise UsageError("Choose the accounts that tell of another act.")
            return Split(asked.incident, asked.apart)
        case "reject":
            return Reject(asked.account)
        case "correct":
            return _correction(standing_account(ledger, asked.account), asked)
        case "grade":
            if asked.grade not in GRADES:
                raise UsageError("Choose a grade.")
            return GradeAs(asked.incident, cast("Grade", asked.grade))
        case "days":
            return asked_days(ledger, asked.about, dict(asked.values or {}))
        case "take_back":
            parts = tuple(map(TakeBack, asked.judgements))
            return parts[0] if len(parts) == 1 else Together(parts)
        case _:
            raise UsageError("The form does not say what to decide.")


def _correction(account: Account, asked: Asked) -> Decision:
    """Take of a form only what differs from what stands there: a new name must not keep the old one's point."""
    if asked.strike:
        return asked_correction(account, asked.field, {}, strike_out=True)
    stands = {
        each.name: each.value
        for form in field_forms(account)
        if form.key == asked.field
        for each in form.inputs
    }
    told = {name: words for name, words in (asked.values or {}).items() if stands.get(name) != words}
    if not told:
        raise UsageError("The form says what stands there already; change a value first.")
    return asked_correction(account, asked.field, told)


def holder(ledger: Ledger, account_id: str) -> Incident:
    """Give the incident that an account belongs to.

    Raises:
        UnknownRecord: there is no such account.
        UsageError: it is in no incident: it was rejected.
    """
    found = ledger.incident_of(account_id)
    if found is None:
        ledger.account(account_id)
        raise UsageError("The account is in no incident: a reviewer has rejected it.")
    return ledger.incident(found)
