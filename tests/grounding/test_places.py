"""Which places a report names, which of the namesakes it means, and what the names do there."""

from collections.abc import Callable, Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from warledger.grounding.gazetteer.entries import great_circle_km
from warledger.grounding.mentions import PlaceMention
from warledger.grounding.places import Gazetteer, find_places

type Finder = Callable[[str], tuple[PlaceMention, ...]]


@pytest.fixture(scope="module")
def gazetteer() -> Iterator[Gazetteer]:
    opened = Gazetteer.open()
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def find(nlp: Language, gazetteer: Gazetteer) -> Finder:
    return lambda text: find_places(nlp(text), gazetteer)


def the(mentions: tuple[PlaceMention, ...], text: str) -> PlaceMention:
    found = [m for m in mentions if text in m.span.text]
    assert found, f"{text!r} is not among {[m.span.text for m in mentions]}"
    return found[0]


def km(mention: PlaceMention, lat: float, lon: float) -> float:
    assert mention.place.lat is not None, mention
    assert mention.place.lon is not None
    return great_circle_km(mention.place.lat, mention.place.lon, lat, lon)


# --------------------------------------------------------------------------- which of the namesakes is meant


@pytest.mark.parametrize(
    ("text", "name", "lat", "lon"),
    [
        ("Shells fell on the Syrian city of Hama on Monday, killing two people.", "Hama", 35.13, 36.76),
        ("Bodies were found in Bucha, near Kyiv, after Ukrainian troops returned.", "Bucha", 50.55, 30.22),
        ("A raid on Ariha in Syria's Idlib province killed three people.", "Ariha", 35.81, 36.61),
        ("Fighting shook Tripoli as Libyan militias shelled the airport.", "Tripoli", 32.89, 13.19),
        ("Gunmen fought the army in Tripoli, Lebanon's second city.", "Tripoli", 34.43, 35.84),
        ("Suicide bombers struck a camp near Kismayo in southern Somalia.", "Kismayo", -0.36, 42.55),
        ("A bomb killed five people in Hit, in Iraq's Anbar province.", "Hit", 33.64, 42.82),
        (
            "At least ten people died in Maaret al-Numan in Syria, medics said.",
            "Maaret al-Numan",
            35.64,
            36.67,
        ),
        (
            "Syrian jets struck the towns of Kafr Nabil and Saraqeb in Idlib province.",
            "Kafr Nabil",
            35.61,
            36.56,
        ),
        (
            "Syrian jets struck the towns of Kafr Nabil and Saraqeb in Idlib province.",
            "Saraqeb",
            35.86,
            36.81,
        ),
        ("Regime jets bombed Deir Ezzour in eastern Syria on Friday.", "Deir Ezzour", 35.34, 40.14),
        ("Gunmen attacked Bama in Borno State, Nigeria.", "Bama", 11.52, 13.69),
    ],
)
def test_the_report_tells_which_namesake_is_meant(
    find: Finder, text: str, name: str, lat: float, lon: float
) -> None:
    mention = the(find(text), name)
    assert km(mention, lat, lon) < 15
    assert mention.sense == "location"
    assert mention.place.reason


def test_the_largest_namesake_gives_way_to_the_country_that_is_named(find: Finder) -> None:
    assert (
        the(find("Insurgents beheaded villagers in Palma in northern Mozambique."), "Palma").place.country
        == "MZ"
    )


def test_a_short_form_stands_for_the_full_name_told_before(find: Finder) -> None:
    mentions = find("Tanks entered Maarat al-Numan in Syria. Helicopters flew over Maarat on Friday.")
    assert [round(m.place.lat or 0, 1) for m in mentions if m.span.text.startswith("Maarat")] == [35.6, 35.6]


def test_a_text_without_commas_and_apostrophes_reads_as_well(find: Finder) -> None:
    mentions = find(
        "Air strikes on Syrias second city Aleppo killed 12 people a monitor said. Idlibs market was hit."
    )
    assert km(the(mentions, "Aleppo"), 36.20, 37.16) < 5
    assert the(mentions, "Syria").span.text == "Syria"
    assert km(the(mentions, "Idlib"), 35.93, 36.63) < 5


