"""HTML for a notebook: every text of a report made visible and escaped, no script, nothing fetched."""

from collections.abc import Iterable, Sequence
from dataclasses import fields
from itertools import pairwise

from markupsafe import Markup, escape

from warledger.ledger import Ledger
from warledger.records import Account, Figure, Incident, LooseFigure, Report, Telling
from warledger.spans.marking import Mark, marks_of
from warledger.wording.phrases import listed, period_words, place_words, range_words, victims_words
from warledger.wording.tolls import incident_sentence, row_range
from warledger.wording.visible import visible

_COLOURS = {
    "figures": "#ffc9c9",
    "loose_figures": "#ffd8a8",
    "perpetrators": "#d0bfff",
    "places": "#b2f2bb",
    "times": "#a5d8ff",
    "context": "#99e9f2",
    "quotations": "#e9ecef",
    "accounts": "#fff3bf",
}
"""Behind which words of a text a colour stands; where several lie on a word, the first of these."""


def _words(text: object) -> Markup:
    return escape(visible(str(text)))


def _table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> Markup:
    head = Markup("").join(Markup('<th scope="col">{}</th>').format(_words(name)) for name in heads)
    body = Markup("").join(
        Markup("<tr>{}</tr>").format(
            Markup("").join(Markup('<td dir="auto">{}</td>').format(_words(cell)) for cell in row)
        )
        for row in rows
    )
    return Markup("<table><thead><tr>{}</tr></thead><tbody>{}</tbody></table>").format(head, body)


def ledger_html(ledger: Ledger) -> str:
    """Show how much a ledger holds."""
    counts = ledger.counts()
    rows = [
        (field.name.replace("_", " "), f"{value:,}")
        for field in fields(counts)
        if isinstance(value := getattr(counts, field.name), int)
    ]
    return Markup("<p><strong>Ledger</strong></p>{}").format(_table(("what", "how many"), rows))


def incident_html(incident: Incident) -> str:
    """Show an incident: its sentence, its figures, who says so, and the words of each report."""
    figures = [
        (
            row.outcome,
            victims_words(row.victims) + (f" ({row.side})" if row.side else ""),
            row_range(row, incident.accounts),
            "" if row.best is None else f"{row.best:,}",
            listed(row.sources),
        )
        for row in incident.figures
    ]
    blames = [(b.actor, b.stance, listed(b.says), b.accounts) for b in incident.perpetrators]
    told = [(a.report, a.evidence.text, listed(a.says)) for a in incident.accounts]
    parts = [
        Markup("<p><strong>{}</strong></p><p>{}</p>").format(_words(incident.title), _words(incident_sentence(incident))),
        Markup("<p>{} · grade {} · primary sources: {}</p>").format(
            _words(incident.id), _words(incident.grade), _words(listed(incident.primary_sources) or "none named")
        ),
        _table(("outcome", "who", "range", "best", "said by"), figures) if figures else Markup("<p>No figures.</p>"),
        _table(("blamed", "stance", "said by", "accounts"), blames) if blames else "",
        Markup("<ul>{}</ul>").format(
            Markup("").join(Markup("<li>{}</li>").format(_words(d.text)) for d in incident.disagreements)
        ) if incident.disagreements else "",
        _table(("report", "words", "cited"), told),
    ]  # fmt: skip
    return Markup("").join(parts)


def account_html(account: Account) -> str:
    """Show what one report says of one incident."""
    head = Markup("<p><strong>{}</strong>, {}, {}</p><blockquote dir='auto'>{}</blockquote>").format(
        _words(account.type.replace("_", " ")),
        _words(period_words(account.date)),
        _words(place_words(account.place) or "place unknown"),
        _words(account.evidence.text),
    )
    return head + _figures(account.figures)


def figure_html(figure: Figure) -> str:
    """Show one figure with its words."""
    return _figures([figure])


def _figures(figures: Sequence[Figure]) -> Markup:
    if not figures:
        return Markup("<p>No figures.</p>")
    return _table(
        ("outcome", "who", "count", "role", "said by", "words"),
        [
            (f.outcome, victims_words(f.victims), range_words(f.bounds.low, f.bounds.high), f.role, listed(f.says), f.quote.text)
            for f in figures
        ],
    )  # fmt: skip


def loose_html(figure: LooseFigure) -> str:
    """Show a figure that is no incident's own."""
    row = (
        figure.kind,
        figure.outcome,
        victims_words(figure.victims) if figure.unit == "persons" else figure.unit,
        range_words(figure.bounds.low, figure.bounds.high),
        period_words(figure.period),
        place_words(figure.place),
        listed(figure.says),
        figure.quote.text,
    )
    return _table(("kind", "outcome", "who", "count", "when", "where", "said by", "words"), [row])


def report_html(report: Report) -> str:
    """Show a report with its text."""
    return _head(report) + _text(report.text, ())


def telling_html(telling: Telling) -> str:
    """Show a report's text with what it tells marked in it; a word's title says what it was read as."""
    seen = Markup("<p>{} accounts, {} figures of no incident, {} lines of context, {} quotations</p>").format(
        len(telling.accounts), len(telling.loose), len(telling.context), len(telling.quotations)
    )
    marks = [mark for mark in marks_of(telling) if mark.group in _COLOURS]
    return _head(telling.report) + seen + _text(telling.report.text, marks)


def _head(report: Report) -> Markup:
    known = [report.outlet, report.published and report.published.isoformat(), report.id]
    return Markup("<p><strong>{}</strong> {}</p>").format(
        _words(report.title or ""), _words(" · ".join(word for word in known if word))
    )


def _text(text: str, marks: Sequence[Mark]) -> Markup:
    """Write a text with its marks: cut wherever one begins or ends, since they lie across each other."""
    cuts = sorted({0, len(text), *(m.span.start for m in marks), *(m.span.end for m in marks)})
    pieces = []
    for start, end in pairwise(cuts):
        here = [m for m in marks if m.span.start <= start and end <= m.span.end]
        pieces.append(_piece(text[start:end], here))
    return Markup('<div dir="auto" style="white-space:pre-wrap">{}</div>').format(Markup("").join(pieces))


def _piece(words: str, marks: Sequence[Mark]) -> Markup:
    if not marks:
        return _words(words)
    colour = next(colour for group, colour in _COLOURS.items() if any(m.group == group for m in marks))
    said = "; ".join(dict.fromkeys(f"{m.group.replace('_', ' ')}: {m.label}" for m in marks))
    return Markup('<mark title="{}" style="background:{};color:#111">{}</mark>').format(
        _words(said), colour, _words(words)
    )
