"""The columns of what linking left: why accounts are one, what may be one, where all are found, what was touched since."""

from typing import Any

from sqlalchemy import BigInteger, Column, Integer, LargeBinary, Named, TypedColumns

from warledger.ledger.columns import AnyText, JsonForm


class LinkColumns(TypedColumns):
    """Two accounts that were compared and are of one act."""

    left: Named[str] = Column(AnyText, primary_key=True)
    right: Named[str] = Column(AnyText, primary_key=True)
    score: Named[float]
    reasons: Named[Any] = Column(JsonForm, nullable=False)


class OfferColumns(TypedColumns):
    """A pair that may be of one act, as it is offered to one of its two voices; a pair may be offered to both."""

    voice: Named[str] = Column(AnyText, primary_key=True)
    other: Named[str] = Column(AnyText, primary_key=True)
    points: Named[float]
    left: Named[str] = Column(AnyText)
    right: Named[str] = Column(AnyText)
    score: Named[float]
    reasons: Named[Any] = Column(JsonForm, nullable=False)


class LinkedColumns(TypedColumns):
    """One account as the last linking left it.

    `voice`, `component` and `grouped` are the smallest account ids of the accounts that count as one with it, of those
    that linked pairs connect with it, and of those that are one act with it.
    """

    number = Column(Integer, primary_key=True)
    account: Named[str] = Column(AnyText)
    report: Named[str] = Column(AnyText)
    reading: Named[int]
    voice: Named[str] = Column(AnyText)
    component: Named[str] = Column(AnyText)
    grouped: Named[str] = Column(AnyText)


class BlockColumns(TypedColumns):
    """Where an account lies or stands, so that those that are to be held against it are found."""

    block: Named[int] = Column(BigInteger, primary_key=True)
    number: Named[int] = Column(Integer, primary_key=True)


class TextBandColumns(TypedColumns):
    """A part of the signature of a report's text: texts that share one may be copies."""

    band: Named[int] = Column(BigInteger, primary_key=True)
    version: Named[int] = Column(Integer, primary_key=True)


class TextSketchColumns(TypedColumns):
    """A version of a report's text as the checksums of its runs of words, 4 bytes each, to be held against others."""

    version = Column(Integer, primary_key=True)
    shingles: Named[bytes] = Column(LargeBinary)


class TouchedReportColumns(TypedColumns):
    """A report that is new, changed or read again since the last linking."""

    report: Named[str] = Column(AnyText, primary_key=True)


class TouchedAccountColumns(TypedColumns):
    """An account on which a judgement was made or taken back since the last linking."""

    account: Named[str] = Column(AnyText, primary_key=True)
