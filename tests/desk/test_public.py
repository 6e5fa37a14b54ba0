"""The desk for everybody: what the public profile withholds stands on none of its pages."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from tests import factories as make
from tests.by_hand import put_incidents
from tests.desk import filled
from tests.desk.pages_read import elements, links, page, text_of, words_of
from warledger.desk import make_app
from warledger.desk.addresses import incident_href, report_href
from warledger.ledger import Ledger
from warledger.records import Blame, Telling
from warledger.wording.visible import visible

MARKET = "/incident/2015-05-12-deir-sunbul-airstrike"
COURIER = "plains/2015 05-13?a.txt"
NAMED = (
    "Gunmen shot three herders at Wadi Sidr on 4 June 2015, the shopkeeper Rana Haddad said. "
    "“I saw two cars,” Haddad said. She has lived there for 40 years. "
    "A bomb hit the hospital of Umm Qasr the same day and killed two nurses. "
    "Six hospitals have been hit since May."
)


@pytest.fixture(scope="module")
def public(ledger_path: str) -> Iterator[TestClient]:
    """The public desk over the hand-made ledger."""
    with TestClient(make_app(ledger_path, profile="public"), base_url="http://localhost") as client:
        yield client


@pytest.fixture(scope="module")
def named(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """The public desk over a report that cites a private person and tells of a hospital."""
    path = str(tmp_path_factory.mktemp("named") / "ledger.db")
    source = make.report(
        "herders", NAMED, title="Three herders shot", outlet="Border Sheet", url="https://sheet.example/1"
    )
    shot = make.account(
        source, id="a-shot", type="shooting", evidence=make.quoted(source, NAMED[: NAMED.index(" “I")]),
        place=make.town("Wadi Sidr", 32.12345, 38.98765, quote=make.quoted(source, "Wadi Sidr")),
        figures=(make.figure(make.quoted(source, "three herders"), 3, 3, id="f-3", says=("Rana Haddad",)),),
        perpetrators=(make.perpetrator(make.quoted(source, "Gunmen"), "unknown", "asserted", ("Rana Haddad",)),),
    )  # fmt: skip
    hit = make.account(
        source, id="a-hit", type="airstrike", evidence=make.quoted(source, "A bomb hit the hospital of Umm Qasr the same day and killed two nurses."),
        place=make.town("Umm Qasr", 30.03, 47.92, quote=make.quoted(source, "Umm Qasr")), targets=("hospital",),
        figures=(make.figure(make.quoted(source, "two nurses"), 2, 2, victims="medics", id="f-2"),),
    )  # fmt: skip
    hospitals = make.loose(
        source,
        kind="facilities",
        outcome="hit",
        quote=make.quoted(source, "Six hospitals"),
        low=6,
        high=6,
        id="l-6",
    )
    telling = make.telling(
        source, accounts=[shot, hit], loose=[hospitals],
        quotations=[make.quotation(make.quoted(source, "I saw two cars,"), ("Rana Haddad",), report="herders", named=make.quoted(source, "Haddad", nth=1))],
    )  # fmt: skip
    with Ledger.create_or_open(path) as ledger:
        ledger.add([telling])
        ledger.refuse([make.refusal("/srv/secret/source-7.pdf")])
        put_incidents(
            ledger,
            [
                make.incident(
                    [shot], id="2015-06-04-wadi-sidr-shooting", title="Shooting, Wadi Sidr", primary_sources=("Rana Haddad",),
                    figures=(make.reconciled(3, 3, 3, sources=("Rana Haddad",), figure_ids=("f-3",)),),
                    perpetrators=(Blame("unknown", "asserted", ("Rana Haddad",), 1),),
                ),
                make.incident(
                    [hit], id="2015-06-04-umm-qasr-airstrike", title="Airstrike, Umm Qasr hospital", targets=("hospital",),
                    figures=(make.reconciled(2, 2, 2, victims="medics", sources=(), figure_ids=("f-2",)),),
                ),
            ],
        )  # fmt: skip
    with TestClient(make_app(path, profile="public"), base_url="http://localhost") as client:
        yield client


def outside_of_quotes(shown: str) -> str:
    """The words of a page that are ours: those of the report in quotes, evidence and excerpts left out."""
    said = [
        e.text
        for e in elements(shown)
        if e.name in ("q", "blockquote") or e.attributes.get("class") == "text"
    ]
    told = text_of(shown)
    for words in sorted(said, key=len, reverse=True):
        told = told.replace(words, " ")
    return told


def test_a_dossier_keeps_the_quotes_and_withholds_who_the_private_person_is(named: TestClient) -> None:
    shown = page(named, "/incident/2015-06-04-wadi-sidr-shooting")
    assert "Public profile" in text_of(shown, "p", class_="withheld")
    assert "the shopkeeper Rana Haddad said" in words_of(shown, "blockquote")
    assert "Haddad" not in outside_of_quotes(shown)
    assert "a named person" in words_of(shown)


def test_a_point_is_rounded_to_a_kilometre(named: TestClient) -> None:
    told = words_of(page(named, "/incident/2015-06-04-wadi-sidr-shooting"))
    assert "32.120° N, 38.990° E" in told
    assert "32.123" not in told


@pytest.mark.parametrize(
    "address", ["/incident/2015-06-04-umm-qasr-airstrike", "/incident/2015-06-04-nowhere-airstrike"]
)
def test_an_attack_on_health_care_has_no_dossier_as_if_it_were_not_there(
    named: TestClient, address: str
) -> None:
    told = words_of(page(named, address, 404))
    assert "The ledger holds no such record" in told
    assert f"the ledger holds no incident {address.rpartition('/')[2]}" in told


def test_a_dossier_leads_to_no_attack_on_health_care_of_the_same_report(tmp_path: Path) -> None:
    told = (
        "Bombs killed 37 people at the market of Wadi Sidr and seven at the hospital of Umm Qasr on 4 June 2015. "
        "At least 44 died in all. A truce was broken in Umm Qasr."
    )
    source = make.report("both", told, title="Umm Qasr hospital hit", outlet="Border Sheet")
    market = make.account(
        source, id="a-market", type="airstrike", evidence=make.quoted(source, "Bombs killed 37 people at the market of Wadi Sidr"),
        date=make.day(date(2015, 6, 4)), place=make.town("Wadi Sidr", 32.1, 38.9), targets=("market",),
        figures=(make.figure(make.quoted(source, "37 people"), 37, 37, id="f-37"),),
    )  # fmt: skip
    hospital = make.account(
        source, id="a-hospital", type="airstrike", evidence=make.quoted(source, told[told.index("seven at") :]),
        date=make.day(date(2015, 6, 4)), place=make.town("Umm Qasr", 30.0, 47.9), targets=("hospital",),
        figures=(make.figure(make.quoted(source, "seven"), 7, 7, id="f-7"),),
    )  # fmt: skip
    both = make.loose(
        source, quote=make.quoted(source, "At least 44 died in all"), kind="aggregate", low=44, high=None, id="l-44",
        period=make.day(date(2015, 6, 4)),
    )  # fmt: skip
    broken = make.context_line(
        make.quoted(source, "A truce was broken in Umm Qasr"), "ceasefire", "violated", report="both"
    )
    path = str(tmp_path / "ledger.db")
    with Ledger.create_or_open(path) as ledger:
        ledger.add([make.telling(source, accounts=[market, hospital], loose=[both], context=[broken])])
        row = make.reconciled(37, 37, 37, figure_ids=("f-37",))
        struck = make.incident([market], id="2015-06-04-wadi-sidr-airstrike", figures=(row,))
        bombed = make.incident([hospital], id="2015-06-04-umm-qasr-airstrike", targets=("hospital",))
        put_incidents(ledger, [struck, bombed])
    assert "adds up" in dossier_of(make_app(path))
    assert "Umm Qasr" in dossier_of(make_app(path))
    words = dossier_of(make_app(path, profile="public"))
    assert "37 people" in words
    assert "adds up" not in words
    assert "Umm Qasr" not in words


def dossier_of(app: FastAPI) -> str:
    """The words of the market's dossier."""
    with TestClient(app, base_url="http://localhost") as client:
        return words_of(page(client, "/incident/2015-06-04-wadi-sidr-airstrike"))


