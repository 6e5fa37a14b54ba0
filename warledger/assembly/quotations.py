"""Quotations with their speakers by name: a pronoun stands for whom `voices` has found it to stand for."""

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc

from warledger.assembly.voices import Voice, Voices
from warledger.reading import Quote
from warledger.records import Account, Quotation, Report, Span, content_id

HANDED_ON = 1 / 3
"""Of an account's evidence: so much of it stands in somebody's words where the act is handed on from them."""


def quotations_of(
    doc: Doc, report: Report, quotes: Sequence[Quote], voices: Voices, *, furniture: Sequence[Span] = ()
) -> tuple[Quotation, ...]:
    """Name the speaker of every quotation; those whose speaker is nobody known are left out.

    Args:
        doc: the parse.
        report: the report; spans slice its text.
        quotes: what reading found, in text order.
        voices: the speakers of the report.
        furniture: stretches of the page that are no part of the report.
    """
    by_token = {i: v for v in voices.spoken for i in range(v.first, v.last)}
    out: list[Quotation] = []
    before: Voice | None = None
    for quote in quotes:
        voice = before if quote.speaker is None else by_token.get(quote.speaker)
        if quote.direct:
            before = voice
        if voice is None or not voice.names or any(f.overlaps(quote.span) for f in furniture):
            continue
        named = None if quote.speaker is None else _words(doc, voice)
        identity = content_id("q", report.id, report.digest, quote.span.start, quote.span.end, quote.direct)
        out.append(Quotation(identity, report.id, quote.span, quote.direct, voice.names, named))
    return tuple({q.id: q for q in out}.values())


def with_speakers(accounts: Sequence[Account], quotations: Sequence[Quotation]) -> tuple[Account, ...]:
    """Put to accounts without a figure who says that the act happened: the speaker in whose words the evidence stands.

    Who says a figure is told by the figure itself.
    """
    return tuple(
        account if account.figures else replace(account, says=_speaker_of(account.evidence, quotations))
        for account in accounts
    )


def _speaker_of(evidence: Span, quotations: Sequence[Quotation]) -> tuple[str, ...]:
    shared = [
        (min(q.quote.end, evidence.end) - max(q.quote.start, evidence.start), -q.quote.start, q)
        for q in quotations
        if q.quote.overlaps(evidence)
    ]
    if not shared:
        return ()
    most, _, quotation = max(shared, key=lambda s: s[:2])
    return quotation.speaker if most >= HANDED_ON * len(evidence.text) else ()


def _words(doc: Doc, voice: Voice) -> Span:
    words = doc[voice.first : voice.last]
    return Span(words.start_char, words.end_char, words.text)
