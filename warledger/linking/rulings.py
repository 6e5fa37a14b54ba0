"""What binding judgements say of single accounts: rejected, or with a reviewer's value in place of the reader's.

Linking and all that comes after see an account as it is ruled; its report keeps it as it was read.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from warledger.records import (
    Account,
    Accused,
    CorrectedValue,
    Correction,
    Counted,
    Figure,
    Judgement,
    OwnValue,
    Perpetrator,
)


@dataclass(frozen=True, slots=True)
class Ruling:
    """What binds on one account: the judgement that rejects it, and corrections, one for each thing corrected."""

    rejected: str | None = None
    corrections: tuple[Correction, ...] = ()


def rulings(judgements: Iterable[Judgement]) -> Mapping[str, Ruling]:
    """Work out what binds on each account; of two judgements on the same thing the later one holds."""
    rejected: dict[str, str] = {}
    corrected: dict[str, dict[tuple[str, str], Correction]] = {}
    for judgement in sorted((j for j in judgements if j.binds), key=lambda j: (j.at, j.id)):
        if judgement.verdict == "reject":
            rejected[judgement.accounts[0]] = judgement.id
        elif judgement.correction is not None:
            told = replace(judgement.correction, judgement=judgement.id)
            corrected.setdefault(judgement.accounts[0], {})[told.field, told.part] = told
    return {
        account: Ruling(
            rejected.get(account),
            tuple(told for _, told in sorted(corrected.get(account, {}).items())),
        )
        for account in sorted(rejected.keys() | corrected.keys())
    }


def corrected(account: Account, corrections: Iterable[Correction]) -> Account:
    """Put a reviewer's values in place of the reader's, which stay beside them.

    A correction of a figure or of a perpetrator that the account does not tell (any more) does nothing.
    """
    done: list[Correction] = []
    for correction in corrections:
        own = own_value(account, correction.field, correction.part)
        if own is not None:
            done.append(replace(correction, own=own))
    for correction in done:
        account = _PUT[correction.field](account, correction)
    return replace(account, corrected=tuple(done)) if done else account


def own_value(account: Account, field: str, part: str) -> OwnValue | None:
    """Give what an account says in one field; None where it tells no such figure or perpetrator."""
    if field == "figure":
        return next((figure for figure in account.figures if figure.id == part), None)
    if field == "perpetrator":
        return next((named for named in account.perpetrators if named.id == part), None)
    plain: Mapping[str, OwnValue] = {
        "type": account.type, "date": account.date, "place": account.place, "targets": account.targets,
    }  # fmt: skip
    return plain[field]


def counted_as(figure: Figure, value: CorrectedValue | None) -> Figure:
    """Give a figure with a reviewer's count; where the bounds are others, the text's hedge is no longer theirs."""
    if not isinstance(value, Counted):
        return figure
    hedge = figure.hedge if value.bounds == figure.bounds else None
    return replace(
        figure,
        outcome=value.outcome,
        victims=value.victims,
        bounds=value.bounds,
        role=value.role,
        hedge=hedge,
    )


def _figure(account: Account, correction: Correction) -> Account:
    told = (
        counted_as(figure, correction.value) if figure.id == correction.part else figure
        for figure in account.figures
        if figure.id != correction.part or correction.value is not None
    )
    return replace(account, figures=tuple(told))


def accused_as(perpetrator: Perpetrator, value: CorrectedValue | None) -> Perpetrator:
    """Give a perpetrator with the name and the stance that a reviewer puts in their place."""
    if not isinstance(value, Accused):
        return perpetrator
    return replace(perpetrator, actor=value.actor, stance=value.stance)


def _perpetrator(account: Account, correction: Correction) -> Account:
    told = (
        accused_as(named, correction.value) if named == correction.own else named
        for named in account.perpetrators
        if named != correction.own or correction.value is not None
    )
    return replace(account, perpetrators=tuple(told))


def _plain(account: Account, correction: Correction) -> Account:
    put = {correction.field: correction.value}
    return replace(account, **put)  # type: ignore[arg-type]


_PUT: Mapping[str, Callable[[Account, Correction], Account]] = {
    "type": _plain,
    "date": _plain,
    "place": _plain,
    "targets": _plain,
    "figure": _figure,
    "perpetrator": _perpetrator,
}
