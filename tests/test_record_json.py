"""A record written as JSON and read back is the same record, whatever its text holds."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import factories as make
from tests import strategies as any_of
from warledger import record_json as form_of
from warledger.records import Correction, Span

QUICK = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def through_text(form: Any) -> Any:
    return json.loads(json.dumps(form, ensure_ascii=False))


def same[T](record: T, write: Callable[[T], Any], read: Callable[[Any], T]) -> None:
    assert read(through_text(write(record))) == record


@QUICK
@given(any_of.spans())
def test_spans(span: Span) -> None:
    same(span, lambda s: form_of.span_json(s), form_of.read_span)


@QUICK
@given(any_of.periods(), any_of.places(), any_of.report_dates)
def test_grounded_values(period: Any, place: Any, dated: Any) -> None:
    same(period, form_of.period_json, form_of.read_period)
    same(place, form_of.place_json, form_of.read_place)
    same(dated, form_of.report_date_json, form_of.read_report_date)


@QUICK
@given(any_of.figures, any_of.loose_figures)
def test_figures(figure: Any, loose: Any) -> None:
    same(figure, form_of.figure_json, form_of.read_figure)
    same(loose, form_of.loose_json, form_of.read_loose)


@QUICK
@given(any_of.accounts)
def test_accounts(account: Any) -> None:
    same(account, form_of.account_json, form_of.read_account)


@QUICK
@given(any_of.corrections, any_of.judgements)
def test_corrections_and_judgements(correction: Any, judgement: Any) -> None:
    same(correction, form_of.correction_json, form_of.read_correction)
    same(judgement, form_of.judgement_json, form_of.read_judgement)


@QUICK
@given(any_of.context_lines, any_of.quotations)
def test_context_lines_and_quotations(line: Any, quotation: Any) -> None:
    same(line, form_of.context_json, form_of.read_context)
    same(quotation, form_of.quotation_json, form_of.read_quotation)


@QUICK
@given(any_of.incidents)
def test_incidents(incident: Any) -> None:
    same(incident, form_of.incident_json, form_of.read_incident)


@QUICK
@given(any_of.accounts, st.booleans())
def test_the_outlet_and_lineage_beside_an_account_are_no_part_of_it(account: Any, known: bool) -> None:
    notes = {account.report: make.note(account.report, copy_of="first")} if known else {}
    form = form_of.account_json(account, notes)
    assert form_of.read_account(form) == account
    assert form.get("copy_of") == ("first" if known else None)


def test_a_figure_s_victims_are_called_class() -> None:
    figure = make.figure(make.quoted("nine children died", "nine children"), 9, 9, victims="children")
    form = form_of.figure_json(figure)
    assert form["class"] == "children"
    assert (form["low"], form["high"]) == (9, 9)
    assert form["quote"] == {"start": 0, "end": 13, "text": "nine children"}


def test_an_unknown_value_is_null_and_has_no_quote() -> None:
    form = form_of.period_json(make.day(None))
    assert form == {"start": None, "end": None, "precision": "unknown", "basis": "unknown"}


def test_what_no_reviewer_touched_has_no_word_of_it() -> None:
    incident = make.incident()
    form = form_of.incident_json(incident)
    assert "graded" not in form
    assert "corrected" not in form["accounts"][0]


def test_a_correction_stands_beside_the_reader_s_value_and_its_quote() -> None:
    account = make.tal_ward().accounts[0]
    own = account.figures[0]
    struck = Correction("figure", own.id, own, None, "j-1")
    form = form_of.account_json(replace(account, figures=(), corrected=(struck,)))
    (told,) = form["corrected"]
    assert (told["field"], told["part"], told["value"], told["judgement"]) == ("figure", own.id, None, "j-1")
    assert told["own"]["quote"]["text"] == "nine people"