def test_a_report_shows_the_sentences_that_say_something_and_not_its_text(named: TestClient) -> None:
    shown = page(named, report_href("herders"))
    told = text_of(shown, "div", class_="text")
    assert "Gunmen shot three herders at Wadi Sidr" in told
    for withheld in ("She has lived there", "Umm Qasr", "Six hospitals", "two cars"):
        assert withheld not in text_of(shown)
    assert f"not shown here ({len(NAMED)} characters)" in words_of(shown, "p", class_="withheld")
    assert "1 account here" in words_of(shown, "p", class_="withheld")
    assert not any("sheet.example" in link for link in links(shown))
    assert not any("umm-qasr" in link for link in links(shown))
    assert "Haddad" not in outside_of_quotes(shown)


ON_A_CLINIC = "night"
"""The report that tells of an attack on health care and of nothing else."""


@pytest.mark.parametrize(
    "told", [t for t in filled.tellings() if t.report.id != ON_A_CLINIC], ids=lambda t: str(t.report.id)
)
def test_what_is_shown_of_a_report_stands_in_it_word_for_word(public: TestClient, told: Telling) -> None:
    excerpts = text_of(page(public, report_href(told.report.id)), "div", class_="text").split("[…]")
    assert all(excerpt.strip() in visible(told.report.text) for excerpt in excerpts)


def test_words_withheld_cannot_be_asked_for(named: TestClient) -> None:
    hidden = make.quoted(NAMED, "She has lived there for 40 years.")
    shown = page(named, report_href("herders", hidden))
    assert "are withheld in the public profile" in text_of(shown)
    assert not elements(shown, "mark")
    assert "She has lived" not in text_of(page(named, f"{report_href('herders')}?version=1"))


def test_counts_of_hospitals_stand_without_their_words(named: TestClient) -> None:
    told = words_of(page(named, "/figures"), "table")
    assert "withheld: attacks on health care" in told
    assert "Six hospitals" not in told
    assert "Border Sheet" not in told


def test_refusals_are_counted_and_no_file_is_named(named: TestClient) -> None:
    shown = page(named, "/refusals")
    assert "wrong type 1" in words_of(shown, "table")
    assert "source-7" not in shown


def test_a_dossier_of_the_full_desk_withholds_nothing(ledger_path: str) -> None:
    with TestClient(make_app(ledger_path), base_url="http://localhost") as full:
        assert "Public profile" not in text_of(page(full, MARKET))
        assert page(full, incident_href("2015-03-09-tell-aswad-drone"))


def test_every_public_page_says_so_and_offers_nothing_to_decide(public: TestClient) -> None:
    for address in (MARKET, report_href(COURIER)):
        shown = page(public, address)
        assert "Public profile" in text_of(shown)
        assert not [e for e in elements(shown, "form") if e.attributes.get("method") == "post"]
