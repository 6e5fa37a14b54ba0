"""Who is cited: the words of a report and the shortest usual name that must come of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language

from warledger.grounding.source_table import source_table
from warledger.grounding.sources import find_sources, name_source, source_kind


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("the Britain-based Syrian Observatory for Human Rights", "SOHR"),
        ("Observatory chief Rami Abdel Rahman", "SOHR"),
        ("the monitoring group", "SOHR"),
        ("the monitor", "SOHR"),
        ("state news agency SANA", "SANA"),
        ("the state-run news agency", "SANA"),
        ("a White Helmets volunteer", "White Helmets"),
        ("local civil defence sources", "civil defence"),
        ("the Local Coordination Committees", "LCC"),
        ("Doctors Without Borders", "MSF"),
        ("the Anadolu Agency", "AA"),
        ("an AFP correspondent", "AFP"),
        ("Syrian state television", "state TV"),
        ("Russia's Defence Ministry", "Russian Defence Ministry"),
        ("Russias defense ministry", "Russian Defence Ministry"),
        ("Syria's army", "Syrian army"),
        ("opposition activists", "activists"),
        ("U.N. officials", "UN"),
    ],
)
def test_a_known_source_goes_by_its_shortest_usual_name(words: str, name: str) -> None:
    assert name_source(words, country="SY") == name


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("a senior security official who asked not to be named", "security official"),
        ("two hospital officials", "hospital officials"),
        ("officials in the town", "officials"),
        ("residents of Islamic State-held villages", "residents"),
        ("Witnesses", "witnesses"),
        ("a source at Tartus Police Command", "Tartus police"),
        ("a police officer", "police"),
        ("rebel spokesman Ali Hassan", "Ali Hassan (rebel spokesman)"),
        ("Ali Hassan, a rebel spokesman,", "Ali Hassan (rebel spokesman)"),
        ("Dr. Mona Said", "Mona Said"),
        ("the Kenyan interior ministry", "Kenyan interior ministry"),
        ("security and medical officials", "security and medical officials"),
    ],
)
def test_an_unknown_source_keeps_its_bare_words(words: str, name: str) -> None:
    assert name_source(words) == name


def test_the_monitor_is_a_known_one_only_in_its_own_country() -> None:
    assert name_source("the monitoring group", country="SY") == "SOHR"
    assert name_source("the monitoring group", country="ML") == "monitoring group"


def test_the_home_police_are_the_police() -> None:
    assert name_source("Kenyan police", country="KE") == "police"
    assert name_source("Kenyan police", country="SO") == "Kenyan police"


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("SOHR", "monitor"),
        ("SANA", "agency"),
        ("White Helmets", "rescue"),
        ("MSF", "medical"),
        ("UN", "un"),
        ("hospital officials", "medical"),
        ("Tartus police", "police"),
        ("witnesses", "residents"),
        ("authorities", "official"),
        ("Mona Said", "person"),
    ],
)
def test_a_name_tells_its_kind(name: str, kind: str) -> None:
    assert source_kind(name) == kind


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Nine people died, the Syrian Observatory for Human Rights said.", ["SOHR"]),
        ("Nine people died according to activists and a local doctor.", ["activists", "local doctor"]),
        ("Local authorities said nine residents were hurt.", ["local authorities", "residents"]),
        ("Nine soldiers were buried near the market on Friday after a long day of rain.", []),
        ("Police told Reuters that nine men fled.", ["police", "Reuters"]),
    ],
)
def test_sources_are_found_in_the_order_of_the_text(nlp: Language, text: str, names: list[str]) -> None:
    assert [mention.name for mention in find_sources(nlp(text), country="SY")] == names


def test_a_mention_points_at_its_words(nlp: Language) -> None:
    doc = nlp("Four died, said the Syrian Observatory for Human Rights on Monday.")
    (mention,) = find_sources(doc, country="SY")
    assert mention.kind == "monitor"
    assert doc.text[mention.span.start : mention.span.end] == mention.span.text
    assert doc[mention.first : mention.last].text == mention.span.text


def test_every_source_is_known_by_the_name_it_is_given() -> None:
    for name in source_table().sources:
        assert name_source(name) == name


@given(st.text(max_size=60))
def test_a_name_is_never_empty(words: str) -> None:
    assert name_source(words).strip()


def test_a_monitor_of_another_name_is_never_the_countrys_usual_one(nlp: Language) -> None:
    text = "At least nine people died, according to the Orontes Rights Monitor. The monitor said two were children."
    (named, _) = find_sources(nlp(text), country="SY")
    assert named.name == "Orontes Rights Monitor"
    assert name_source("the Orontes Rights Monitor", country="SY") == "Orontes Rights Monitor"


@pytest.mark.parametrize(
    ("words", "country", "name"),
    [
        ("the army", "NG", "Nigerian army"),
        ("a military spokesman", "NG", "Nigerian military"),
        ("government spokesman Yusuf Adan", "LY", "Libyan government"),
        ("Libyan government spokesman", "LY", "Libyan government"),
        ("North Kivu Governor Paul Amani", "CD", "North Kivu governor"),
        ("the Kaduna State Commissioner of Police", "NG", "police"),
        ("the state police", "IN", "police"),
        ("local tribesmen", "YE", "tribesmen"),
        ("local officials", "YE", "local officials"),
        ("local and media sources", "SY", "local and media sources"),
        ("a local health official", "YE", "health official"),
        ("Syrian local sources", "SY", "local sources"),
        ("the Daesh-linked Amaq news agency", "SY", "Amaq"),
        ("the country's interior minister", "GT", "interior minister"),
        ("the home minister for the province", "PK", "home minister"),
    ],
)
def test_public_bodies_go_by_the_state_and_offices_by_their_noun(words: str, country: str, name: str) -> None:
    assert name_source(words, country=country) == name
