"""Hypothesis strategies for records: any text (lone surrogates, NUL), any bounds, any known or unknown value."""

from dataclasses import replace
from datetime import date
from typing import get_args

from hypothesis import strategies as st

from warledger import records as r

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=30)
"""Texts of any code points; lone surrogates and NUL among them."""

NAMES = st.lists(ANY_TEXT, max_size=3).map(tuple)
MAYBE_TEXT = st.none() | ANY_TEXT
DAYS = st.dates(date(1, 1, 1), date(9999, 12, 31))
COUNTS = st.none() | st.integers(0, 10**30)


@st.composite
def spans(draw: st.DrawFn) -> r.Span:
    text, start = draw(ANY_TEXT), draw(st.integers(0, 10**6))
    return r.Span(start, start + len(text), text)


@st.composite
def bounds(draw: st.DrawFn) -> r.Bounds:
    low, high = draw(COUNTS), draw(COUNTS)
    if low is not None and high is not None and low > high:
        low, high = high, low
    return r.Bounds(low, high)


@st.composite
def periods(draw: st.DrawFn) -> r.Period:
    start, end = draw(st.none() | DAYS), draw(st.none() | DAYS)
    if start is not None and end is not None and start > end:
        start, end = end, start
    precision = draw(st.sampled_from(get_args(r.DatePrecision.__value__)))
    basis = draw(st.sampled_from(get_args(r.DateBasis.__value__)))
    return r.Period(start, end, precision, basis, draw(st.none() | spans()))


POINTS = st.none() | st.tuples(st.floats(-90, 90), st.floats(-180, 180)).filter(lambda p: p != (0, 0))


@st.composite
def places(draw: st.DrawFn) -> r.Place:
    lat, lon = draw(POINTS) or (None, None)
    precision = draw(st.sampled_from(get_args(r.PlacePrecision.__value__)))
    return r.Place(
        draw(MAYBE_TEXT),
        draw(MAYBE_TEXT),
        draw(MAYBE_TEXT),
        lat,
        lon,
        precision,
        draw(st.none() | st.integers(1, 10**9)),
        draw(st.none() | st.floats(0, 1000)),
        draw(ANY_TEXT),
        draw(st.none() | spans()),
    )


LIMITS = st.tuples(st.none() | DAYS, st.none() | DAYS).map(
    lambda days: (days[1], days[0]) if None not in days and str(days[0]) > str(days[1]) else days
)
date_reasons = st.builds(
    r.DateReason,
    kind=st.sampled_from(get_args(r.ReasonKind.__value__)),
    text=ANY_TEXT,
    earliest=st.none() | DAYS,
    latest=st.none() | DAYS,
    quote=st.none() | spans(),
    report=MAYBE_TEXT,
    holds=st.booleans(),
)


@st.composite
def report_date(draw: st.DrawFn) -> r.ReportDate:
    first, last = draw(LIMITS)
    return r.ReportDate(
        draw(st.none() | DAYS),
        draw(st.sampled_from(get_args(r.DateBasis.__value__))),
        draw(st.none() | spans()),
        draw(st.none() | DAYS),
        first,
        last,
        tuple(draw(st.lists(date_reasons, max_size=2))),
    )


