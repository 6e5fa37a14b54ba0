"""Judgements in words: what was decided, what a correction puts in place of what, what a decision would change."""

from collections.abc import Iterator, Sequence

from warledger.judging import Preview
from warledger.records import (
    Accused,
    Bounds,
    CorrectedValue,
    Correction,
    Counted,
    Figure,
    Grade,
    Incident,
    Judgement,
    Outcome,
    OwnValue,
    Period,
    Perpetrator,
    Place,
    Role,
    VictimClass,
)
from warledger.wording.phrases import (
    OUTCOME_WORDS,
    ROLE_WORDS,
    STANCE_WORDS,
    coordinates_words,
    listed,
    period_words,
    place_words,
    plural,
    range_words,
    victims_words,
)
from warledger.wording.tolls import incident_sentence

STRUCK_OUT = "struck out"
NAMED = 4
"""Ids told in a line; of more their number is told."""


def value_words(value: OwnValue | CorrectedValue | None) -> str:
    """Write the value of one field, the reader's or a reviewer's."""
    match value:
        case None:
            return STRUCK_OUT
        case Period():
            return period_words(value)
        case Place():
            point = f" ({coordinates_words(value)})" if value.lat is not None else ""
            return f"{place_words(value)}{point}"
        case Figure() | Counted():
            return _count_words(value.bounds, value.victims, value.outcome, value.role)
        case Perpetrator() | Accused():
            return f"{value.actor}, {STANCE_WORDS[value.stance]}"
        case tuple():
            return listed(value) or "none"
    return value.replace("_", " ")


def _count_words(bounds: Bounds, victims: VictimClass, outcome: Outcome, role: Role) -> str:
    told = f"{range_words(bounds.low, bounds.high)} {victims_words(victims)} {OUTCOME_WORDS[outcome]}"
    return told if role == "total" else f"{told} ({ROLE_WORDS[role]})"


def own_quote(correction: Correction) -> str:
    """Give the words of the report that the reader read, as far as there are such."""
    quote = getattr(correction.own, "quote", None)
    return quote.text if quote is not None else ""


def correction_words(correction: Correction) -> str:
    """Tell a correction with what was read: "date: 20 April 2016; read as 19 April 2016 from “yesterday”"."""
    quote = own_quote(correction)
    said = f" from “{quote}”" if quote else ""
    return f"{correction.field}: {value_words(correction.value)}; read as {value_words(correction.own)}{said}"


def decision_words(judgement: Judgement) -> str:
    """Tell what was decided: "corrected a-1: date: 20 April 2016; read as 19 April 2016"."""
    accounts = _ids(judgement.accounts)
    if judgement.correction is not None:
        return f"corrected {accounts}: {correction_words(judgement.correction)}"
    if judgement.grade is not None:
        if judgement.grade_before == judgement.grade:
            return f"confirmed the grade {judgement.grade} on {accounts}"
        return f"graded {accounts} {judgement.grade}, where it was {judgement.grade_before or 'not graded'}"
    if judgement.verdict == "split":
        return f"split {_ids(judgement.sides[-1])} from {_ids(judgement.sides[0])}"
    if judgement.verdict == "reject":
        return f"rejected {accounts}: it tells of no act to be booked"
    if judgement.sides:
        return f"different acts: {' | '.join(map(_ids, judgement.sides))}"
    return f"{'one act' if judgement.verdict == 'same' else 'different acts'}: {accounts}"


def undoing_words(judgement: Judgement) -> str:
    """Tell who took a judgement back, when and why; nothing of one that binds."""
    if judgement.binds:
        return ""
    return (
        f"taken back by {judgement.undone_by} on {moment_words(judgement.undone_at)}: {judgement.undone_why}"
    )


def moment_words(moment: str | None) -> str:
    """Write a moment: "2024-05-01 10:00 UTC"."""
    return f"{moment[:10]} {moment[11:16]} UTC" if moment else ""


def grade_words(incident: Incident) -> str:
    """Say that a grade is a reviewer's, what it is by the rules, and what came or went since; nothing where it is not."""
    graded = incident.graded
    if graded is None:
        return ""
    return f"{_by_a_reviewer(incident.grade, graded.by_rule)}{_since(graded.added, graded.gone)}"


def _by_a_reviewer(grade: Grade, by_rule: Grade) -> str:
    agree = "as by the rules" if grade == by_rule else f"by the rules it would be {by_rule}"
    return f"Confirmed by a reviewer; {agree}"


def _since(added: Sequence[str], gone: Sequence[str]) -> str:
    told = [f"{plural(len(added), 'account')} came since ({_ids(added)})"] if added else []
    told += [f"{plural(len(gone), 'account')} went since ({_ids(gone)})"] if gone else []
    return f"; {' and '.join(told)}" if told else ""


def preview_lines(preview: Preview) -> list[str]:
    """Tell what a decision would change, an incident a line, with its figures where they would be others."""
    if preview.idle and not preview.superseded:
        return ["No incident would change."]
    lines = [f"No longer binding: {j.id}, {decision_words(j)} ({j.by}: {j.why})" for j in preview.superseded]
    for incident in preview.vanish:
        lines.append(f"Vanishes: {incident.id}: {incident_sentence(incident)}")
    for incident in preview.appear:
        lines += [
            f"Appears: {incident.id}: {incident_sentence(incident)}",
            *_indented(figure_lines(incident)),
        ]
    for before, after in preview.change:
        lines += [f"Changes: {after.id}", *_indented(change_lines(before, after))]
    return lines


def change_lines(before: Incident, after: Incident) -> Iterator[str]:
    """Tell what of an incident would be different."""
    if incident_sentence(before) != incident_sentence(after):
        yield f"before: {incident_sentence(before)}"
        yield f"after:  {incident_sentence(after)}"
    else:
        yield incident_sentence(after)
    old, new = figure_lines(before), figure_lines(after)
    yield from (f"before: {line}" for line in old if line not in new)
    yield from (f"after:  {line}" for line in new if line not in old)
    if before.grade != after.grade or grade_words(before) != grade_words(after):
        yield f"grade: {before.grade} → {after.grade}"
    were, are = {a.id for a in before.accounts}, {a.id for a in after.accounts}
    if were - are:
        yield f"accounts that go: {_ids(sorted(were - are))}"
    if are - were:
        yield f"accounts that come: {_ids(sorted(are - were))}"


def figure_lines(incident: Incident) -> list[str]:
    """Tell the figures of an incident, a row a line."""
    return [
        f"{_count_words(Bounds(row.low, row.high), row.victims, row.outcome, 'total')}"
        f"{f' ({row.side})' if row.side else ''}, best {'undecided' if row.best is None else f'{row.best:,}'}"
        for row in incident.figures
    ]


def _indented(lines: Sequence[str] | Iterator[str]) -> Iterator[str]:
    return (f"  {line}" for line in lines)


def _ids(ids: Sequence[str]) -> str:
    return ", ".join(ids) if len(ids) <= NAMED else f"{len(ids)} accounts"
