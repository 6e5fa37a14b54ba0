"""Incidents told by the founding cases: one strike, two tolls; two sides of a clash; copies and monitors."""

import re

from hypothesis import given, settings

from tests.factories import account, figure, loose, perpetrator, quoted, report
from tests.linking.test_order import crowds
from tests.linking.told import MAREEN, at, notes_of, on, told
from warledger.linking import link
from warledger.reconciling import reconcile
from warledger.records import Account, Incident, Linking, LooseFigure, ReportNotes

KAFR = at("Kafr Zeit", 35.61, 36.56)


def one_incident(*accounts: Account, notes: ReportNotes | None = None) -> Incident:
    linking = Linking((tuple(sorted(a.id for a in accounts)),))
    (incident,) = reconcile(linking, accounts, (), notes or notes_of(*accounts))
    return incident


def market_strikes() -> list[Account]:
    """One report tells of 37 and 7 dead in two towns; another gives 44 to the first of them."""
    return [
        told("wire", killed=(37, None), victims="civilians", says=("SOHR",), targets=("market",), id="a-1"),
        told(
            "wire",
            None,
            KAFR,
            killed=7,
            victims="civilians",
            says=("SOHR",),
            targets=("fish market",),
            id="a-2",
        ),
        told("paper", killed=44, victims="civilians", targets=("market",), id="a-3"),
    ]


def test_44_beside_37_is_a_disagreement_and_the_sum_of_two_markets_is_shown() -> None:
    accounts = market_strikes()
    notes = notes_of(*accounts)
    linking = link(accounts, notes)
    assert linking.groups == (("a-1", "a-3"), ("a-2",))
    strike = next(i for i in reconcile(linking, accounts, (), notes) if len(i.accounts) == 2)
    (row,) = strike.figures
    assert (row.low, row.high, row.best) == (37, 44, 37)
    assert row.rule == "best-attested primary source"
    assert row.figure_ids == ("f-a-1-killed", "f-a-3-killed")
    (point,) = strike.disagreements
    assert point.kind == "figure"
    assert point.text == (
        "at least 37 civilians killed according to SOHR, 44 according to Outlet of paper; "
        "44 is the sum of the dead of 2 incidents in another report (37 + 7): likely taken together"
    )
    assert point.accounts == ("a-1", "a-3")


def test_an_aggregate_of_the_other_report_explains_the_larger_figure_too() -> None:
    accounts = [market_strikes()[0], market_strikes()[2]]
    total: LooseFigure = loose(report("wire"), kind="aggregate", low=44, high=None)
    linking = Linking((("a-1", "a-3"),))
    (strike,) = reconcile(linking, accounts, (total,), notes_of(*accounts))
    assert "44 is what another report tells of several incidents together" in strike.disagreements[0].text


def test_a_toll_that_grew_takes_the_latest_figure_of_its_source() -> None:
    accounts = [told(f"day{n}", killed=dead, says=("SOHR",)) for n, dead in enumerate((58, 86, 100))]
    days = {"day0": "2016-04-20", "day1": "2016-04-21", "day2": "2016-04-22"}
    incident = one_incident(*accounts, notes=notes_of(*accounts, days=days))
    (row,) = incident.figures
    assert (row.low, row.high, row.best) == (100, 100, 100)
    assert row.rule == "latest figure of the best-attested primary source"
    assert row.set_aside == ("f-a-day0-killed", "f-a-day1-killed")
    (point,) = incident.disagreements
    assert point.text == "the number of killed rose over the days: 58, 86 and 100 according to SOHR"


def test_two_sources_alike_in_weight_leave_best_undecided() -> None:
    incident = one_incident(
        told("one", killed=9, says=("doctors",)), told("other", killed=14, says=("police",))
    )
    (row,) = incident.figures
    assert (row.low, row.high, row.best, row.rule) == (9, 14, None, "undecided")
    assert incident.disagreements[0].text == "9 killed according to doctors, 14 according to police"


def test_the_largest_more_than_leaves_the_range_open() -> None:
    (row,) = one_incident(told("one", killed=20), told("other", killed=(26, None))).figures
    assert (row.low, row.high) == (20, None)


def test_rebels_and_soldiers_killed_in_one_clash_are_two_sides_and_no_range() -> None:
    text = "The fighting killed 26 rebels and 29 soldiers."
    clash = account(
        report("paper", text),
        type="armed_clash",
        figures=(
            figure(quoted(text, "26 rebels"), 26, 26, victims="combatants", id="f-rebels", says=("SOHR",)),
            figure(
                quoted(text, "29 soldiers"), 29, 29, victims="combatants", id="f-soldiers", says=("SOHR",)
            ),
        ),
    )
    incident = one_incident(clash)
    assert [(r.low, r.high, r.best, r.rule) for r in incident.figures] == [
        (26, 26, 26, "side of a clash"),
        (29, 29, 29, "side of a clash"),
    ]
    assert incident.disagreements == ()
    assert incident.grade == "discounted"


def test_superseded_and_part_figures_stay_out_of_the_range_and_with_their_account() -> None:
    text = "The toll rose to 12 from 7; five of them died in the clinic."
    grown = account(
        report("paper", text),
        figures=(
            figure(quoted(text, "12"), 12, 12, id="f-new"),
            figure(quoted(text, "7"), 7, 7, id="f-old", role="superseded"),
            figure(quoted(text, "five"), 5, 5, id="f-part", role="part"),
        ),
    )
    incident = one_incident(grown)
    (row,) = incident.figures
    assert (row.low, row.high, row.figure_ids) == (12, 12, ("f-new",))
    assert len(incident.accounts[0].figures) == 3