report_dates = report_date()
outcomes = st.sampled_from(r.OUTCOMES)
victims = st.sampled_from(r.VICTIM_CLASSES)
stances = st.sampled_from(get_args(r.Stance.__value__))
figures = st.builds(
    r.Figure,
    id=ANY_TEXT,
    outcome=outcomes,
    victims=victims,
    bounds=bounds(),
    quote=spans(),
    role=st.sampled_from(get_args(r.Role.__value__)),
    hedge=MAYBE_TEXT,
    says=NAMES,
)
perpetrators = st.builds(r.Perpetrator, ANY_TEXT, stances, spans(), NAMES)
loose_figures = st.builds(
    r.LooseFigure,
    id=ANY_TEXT,
    report=ANY_TEXT,
    kind=st.sampled_from(r.LOOSE_KINDS),
    outcome=outcomes,
    victims=victims,
    bounds=bounds(),
    quote=spans(),
    hedge=MAYBE_TEXT,
    says=NAMES,
    scope=ANY_TEXT,
    period=periods(),
    place=places(),
    unit=st.sampled_from(get_args(r.CountUnit.__value__)),
    origin=places(),
    destination=places(),
    accounts=NAMES,
)
counted = st.builds(r.Counted, outcomes, victims, bounds(), st.sampled_from(r.ROLES))
accused = st.builds(r.Accused, ANY_TEXT, stances)
corrections = st.one_of(
    st.builds(r.Correction, st.just("type"), st.just(""), ANY_TEXT, ANY_TEXT, ANY_TEXT),
    st.builds(r.Correction, st.just("targets"), st.just(""), NAMES, NAMES, ANY_TEXT),
    st.builds(r.Correction, st.just("date"), st.just(""), periods(), periods(), ANY_TEXT),
    st.builds(r.Correction, st.just("place"), st.just(""), places(), places(), ANY_TEXT),
    st.builds(r.Correction, st.just("figure"), ANY_TEXT, figures, st.none() | counted, ANY_TEXT),
    st.builds(r.Correction, st.just("perpetrator"), ANY_TEXT, perpetrators, st.none() | accused, ANY_TEXT),
)
judgements = st.builds(
    r.Judgement,
    id=ANY_TEXT,
    verdict=st.sampled_from(r.VERDICTS),
    accounts=NAMES,
    why=ANY_TEXT,
    by=ANY_TEXT,
    at=ANY_TEXT,
    undone_why=MAYBE_TEXT,
    undone_by=MAYBE_TEXT,
    undone_at=MAYBE_TEXT,
    incidents=NAMES,
    sides=st.lists(NAMES, max_size=3).map(tuple),
    correction=st.none() | corrections,
    grade=st.none() | st.sampled_from(r.GRADES),
    grade_before=st.none() | st.sampled_from(r.GRADES),
)
accounts = st.builds(
    r.Account,
    id=ANY_TEXT,
    report=ANY_TEXT,
    primary=st.booleans(),
    type=st.sampled_from(r.ACT_TYPES),
    date=periods(),
    place=places(),
    evidence=spans(),
    targets=NAMES,
    means=NAMES,
    figures=st.lists(figures, max_size=2).map(tuple),
    perpetrators=st.lists(perpetrators, max_size=2).map(tuple),
    says=NAMES,
    breach=st.none() | spans(),
    corrected=st.lists(corrections, max_size=2).map(tuple),
)
passages = st.builds(
    r.Passage, ANY_TEXT, ANY_TEXT, MAYBE_TEXT, st.sampled_from(r.WAYS), NAMES, MAYBE_TEXT, MAYBE_TEXT
)
incidents = st.builds(
    r.Incident,
    id=ANY_TEXT,
    title=ANY_TEXT,
    type=st.sampled_from(r.ACT_TYPES),
    date=periods(),
    place=places(),
    targets=NAMES,
    figures=st.lists(
        st.builds(
            r.Reconciled,
            outcomes,
            victims,
            COUNTS,
            COUNTS,
            COUNTS,
            ANY_TEXT,
            NAMES,
            NAMES,
            st.none() | ANY_TEXT,
            NAMES,
        ),
        max_size=2,
    ).map(tuple),
    perpetrators=st.lists(
        st.builds(r.Blame, ANY_TEXT, stances, NAMES, st.integers(0, 99), st.none() | st.integers(0, 99)),
        max_size=2,
    ).map(tuple),
    primary_sources=NAMES,
    reports=st.integers(0, 99),
    grade=st.sampled_from(r.GRADES),
    disagreements=st.lists(
        st.builds(r.Disagreement, st.sampled_from(["figure", "date", "denial"]), ANY_TEXT, NAMES), max_size=2
    ).map(tuple),
    accounts=st.lists(accounts, max_size=2).map(tuple),
    lineage=st.lists(
        st.builds(r.Chain, ANY_TEXT, MAYBE_TEXT, st.lists(passages, max_size=2).map(tuple)), max_size=2
    ).map(tuple),
    graded=st.none() | st.builds(r.Graded, ANY_TEXT, st.sampled_from(r.GRADES), NAMES, NAMES),
)
dropped = st.builds(r.Dropped, spans(), ANY_TEXT)
context_lines = st.builds(
    r.ContextLine,
    id=ANY_TEXT,
    report=ANY_TEXT,
    kind=st.sampled_from(get_args(r.ContextKind.__value__)),
    event=st.sampled_from(r.CONTEXT_EVENTS),
    quote=spans(),
    parties=NAMES,
    excluded=NAMES,
    period=periods(),
    place=places(),
    says=NAMES,
    mediators=NAMES,
    lasting=st.none() | spans(),
)
quotations = st.builds(
    r.Quotation,
    id=ANY_TEXT,
    report=ANY_TEXT,
    quote=spans(),
    direct=st.booleans(),
    speaker=NAMES,
    named=st.none() | spans(),
)
reports = st.builds(
    r.Report,
    id=ANY_TEXT,
    text=ANY_TEXT,
    title=MAYBE_TEXT,
    outlet=MAYBE_TEXT,
    url=MAYBE_TEXT,
    language=MAYBE_TEXT,
    published=st.none() | DAYS,
    extra=ANY_TEXT,
)


@st.composite
def tellings(draw: st.DrawFn) -> r.Telling:
    """Tellings as assembly makes them: every part names its report, no two accounts share an id."""
    report = draw(reports)
    told = draw(st.lists(accounts.map(lambda a: _of(a, report.id)), max_size=3, unique_by=lambda a: a.id))
    loose = draw(st.lists(loose_figures.map(lambda f: _loose_of(f, report.id)), max_size=2))
    return r.Telling(
        report,
        draw(report_dates),
        tuple(told),
        tuple(loose),
        tuple(draw(st.lists(dropped, max_size=2))),
        tuple(replace(line, report=report.id) for line in draw(st.lists(context_lines, max_size=2))),
        tuple(replace(words, report=report.id) for words in draw(st.lists(quotations, max_size=2))),
    )


def _of(account: r.Account, report: str) -> r.Account:
    fields = {name: getattr(account, name) for name in r.Account.__dataclass_fields__}
    return r.Account(**fields | {"report": report})


def _loose_of(figure: r.LooseFigure, report: str) -> r.LooseFigure:
    fields = {name: getattr(figure, name) for name in r.LooseFigure.__dataclass_fields__}
    return r.LooseFigure(**fields | {"report": report})
