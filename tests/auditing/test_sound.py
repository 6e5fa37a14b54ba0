"""A ledger that only the program wrote is found sound, whatever happened to it."""

from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, given, settings

from tests import factories as make
from tests.auditing.full import found, told
from tests.behind import ask, edit
from tests.places import Places, for_a_while
from tests.relinking.stories import Step, happens, stories
from warledger.auditing import Stage, verify
from warledger.errors import UsageError
from warledger.ledger import Ledger
from warledger.ledger.where import is_on_server
from warledger.relinking import relink

BEFORE_THE_CHAIN = 10


@given(stories)
@settings(
    deadline=None, max_examples=8, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
def test_after_any_story_linked_a_step_at_a_time(places: Places, story: tuple[Step, ...]) -> None:
    with for_a_while(places) as where:
        with Ledger.create_or_open(where) as ledger, patch("warledger.relinking.updating.SHARE", 1e9):
            for moment, step in enumerate(story):
                happens(ledger, step, moment)
                relink(ledger)
        assert told(where) == []
        assert found(where).left_out == ()


def test_a_busy_week_and_an_empty_ledger(full: str, place: str) -> None:
    verified = found(full)
    assert told(full) == []
    assert verified.left_out == ()
    assert verified.audited.entries > 20
    assert verified.audited.counts["judgements"] == 4
    Ledger.create_or_open(place).close()
    assert found(place).findings == ()
    assert found(place).audited.head == ""


def test_reports_that_wait_for_their_linking_are_said_to_wait(full: str) -> None:
    with Ledger.create_or_open(full) as ledger:
        ledger.add([make.tal_ward("late")])
    assert told(full) == []
    (left_out,) = found(full).left_out
    assert "reports or judgements came since the last linking" in left_out


def test_a_ledger_linked_by_other_rules_is_not_held_against_those_of_today(full: str) -> None:
    with (
        Ledger.create_or_open(full) as ledger,
        patch("warledger.relinking.updating.linking_rules", return_value="of yesterday"),
    ):
        relink(ledger)
    assert told(full) == []
    (left_out,) = found(full).left_out
    assert "linked by other rules" in left_out


def test_a_reading_that_counts_again_and_a_text_that_came_back(place: str) -> None:
    first, second = make.tal_ward("a"), make.tal_ward("a", text=f"Update. {make.TEXT}")
    with Ledger.create_or_open(place) as ledger:
        for telling in (first, second, first):
            assert ledger.add([telling]) == 1
            relink(ledger)
    assert found(place).findings == ()


def test_what_is_only_tried_out_leaves_nothing_in_the_chain(full: str) -> None:
    head = found(full).audited.head
    with Ledger.create_or_open(full) as ledger:
        with ledger.one_change(keep=False) as change:
            change.add([make.tal_ward("tried")])
            relink(change)
        account = next(iter(ledger.accounts())).id
        with ledger.one_change(keep=False) as change:
            change.judge(make.judgement("reject", account))
    assert found(full).audited.head == head
    assert told(full) == []


def test_what_a_ledger_held_before_the_chain_is_taken_over_and_said_to_be(full: str) -> None:
    marked = (
        f"UPDATE ledger_mark SET schema = {BEFORE_THE_CHAIN}"
        if is_on_server(full)
        else f"PRAGMA user_version = {BEFORE_THE_CHAIN}"
    )
    steps = f"UPDATE alembic_version SET version_num = '{BEFORE_THE_CHAIN:04}'"
    edit(full, "DROP TABLE chain", steps, marked)
    with Ledger.create_or_open(full) as ledger:
        ledger.refuse([make.refusal("since.pdf")])
    verified = found(full)
    assert told(full) == []
    assert verified.left_out == ()
    assert verified.audited.taken_over == verified.audited.entries - 1
    edit(full, "UPDATE judgements SET why = 'another reason'")
    assert {finding.about for finding in told(full)} == {"judgements"}


def test_a_head_that_was_noted_is_found_again_and_what_came_since_is_counted(full: str) -> None:
    noted = found(full).audited.head
    assert found(full, noted=noted).came_since == 0
    with Ledger.create_or_open(full) as ledger:
        ledger.add([make.tal_ward("late")])
        relink(ledger)
    verified = found(full, noted=noted[:20].upper())
    assert verified.came_since == 2
    assert [f for f in verified.findings if f.about == "chain"] == []


@pytest.mark.parametrize("noted", ["", "abc", "g" * 64, "0" * 65])
def test_what_is_no_hash_is_refused(full: str, noted: str) -> None:
    with pytest.raises(UsageError, match="64 hexadecimal digits"):
        found(full, noted=noted)


def test_a_ledger_cut_back_to_an_earlier_state_is_told_by_the_head_that_was_noted(
    places: Places, full: str
) -> None:
    with for_a_while(places, full) as copy:
        with Ledger.create_or_open(full) as ledger:
            ledger.add([make.tal_ward("late")])
        noted = found(full).audited.head
        assert told(copy) == []
        (finding,) = [f for f in found(copy, noted=noted).findings if f.about == "chain"]
        assert "no entry of the chain has the hash" in finding.text


def test_verifying_changes_nothing_and_says_how_far_it_is(full: str) -> None:
    stages: list[Stage] = []
    tables = ("incidents", "outlines", "links", "chain", "linking_state")
    before = [sorted(ask(full, f"SELECT * FROM {table}"), key=repr) for table in tables]
    with Ledger.open_reading(full) as ledger:
        versions = sum(len(ledger.versions(report.id)) for report in ledger.reports())
        verify(ledger, stage=stages.append)
    assert [sorted(ask(full, f"SELECT * FROM {table}"), key=repr) for table in tables] == before
    assert Stage("reports", versions, versions) in stages
    assert {stage.name for stage in stages} >= {"the chain", "words", "linking"}
