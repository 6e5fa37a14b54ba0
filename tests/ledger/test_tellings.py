"""What is added stays, once, in every version; its order and its portions leave no trace."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import factories as make
from tests import strategies as any_of
from tests.by_hand import put_copies
from tests.places import Places, for_a_while
from warledger.errors import UnknownRecord
from warledger.ledger import Ledger
from warledger.records import Account, LooseFigure, Report, ReportDate, Telling

CHANGED = make.TEXT.replace("nine people", "eleven people")


def changed() -> Telling:
    source = make.report(text=CHANGED)
    eleven = make.figure(make.quoted(source, "eleven people"), 11, 11)
    return make.telling(source, accounts=[make.account(source, figures=(eleven,))])


def test_a_telling_comes_back_as_it_was(ledger: Ledger) -> None:
    ledger.add([make.tal_ward()])
    assert ledger.telling("tal-ward") == make.tal_ward()
    assert ledger.report("tal-ward") == make.tal_ward().report
    assert ledger.dropped("tal-ward") == make.tal_ward().dropped
    account = make.tal_ward().accounts[0]
    assert ledger.account(account.id) == account


def test_the_same_telling_twice_adds_nothing(ledger: Ledger) -> None:
    assert ledger.add([make.tal_ward()]) == 1
    before = ledger.counts()
    assert ledger.add([make.tal_ward()]) == 0
    assert ledger.counts() == before
    assert ledger.versions("tal-ward") == (make.report(),)


def test_the_same_telling_twice_in_one_go_adds_nothing(ledger: Ledger) -> None:
    assert ledger.add([make.tal_ward(), make.tal_ward()]) == 1
    assert ledger.counts().accounts == 1


def test_a_report_is_held_once_it_is_added(ledger: Ledger) -> None:
    assert not ledger.holds(make.report())
    ledger.add([make.tal_ward()])
    assert ledger.holds(make.report())
    assert not ledger.holds(make.report("another"))


def test_a_changed_text_is_a_new_version_and_the_old_one_stays(ledger: Ledger) -> None:
    ledger.add([make.tal_ward()])
    assert not ledger.holds(make.report(text=CHANGED))
    assert ledger.add([changed()]) == 1
    assert ledger.report("tal-ward").text == CHANGED
    assert [version.text for version in ledger.versions("tal-ward")] == [make.TEXT, CHANGED]
    assert list(ledger.accounts()) == list(changed().accounts)
    assert list(ledger.loose()) == []
    counts = ledger.counts()
    assert (counts.reports, counts.earlier_versions, counts.accounts, counts.figures) == (1, 1, 1, 1)


def test_a_text_that_goes_back_is_current_again_and_no_third_version(ledger: Ledger) -> None:
    ledger.add([make.tal_ward()])
    ledger.add([changed()])
    assert not ledger.holds(make.report())
    assert ledger.add([make.tal_ward()]) == 1
    assert ledger.telling("tal-ward") == make.tal_ward()
    assert len(ledger.versions("tal-ward")) == 2


def test_a_date_handed_in_later_is_news(ledger: Ledger) -> None:
    undated = replace(make.report(), published=None)
    ledger.add([make.telling(undated)])
    assert not ledger.holds(make.report())
    assert ledger.counts().undated == 1
    ledger.add([make.tal_ward()])
    assert ledger.counts().undated == 0


def test_a_field_that_is_not_handed_in_again_takes_nothing_away(ledger: Ledger) -> None:
    ledger.add([make.tal_ward()])
    bare = Report("tal-ward", make.TEXT)
    assert ledger.holds(bare)
    titled = replace(bare, title="Bakery shelled")
    assert not ledger.holds(titled)
    assert ledger.completed(titled) == replace(make.report(), title="Bakery shelled")


def test_another_text_takes_no_field_from_the_known_one(ledger: Ledger) -> None:
    ledger.add([make.tal_ward()])
    bare = Report("tal-ward", CHANGED)
    assert ledger.completed(bare) == bare
    assert ledger.completed(Report("unknown", make.TEXT)) == Report("unknown", make.TEXT)


def test_a_report_read_under_other_rules_is_read_anew(path: str) -> None:
    with Ledger.create_or_open(path, rules="1") as ledger:
        ledger.add([make.tal_ward()])
    with Ledger.create_or_open(path, rules="2") as ledger:
        assert not ledger.holds(make.report())
        source = make.report()
        ledger.add([make.telling(source, accounts=[make.account(source, type="airstrike")])])
        assert [account.type for account in ledger.accounts()] == ["airstrike"]
        assert len(ledger.versions("tal-ward")) == 1
        assert ledger.holds(source)
        assert ledger.rules_read() == {"2": 1}


def test_an_unknown_report_or_account_is_said_so(ledger: Ledger) -> None:
    for ask in (ledger.report, ledger.telling, ledger.dropped, ledger.account, ledger.note):
        with pytest.raises(UnknownRecord, match="no-such"):
            ask("no-such")
    assert ledger.versions("no-such") == ()


def test_a_failing_telling_leaves_nothing_of_its_batch(ledger: Ledger) -> None:
    source = make.report("twice")
    broken = make.telling(source, accounts=[make.account(source), make.account(source)])
    with pytest.raises(ValueError, match="two accounts under one id"):
        ledger.add([make.tal_ward(), broken])
    assert ledger.counts().reports == 0
    assert not ledger.unlinked()
    assert ledger.search("bakery") == ()


def test_an_account_of_another_report_is_not_taken(ledger: Ledger) -> None:
    with pytest.raises(ValueError, match="told by another"):
        ledger.add([make.telling(make.report("one"), accounts=[make.account(make.report("two"))])])


def test_a_count_beyond_any_machine_s_numbers_is_kept(ledger: Ledger) -> None:
    source = make.report(text="killed 99999999999999999999999 people")
    huge = make.figure(make.quoted(source, "99999999999999999999999 people"), 10**23 - 1, 10**23 - 1)
    told = make.telling(source, accounts=[make.account(source, figures=(huge,))])
    ledger.add([told])
    assert ledger.telling(source.id) == told


def test_lone_surrogates_and_nuls_come_back_as_they_were(ledger: Ledger) -> None:
    source = make.report(
        "r\udcff", "Six \ud83d were\x00 killed \ufdd0 in \ud83d\ude00", title="\udc00", outlet="\x00"
    )
    six = make.figure(make.quoted(source, "Six \ud83d"), 6, 6, says=("\udfff",))
    told = make.telling(source, accounts=[make.account(source, figures=(six,))])
    ledger.add([told])
    assert ledger.telling(source.id) == told
    assert ledger.holds(source)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(any_of.tellings())
def test_any_telling_comes_back_as_it_was(places: Places, told: Telling) -> None:
    with for_a_while(places) as where, Ledger.create_or_open(where) as ledger:
        ledger.add([told])
        assert ledger.telling(told.report.id) == told
        assert ledger.holds(told.report)
        assert ledger.add([told]) == 0


def everything(ledger: Ledger) -> tuple[list[Report], list[Account], list[LooseFigure], object, object]:
    return (
        list(ledger.reports()),
        list(ledger.accounts()),
        list(ledger.loose()),
        ledger.notes(),
        ledger.refusals(),
    )


@settings(max_examples=15, deadline=None)
@given(st.permutations(range(6)), st.integers(1, 6))
def test_order_and_portions_leave_no_trace(places: Places, order: list[int], portion: int) -> None:
    told = [make.tal_ward(f"r-{n}", outlet=f"paper {n % 2}") for n in range(6)]
    refused = [make.refusal(f"scan-{n}.pdf") for n in range(6)]
    with for_a_while(places) as one, for_a_while(places) as other:
        with Ledger.create_or_open(one) as plain:
            plain.add(told)
            plain.refuse(refused)
            expected = everything(plain)
        for start in range(0, 6, portion):
            with Ledger.create_or_open(other) as shuffled:
                some = order[start : start + portion]
                shuffled.add([told[n] for n in some])
                shuffled.refuse([refused[n] for n in some])
        with Ledger.open_reading(other) as shuffled:
            assert everything(shuffled) == expected


def test_reports_come_in_the_order_of_their_ids(ledger: Ledger) -> None:
    ledger.add([make.tal_ward(name) for name in ("b", "é", "a", "Z", "10", "9")])
    assert [report.id for report in ledger.reports()] == ["10", "9", "Z", "a", "b", "é"]
    assert list(ledger.notes()) == ["10", "9", "Z", "a", "b", "é"]
    ids = [account.id for account in ledger.accounts()]
    assert ids == sorted(ids)


def test_loose_figures_come_by_report_and_in_the_order_of_the_text(ledger: Ledger) -> None:
    def told(name: str) -> Telling:
        source = make.report(name)
        first = make.loose(source, quote=make.quoted(source, "nine people"))
        second = make.loose(source, quote=make.quoted(source, "More than 300"))
        return make.telling(source, loose=[first, second])

    ledger.add([told("b"), told("a")])
    found = [(figure.report, figure.quote.text) for figure in ledger.loose()]
    assert found == [
        ("a", "nine people"),
        ("a", "More than 300"),
        ("b", "nine people"),
        ("b", "More than 300"),
    ]


# ------------------------------------------------------------------------- beside the accounts


def test_the_note_of_a_report_names_its_outlet_date_and_lineage(ledger: Ledger) -> None:
    ledger.add([make.tal_ward("first"), make.tal_ward("reprint", outlet="Hill Gazette")])
    put_copies(ledger, {"reprint": "first"})
    assert ledger.note("reprint") == make.note("reprint", outlet="Hill Gazette", copy_of="first")
    assert ledger.notes()["first"] == make.note("first")
    assert ledger.counts().copies == 1


def test_copies_are_those_found_last(ledger: Ledger) -> None:
    ledger.add([make.tal_ward(name) for name in ("a", "b", "c")])
    put_copies(ledger, {"b": "a", "c": "a"})
    put_copies(ledger, {"c": "b"})
    assert {name: note.copy_of for name, note in ledger.notes().items()} == {"a": None, "b": None, "c": "b"}


def test_a_refusal_is_kept_once(ledger: Ledger) -> None:
    again = make.refusal("inbox/scan.pdf", "unreadable", "it broke off")
    ledger.refuse([make.refusal(), make.refusal()])
    ledger.refuse([make.refusal(), again])
    assert ledger.refusals() == (make.refusal(), again)
    assert ledger.counts().refusals == {"unreadable": 1, "wrong_type": 1}


def test_a_refused_file_may_have_any_name(ledger: Ledger) -> None:
    odd = make.refusal("in\udce9dit\x00.txt")
    ledger.refuse([odd])
    assert ledger.refusals() == (odd,)


def test_the_counts_of_a_small_ledger(ledger: Ledger) -> None:
    nothing = make.telling(Report("bare", "No news."), accounts=[], dated=ReportDate(None, "unknown"))
    ledger.add([make.tal_ward(), nothing])
    counts = ledger.counts()
    assert (counts.reports, counts.undated, counts.accounts, counts.figures) == (2, 1, 1, 1)
    assert (counts.loose_figures, counts.dropped, counts.incidents, counts.judgements) == (1, 1, 0, 0)
    assert dict(counts.refusals) == {}


def test_the_date_of_a_report_keeps_the_one_it_was_handed_in_with(ledger: Ledger) -> None:
    source = make.report()
    dated = ReportDate(make.DAY, "report", make.quoted(source, "Monday"), date(2015, 3, 10))
    ledger.add([make.telling(source, dated=dated)])
    assert ledger.note(source.id).dated == dated
