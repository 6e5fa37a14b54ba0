"""Whose words an incident rests on: hand-made accounts, and the sources that they go back to by which way."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest

from tests.linking.told import notes_of, told
from warledger.reconciling.chains import chains_of
from warledger.reconciling.sources import voices_of
from warledger.records import Account, Chain, ReportNote, Way, independent_sources

LEAD = "Jets struck the vegetable market of Mareen at noon on Tuesday and killed nine people there, {}."
"""A sentence that an agency wrote and others print with a word changed."""


def chains(
    *accounts: Account,
    outlets: Mapping[str, str] | None = None,
    wires: Mapping[str, tuple[str, ...]] | None = None,
    copies: Mapping[str, str] | None = None,
    elsewhere: Mapping[str, Sequence[str]] | None = None,
) -> tuple[Chain, ...]:
    notes: dict[str, ReportNote] = {
        id_: replace(note, outlet=(outlets or {}).get(id_, note.outlet), wires=(wires or {}).get(id_, ()))
        for id_, note in notes_of(*accounts, copies=copies).items()
    }
    return chains_of(voices_of(accounts, notes), notes, country="SY", elsewhere=elsewhere)


def names(found: tuple[Chain, ...]) -> list[str]:
    return [chain.source for chain in found]


def ways(found: tuple[Chain, ...]) -> dict[str, Way]:
    return {passage.report: passage.way for chain in found for passage in chain.passages}


def test_three_outlets_that_cite_one_monitor_are_one_source() -> None:
    found = chains(*(told(paper, killed=9, says=("SOHR",)) for paper in ("a", "b", "c")))
    assert names(found) == ["SOHR"]
    assert len(found[0].passages) == 3


@pytest.mark.parametrize(
    "name",
    [
        "Syrian Observatory for Human Rights",
        "the Observatory",
        "Rami Abdel Rahman",
        "Rami Abdulrahman (director)",
        "Hassan Ali (Syrian Observatory for Human Rights)",
    ],
)
def test_a_monitor_by_another_name_or_by_its_head_is_the_monitor(name: str) -> None:
    assert names(chains(told("a", killed=9, says=("SOHR",)), told("b", killed=9, says=(name,)))) == ["SOHR"]


def test_an_agency_only_passes_on_what_another_account_has_from_a_source() -> None:
    found = chains(told("a", killed=9, says=("SOHR",)), told("b", killed=9, says=("Reuters",)))
    assert names(found) == ["SOHR"]
    assert ways(found) == {"a": "cited", "b": "relayed"}
    assert [p.through for p in found[0].passages] == [(), ("Reuters",)]


def test_an_agency_with_a_figure_of_its_own_is_as_far_as_the_words_can_be_followed() -> None:
    found = chains(told("a", killed=9, says=("SOHR",)), told("b", killed=14, says=("Reuters",)))
    assert names(found) == ["Reuters", "SOHR"]
    assert ways(found)["b"] == "own"


def test_an_outlet_that_cites_an_outlet_that_cites_a_monitor_shows_both() -> None:
    (chain,) = chains(told("a", killed=9, says=("SOHR", "ABC")))
    assert chain.source == "SOHR"
    assert chain.passages[0].through == ("ABC",)


def test_the_credit_line_of_a_text_is_part_of_its_way() -> None:
    (chain,) = chains(told("a", killed=9, says=("SOHR",)), wires={"a": ("AFP",)})
    assert chain.passages[0].through == ("AFP",)
    assert chain.passages[0].outlet == "Outlet of a"


def test_two_papers_that_print_one_agency_without_a_source_are_that_agency() -> None:
    found = chains(told("a", killed=9), told("b", killed=9), wires={"a": ("AFP",), "b": ("AFP",)})
    assert names(found) == ["AFP"]
    assert len(found[0].passages) == 2


def test_an_agency_s_own_page_is_no_relay_of_itself() -> None:
    (chain,) = chains(told("a", killed=9), outlets={"a": "Reuters"}, wires={"a": ("Reuters",)})
    assert chain.source == "Reuters"
    assert chain.passages[0].through == ()


def test_outlets_that_cite_nobody_stand_for_themselves() -> None:
    assert names(chains(told("a", killed=9), told("b", killed=11))) == ["Outlet of a", "Outlet of b"]


def test_a_copy_under_another_outlet_s_name_adds_no_source() -> None:
    found = chains(told("a", killed=9), told("b", killed=9), copies={"b": "a"})
    assert names(found) == ["Outlet of a"]
    assert [p.copy_of for p in found[0].passages] == [None, "a"]


def test_a_rewrite_of_an_account_goes_back_to_whom_that_account_cites() -> None:
    first = told("a", killed=9, says=("SOHR",), words=LEAD.format("the Observatory said"))
    second = told("b", killed=9, words=LEAD.format("most of them traders"))
    found = chains(first, second)
    assert names(found) == ["SOHR"]
    assert ways(found) == {"a": "cited", "b": "rewritten"}
    assert found[0].passages[1].rewrite_of == first.id


def test_the_same_words_with_another_toll_are_no_rewrite() -> None:
    first = told("a", killed=9, says=("SOHR",), words=LEAD.format("the Observatory said"))
    second = told("b", killed=14, words=LEAD.format("most of them traders"))
    assert names(chains(first, second)) == ["Outlet of b", "SOHR"]


def test_offices_of_one_state_are_one_independent_voice() -> None:
    found = chains(
        told("a", killed=9, says=("SANA",)),
        told("b", killed=8, says=("Syrian army",)),
        told("c", killed=9, says=("Damascus police",)),
    )
    assert names(found) == ["Damascus police", "SANA", "Syrian army"]
    assert {chain.side for chain in found} == {"Syrian government"}
    assert independent_sources(found) == 1


def test_an_outlet_of_a_side_and_its_agency_are_one_voice() -> None:
    found = chains(told("a", killed=9), told("b", killed=8, says=("SANA",)), outlets={"a": "Al-Watan"})
    assert independent_sources(found) == 1


def test_a_state_s_agency_passes_on_what_an_office_told_it() -> None:
    (chain,) = chains(told("a", killed=9, says=("Aleppo police", "SANA")))
    assert chain.source == "Aleppo police"
    assert chain.passages[0].through == ("SANA",)


def test_an_agency_with_a_nameless_source_stands_for_it() -> None:
    assert names(chains(told("a", killed=9, says=("source", "SANA")))) == ["SANA"]


def test_an_agency_beside_a_monitor_is_a_second_source() -> None:
    assert names(chains(told("a", killed=9, says=("SANA", "SOHR")))) == ["SANA", "SOHR"]


def test_rescuers_by_their_general_name_are_the_body_that_is_named_too() -> None:
    found = chains(told("a", killed=9, says=("White Helmets",)), told("b", killed=9, says=("civil defence",)))
    assert names(found) == ["White Helmets"]


def test_an_account_of_nobody_in_a_report_of_one_monitor_is_perhaps_the_monitor_s() -> None:
    accounts = told("a", killed=9, says=("SOHR",)), told("b", killed=11)
    found = chains(*accounts, elsewhere={"b": ("SOHR", "SOHR")})
    assert names(found) == ["SOHR"]
    assert ways(found)["b"] == "perhaps"
    assert names(chains(*accounts, elsewhere={"b": ("SOHR", "doctors")})) == ["Outlet of b", "SOHR"]


def test_an_outlet_that_is_cited_passes_on_what_its_own_account_cites() -> None:
    found = chains(
        told("a", killed=9, says=("SOHR",)),
        told("b", killed=12, says=("Valley Post",)),
        outlets={"a": "Valley Post"},
    )
    assert names(found) == ["SOHR"]
    assert [(p.way, p.through) for p in found[0].passages] == [("cited", ()), ("relayed", ("Valley Post",))]


def test_a_monitor_s_own_page_is_the_monitor() -> None:
    found = chains(
        told("a", killed=9, says=("activists",)), told("b", killed=9, says=("SOHR",)), outlets={"a": "SOHR"}
    )
    assert names(found) == ["SOHR", "activists"]


def test_a_figure_recalled_later_is_perhaps_its_first_source_s() -> None:
    recalled = replace(told("b", killed=9), primary=False)
    assert ways(chains(told("a", killed=9, says=("SOHR",)), recalled))["b"] == "perhaps"
    other = replace(told("b", killed=12), primary=False)
    assert ways(chains(told("a", killed=9, says=("SOHR",)), other))["b"] == "own"


def test_what_a_report_cites_elsewhere_makes_no_source_by_itself() -> None:
    found = chains(told("b", killed=11), elsewhere={"b": ("SOHR",)})
    assert names(found) == ["Outlet of b"]


def test_who_says_that_an_act_happened_counts_where_it_has_no_figure() -> None:
    account = replace(told("a"), says=("White Helmets",))
    assert names(chains(account)) == ["White Helmets"]


def test_a_denial_is_no_source_of_the_act() -> None:
    account = told("a", killed=9, says=("SOHR",))
    denial = told("d", blamed="Russia", stance="denied").perpetrators[0]
    denied = replace(account, perpetrators=(replace(denial, says=("Russian Defence Ministry",)),))
    assert names(chains(denied)) == ["SOHR"]


def test_the_order_of_accounts_does_not_matter() -> None:
    accounts = [
        told("a", killed=9, says=("SOHR",)),
        told("b", killed=9, says=("AFP",)),
        told("c", killed=7),
    ]
    assert chains(*accounts) == chains(*reversed(accounts))
