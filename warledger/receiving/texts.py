"""A report's text as far as its quotes tell it: each at its place, with blanks between."""

from collections.abc import Iterable

from warledger.records import Account, Correction, Figure, Perpetrator, Place, Span, Telling


def text_of_quotes(quotes: Iterable[Span]) -> str:
    """Put quotes where they stand; of two that overlap, the one that begins first."""
    pieces: list[str] = []
    reached = 0
    for quote in sorted(quotes, key=lambda q: (q.start, -q.end)):
        if quote.end <= reached:
            continue
        if quote.start > reached:
            pieces.append(_blank(quote.start - reached))
            reached = quote.start
        pieces.append(quote.text[reached - quote.start :])
        reached = quote.end
    return "".join(pieces)


def _blank(length: int) -> str:
    """Fill what nobody quoted: a break of line, since two quotes are no sentence together."""
    return "\n".ljust(length)


def quotes_in(telling: Telling) -> Iterable[Span]:
    """Give every quote of what a report tells."""
    for account in telling.accounts:
        yield from _of_account(account)
    for loose in telling.loose:
        yield loose.quote
        yield from _told(loose.period.quote, loose.place.quote, loose.origin.quote, loose.destination.quote)
    for line in telling.context:
        yield line.quote
        yield from _told(line.period.quote, line.place.quote, line.lasting)
    for words in telling.quotations:
        yield words.quote
        yield from _told(words.named)
    yield from _told(telling.dated.quote)


def _of_account(account: Account) -> Iterable[Span]:
    yield account.evidence
    yield from (figure.quote for figure in account.figures)
    yield from (named.quote for named in account.perpetrators)
    yield from (told for correction in account.corrected for told in _of_correction(correction))
    yield from _told(account.date.quote, account.place.quote, account.breach)


def _of_correction(correction: Correction) -> Iterable[Span]:
    if isinstance(correction.own, Figure | Perpetrator):
        yield correction.own.quote
    elif isinstance(correction.own, Place):
        yield from _told(correction.own.quote)


def _told(*spans: Span | None) -> Iterable[Span]:
    return (span for span in spans if span is not None)