def test_a_list_of_towns_without_commas_is_cut_into_towns(find: Finder) -> None:
    mentions = find(
        "Jets bombed the towns of Saraqib Khan Sheikhun Binnish and Ariha in rural Idlib in Syria."
    )
    assert [m.span.text for m in mentions][:4] == ["Saraqib", "Khan Sheikhun", "Binnish", "Ariha"]


def test_a_list_without_commas_also_names_the_villages_that_no_list_holds(find: Finder) -> None:
    mentions = find(
        "Jets bombed the villages of Saraqib Abu Zumruqa Qarfan Alzuhra and Ariha in rural Idlib in Syria."
    )
    assert {"Saraqib", "Abu Zumruqa", "Qarfan Alzuhra", "Ariha"} <= {m.span.text for m in mentions}


# ------------------------------------------------------------------------------------------- how precise it is


@pytest.mark.parametrize(
    ("text", "name", "precision"),
    [
        ("Clashes were reported in Idlib province in Syria.", "Idlib", "province"),
        ("Clashes were reported in the Syrian city of Idlib.", "Idlib", "town"),
        ("Clashes were reported in Idlib in Syria.", "Idlib", "town"),
        ("Shells hit the northern countryside of Hama in Syria.", "Hama", "district"),
        ("Shells hit the Hama countryside in Syria.", "Hama", "district"),
        ("Gunmen killed six people in Borno State in Nigeria.", "Borno", "province"),
        ("A mine killed a child near Saraqib in Syria.", "Saraqib", "district"),
        ("Jets bombed Eastern Ghouta in Syria.", "Eastern Ghouta", "district"),
        ("The militia burned villages in Darfur.", "Darfur", "province"),
    ],
)
def test_the_words_around_a_name_tell_its_precision(
    find: Finder, text: str, name: str, precision: str
) -> None:
    assert the(find(text), name).place.precision == precision


def test_a_country_never_has_a_point(find: Finder) -> None:
    place = the(find("Nineteen people were killed across Yemen on Friday."), "Yemen").place
    assert (place.precision, place.lat, place.lon, place.country) == ("country", None, None, "YE")


def test_a_part_of_a_city_is_told_with_its_direction(find: Finder) -> None:
    mention = the(find("Barrel bombs fell on eastern Aleppo in Syria."), "Aleppo")
    assert (mention.span.text, mention.place.name, mention.place.precision) == (
        "eastern Aleppo",
        "eastern Aleppo",
        "town",
    )


def test_so_many_kilometres_off_a_town_is_a_point_off_it(find: Finder) -> None:
    mention = the(find("A bus was ambushed 30 km (19 miles) south of Idlib in Syria."), "Idlib")
    assert 27 < km(mention, 35.93, 36.63) < 33
    assert (mention.place.lat or 99) < 35.9
    assert mention.place.radius_km


def test_between_two_towns_is_the_middle_of_the_way(find: Finder) -> None:
    mention = the(find("A convoy was ambushed between Homs and Hama in Syria."), "Homs")
    assert mention.span.text == "Homs and Hama"
    assert 20 < km(mention, 34.72, 36.73) < 26
    assert (mention.place.radius_km or 0) > 20


# ------------------------------------------------------------------------------- names that no list holds


def test_an_unlisted_quarter_takes_the_point_of_its_town_and_says_so(find: Finder) -> None:
    mention = the(
        find("A rocket hit the al-Tazkari neighbourhood of Aleppo in Syria, killing two."), "Tazkari"
    )
    assert (mention.place.name, mention.place.precision) == ("al-Tazkari", "site")
    assert km(mention, 36.20, 37.16) < 3
    assert mention.place.radius_km
    assert mention.place.geonames_id is None
    assert "in no list" in mention.place.reason


