"""The history: every judgement, who may read it, and what of it a public desk shows."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from tests.desk.pages_read import elements, text_of
from tests.desk.review.conftest import Reviewer, at_desk
from tests.desk.signing import NAME, OTHER

WHY = "told by the neighbour Karim Aswad"


@pytest.fixture
def graded(first: Reviewer) -> tuple[str, Reviewer]:
    """A judgement on an incident, with a reason that names a person."""
    with first.opened() as ledger:
        incident = next(iter(ledger.incidents())).id
    form = first.form(first.page(f"/review/incident?id={incident}"), "grade")
    preview = first.send("/review/preview", **{**form, "reason": "", "words": WHY})
    assert first.confirm(preview.text).status_code == 303
    return incident, first


@pytest.fixture
def public(graded: tuple[str, Reviewer], tmp_path: Path) -> Iterator[Reviewer]:
    """The same ledger at a desk of the public profile."""
    yield from at_desk(graded[1].ledger, tmp_path, profile="public")


def test_a_judgement_stands_with_who_when_why_and_what(graded: tuple[str, Reviewer]) -> None:
    incident, by = graded
    told = text_of(by.page("/review/history"), "ol", class_="history")
    assert NAME in told
    assert WHY in told
    assert "Confirmed the grade" in told
    assert "UTC" in told
    assert incident in by.page(f"/review/history?incident={incident}")


def test_the_newest_stands_first_and_what_was_taken_back_stays(
    graded: tuple[str, Reviewer], second: Reviewer
) -> None:
    _, by = graded
    with by.opened() as ledger:
        (judgement,) = ledger.judgements()
    undoing = second.send(
        "/review/preview",
        action="take_back",
        judgement=judgement.id,
        why="not seen by me",
        back="/review/history",
    )
    kept = second.confirm(undoing.text)
    assert kept.headers["location"].startswith("/review/history?done=")
    page = by.page("/review/history")
    (struck,) = elements(page, "li", class_="undone")
    assert f"by {OTHER}: not seen by me" in " ".join(struck.text.split())
    assert WHY in struck.text
    assert "Take back" not in struck.text


def test_the_history_is_filtered_by_reviewer_and_incident(graded: tuple[str, Reviewer]) -> None:
    incident, by = graded
    with by.opened() as ledger:
        other = next(i.id for i in ledger.incidents() if i.id != incident)
    assert elements(by.page(f"/review/history?by={NAME}&incident={incident}"), "li", class_="judged")
    assert not elements(by.page(f"/review/history?by={OTHER}"), "li", class_="judged")
    assert not elements(by.page(f"/review/history?incident={other}"), "li", class_="judged")
    unknown = by.client.get("/review/history?incident=no-such-incident")
    assert unknown.status_code == 422
    assert elements(unknown.text, "p", role="alert")


def test_who_has_not_signed_in_reads_the_history_and_has_no_buttons(
    graded: tuple[str, Reviewer], stranger: TestClient
) -> None:
    page = stranger.get("/review/history").text
    assert WHY in page
    assert not elements(page, "button", class_="plain")
    assert "take_back" not in page


def test_a_public_desk_withholds_names_reasons_and_values(public: Reviewer) -> None:
    page = public.page("/review/history")
    told = text_of(page, "ol", class_="history")
    assert "a grade was confirmed" in told
    assert NAME not in told
    assert "Karim Aswad" not in page
    assert "take_back" not in page
    assert elements(public.page(f"/review/history?by={OTHER}"), "li", class_="judged")


@pytest.mark.parametrize("page", ["/review", "/review/incident?id=x", "/review/account?id=x"])
def test_nothing_is_judged_at_a_public_desk(public: Reviewer, page: str) -> None:
    assert public.client.get(page).status_code == 404
    assert public.send("/review/preview", action="take_back").status_code == 404


def test_a_dossier_shows_what_may_be_decided_to_reviewers_alone(
    first: Reviewer, stranger: TestClient
) -> None:
    with first.opened() as ledger:
        incident = next(i.id for i in ledger.incidents() if len(i.accounts) > 1)
    mine, theirs = first.page(f"/incident/{incident}"), stranger.get(f"/incident/{incident}").text
    assert 'name="action" value="split"' in mine
    assert 'name="action"' not in theirs
    preview = first.send("/review/preview", **first.form(mine, "grade"))
    kept = first.confirm(preview.text)
    assert kept.headers["location"].startswith(f"/incident/{incident}?done=")
    assert "Kept. Confirmed the grade" in first.page(kept.headers["location"])
