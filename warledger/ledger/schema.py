"""The tables of a ledger.

    reports ──< readings ──< accounts ──< figures, perpetrators
    (versions)     │    └──< loose_figures, dropped, context_lines, quotations
                   └── current: one per report
    incidents ──< incident_accounts >── accounts
    incidents ─── outlines ──< outline_blames, outline_sources, outline_texts   what an overview shows of them
    incident_aliases ──< alias_accounts      ids that once were public
    judgements ──< judgement_accounts        refusals    copies
    account_rulings      what judgements said of single accounts at the last linking
    incidents ──< incident_doubts        postponed      what waits for a reviewer, and what one put off
    settled_dates    settled_periods         what linking found out of undated reports
    linked_accounts ──< blocks               how the last linking left every account, and where it is found
    links    offers                          why accounts are one; what may be one
    text_bands    text_sketches              where near texts are found, and what of them is compared
    chain                                    what was written, in its order, each entry bound to all before it
    touched_reports    touched_accounts      what changed since, for the next linking    linking_state

Nothing of `reports` and `readings` is ever changed or deleted except which reading is current: a report
whose text changed and a report read again under newer rules keep what was there before. A column called
`form` holds the record's lossless JSON; the columns beside it are there to be asked for.
Triggers keep it so (`append_only`).
The migrations in `migrations/` make these tables; a test compares the two.
"""

from datetime import date
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    Named,
    Table,
    TypedColumns,
    UniqueConstraint,
    text,
)

from warledger.ledger.chain_columns import ChainColumns
from warledger.ledger.columns import AnyText, JsonForm, Number
from warledger.ledger.doubt_columns import DoubtColumns, PostponedColumns
from warledger.ledger.linking_columns import (
    BlockColumns,
    LinkColumns,
    LinkedColumns,
    OfferColumns,
    TextBandColumns,
    TextSketchColumns,
    TouchedAccountColumns,
    TouchedReportColumns,
)
from warledger.ledger.outline_columns import (
    OutlineBlameColumns,
    OutlineColumns,
    OutlineSourceColumns,
    OutlineTextColumns,
)

METADATA = MetaData()


class ReportColumns(TypedColumns):
    """One version of a report, as handed in."""

    key = Column(Integer, primary_key=True)
    report: Named[str] = Column(AnyText)
    fingerprint: Named[str] = Column(AnyText)
    digest: Named[str] = Column(AnyText)
    text: Named[str] = Column(AnyText)
    title: Named[str | None] = Column(AnyText)
    outlet: Named[str | None] = Column(AnyText)
    url: Named[str | None] = Column(AnyText)
    language: Named[str | None] = Column(AnyText)
    published: Named[date | None]
    extra: Named[str] = Column(AnyText)


class ReadingColumns(TypedColumns):
    """One reading of one version by one state of the rules; one reading per report is current."""

    key = Column(Integer, primary_key=True)
    version: Named[int] = Column(ForeignKey("reports.key"))
    report: Named[str] = Column(AnyText)
    rules: Named[str] = Column(AnyText)
    current: Named[bool]
    day: Named[date | None]
    dated: Named[Any] = Column(JsonForm, nullable=False)


class AccountColumns(TypedColumns):
    """One account of one reading."""

    reading: Named[int] = Column(ForeignKey("readings.key"), primary_key=True)
    id: Named[str] = Column(AnyText, primary_key=True)
    position: Named[int]
    report: Named[str] = Column(AnyText)
    primary: Named[bool]
    type: Named[str] = Column(AnyText)
    start: Named[date | None]
    end: Named[date | None]
    lat: Named[float | None]
    lon: Named[float | None]
    place: Named[str | None] = Column(AnyText)
    country: Named[str | None] = Column(AnyText)
    form: Named[Any] = Column(JsonForm, nullable=False)


