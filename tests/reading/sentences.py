"""What the tests of reading share: short forms of the findings of one sentence."""

from spacy.language import Language

from warledger.reading import Reading, read

type Told = tuple[str, str, int | None, int | None]
"""Outcome, class, low and high of one count."""


def reading_of(nlp: Language, text: str) -> Reading:
    """Parse and read one text."""
    return read(nlp(text))


def told(nlp: Language, text: str) -> list[Told]:
    """The counts of persons killed, hurt, missing, taken or displaced, in text order."""
    return [
        (c.outcome, c.victims, c.bounds.low, c.bounds.high)
        for c in reading_of(nlp, text).counts
        if c.kind in ("casualty", "displacement")
    ]
