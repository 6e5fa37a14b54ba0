"""Records built by hand, for tests that need one and care about one or two of its fields.

Every factory takes what the test cares about and fills in the rest, so that a test shows only what it is
about. Spans are cut out of the report's text by the words they quote: `quoted(report, "nine people")`.
"""

from collections.abc import Sequence
from datetime import date

from warledger.records import (
    Account,
    ActType,
    Blame,
    Bounds,
    ContextEvent,
    ContextKind,
    ContextLine,
    Correction,
    DateBasis,
    Disagreement,
    Dropped,
    Figure,
    Grade,
    Incident,
    Judgement,
    LooseFigure,
    LooseKind,
    Outcome,
    Period,
    Perpetrator,
    Place,
    PlacePrecision,
    Quotation,
    Reconciled,
    Refusal,
    RefusalCode,
    Report,
    ReportDate,
    ReportNote,
    Role,
    Span,
    Stance,
    Telling,
    Verdict,
    VictimClass,
    content_id,
)

TEXT = (
    "Shells fell on the bakery of Tal Ward on Monday, killing nine people, a rescue service said. "
    "The army denied firing on the town. More than 300 have died in the province since January."
)
"""A report's text written for these tests: one incident, one denial, one running toll."""

DAY = date(2015, 3, 9)
"""The Monday of `TEXT`."""


def quoted(report: Report | str, words: str, *, nth: int = 0) -> Span:
    """Cut the `nth` occurrence of `words` out of a report's text (or out of a bare text)."""
    text = report if isinstance(report, str) else report.text
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return Span.of(text, start, start + len(words))


def report(
    id: str = "tal-ward",  # noqa: A002 - the record's own name for it
    text: str = TEXT,
    *,
    title: str | None = None,
    outlet: str | None = "The Valley Post",
    url: str | None = None,
    language: str | None = "en",
    published: date | None = date(2015, 3, 10),
    extra: str = "{}",
) -> Report:
    """A report of one shelling, handed in with its outlet and date."""
    return Report(id, text, title, outlet, url, language, published, extra)


def day(start: date | None = DAY, *, quote: Span | None = None) -> Period:
    """One day told by the text; None is a period that nothing dates."""
    if start is None:
        return Period()
    return Period(start, start, "day", "text", quote)


def town(
    name: str | None = "Tal Ward",
    lat: float | None = 35.25,
    lon: float | None = 36.5,
    *,
    admin1: str | None = "Hama",
    country: str | None = "SY",
    precision: PlacePrecision = "town",
    geonames_id: int | None = None,
    radius_km: float | None = None,
    reason: str = "",
    quote: Span | None = None,
) -> Place:
    """A town with its point."""
    return Place(name, admin1, country, lat, lon, precision, geonames_id, radius_km, reason, quote)


def figure(
    quote: Span,
    low: int | None,
    high: int | None = None,
    *,
    id: str | None = None,  # noqa: A002
    outcome: Outcome = "killed",
    victims: VictimClass = "unspecified",
    role: Role = "total",
    hedge: str | None = None,
    says: tuple[str, ...] = (),
) -> Figure:
    """A count with the words that say it; its id comes from the quote unless given. `high` None is open."""
    return Figure(
        id or content_id("f", quote.start, quote.end, quote.text, outcome, victims, low, high),
        outcome,
        victims,
        Bounds(low, high),
        quote,
        role,
        hedge,
        says,
    )


def perpetrator(
    quote: Span, actor: str = "Syrian government", stance: Stance = "suspected", says: tuple[str, ...] = ()
) -> Perpetrator:
    """An actor blamed (or denying) with the words that say so."""
    return Perpetrator(actor, stance, quote, says)


def account(
    told_by: Report | None = None,
    *,
    id: str | None = None,  # noqa: A002
    primary: bool = True,
    type: ActType = "shelling",  # noqa: A002
    date: Period | None = None,
    place: Place | None = None,
    evidence: Span | None = None,
    targets: tuple[str, ...] = (),
    means: tuple[str, ...] = (),
    figures: tuple[Figure, ...] = (),
    perpetrators: tuple[Perpetrator, ...] = (),
) -> Account:
    """An account of a shelling by one report; its evidence is the report's whole text unless given."""
    source = told_by or report()
    evidence = evidence or Span.of(source.text, 0, len(source.text))
    return Account(
        id or content_id("a", source.id, evidence.start, evidence.end, type),
        source.id,
        primary,
        type,
        date or day(),
        place or town(),
        evidence,
        targets,
        means,
        figures,
        perpetrators,
    )


def loose(
    told_by: Report | None = None,
    *,
    id: str | None = None,  # noqa: A002
    kind: LooseKind = "running_toll",
    outcome: Outcome = "killed",
    victims: VictimClass = "unspecified",
    low: int | None = 301,
    high: int | None = None,
    quote: Span | None = None,
    hedge: str | None = None,
    says: tuple[str, ...] = (),
    scope: str = "",
    period: Period | None = None,
    place: Place | None = None,
) -> LooseFigure:
    """A running toll, no incident's own; its quote is the report's whole text unless given."""
    source = told_by or report()
    quote = quote or Span.of(source.text, 0, len(source.text))
    return LooseFigure(
        id or content_id("f", source.id, quote.start, quote.end, kind, outcome),
        source.id,
        kind,
        outcome,
        victims,
        Bounds(low, high),
        quote,
        hedge,
        says,
        scope,
        period or Period(),
        place or Place(),
    )