class FigureColumns(TypedColumns):
    """One figure of an account."""

    reading: Named[int] = Column(Integer, primary_key=True)
    account: Named[str] = Column(AnyText, primary_key=True)
    position: Named[int] = Column(Integer, primary_key=True)
    id: Named[str] = Column(AnyText)
    outcome: Named[str] = Column(AnyText)
    victims: Named[str] = Column(AnyText)
    low: Named[int | None] = Column(Number)
    high: Named[int | None] = Column(Number)
    role: Named[str] = Column(AnyText)
    quote_start: Named[int]
    quote_end: Named[int]


class PerpetratorColumns(TypedColumns):
    """One actor blamed, claiming or denying in an account."""

    reading: Named[int] = Column(Integer, primary_key=True)
    account: Named[str] = Column(AnyText, primary_key=True)
    position: Named[int] = Column(Integer, primary_key=True)
    actor: Named[str] = Column(AnyText)
    stance: Named[str] = Column(AnyText)


class LooseColumns(TypedColumns):
    """One figure that is no incident's own."""

    reading: Named[int] = Column(ForeignKey("readings.key"), primary_key=True)
    position: Named[int] = Column(Integer, primary_key=True)
    id: Named[str] = Column(AnyText)
    report: Named[str] = Column(AnyText)
    kind: Named[str] = Column(AnyText)
    outcome: Named[str] = Column(AnyText)
    low: Named[int | None] = Column(Number)
    high: Named[int | None] = Column(Number)
    unit: Named[str] = Column(AnyText, server_default="persons")
    country: Named[str | None] = Column(AnyText)
    form: Named[Any] = Column(JsonForm, nullable=False)


class DroppedColumns(TypedColumns):
    """One count that was seen and not booked."""

    reading: Named[int] = Column(ForeignKey("readings.key"), primary_key=True)
    position: Named[int] = Column(Integer, primary_key=True)
    start: Named[int]
    end: Named[int]
    text: Named[str] = Column(AnyText)
    reason: Named[str] = Column(AnyText)


class ContextColumns(TypedColumns):
    """What one report says of a ceasefire or of talks; `start`, `end` and `country` as far as it tells them."""

    reading: Named[int] = Column(ForeignKey("readings.key"), primary_key=True)
    position: Named[int] = Column(Integer, primary_key=True)
    id: Named[str] = Column(AnyText)
    report: Named[str] = Column(AnyText)
    kind: Named[str] = Column(AnyText)
    event: Named[str] = Column(AnyText)
    start: Named[date | None]
    end: Named[date | None]
    country: Named[str | None] = Column(AnyText)
    form: Named[Any] = Column(JsonForm, nullable=False)


class QuotationColumns(TypedColumns):
    """The words of one speaker that a report hands on."""

    reading: Named[int] = Column(ForeignKey("readings.key"), primary_key=True)
    position: Named[int] = Column(Integer, primary_key=True)
    id: Named[str] = Column(AnyText)
    report: Named[str] = Column(AnyText)
    direct: Named[bool]
    form: Named[Any] = Column(JsonForm, nullable=False)


class CopyColumns(TypedColumns):
    """A report that is a near-identical copy of another."""

    report: Named[str] = Column(AnyText, primary_key=True)
    copy_of: Named[str] = Column(AnyText)


class SettledDateColumns(TypedColumns):
    """The date of an undated report beside the others of the ledger, where that is more than it says alone."""

    report: Named[str] = Column(AnyText, primary_key=True)
    form: Named[Any] = Column(JsonForm, nullable=False)


class SettledPeriodColumns(TypedColumns):
    """The days of an account of such a report."""

    account: Named[str] = Column(AnyText, primary_key=True)
    form: Named[Any] = Column(JsonForm, nullable=False)


class RefusalColumns(TypedColumns):
    """An input that was not read; the same name and reason stand once."""

    name: Named[str] = Column(AnyText, primary_key=True)
    reason: Named[str] = Column(AnyText, primary_key=True)
    code: Named[str] = Column(AnyText)


