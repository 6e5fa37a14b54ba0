"""What reviewers put off: each for themselves, in the order in which they did."""

import pytest

from warledger.ledger import Ledger, postponed


def test_a_question_put_off_again_comes_last_and_one_brought_back_is_put_off_no_more(ledger: Ledger) -> None:
    for question in ("pair:a:b", "date:c", "grade:d", "pair:a:b"):
        ledger.put_off("Rima", question)
    assert ledger.put_off_by("Rima") == ("date:c", "grade:d", "pair:a:b")
    ledger.bring_back("Rima", "grade:d")
    ledger.bring_back("Rima", "never")
    assert ledger.put_off_by("Rima") == ("date:c", "pair:a:b")
    assert ledger.put_off_by("Ola") == ()


def test_a_reviewer_who_puts_everything_off_has_the_oldest_back(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postponed, "MOST", 3)
    for number in range(5):
        ledger.put_off("Rima", str(number))
    ledger.put_off("Ola", "0")
    assert ledger.put_off_by("Rima") == ("2", "3", "4")
    assert ledger.put_off_by("Ola") == ("0",)
