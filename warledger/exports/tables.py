"""The `csv` format: a folder of plain tables that join on ids.

    incidents ──< reconciled           figures of an incident, with the rule that chose `best`
        ├──< disagreements
        ├──< sources                   who is cited or reports, and whether the words go back to them
        └──< accounts ──< figures      each with its sentence
                     └──< perpetrators each blame, claim and denial, with its words
    sums, breakdowns, conflations      what adds up (`sum_tables`)
    lineage, recurring_quotes, ceasefires, ceasefire_violations   whose words, and truces (`context_tables`)
    running_tolls, toll_comparisons, displacement, facilities   what is kept beside (`aside_tables`)
    reports, loose_figures, context, quotes, judgements, refusals, about

Figures of several kinds are never added up, so no table holds a sum. `about.csv` names the profile and the
version of the program.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from importlib import metadata

from warledger.exports.aside_tables import aside_tables
from warledger.exports.cells import csv_lines
from warledger.exports.context_tables import context_tables
from warledger.exports.profiles import Profile
from warledger.exports.record_cells import (
    DATE,
    PLACE,
    QUOTE,
    Row,
    period_cells,
    place_cells,
    quote_cells,
    words_cell,
)
from warledger.exports.review_cells import (
    JUDGEMENT_COLUMNS,
    corrected_fields,
    grade_cells,
    is_corrected,
    judgement_rows,
)
from warledger.exports.sum_tables import sum_tables
from warledger.exports.view import View
from warledger.grounding.source_facts import source_facts
from warledger.ledger import RULES, Ledger
from warledger.reconciling.recurring import by_quotation, recurring_quotations
from warledger.reconciling.sources import usual_name
from warledger.records import (
    Account,
    ContextLine,
    Incident,
    LooseFigure,
    Quotation,
    ReportNotes,
    independent_sources,
)
from warledger.wording.reports import reason_words

INCIDENT_COLUMNS = (
    "incident", "title", "type", *DATE, *PLACE, "targets", "reports", "accounts", "primary_sources", "grade",
    "independent_sources", "grade_by_rule", "grade_judgement", "accounts_since_graded",
)  # fmt: skip
RECONCILED_COLUMNS = (
    "incident", "outcome", "class", "low", "high", "best", "rule", "sources", "figures", "side",
    "set_aside",
)  # fmt: skip
DISAGREEMENT_COLUMNS = ("incident", "kind", "text", "accounts")
SOURCE_COLUMNS = ("incident", "source", "role", "primary", "accounts", "kind", "alignment", "source_country")
ACCOUNT_COLUMNS = (
    "account", "incident", "report", "outlet", "copy_of", "primary", "type", *DATE, "date_quote", *PLACE,
    "place_quote", "targets", "means", "evidence_start", "evidence_end", "evidence",
    "corrected",
)  # fmt: skip
FIGURE_COLUMNS = (
    "figure", "incident", "account", "report", "outcome", "class", "low", "high", "role", "hedge", "says",
    *QUOTE, "corrected",
)  # fmt: skip
PERPETRATOR_COLUMNS = ("incident", "account", "report", "actor", "stance", "says", *QUOTE, "corrected")
REPORT_COLUMNS = (
    "report", "outlet", "title", "url", "date", "date_basis", "date_given", "date_quote", "copy_of",
    "date_earliest", "date_latest", "date_reasons",
)  # fmt: skip
LOOSE_COLUMNS = (
    "figure", "report", "kind", "outcome", "class", "unit", "low", "high", "hedge", "says", "scope", *DATE, *PLACE,
    *QUOTE, "accounts",
)  # fmt: skip
CONTEXT_COLUMNS = (
    "line", "report", "kind", "event", "parties", "excluded", "says", *DATE, "date_quote", *PLACE, "place_quote",
    *QUOTE,
)  # fmt: skip
QUOTATION_COLUMNS = ("quotation", "report", "direct", "speaker", "speaker_quote", *QUOTE, "recurring")
REFUSAL_COLUMNS = ("name", "code", "reason")


type Table = tuple[str, Sequence[str], Iterable[Row]]


def tables(ledger: Ledger, profile: Profile) -> Iterator[tuple[str, Iterator[str]]]:
    """Give the name and the lines of each file of the folder."""
    view = View(ledger, profile)
    for name, columns, rows in (("about", ("what", "value"), about(view)), *plain_tables(view)):
        yield f"{name}.csv", csv_lines(columns, rows)


def plain_tables(view: View) -> Iterator[Table]:
    """Give the name, the columns and the rows of each table; the rows are worked out as they are read."""
    notes = view.notes
    recurring = by_quotation(recurring_quotations(view.ledger.quotations(), notes))

    def each(rows: Callable[[Incident], Iterable[Row]]) -> Iterator[Row]:
        for incident in view.incidents():
            yield from rows(incident)

    content: tuple[Table, ...] = (
        ("incidents", INCIDENT_COLUMNS, each(_incident)),
        ("reconciled", RECONCILED_COLUMNS, each(_reconciled)),
        ("disagreements", DISAGREEMENT_COLUMNS, each(_disagreements)),
        ("sources", SOURCE_COLUMNS, each(lambda incident: _sources(incident, notes))),
        ("accounts", ACCOUNT_COLUMNS, each(lambda incident: _accounts(incident, notes))),
        ("figures", FIGURE_COLUMNS, each(_figures)),
        ("perpetrators", PERPETRATOR_COLUMNS, each(_perpetrators)),
        ("reports", REPORT_COLUMNS, _reports(view)),
        ("loose_figures", LOOSE_COLUMNS, map(_loose, view.loose())),
        ("context", CONTEXT_COLUMNS, map(_context, view.context())),
        ("quotes", QUOTATION_COLUMNS, (_quotation(q, recurring) for q in view.quotations())),
        ("judgements", JUDGEMENT_COLUMNS, judgement_rows(view)),
        ("refusals", REFUSAL_COLUMNS, _refusals(view)),
    )
    yield from content
    yield from sum_tables(view)
    yield from aside_tables(view)
    yield from context_tables(view)


def about(view: View) -> Iterator[Row]:
    """Say what made the tables, which profile they are, and how much of what they leave out."""
    yield "program", f"warledger {metadata.version('warledger')}"
    yield "rules", RULES
    yield "profile", view.profile
    if view.public:
        yield "incidents of which only what WHO publishes is shown", len(view.guarded.incidents)
        yield "reports left out: they tell of attacks on health care alone", len(view.left_out)


def _incident(incident: Incident) -> Iterator[Row]:
    yield (
        incident.id, incident.title, incident.type, *period_cells(incident.date), *place_cells(incident.place),
        incident.targets, incident.reports, len(incident.accounts), incident.primary_sources,
        incident.grade, independent_sources(incident.lineage), *grade_cells(incident.graded),
    )  # fmt: skip


def _reconciled(incident: Incident) -> Iterator[Row]:
    for f in incident.figures:
        yield (
            incident.id, f.outcome, f.victims, f.low, f.high, f.best, f.rule, f.sources,
            f.figure_ids, f.side, f.set_aside,
        )  # fmt: skip


def _disagreements(incident: Incident) -> Iterator[Row]:
    for d in incident.disagreements:
        yield incident.id, d.kind, d.text, d.accounts


def _sources(incident: Incident, notes: ReportNotes) -> Iterator[Row]:
    """Count for each source the accounts that rest on it, as cited or as the outlet that reports; say what it is."""
    resting: dict[tuple[str, str], set[str]] = {}
    for account in incident.accounts:
        note = notes.get(account.report)
        if note is not None and note.outlet:
            resting.setdefault((note.outlet, "outlet"), set()).add(account.id)
        for source in _cited(account):
            resting.setdefault((source, "cited"), set()).add(account.id)
    told = {chain.source: {passage.account for passage in chain.passages} for chain in incident.lineage}
    for source in incident.primary_sources:
        if not any(name == source for name, _ in resting):
            resting[source, "primary"] = told.get(source, set())
    for (source, role), accounts in sorted(resting.items()):
        facts = source_facts(source, otherwise="outlet" if role == "outlet" else "person")
        primary = source in incident.primary_sources
        yield incident.id, source, role, primary, len(accounts), facts.kind, facts.alignment, facts.country


def _cited(account: Account) -> set[str]:
    said = {source for figure in account.figures for source in figure.says} | set(account.says)
    said |= {source for perpetrator in account.perpetrators for source in perpetrator.says}
    return set(map(usual_name, said))


def _accounts(incident: Incident, notes: ReportNotes) -> Iterator[Row]:
    for a in incident.accounts:
        note = notes.get(a.report)
        outlet, copy_of = (note.outlet, note.copy_of) if note is not None else (None, None)
        yield (
            a.id, incident.id, a.report, outlet, copy_of, a.primary, a.type,
            *period_cells(a.date), words_cell(a.date.quote), *place_cells(a.place), words_cell(a.place.quote),
            a.targets, a.means, *quote_cells(a.evidence), tuple(corrected_fields(a)),
        )  # fmt: skip


def _figures(incident: Incident) -> Iterator[Row]:
    for account in incident.accounts:
        for f in account.figures:
            yield (
                f.id, incident.id, account.id, account.report, f.outcome, f.victims, f.bounds.low,
                f.bounds.high, f.role, f.hedge, f.says, *quote_cells(f.quote), is_corrected(account, f),
            )  # fmt: skip


def _perpetrators(incident: Incident) -> Iterator[Row]:
    for account in incident.accounts:
        for p in account.perpetrators:
            yield (
                incident.id, account.id, account.report, p.actor, p.stance, p.says, *quote_cells(p.quote),
                is_corrected(account, p),
            )  # fmt: skip


def _reports(view: View) -> Iterator[Row]:
    for id_, note in sorted(view.guarded.untitled(view.notes).items()):
        if id_ in view.left_out:
            continue
        dated = note.dated
        yield (
            id_, note.outlet, note.title, note.url, dated.day, dated.basis, dated.given, words_cell(dated.quote),
            note.copy_of, dated.earliest, dated.latest, tuple(map(reason_words, dated.reasons)),
        )  # fmt: skip


def _refusals(view: View) -> Iterator[Row]:
    """Give what was refused; the public is told of what kind, since files bear the names that their owners gave them."""
    for refusal in view.ledger.refusals():
        yield (None, refusal.code, None) if view.public else (refusal.name, refusal.code, refusal.reason)


def _loose(f: LooseFigure) -> Row:
    return (
        f.id, f.report, f.kind, f.outcome, f.victims, f.unit, f.bounds.low, f.bounds.high, f.hedge, f.says,
        f.scope, *period_cells(f.period), *place_cells(f.place), *quote_cells(f.quote), f.accounts,
    )  # fmt: skip


def _context(line: ContextLine) -> Row:
    return (
        line.id, line.report, line.kind, line.event, line.parties, line.excluded,
        line.says, *period_cells(line.period), words_cell(line.period.quote), *place_cells(line.place),
        words_cell(line.place.quote), *quote_cells(line.quote),
    )  # fmt: skip


def _quotation(q: Quotation, recurring: Mapping[str, str]) -> Row:
    named = words_cell(q.named)
    return q.id, q.report, q.direct, q.speaker, named, *quote_cells(q.quote), recurring.get(q.id)