class IncidentColumns(TypedColumns):
    """One incident; its accounts stand in `incident_accounts` and not in its form."""

    id: Named[str] = Column(AnyText, primary_key=True)
    digest: Named[str] = Column(AnyText)
    type: Named[str] = Column(AnyText)
    start: Named[date | None]
    end: Named[date | None]
    lat: Named[float | None]
    lon: Named[float | None]
    place_words: Named[str] = Column(AnyText)
    form: Named[Any] = Column(JsonForm, nullable=False)


class IncidentAccountColumns(TypedColumns):
    """Which accounts an incident is made of, in its own order."""

    incident: Named[str] = Column(AnyText, ForeignKey("incidents.id"), primary_key=True)
    position: Named[int] = Column(Integer, primary_key=True)
    reading: Named[int]
    account: Named[str] = Column(AnyText)
    report: Named[str] = Column(AnyText)


class AliasColumns(TypedColumns):
    """An id that an incident once had; `incident` is null while no incident holds its accounts."""

    id: Named[str] = Column(AnyText, primary_key=True)
    incident: Named[str | None] = Column(AnyText)


class AliasAccountColumns(TypedColumns):
    """The accounts that an incident held while it had the id."""

    alias: Named[str] = Column(AnyText, ForeignKey("incident_aliases.id"), primary_key=True)
    account: Named[str] = Column(AnyText, primary_key=True)
    report: Named[str] = Column(AnyText)


class JudgementColumns(TypedColumns):
    """A reviewer's decision; taken back by filling the `undone` columns, never deleted.

    `said` is what it says beyond its verdict: sides, a correction, a grade.
    """

    id: Named[str] = Column(AnyText, primary_key=True)
    verdict: Named[str] = Column(AnyText)
    why: Named[str] = Column(AnyText)
    by: Named[str] = Column(AnyText)
    at: Named[str] = Column(AnyText)
    undone_why: Named[str | None] = Column(AnyText)
    undone_by: Named[str | None] = Column(AnyText)
    undone_at: Named[str | None] = Column(AnyText)
    said: Named[Any] = Column(JsonForm, nullable=False, server_default="{}")


class JudgedColumns(TypedColumns):
    """The accounts that a judgement is about."""

    judgement: Named[str] = Column(AnyText, ForeignKey("judgements.id"), primary_key=True)
    account: Named[str] = Column(AnyText, primary_key=True)


class RulingColumns(TypedColumns):
    """What bound on one account at the last linking: the judgement that rejects it, and the corrections of its fields."""

    account: Named[str] = Column(AnyText, primary_key=True)
    rejected: Named[str | None] = Column(AnyText)
    form: Named[Any] = Column(JsonForm, nullable=False)


class StateColumns(TypedColumns):
    """One row: how often the ledger changed, how often it had when it was last linked, and by which rules.

    Where the rules are not named, the incidents were not put in place by a linking and the next one starts from nothing.
    `put` names the incidents that are in place: it is another number after every change of them.
    """

    id = Column(Integer, primary_key=True)
    changes: Named[int]
    linked: Named[int]
    rules: Named[str | None] = Column(AnyText)
    put: Named[int] = Column(BigInteger, server_default="0")


def _of_an_account() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(["reading", "account"], ["accounts.reading", "accounts.id"])