def test_a_quarter_is_not_sought_in_a_village_far_off(find: Finder) -> None:
    mentions = find(
        "Three people died in Aleppo in Syria. Shells also hit al-Zahraa neighbourhood in the city."
    )
    assert km(the(mentions, "Zahraa"), 36.20, 37.16) < 30


def test_an_unlisted_village_without_a_town_beside_it_has_no_point(find: Finder) -> None:
    place = the(find("Gunmen raided the village of Tumbuzaki on Monday."), "Tumbuzaki").place
    assert (place.precision, place.lat, place.lon) == ("town", None, None)


def test_a_capital_that_is_not_named_is_known_by_its_country(find: Finder) -> None:
    mentions = find("A car bomb killed nine people in the Yemeni capital on Sunday.")
    place = the(mentions, "capital").place
    assert (place.name, place.country) == ("Sanaa", "YE")


def test_a_capital_with_its_name_beside_it_is_told_once(find: Finder) -> None:
    mentions = find("A car bomb killed nine people in the capital Bamako in Mali.")
    assert [m.place.name for m in mentions if m.place.precision == "town"] == ["Bamako"]


def test_an_unlisted_village_lies_where_the_text_measures_it_from_a_town(find: Finder) -> None:
    mention = the(find("Gunmen raided Tumbuzaki, a village 30 km south of Idlib in Syria."), "Tumbuzaki")
    assert 27 < km(mention, 35.93, 36.63) < 33


def test_an_unlisted_village_lies_where_the_report_has_put_it_when_it_is_named_again(find: Finder) -> None:
    mentions = find(
        "Jets hit the village of Tumbuzaki near Idlib in Syria. Six people died in the village of Tumbuzaki."
    )
    first, again = (m for m in mentions if m.span.text == "Tumbuzaki")
    assert (again.place.lat, again.place.lon) == (first.place.lat, first.place.lon) != (None, None)


def test_the_old_city_is_a_part_of_the_town_told_of(find: Finder) -> None:
    mention = the(
        find("Rebels fought in Aleppo in Syria on Monday. A mine killed two in the Old City."), "Old City"
    )
    assert km(mention, 36.20, 37.16) < 3


def test_a_town_measured_from_another_is_the_one_that_the_report_names(find: Finder) -> None:
    mentions = find("Tanks stormed Homs in Syria. Ten died in the rebels' hotbed, 140 km north of Damascus.")
    place = the(mentions, "Damascus").place
    assert place.name == "Homs"
    assert "lies there" in place.reason


@pytest.mark.parametrize(
    "text",
    [
        "Shells hit a village near Syria's second city Aleppo on Monday.",
        "Jets bombed a town northeast of the Syrian capital on Monday.",
    ],
)
def test_near_a_city_is_not_in_it_whatever_words_stand_between(find: Finder, text: str) -> None:
    (town,) = (m.place for m in find(text) if m.place.precision != "country")
    assert town.precision == "district"
    assert town.radius_km


def test_a_province_that_no_other_country_has_outweighs_a_namesake_abroad(find: Finder) -> None:
    place = the(find("Gunmen killed six people in Masu village, Adamawa State, on Friday."), "Masu").place
    assert place.country == "NG"


def test_a_local_government_area_in_capitals_is_a_district(find: Finder) -> None:
    mentions = find("Gunmen stormed a market in Gwoza Local Government Area, Borno, killing nine.")
    assert km(the(mentions, "Gwoza"), 11.08, 13.69) < 20


def test_a_town_takes_the_names_that_reports_give_its_province(find: Finder) -> None:
    place = the(find("Two bombers struck a base in Hassakeh in Syria."), "Hassakeh").place
    assert (place.precision, place.admin1) == ("town", "Hasakah")


def test_one_spelling_for_two_countries_in_a_row_is_no_town(find: Finder) -> None:
    text = "Talks on relations with Syria Iraq and others went on while shells fell on Aleppo."
    assert {m.place.precision for m in find(text) if m.place.country != "SY" or "Iraq" in m.span.text} <= {
        "country"
    }


