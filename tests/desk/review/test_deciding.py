"""Decisions at the desk: shown before they are kept, kept with who and why, never over somebody else's."""

from html import unescape

import pytest
from fastapi.testclient import TestClient

from tests import factories as make
from tests.desk.pages_read import elements, text_of
from tests.desk.review.conftest import AT, Reviewer
from tests.desk.signing import NAME, OTHER
from warledger.desk.review.asking import Asked, asked_by
from warledger.desk.review.reasons import QUICK_REASONS
from warledger.ledger import Ledger


def two(by: Reviewer) -> tuple[str, str]:
    """Two incidents of different reports."""
    with by.opened() as ledger:
        incidents = list(ledger.incidents())
    one = next(i for i in incidents if len(i.accounts) > 1)
    reports = {a.report for a in one.accounts}
    return one.id, next(i.id for i in incidents if not reports & {a.report for a in i.accounts})


def pair(by: Reviewer) -> str:
    one, other = two(by)
    return by.page(f"/review/pair?one={one}&other={other}")


def state(by: Reviewer) -> list[str]:
    with by.opened() as ledger:
        return [incident.id for incident in ledger.incidents()]


def bindings(by: Reviewer) -> int:
    with by.opened() as ledger:
        return sum(judgement.binds for judgement in ledger.judgements())


def test_a_preview_shows_what_goes_and_what_comes_and_keeps_nothing(first: Reviewer) -> None:
    one, other = two(first)
    before = state(first)
    preview = first.send("/review/preview", **first.form(pair(first), "same"))
    assert preview.status_code == 200
    assert "2 incidents become 1." in preview.text
    heads = [each.text for each in elements(preview.text, "th", scope="col")]
    assert [each.split()[0] for each in heads] == ["goes", "goes", "new"]
    assert state(first) == before
    assert bindings(first) == 0
    assert one in before
    assert other in before


def test_a_merge_is_kept_with_who_and_why_and_leads_on(first: Reviewer) -> None:
    preview = first.send("/review/preview", **first.form(pair(first), "same"))
    kept = first.confirm(preview.text, why="one night, one street")
    assert kept.status_code == 303
    assert kept.headers["location"].startswith("/review/")
    with first.opened() as ledger:
        (judgement,) = ledger.judgements()
    assert (judgement.verdict, judgement.by, judgement.why) == ("same", NAME, "one night, one street")
    assert "Kept. One act" in first.page(kept.headers["location"])


def test_taking_back_the_last_judgement_restores_what_was(first: Reviewer) -> None:
    before = state(first)
    first.confirm(first.send("/review/preview", **first.form(pair(first), "same")).text)
    assert state(first) != before
    undoing = first.send("/review/preview", action="take_back", back="/review")
    assert "1 incident becomes 2." in undoing.text
    assert first.confirm(undoing.text).status_code == 303
    assert state(first) == before
    with first.opened() as ledger:
        (judgement,) = ledger.judgements()
    assert (judgement.undone_by, judgement.undone_why) == (NAME, QUICK_REASONS["take_back"][0])


def test_only_an_own_judgement_is_taken_back_by_one_key(first: Reviewer, second: Reviewer) -> None:
    first.confirm(first.send("/review/preview", **first.form(pair(first), "same")).text)
    refused = second.send("/review/preview", action="take_back")
    assert refused.status_code == 422
    assert "You have made no judgement that binds." in refused.text
    assert bindings(first) == 1


def split_form(by: Reviewer) -> dict[str, str | list[str]]:
    one, _ = two(by)
    page = by.page(f"/review/incident?id={one}")
    with by.opened() as ledger:
        account = ledger.incident(one).accounts[0].id
    return {**by.form(page, "split"), "apart": account}


def test_accounts_are_split_off_into_an_incident_of_their_own(first: Reviewer) -> None:
    before = state(first)
    preview = first.send("/review/preview", **split_form(first))
    assert "1 incident becomes 2." in preview.text or "1 incident changes" in preview.text
    assert first.confirm(preview.text).status_code == 303
    assert len(state(first)) == len(before) + 1


