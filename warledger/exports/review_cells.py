"""What reviewers decided, in the plain tables: the judgements, and the marks where a value or a grade is theirs."""

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from warledger.exports.cells import joined
from warledger.exports.public import NAMED_PERSON, public_correction
from warledger.exports.record_cells import Row
from warledger.exports.view import View
from warledger.linking.rulings import accused_as
from warledger.record_json import correction_json
from warledger.records import Account, Figure, Graded, Judgement, Perpetrator

JUDGEMENT_COLUMNS: Final = (
    "judgement", "verdict", "accounts", "why", "by", "at", "binds", "undone_why", "undone_by", "undone_at",
    "field", "value", "old_value", "sides", "incidents", "part", "adrift",
)  # fmt: skip

STRUCK_OUT: Final = "struck out"
_NOTHING_SAID: Final = (None,) * len(("accounts", "why"))
_NO_VALUES: Final = (None,) * (len(JUDGEMENT_COLUMNS) - JUDGEMENT_COLUMNS.index("field"))


def judgement_rows(view: View) -> Iterator[Row]:
    """Give every judgement. From the public is withheld who judged, and of attacks on health care all but when and what kind."""

    def person(name: str | None) -> str | None:
        return NAMED_PERSON if name and view.public else name

    adrift = view.ledger.adrift()
    for j in view.ledger.judgements():
        if view.guarded.concerns(j.accounts, j.incidents):
            yield (
                j.id,
                j.verdict,
                *_NOTHING_SAID,
                person(j.by),
                j.at,
                j.binds,
                None,
                person(j.undone_by),
                j.undone_at,
                *_NO_VALUES,
            )
            continue
        if j.correction is not None and view.public:
            j = replace(j, correction=public_correction(j.correction))
        yield (
            j.id, j.verdict, j.accounts, j.why, person(j.by), j.at, j.binds, j.undone_why,
            person(j.undone_by), j.undone_at, *_said(j), " | ".join(map(joined, j.sides)), j.incidents,
            j.correction.part if j.correction is not None else None, adrift.get(j.id),
        )  # fmt: skip


def _said(judgement: Judgement) -> Row:
    """Give the field, the value and the value before; one of several parts is in its JSON form."""
    if judgement.correction is not None:
        form = correction_json(judgement.correction)
        value = STRUCK_OUT if form["value"] is None else _value(form["value"])
        return judgement.correction.field, value, _value(form["own"])
    if judgement.grade is not None:
        return "grade", judgement.grade, judgement.grade_before
    return None, None, None


def _value(form: object) -> str:
    if isinstance(form, str):
        return form
    return joined(form) if isinstance(form, list) else json.dumps(form, ensure_ascii=True)


def grade_cells(graded: Graded | None) -> Row:
    """Give the grade by the rules, the judgement that confirmed another or the same, and the accounts since."""
    if graded is None:
        return None, None, None
    return graded.by_rule, graded.judgement, graded.added


def corrected_fields(account: Account) -> list[str]:
    """Name the fields of an account in which a reviewer's value stands, or of which something was struck out."""
    return list(dict.fromkeys(correction.field for correction in account.corrected))


def is_corrected(account: Account, told: Figure | Perpetrator) -> bool:
    """Tell whether a figure or a perpetrator is as a reviewer put it."""
    for correction in account.corrected:
        if isinstance(told, Figure) and correction.part == told.id:
            return True
        own = correction.own
        if isinstance(own, Perpetrator) and correction.value and accused_as(own, correction.value) == told:
            return True
    return False