@pytest.mark.parametrize(
    "text", ["Shells hit Tariq al-Bab in Aleppo in Syria.", "Shells hit Fadan-Karshi in Kaduna in Nigeria."]
)
def test_the_end_of_a_longer_name_is_no_town_by_itself(find: Finder, text: str) -> None:
    assert not {"al-Bab", "Karshi"} & {m.span.text for m in find(text)}


# --------------------------------------------------------------------------------------- how a name is used


@pytest.mark.parametrize(
    ("text", "name", "sense"),
    [
        ("Russia said it had bombed nobody in Syria.", "Russia", "adjective"),
        ("US strikes killed two fighters in Syria.", "US", "adjective"),
        ("Syrian warplanes bombed Idlib.", "Syrian", "adjective"),
        ("Moscow denied that its jets had flown over Syria.", "Moscow", "adjective"),
        ("The Britain-based Observatory said two died in Aleppo in Syria.", "Britain", "origin"),
        ("Monitors based in Coventry said shells killed two in Aleppo in Syria.", "Coventry", "origin"),
        ("BEIRUT (Reuters) - Shells killed two people in Homs in Syria on Monday.", "BEIRUT", "origin"),
        ("Talks in Geneva broke down after Syrian jets bombed Aleppo and Idlib.", "Geneva", "talks"),
        ("The Aleppo Media Center reported the raid on Idlib in Syria.", "Aleppo", "adjective"),
        ("Gunmen of Nigeria's Boko Haram killed six in Diffa in Niger.", "Nigeria", "adjective"),
        ("Gunmen from Chad killed six people in Bokkos in Nigeria.", "Chad", "origin"),
        ("Six people died in clashes between residents in Homs.", "Homs", "location"),
        ("A bomb went off in Aleppo in Syria.", "Syria", "location"),
        ("A bomb went off in Aleppo in Syria.", "Aleppo", "location"),
    ],
)
def test_the_words_around_a_name_tell_its_sense(find: Finder, text: str, name: str, sense: str) -> None:
    assert the(find(text), name).sense == sense


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Hamas said in March that nobody was killed in Gaza.", "Hamas"),
        ("Most fighters of the Army of Victory left on Friday.", "Most"),
        ("President Hassan Tulku spoke of peace on Monday.", "Tulku"),
        ("The police said it was a Nice day in May.", "May"),
    ],
)
def test_words_that_are_also_towns_are_no_places(find: Finder, text: str, word: str) -> None:
    assert word not in [m.span.text for m in find(text)]


# ------------------------------------------------------------------------------------------------ properties

_PIECES = st.sampled_from(
    ["Aleppo", "in", "the", "al-Bab", "city", "of", "Syria", ",", ".", "northern", "Idlib", "province", "near",
     "Deir ez-Zor", "killed", "5 km", "from", "between", "and", "Syrias", "capital", "village", "Kafr Tazuk", "’s", "\n", "é"]
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(_PIECES, max_size=25))
def test_spans_fit_the_text_stand_in_order_and_do_not_overlap(
    nlp: Language, gazetteer: Gazetteer, pieces: list[str]
) -> None:
    text = " ".join(pieces)
    doc = nlp(text)
    end = token = 0
    for mention in find_places(doc, gazetteer):
        span, place = mention.span, mention.place
        assert text[span.start : span.end] == span.text
        assert span.start >= end
        assert mention.first >= token
        assert mention.first < mention.last <= len(doc)
        assert place.quote == span
        assert place.precision != "country" or place.lat is None
        end, token = span.end, mention.last


def test_a_report_read_twice_gives_the_same(find: Finder) -> None:
    text = "Shells killed six in Tal Rifaat near Azaz in Syria; clashes went on in Deir ez-Zor and Kobane."
    assert find(text) == find(text)


def test_an_empty_report_names_no_place(find: Finder) -> None:
    assert find("") == ()


# ------------------------------------------------------------------- what the words around a name say of it