def test_a_split_of_nothing_is_refused_in_a_line(first: Reviewer) -> None:
    refused = first.send("/review/preview", **{**split_form(first), "apart": ""})
    assert refused.status_code == 422
    assert "Choose the accounts that tell of another act." in refused.text


def account_page(by: Reviewer) -> tuple[str, str]:
    one, _ = two(by)
    with by.opened() as ledger:
        account = ledger.incident(one).accounts[0].id
    return account, by.page(f"/review/account?id={account}")


def test_a_rejected_account_stands_in_no_incident(first: Reviewer) -> None:
    account, page = account_page(first)
    preview = first.send("/review/preview", **first.form(page, "reject"))
    assert first.confirm(preview.text).status_code == 303
    with first.opened() as ledger:
        assert ledger.incident_of(account) is None
    answer = first.client.get(f"/review/account?id={account}")
    assert answer.status_code == 422
    assert "rejected" in answer.text


def test_a_form_that_changes_nothing_is_no_correction(first: Reviewer) -> None:
    _, page = account_page(first)
    form = first.form(page, "correct", having='value="targets"')
    refused = first.send("/review/preview", **form)
    assert refused.status_code == 422
    assert "change a value first" in refused.text


def test_a_corrected_figure_shows_what_the_reader_read(first: Reviewer) -> None:
    with first.opened() as ledger:
        account = next(a for i in ledger.incidents() for a in i.accounts if a.figures)
    figure = account.figures[0]
    page = first.page(f"/review/account?id={account.id}")
    form = first.form(page, "correct", having=f'value="figure:{figure.id}"')
    preview = first.send("/review/preview", **{**form, "low": "7", "high": "7"})
    assert first.confirm(preview.text).status_code == 303
    after = first.page(f"/review/account?id={account.id}")
    assert "the reader read:" in after
    assert unescape(figure.quote.text) in text_of(after, "main")


def test_a_new_place_does_not_keep_the_point_of_the_old_one(first: Reviewer) -> None:
    with first.opened() as ledger:
        account = next(a for i in ledger.incidents() for a in i.accounts if a.place.lat is not None)
    page = first.page(f"/review/account?id={account.id}")
    fields = [
        e.attributes for e in elements(page, "input") if (e.attributes.get("id") or "").startswith("f2-")
    ]
    shown: dict[str, str | list[str]] = {each["name"] or "": each.get("value") or "" for each in fields}
    form = first.form(page, "correct", having='value="place"')
    form |= {**shown, "name": "Elsewhere", "precision": account.place.precision}
    assert first.confirm(first.send("/review/preview", **form).text).status_code == 303
    with first.opened() as ledger:
        place = next(a for i in ledger.incidents() for a in i.accounts if a.id == account.id).place
    assert (place.name, place.lat, place.lon) == ("Elsewhere", None, None)


def test_the_second_of_two_reviewers_is_told_what_the_first_did_and_keeps_their_words(
    first: Reviewer, second: Reviewer
) -> None:
    theirs = {**second.form(pair(second), "same"), "reason": "", "words": "my own long reasons"}
    shown = second.send("/review/preview", **theirs)
    one, _ = two(first)
    grade = first.form(first.page(f"/review/incident?id={one}"), "grade")
    assert first.confirm(first.send("/review/preview", **grade).text).status_code == 303
    early = second.confirm(shown.text)
    assert early.status_code == 409
    (alert,) = elements(early.text, "p", role="alert")
    assert NAME in alert.text
    assert "graded" in alert.text
    assert text_of(early.text, "textarea", id="why") == "my own long reasons"
    assert bindings(first) == 1
    assert second.confirm(early.text).status_code == 303
    with first.opened() as ledger:
        assert [judgement.by for judgement in ledger.judgements()] in ([NAME, OTHER], [OTHER, NAME])


def test_a_preview_says_already_what_changed_since_the_page_was_opened(
    first: Reviewer, second: Reviewer
) -> None:
    theirs = second.form(pair(second), "different")
    first.confirm(first.send("/review/preview", **first.form(pair(first), "same")).text)
    early = second.send("/review/preview", **theirs)
    assert early.status_code == 409
    (alert,) = elements(early.text, "p", role="alert")
    assert NAME in alert.text
    assert bindings(first) == 1


