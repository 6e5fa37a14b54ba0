"""What a public page shows of a report: the sentences that say what the ledger holds, and not its text.

The text belongs to its outlet, and what nobody booked from it need not be shown to everybody. Sentences that tell of an
attack on health care are withheld with it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from warledger.exports.guarding import Guarded
from warledger.exports.public import public_account, public_context, public_loose, public_quotation
from warledger.records import Quotation, Span, Telling
from warledger.wording.sentences import sentence_ends

type Stretch = tuple[int, int]


def public_telling(telling: Telling, guarded: Guarded) -> Telling:
    """Withhold from what a report tells what the public profile withholds.

    Args:
        telling: all that it tells.
        guarded: what of it tells of attacks on health care.

    Returns:
        A telling of which only the stretches of `excerpts` are shown; numbers not booked, which may be a private person's
        age, and quotations outside of these stretches are left out.
    """
    shown = replace(
        telling,
        accounts=tuple(public_account(a) for a in telling.accounts if a.id not in guarded.accounts),
        loose=tuple(public_loose(f) for f in telling.loose if not guarded.counted(f)),
        context=tuple(map(public_context, telling.context)),
        dated=replace(telling.dated, quote=None, reasons=()),
        dropped=(),
        quotations=(),
    )
    kept = excerpts(shown, hidden_of(telling, guarded))
    return replace(
        shown,
        loose=tuple(f for f in shown.loose if _inside(f.quote, kept)),
        context=tuple(line for line in shown.context if _inside(line.quote, kept)),
        accounts=tuple(a for a in shown.accounts if _inside(a.evidence, kept)),
        quotations=tuple(_quotation(q, kept) for q in telling.quotations if _inside(q.quote, kept)),
    )


def hidden_of(telling: Telling, guarded: Guarded) -> list[Span]:
    """Give the words of which no sentence is shown: what tells of attacks on health care, and what is counted with them."""
    told = guarded.passages.get(telling.report.id, ())
    return [*told, *(figure.quote for figure in telling.loose if guarded.counted(figure))]


def _quotation(quotation: Quotation, kept: Iterable[Stretch]) -> Quotation:
    shown = public_quotation(quotation)
    named = shown.named if shown.named is not None and _inside(shown.named, kept) else None
    return replace(shown, named=named)


def excerpts(telling: Telling, hidden: Iterable[Span] = ()) -> tuple[Stretch, ...]:
    """Give the stretches of the text that say what is shown of a report: whole sentences, in order, none overlapping.

    Args:
        telling: what is shown.
        hidden: spans of which no sentence is shown, whatever else it says.
    """
    text = telling.report.text
    without = [sentence_ends(text, span) for span in hidden]
    stretches: list[Stretch] = []
    for start, end in sorted({sentence_ends(text, span) for span in _spans(telling)}):
        if any(start < last and first < end for first, last in without):
            continue
        if stretches and not text[stretches[-1][1] : start].strip():
            stretches[-1] = (stretches[-1][0], max(end, stretches[-1][1]))
        else:
            stretches.append((start, end))
    return tuple(stretches)


def _spans(telling: Telling) -> Iterator[Span]:
    for account in telling.accounts:
        yield account.evidence
        yield from (figure.quote for figure in account.figures)
        yield from (party.quote for party in account.perpetrators)
    yield from (figure.quote for figure in telling.loose)
    yield from (line.quote for line in telling.context)


def _inside(span: Span, stretches: Iterable[Stretch]) -> bool:
    return any(start <= span.start and span.end <= end for start, end in stretches)