reports = Table("reports", METADATA, ReportColumns, UniqueConstraint("report", "fingerprint"))
readings = Table("readings", METADATA, ReadingColumns, UniqueConstraint("version", "rules"))
accounts = Table("accounts", METADATA, AccountColumns)
figures = Table("figures", METADATA, FigureColumns, _of_an_account())
perpetrators = Table("perpetrators", METADATA, PerpetratorColumns, _of_an_account())
loose_figures = Table("loose_figures", METADATA, LooseColumns)
dropped = Table("dropped", METADATA, DroppedColumns)
context_lines = Table("context_lines", METADATA, ContextColumns)
quotations = Table("quotations", METADATA, QuotationColumns)
copies = Table("copies", METADATA, CopyColumns)
settled_dates = Table("settled_dates", METADATA, SettledDateColumns)
settled_periods = Table("settled_periods", METADATA, SettledPeriodColumns)
refusals = Table("refusals", METADATA, RefusalColumns)
incidents = Table("incidents", METADATA, IncidentColumns)
incident_accounts = Table("incident_accounts", METADATA, IncidentAccountColumns, _of_an_account())
incident_doubts = Table("incident_doubts", METADATA, DoubtColumns)
postponed = Table("postponed", METADATA, PostponedColumns)
outlines = Table("outlines", METADATA, OutlineColumns)
outline_blames = Table("outline_blames", METADATA, OutlineBlameColumns, sqlite_with_rowid=False)
outline_sources = Table("outline_sources", METADATA, OutlineSourceColumns, sqlite_with_rowid=False)
outline_texts = Table("outline_texts", METADATA, OutlineTextColumns, sqlite_with_rowid=False)
incident_aliases = Table("incident_aliases", METADATA, AliasColumns)
alias_accounts = Table("alias_accounts", METADATA, AliasAccountColumns)
links = Table("links", METADATA, LinkColumns)
offers = Table("offers", METADATA, OfferColumns)
linked_accounts = Table("linked_accounts", METADATA, LinkedColumns)
blocks = Table("blocks", METADATA, BlockColumns, sqlite_with_rowid=False)
text_bands = Table("text_bands", METADATA, TextBandColumns, sqlite_with_rowid=False)
text_sketches = Table("text_sketches", METADATA, TextSketchColumns)
touched_reports = Table("touched_reports", METADATA, TouchedReportColumns)
touched_accounts = Table("touched_accounts", METADATA, TouchedAccountColumns)
judgements = Table("judgements", METADATA, JudgementColumns)
judged = Table("judgement_accounts", METADATA, JudgedColumns)
account_rulings = Table("account_rulings", METADATA, RulingColumns)
linking_state = Table("linking_state", METADATA, StateColumns)
chain = Table("chain", METADATA, ChainColumns)

TOLD = (accounts, loose_figures, context_lines, quotations)
"""What a reading tells in rows with a form."""


Index(
    "one_current_reading",
    readings.c.report,
    unique=True,
    sqlite_where=text("current = 1"),
    postgresql_where=text("current"),
)
Index("readings_by_day", readings.c.day)
Index("accounts_by_id", accounts.c.id)
Index("accounts_by_start", accounts.c.start)
Index("accounts_by_end", accounts.c.end)
Index("accounts_by_point", accounts.c.lat, accounts.c.lon)
Index("accounts_by_type", accounts.c.type)
Index("figures_by_outcome", figures.c.outcome, figures.c.low)
Index("loose_figures_by_id", loose_figures.c.id)
Index("loose_figures_by_country", loose_figures.c.country)
Index("context_lines_by_start", context_lines.c.start)
Index("context_lines_by_report", context_lines.c.report)
Index("incidents_by_start", incidents.c.start)
Index("incidents_by_point", incidents.c.lat, incidents.c.lon)
Index("incident_accounts_by_account", incident_accounts.c.account)
Index("incident_accounts_by_report", incident_accounts.c.report)
Index("outline_texts_by_number", outline_texts.c.number)
Index("incident_doubts_by_doubt", incident_doubts.c.kind, incident_doubts.c.doubt, incident_doubts.c.incident)
Index("aliases_by_incident", incident_aliases.c.incident)
Index("alias_accounts_by_account", alias_accounts.c.account)
Index("alias_accounts_by_report", alias_accounts.c.report)
Index("offers_by_other", offers.c.other)
Index("offers_by_left", offers.c.left)
Index("offers_by_right", offers.c.right)
Index("offers_by_points", offers.c.points)
Index("links_by_score", links.c.score)
Index("linked_accounts_by_account", linked_accounts.c.account, unique=True)
Index("linked_accounts_by_report", linked_accounts.c.report)
Index("linked_accounts_by_voice", linked_accounts.c.voice)
Index("linked_accounts_by_component", linked_accounts.c.component)
Index("copies_by_original", copies.c.copy_of)
Index("judgement_accounts_by_account", judged.c.account)