@pytest.mark.parametrize(
    ("text", "name", "lat", "lon"),
    [
        # a suburb is no quarter: it may lie well outside its city
        ("A sniper in Syria shot a girl in the besieged Damascus suburb of Madaya.", "Madaya", 33.69, 36.10),
        # two towns that sound the same: the province named behind decides
        ("Syrian shells hit Ras al-Ein of Hasakah province on Monday.", "Ras al-Ein", 36.85, 40.07),
        # one of two namesakes lies on the side of the town that is told
        (
            "Syrian rebels shelled Sheikh Issa town in Aleppo northern countryside.",
            "Sheikh Issa",
            36.48,
            37.15,
        ),
        # "and" makes of two cities no place in the other
        ("Envoys recalled the attacks on New York and Washington of 2001.", "Washington", 38.90, -77.04),
        # reports of violence come from where there is war
        ("Three officials died when gunmen opened fire in Hangu on Friday.", "Hangu", 33.53, 71.06),
        # the Saudi warplanes came from abroad
        ("Five people died when Saudi warplanes bombed the city of Sa'dah.", "Sa'dah", 16.94, 43.76),
        # another spelling of Tal and its like, and a village found by it
        (
            "Syrian jets bombed the villages of Kafr Zita and Khan Alsibil in Idlib.",
            "Khan Alsibil",
            35.76,
            36.76,
        ),
    ],
)
def test_the_words_around_a_name_decide_between_its_namesakes(
    find: Finder, text: str, name: str, lat: float, lon: float
) -> None:
    assert km(the(find(text), name), lat, lon) < 12


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Gunmen stormed Kogwon village in Jos South Local Government Area of Plateau State.", "Kogwon"),
        ("Gunmen opened fire in the village of Kawuri in Borno, killing nine people in Nigeria.", "Kawuri"),
        ("A teacher was shot dead in Hassahissa camp in Zalingei, Sudanese officials said.", "Hassahissa"),
        ("A car bomb hit the Zahraa district of the Syrian city of Homs.", "Zahraa"),
        ("Militants held the Iraqi town of Al-Karkhadi in Anbar province.", "Al-Karkhadi"),
    ],
)
def test_a_place_of_the_text_is_no_like_sounding_place_far_away(find: Finder, text: str, name: str) -> None:
    place = the(find(text), name).place
    assert place.lat is None or "in no list" in place.reason or place.radius_km


def test_a_town_told_of_as_in_another_lies_in_the_province_of_that_name(find: Finder) -> None:
    mentions = find("Syrian soldiers stormed rebel posts in Rastan in northern Homs on Friday.")
    assert the(mentions, "Rastan").place.precision == "town"
    outer = the(mentions, "northern Homs").place
    assert outer.precision == "district"
    assert outer.radius_km is not None
    assert outer.radius_km > 15


def test_the_province_of_a_sentence_is_meant_by_the_bare_name_in_it_too(find: Finder) -> None:
    mentions = find("Raids kill nine in Idlib as jets bombed a village in Idlib province in Syria.")
    assert {m.place.precision for m in mentions if m.place.name == "Idlib"} == {"province"}


@pytest.mark.parametrize("word", ["Northeastern", "Western"])
def test_a_word_of_direction_is_no_place_by_itself(find: Finder, word: str) -> None:
    assert not [m for m in find(f"Troops advanced in {word} Syria on Monday.") if m.span.text == word]


def test_what_the_parser_takes_for_a_person_is_a_place_behind_a_word_of_place(find: Finder) -> None:
    mentions = find(
        "Syria. At least nine people died in Saraqeb on Friday. The bombs fell near Atmeh and Harem."
    )
    assert km(the(mentions, "Saraqeb"), 35.86, 36.81) < 5
    assert km(the(mentions, "Atmeh"), 36.31, 36.69) < 12


def test_a_distance_in_words_is_measured_too(find: Finder) -> None:
    place = the(
        find("Gunmen killed two herders in Nigeria, some five kilometres from Damboa."), "Damboa"
    ).place
    assert place.precision == "district"
    assert place.reason.endswith("5 km from it")