def context_line(
    quote: Span,
    kind: ContextKind = "ceasefire",
    event: ContextEvent = "declared",
    *,
    id: str | None = None,  # noqa: A002
    report: str = "tal-ward",
    parties: tuple[str, ...] = (),
    excluded: tuple[str, ...] = (),
    period: Period | None = None,
    place: Place | None = None,
    says: tuple[str, ...] = (),
) -> ContextLine:
    """A statement on a ceasefire or on talks, without a day or place unless given."""
    return ContextLine(
        id or content_id("c", report, quote.start, quote.end, kind, event),
        report,
        kind,
        event,
        quote,
        parties,
        excluded,
        period or Period(),
        place or Place(),
        says,
    )


def quotation(
    quote: Span,
    speaker: tuple[str, ...] = ("rescue service",),
    *,
    id: str | None = None,  # noqa: A002
    report: str = "tal-ward",
    direct: bool = True,
    named: Span | None = None,
) -> Quotation:
    """The words of a speaker."""
    identity = id or content_id("q", report, quote.start, quote.end, direct)
    return Quotation(identity, report, quote, direct, speaker, named)


def telling(
    told_by: Report | None = None,
    *,
    accounts: Sequence[Account] | None = None,
    loose: Sequence[LooseFigure] = (),
    dropped: Sequence[Dropped] = (),
    dated: ReportDate | None = None,
    context: Sequence[ContextLine] = (),
    quotations: Sequence[Quotation] = (),
) -> Telling:
    """All that one report tells: one account of it unless given; dated by what was handed over with it."""
    source = told_by or report()
    if dated is None:
        basis: DateBasis = "unknown" if source.published is None else "published"
        dated = ReportDate(source.published, basis, None, source.published)
    found = (account(source),) if accounts is None else tuple(accounts)
    return Telling(source, dated, found, tuple(loose), tuple(dropped), tuple(context), tuple(quotations))


def tal_ward(id: str = "tal-ward", text: str = TEXT, *, outlet: str = "The Valley Post") -> Telling:  # noqa: A002
    """The telling of `TEXT` in full: an account with a figure, a denial, a running toll, a dropped count."""
    source = report(id, text, outlet=outlet)
    told = account(
        source,
        evidence=quoted(source, text[: text.index(".") + 1]),
        date=day(quote=quoted(source, "Monday")),
        place=town(quote=quoted(source, "Tal Ward")),
        targets=("bakery",),
        figures=(figure(quoted(source, "nine people"), 9, 9, says=("rescue service",)),),
        perpetrators=(perpetrator(quoted(source, "The army denied"), stance="denied", says=("army",)),),
    )
    toll = loose(source, quote=quoted(source, "More than 300"), scope="the province", place=town("Hama"))
    return telling(
        source,
        accounts=[told],
        loose=[toll],
        dropped=[Dropped(quoted(source, "January"), "a date")],
    )


def note(
    id: str = "tal-ward",  # noqa: A002
    *,
    outlet: str | None = "The Valley Post",
    dated: ReportDate | None = None,
    title: str | None = None,
    url: str | None = None,
    copy_of: str | None = None,
) -> ReportNote:
    """What linking and reconciling know of a report."""
    given = date(2015, 3, 10)
    return ReportNote(id, outlet, dated or ReportDate(given, "published", None, given), title, url, copy_of)


def reconciled(
    low: int | None = 9,
    high: int | None = 9,
    best: int | None = 9,
    *,
    outcome: Outcome = "killed",
    victims: VictimClass = "unspecified",
    rule: str = "the only figure",
    sources: tuple[str, ...] = ("rescue service",),
    figure_ids: tuple[str, ...] = (),
) -> Reconciled:
    """One outcome of one class over all accounts of an incident."""
    return Reconciled(outcome, victims, low, high, best, rule, sources, figure_ids)


def incident(
    accounts: Sequence[Account] | None = None,
    *,
    id: str | None = None,  # noqa: A002
    title: str | None = None,
    type: ActType | None = None,  # noqa: A002
    date: Period | None = None,
    place: Place | None = None,
    targets: tuple[str, ...] = (),
    figures: tuple[Reconciled, ...] = (),
    perpetrators: tuple[Blame, ...] = (),
    primary_sources: tuple[str, ...] = (),
    reports: int | None = None,
    grade: Grade = "weak",
    disagreements: tuple[Disagreement, ...] = (),
) -> Incident:
    """An incident made of accounts; type, date and place are those of its first account unless given."""
    members = (account(),) if accounts is None else tuple(accounts)
    first = members[0]
    kind = type or first.type
    return Incident(
        id or content_id("i", *sorted(a.id for a in members)),
        title or f"{kind} at {first.place.name}",
        kind,
        date or first.date,
        place or first.place,
        targets,
        figures,
        perpetrators,
        primary_sources,
        len({a.report for a in members}) if reports is None else reports,
        grade,
        disagreements,
        members,
    )


def judgement(
    verdict: Verdict,
    *accounts: str,
    id: str | None = None,  # noqa: A002
    why: str = "the same bakery",
    by: str = "Rana",
    at: str = "2024-05-01T10:00:00Z",
    sides: tuple[tuple[str, ...], ...] = (),
    correction: Correction | None = None,
    grade: Grade | None = None,
) -> Judgement:
    """A reviewer's decision on accounts, given by their ids."""
    ids = tuple(sorted(accounts))
    name = id or content_id("j", verdict, *ids, by, at, correction)
    return Judgement(name, verdict, ids, why, by, at, sides=sides, correction=correction, grade=grade)


def refusal(
    name: str = "inbox/scan.pdf", code: RefusalCode = "wrong_type", reason: str = "a .pdf is not read"
) -> Refusal:
    """An input that was not read."""
    return Refusal(name, code, reason)
