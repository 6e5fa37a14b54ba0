"""Figures that another report gives to several incidents, found among the incidents of the same days and area."""

from collections.abc import Sequence

from tests.factories import loose, quoted, report
from tests.linking.told import at, notes_of, on
from tests.reconciling.counted import counted, exactly
from warledger.reconciling import reconcile
from warledger.reconciling.conflations import likely_conflations
from warledger.records import Account, Conflation, Linking, LooseFigure, Place

MAREEN, KAFR = at("Mareen", 35.64, 36.67), at("Kafr Zeit", 35.61, 36.56)


def apart(accounts: Sequence[Account], figures: Sequence[LooseFigure] = ()) -> tuple[Conflation, ...]:
    """Every account is an incident of its own: linking kept them apart."""
    notes = notes_of(*accounts)
    linking = Linking(tuple(sorted((a.id,) for a in accounts)))
    return likely_conflations(reconcile(linking, accounts, figures, notes), figures, notes)


def wire(where: Place = MAREEN, day: str = "2016-04-19") -> list[Account]:
    return [
        counted("wire", exactly(37, "37 in the market"), where=where, when=on(day), id="a-1"),
        counted("wire", exactly(7, "seven in the square"), where=KAFR, when=on(day), id="a-2"),
    ]


def both(count: int = 44) -> LooseFigure:
    text = f"{count} died in both."
    return loose(report("wire", text), kind="aggregate", low=count, high=None, quote=quoted(text, str(count)))


PAPER = counted("paper", exactly(44, "44 in Mareen"), where=MAREEN, id="a-3")


def test_the_only_account_of_an_incident_that_has_another_reports_sum_is_flagged() -> None:
    (found,) = apart([*wire(), PAPER])
    assert (found.account, found.count, found.report, found.loose) == ("a-3", 44, "wire", None)
    assert found.parts == (("a-1", 37), ("a-2", 7))
    assert found.text == (
        "44 is the sum of the dead of 2 incidents in another report (37 + 7): likely taken together"
    )


def test_a_sum_whose_parts_the_report_does_not_tell_exactly_is_flagged_by_its_own_words() -> None:
    total = both(50)
    fifty = counted("paper", exactly(50, "50 in Mareen"), where=MAREEN, id="a-3")
    (found,) = apart([*wire(), fifty], [total])
    assert found.loose == total.id
    assert found.text == (
        "50 are the dead of several incidents together in another report, which tells of Mareen and Kafr Zeit: "
        "likely taken together"
    )


def test_incidents_of_another_day_or_another_area_flag_nothing() -> None:
    assert apart([*wire(day="2016-04-12"), PAPER], [both()]) == ()
    assert apart([*wire(where=at("Mareen", 33.5, 36.3, admin1="Damascus")), PAPER]) == ()


def test_a_report_that_does_not_tell_of_the_place_flags_nothing() -> None:
    elsewhere = [
        counted("wire", exactly(37), where=at("Arin", 35.7, 36.7), id="a-1"),
        counted("wire", exactly(7, "seven there"), where=KAFR, id="a-2"),
    ]
    assert apart([*elsewhere, PAPER]) == ()


def test_small_sums_arise_by_chance() -> None:
    small = [
        counted("wire", exactly(6), where=MAREEN, id="a-1"),
        counted("wire", exactly(3, "three there"), where=KAFR, id="a-2"),
        counted("paper", exactly(9, "nine in Mareen"), where=MAREEN, id="a-3"),
    ]
    assert apart(small) == ()