def test_three_outlets_that_cite_one_monitor_are_one_primary_source() -> None:
    incident = one_incident(
        told("a", killed=9, says=("SOHR",)),
        told("b", killed=9, says=("Syrian Observatory for Human Rights",)),
        told("c", killed=9, says=("the Observatory",)),
    )
    assert incident.primary_sources == ("SOHR",)
    assert incident.reports == 3


def test_an_agency_that_repeats_a_monitors_figure_is_no_further_source() -> None:
    incident = one_incident(told("a", killed=9, says=("SOHR",)), told("b", killed=9, says=("AFP",)))
    assert incident.primary_sources == ("SOHR",)
    alone = one_incident(told("b", killed=9, says=("AFP",)))
    assert alone.primary_sources == ("AFP",)


def test_an_outlet_counts_itself_only_where_it_cites_nobody() -> None:
    incident = one_incident(told("a", killed=9), told("b", killed=9, says=("police",)))
    assert incident.primary_sources == ("Outlet of a", "police")


def test_a_copy_is_no_report_and_no_source_of_its_own() -> None:
    accounts = [told("wire", killed=9), told("copy", killed=9)]
    incident = one_incident(*accounts, notes=notes_of(*accounts, copies={"copy": "wire"}))
    assert incident.reports == 1
    assert incident.primary_sources == ("Outlet of wire",)
    assert len(incident.accounts) == 2


def test_a_denial_is_kept_beside_the_blame() -> None:
    text = "Rescuers blamed Russian jets. Moscow said no aircraft of its own had flown."
    blamed = account(
        report("paper", text),
        perpetrators=(
            perpetrator(quoted(text, "Russian jets"), "Russia", "suspected", ("rescuers",)),
            perpetrator(quoted(text, "Moscow said"), "Russia", "denied", ("Russian military",)),
        ),
    )
    incident = one_incident(blamed)
    assert [(b.actor, b.stance, b.says, b.accounts) for b in incident.perpetrators] == [
        ("Russia", "denied", ("Russian Defence Ministry",), 1),
        ("Russia", "suspected", ("rescuers",), 1),
    ]
    assert [(d.kind, d.text) for d in incident.disagreements] == [
        ("denial", "Russia denies it, according to Russian Defence Ministry")
    ]


def test_every_other_point_of_disagreement_is_one_plain_sentence() -> None:
    incident = one_incident(
        told("one", victims="civilians", killed=9, blamed="Russia"),
        told(
            "other",
            on("2016-04-20"),
            at("Kafr Zeit", 35.71, 36.67),
            kind="shooting",
            victims="combatants",
            killed=9,
            blamed="rebels",
        ),
    )
    assert {d.kind: d.text for d in incident.disagreements} == {
        "class": "the killed are civilians according to Outlet of one, combatants according to Outlet of other",
        "date": "dated 19 April 2016 and 20 April 2016 by different accounts",
        "place": "placed at Kafr Zeit and at Mareen, 8 km apart",
        "type": "told as airstrike and shooting by different accounts",
        "perpetrator": "Russia did it according to Outlet of one, rebels according to Outlet of other",
    }


def test_the_most_precise_and_best_attested_day_and_place_win_and_nothing_is_averaged() -> None:
    incident = one_incident(
        told("a", on("2016-04-01", "2016-04-30", precision="month"), at("Idlib", precision="province")),
        told("b", on("2016-04-20"), MAREEN),
        told("c", on("2016-04-19"), MAREEN, says=("SOHR",), killed=3),
        told("d", on("2016-04-19"), MAREEN, says=("doctors",), killed=3),
    )
    assert incident.date.start == on("2016-04-19").start
    assert incident.place.name == "Mareen"
    assert incident.place.quote is None
    assert incident.title == "Airstrike, Mareen, 19 April 2016"


def test_id_and_title_say_day_place_and_kind() -> None:
    incident = one_incident(told("one", targets=("market",)))
    assert re.fullmatch(r"2016-04-19-mareen-airstrike-[0-9a-f]{8}", incident.id)
    assert incident.title == "Airstrike, Mareen market, 19 April 2016"
    bare = one_incident(told("one", on(None), at(None, admin1=None, precision="unknown"), kind="car_bomb"))
    assert bare.id.startswith("undated-unplaced-car-bomb-")
    assert bare.title == "Car bomb, place unknown, undated"


@given(crowds())
@settings(deadline=None, max_examples=40)
def test_order_of_the_input_does_not_show_and_every_account_is_kept(accounts: list[Account]) -> None:
    notes = notes_of(*accounts)
    linking = link(accounts, notes)
    incidents = reconcile(linking, accounts, (), notes)
    assert reconcile(linking, accounts[::-1], (), notes) == incidents
    assert sorted(a.id for i in incidents for a in i.accounts) == sorted(a.id for a in accounts)
    assert [i.id for i in incidents] == sorted({i.id for i in incidents}), "ids are sorted and unique"
    for incident in incidents:
        said = {f.bounds.low for a in incident.accounts for f in a.figures}
        for row in incident.figures:
            assert row.best is None or row.best in said, "best is a figure that somebody said"
            assert row.low is None or row.high is None or row.low <= row.high


@given(crowds())
@settings(deadline=None, max_examples=40)
def test_an_incident_rests_on_the_reports_that_tell_it_alone(accounts: list[Account]) -> None:
    notes = notes_of(*accounts)
    linking = link(accounts, notes)
    for incident in reconcile(linking, accounts, (), notes):
        reports = {a.report for a in incident.accounts}
        own = [a for a in accounts if a.report in reports]
        group = Linking((tuple(a.id for a in incident.accounts),))
        (alone,) = reconcile(group, own, (), {id_: notes[id_] for id_ in reports})
        assert alone.figures == incident.figures
        assert alone.disagreements == incident.disagreements
        assert alone.grade == incident.grade
