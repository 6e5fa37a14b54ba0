"""Quotations with their speakers by name: a pronoun stands for whom `voices` has found it to stand for."""

from collections.abc import Sequence

from spacy.tokens import Doc

from warledger.assembly.voices import Voice, Voices
from warledger.reading import Quote
from warledger.records import Quotation, Report, Span, content_id


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


def _words(doc: Doc, voice: Voice) -> Span:
    words = doc[voice.first : voice.last]
    return Span(words.start_char, words.end_char, words.text)