def test_a_decision_that_was_not_shown_is_shown_first(first: Reviewer) -> None:
    form = {**first.form(pair(first), "same"), "seen": ""}
    answer = first.send("/review/decide", **form)
    assert answer.status_code == 200
    assert "What changes" in answer.text
    assert bindings(first) == 0


def test_a_judgement_needs_a_reason(first: Reviewer) -> None:
    preview = first.send("/review/preview", **first.form(pair(first), "same"))
    refused = first.confirm(preview.text, why="  ")
    assert refused.status_code == 422
    assert "reason" in text_of(refused.text, "p", role="alert")
    assert bindings(first) == 0


@pytest.mark.parametrize("action", ["", "same", "grade", "correct", "reject", "split", "<script>"])
def test_a_form_that_makes_no_sense_is_refused_and_breaks_nothing(first: Reviewer, action: str) -> None:
    refused = first.send("/review/preview", action=action, grade="<b>", about="no-such", account="no-such")
    assert refused.status_code == 422
    assert elements(refused.text, "p", role="alert")


def test_while_a_build_has_the_ledger_the_words_are_kept_to_try_again(
    first: Reviewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("warledger.judging.rehearsing.WAIT_S", 0.05)
    form = {**first.form(pair(first), "same"), "reason": "", "words": "seen on both films"}
    with Ledger.open_writing(str(first.ledger)):
        busy = first.send("/review/preview", **form)
    assert busy.status_code == 503
    assert text_of(busy.text, "textarea", id="why") == "seen on both films"
    assert "Try again" in busy.text


def test_a_ledger_that_is_behind_says_so_and_the_first_preview_brings_it_up_to_date(first: Reviewer) -> None:
    form = first.form(pair(first), "different")
    with Ledger.open_writing(str(first.ledger)) as ledger:
        ledger.add([make.tal_ward("came-later")])
    assert "The first preview does that" in first.page("/review")
    assert first.send("/review/preview", **form).status_code == 200
    with first.opened() as ledger:
        assert not ledger.unlinked(), "or every preview would begin with it"
    assert "The first preview does that" not in first.page("/review")


def test_whose_judgement_would_bind_no_longer_is_said_with_the_reason(
    first: Reviewer, second: Reviewer
) -> None:
    preview = first.send("/review/preview", **first.form(pair(first), "different"))
    first.confirm(preview.text, why="two streets")
    overruling = second.send("/review/preview", **second.form(pair(second), "same"))
    told = text_of(overruling.text, "section", **{"aria-labelledby": "superseded"})
    assert "Different acts" in told
    assert f"by {NAME}" in told
    assert "because: two streets" in told


@pytest.mark.parametrize(
    "page", ["/review", "/review/pair?one=a&other=b", "/review/incident?id=a", "/review/account?id=a"]
)
def test_only_reviewers_see_the_queue(stranger: TestClient, page: str) -> None:
    answer = stranger.get(page)
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/sign-in?next=")


@pytest.mark.parametrize("address", ["/review/preview", "/review/decide", "/review/later"])
def test_a_stranger_and_a_form_without_its_token_decide_nothing(
    first: Reviewer, stranger: TestClient, address: str
) -> None:
    form = first.form(pair(first), "same")
    assert stranger.post(address, data=form, headers={"origin": AT}).status_code == 403
    assert first.client.post(address, data=form, headers={"origin": AT}).status_code == 403
    assert bindings(first) == 0


@pytest.mark.parametrize(
    "back", ["//evil.example/x", "https://evil.example", "/\\evil.example", "javascript:alert(1)", ""]
)
def test_a_form_leads_nowhere_outside_the_desk(back: str) -> None:
    from starlette.datastructures import FormData

    assert asked_by(FormData([("back", back)])).back == "/review"


def test_a_decision_travels_whole_from_form_to_form() -> None:
    asked = Asked("split", incident="i", apart=("a", "b"), only=("pair",), then=("pair:x:y",), back="/review")
    from starlette.datastructures import FormData

    assert asked_by(FormData([*asked.hidden(), ("token", "t")])) == Asked(
        "split", incident="i", apart=("a", "b"), only=("pair",), then=("pair:x:y",), back="/review", values={}
    )
