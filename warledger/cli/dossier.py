"""One incident as a dossier for the terminal: what is said, who says it, in which sentence, and where they differ."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from warledger.cli.tables import plain
from warledger.ledger import Similar
from warledger.records import (
    Account,
    ContextLine,
    Figure,
    Incident,
    Outcome,
    Reconciled,
    ReportDate,
    ReportNote,
    ReportNotes,
    Span,
    VictimClass,
)
from warledger.wording.beside import Beside
from warledger.wording.context import context_words
from warledger.wording.lineage import lineage_lines
from warledger.wording.out_of_range import out_of_range
from warledger.wording.phrases import (
    BASIS_WORDS,
    GRADE_WORDS,
    OUTCOME_WORDS,
    STANCE_WORDS,
    listed,
    period_words,
    place_precision_words,
    place_words,
    plural,
    range_words,
    victims_words,
)
from warledger.wording.reports import UNDATED, reason_words, written_words
from warledger.wording.review import correction_words, grade_words
from warledger.wording.tolls import incident_sentence, row_range

type SentenceOf = Callable[[str, Span], str]
"""Gives the sentence of a report, by its id, around a span."""


def dossier(
    incident: Incident,
    *,
    notes: ReportNotes,
    similar: Sequence[Similar],
    context: Sequence[ContextLine] = (),
    sums: Sequence[str] = (),
    beside: Sequence[Beside] = (),
    breaches: Iterable[str] = (),
    quoted: Iterable[str] = (),
    sentence_of: SentenceOf,
) -> Group:
    """Lay out one incident: a sentence, figures, who is blamed, disagreements, similar incidents, its days, accounts.

    Args:
        incident: with all its accounts.
        notes: of every report that has an account here.
        similar: incidents that may tell of the same act, and why.
        context: what is said of ceasefires and talks in those days.
        sums: what adds up, in words.
        breaches: of which ceasefires it is told as a breach, in words.
        quoted: what its reports quote and others quote too, in words.
        beside: running tolls that cover it, and figures that the text ties to it.
        sentence_of: looks up the sentence that a quote stands in.
    """
    parts: list[RenderableType] = [
        Text.assemble((plain(incident.title).plain, "bold"), "   ", (plain(incident.id).plain, "dim")),
        plain(incident_sentence(incident)),
        Text(f"Grade: {incident.grade}, {GRADE_WORDS[incident.grade]}."),
        *([Text(f"{grade_words(incident)}.")] if incident.graded else []),
    ]
    sections = (
        ("Figures", _figures(incident, notes, sentence_of)),
        ("Who is said to have done it", _blames(incident)),
        ("Whose words these are", map(plain, lineage_lines(incident.lineage))),
        ("Where the accounts differ", (plain(d.text) for d in incident.disagreements)),
        ("What adds up", map(plain, sums)),
        ("Perhaps the same, not merged", _similar(similar)),
        ("Told beside it", _beside(beside, notes, sentence_of)),
        ("Told as a breach", map(plain, breaches)),
        ("Quoted elsewhere too", map(plain, quoted)),
        ("In those days", _context(context, notes, sentence_of)),
        ("Accounts", _accounts(incident, notes)),
    )
    for title, lines in sections:
        body = list(lines)
        if body:
            parts += [Text(f"\n{title}", style="bold"), *(_indented(line) for line in body)]
    return Group(*parts)


def _indented(line: Text) -> Padding:
    """Indent a line under its section; what it wraps to stands under its own first word."""
    own = len(line.plain) - len(line.plain.lstrip(" "))
    return Padding(line[own:], (0, 0, 0, 2 + own))


def _outlet(note: ReportNote | None, report: str) -> str:
    return (note.outlet if note else None) or f"report {report}"


def _figures(incident: Incident, notes: ReportNotes, sentence_of: SentenceOf) -> Iterator[Text]:
    by_id = {f.id: (f, a) for a in incident.accounts for f in a.figures}
    shown: set[str] = set()
    why = out_of_range(incident, notes)
    for total in incident.figures:
        yield _total(total, incident.accounts)
        for figure_id in total.figure_ids:
            if figure_id in by_id:
                shown.add(figure_id)
                yield _said(*by_id[figure_id], notes, sentence_of)
    for figure_id, (figure, account) in by_id.items():
        if figure_id not in shown:
            count = range_words(figure.bounds.low, figure.bounds.high)
            yield Text(f"{count} {_kind(figure.outcome, figure.victims)} ({why[figure_id]})")
            yield _said(figure, account, notes, sentence_of)


def _kind(outcome: Outcome, victims: VictimClass) -> str:
    return f"{victims_words(victims)} {OUTCOME_WORDS[outcome]}"


def _total(total: Reconciled, accounts: Sequence[Account]) -> Text:
    best = "no rule decides between them" if total.best is None else f"best {total.best:,}"
    says = f"; {listed(total.sources)}" if total.sources else ""
    line = Text.assemble(
        (f"{row_range(total, accounts)} {_kind(total.outcome, total.victims)}", "bold"),
        f" ({total.side})  " if total.side else "  ",
    )
    return line.append(plain(f"{best} ({total.rule}{says})"))


def _said(figure: Figure, account: Account, notes: ReportNotes, sentence_of: SentenceOf) -> Text:
    who = _outlet(notes.get(account.report), account.report)
    cited = f", citing {listed(figure.says)}" if figure.says else ""
    sentence = sentence_of(account.report, figure.quote)
    before, quote, after = sentence.partition(figure.quote.text)
    line = Text("  ").append(plain(f"{who}{cited}: “")).append(plain(before))
    line.append(plain(quote).plain, style="bold underline")
    return line.append(plain(after)).append("”")


def _blames(incident: Incident) -> Iterator[Text]:
    for blame in incident.perpetrators:
        says = f" by {listed(blame.says)}" if blame.says else ""
        words = dict.fromkeys(
            f"“{told.quote.text}”"
            for account in incident.accounts
            for told in account.perpetrators
            if (told.actor, told.stance) == (blame.actor, blame.stance)
        )
        count = plural(blame.accounts, "account")
        own = (
            ""
            if blame.conceded is None
            else f", itself says {blame.conceded:,} killed who were no combatants"
        )
        yield plain(f"{blame.actor}: {STANCE_WORDS[blame.stance]}{says}{own}, in {count}: {', '.join(words)}")


def _similar(similar: Sequence[Similar]) -> Iterator[Text]:
    for other in similar:
        yield plain(f"{other.incident} ({other.link.score:.2f}): {'; '.join(other.link.reasons)}")


def _beside(lines: Sequence[Beside], notes: ReportNotes, sentence_of: SentenceOf) -> Iterator[Text]:
    for line in lines:
        who = dict.fromkeys((_outlet(notes.get(line.report), line.report), f"report {line.report}"))
        yield plain(line.text)
        yield Text("  ").append(plain(f"{', '.join(who)}: “{sentence_of(line.report, line.quote)}”"))


def _context(lines: Sequence[ContextLine], notes: ReportNotes, sentence_of: SentenceOf) -> Iterator[Text]:
    for line in lines:
        note = notes.get(line.report)
        who = dict.fromkeys((_outlet(note, line.report), f"report {line.report}"))
        cited = f", citing {listed(line.says)}" if line.says else ""
        yield plain(context_words(line))
        yield Text("  ").append(plain(f"{', '.join(who)}{cited}: “{sentence_of(line.report, line.quote)}”"))


def _accounts(incident: Incident, notes: ReportNotes) -> Iterator[Text]:
    for account in incident.accounts:
        note = notes.get(account.report)
        what = [account.id, _outlet(note, account.report), f"report {account.report}"]
        what.append(_dated(note))
        if note is not None and note.copy_of:
            what.append(f"a copy of {note.copy_of}")
        if not account.primary:
            what.append("recalled as background")
        yield plain(" · ".join(dict.fromkeys(what)))
        yield plain(f"  “{account.evidence.text}”")
        yield plain(f"  date: {period_words(account.date)}, {_resting_on(account)}")
        reason = f", {account.place.reason}" if account.place.reason else ""
        yield plain(f"  place: {place_words(account.place)}, {place_precision_words(account.place)}{reason}")
        for correction in account.corrected:
            yield plain(f"  corrected by a reviewer ({correction.judgement}): {correction_words(correction)}")
        if note is not None and note.dated.reasons:
            yield plain("  when the report was written:")
            yield from _why_dated(note.dated)


def _dated(note: ReportNote | None) -> str:
    if note is None or note.dated.basis in ("inferred", "unknown"):
        return UNDATED if note is None else _inferred(note.dated)
    given = note.dated.given
    differing = f" (handed over as of {given})" if given not in (None, note.dated.day) else ""
    return f"of {note.dated.day}{differing}"


def _inferred(dated: ReportDate) -> str:
    words = written_words(dated)
    return words if words == UNDATED else f"undated, written {'on ' if dated.day else ''}{words}"


def _why_dated(dated: ReportDate) -> Iterator[Text]:
    """The reasons for the date of a report that has none of its own."""
    for reason in dated.reasons:
        yield plain(f"    {reason_words(reason)}")


def _resting_on(account: Account) -> str:
    quote, basis = account.date.quote, account.date.basis
    if quote is None:
        return BASIS_WORDS[basis]
    if basis == "unknown":
        return f"told as “{quote.text}”, and nothing tells of which week or year"
    return f"from “{quote.text}”" + (f" and {BASIS_WORDS[basis]}" if basis == "inferred" else "")
