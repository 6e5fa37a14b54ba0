"""Who is named: a sentence, the country that the report is about, and the actors that must come of it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from warledger.grounding.actor_names import side_of
from warledger.grounding.actor_table import actor_table, table_rows
from warledger.grounding.actors import find_actors

ANYWHERE = None


def actors(nlp: Language, text: str, country: str | None) -> list[str]:
    return [mention.actor for mention in find_actors(nlp(text), country=country)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Regime helicopters hit a bakery in Tafas.", ["Syrian government"]),
        ("Assad's forces shelled the bridge.", ["Syrian government"]),
        ("Assads forces shelled the bridge.", ["Syrian government"]),
        ("Syrias army fired rockets at the mill.", ["Syrian government"]),
        ("Pro-government fighters entered the mill.", ["Syrian government"]),
        ("Loyalist troops and the SAA lost two tanks.", ["Syrian government", "Syrian government"]),
        ("Daesh terrorists shot a teacher.", ["Islamic State"]),
        ("The Islamic State group claimed the blast.", ["Islamic State"]),
        ("The Islamic State (IS) militants fled.", ["Islamic State"]),
        ("Jabhat al Nusra and Hayat Tahrir al-Sham clashed.", ["Nusra/HTS", "Nusra/HTS"]),
        ("Fighters of Ahrar al-Sham fired on a bus.", ["rebels"]),
        ("Opposition fighters and insurgents shelled the hill.", ["rebels", "rebels"]),
        ("Turkish-backed rebels shelled the YPG.", ["rebels", "Kurdish/SDF"]),
        ("Kurdish fighters fired on a bus.", ["Kurdish/SDF"]),
        ("The international coalition bombed a well.", ["US-led coalition"]),
        ("A US-led raid hit a well.", ["US-led coalition"]),
        ("American warplanes bombed a well.", ["United States"]),
        ("Iran-backed militias and Lebanese Hezbollah advanced.", ["Iran-backed", "Hezbollah"]),
        ("Armed terrorist groups fired a shell.", ["terrorists"]),
        ("Unidentified gunmen shot a judge.", ["unknown"]),
        ("Two people died when unidentified warplanes bombed the mill.", ["unknown"]),
    ],
)
def test_the_sides_of_the_syrian_war_have_one_name_each(
    nlp: Language, text: str, expected: list[str]
) -> None:
    assert actors(nlp, text, "SY") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Syrian or Russian jets bombed the port.", ["Syrian government", "Russia"]),
        ("Regime and Russian warplanes bombed the port.", ["Syrian government", "Russia"]),
        ("The Syrian air force and its Russian allies bombed the port.", ["Syrian government", "Russia"]),
        ("The raids were carried out by Russia or the Syrian regime.", ["Russia", "Syrian government"]),
        ("British and French helicopters attacked a depot.", ["United Kingdom", "France"]),
    ],
)
def test_two_actors_in_one_breath_are_two_mentions(nlp: Language, text: str, expected: list[str]) -> None:
    assert actors(nlp, text, "SY") == expected


@pytest.mark.parametrize(
    "text",
    [
        "Shells fell on a rebel-held suburb and an ISIS-controlled village.",
        "A mosque in a town held by Islamic State collapsed.",
        "The Russian foreign minister met Syrian refugees in Geneva.",
        "The Syrian Observatory for Human Rights counted the dead.",
        "The Syrian National Coalition and the Syrian Coalition called for talks.",
        "An al-Qaida-linked preacher spoke at the gate.",
        "A rebel spokesman waited at the Turkish border.",
        "Shops closed in northern Syria on Friday.",
        "Damascus was shelled twice on Friday.",
        "The French government said it would send blankets.",
    ],
)
def test_what_only_looks_like_an_actor_is_none(nlp: Language, text: str) -> None:
    assert actors(nlp, text, "SY") == []


def test_a_coalition_named_for_its_enemy_is_itself_alone(nlp: Language) -> None:
    assert actors(nlp, "The anti-Islamic State coalition hit a bridge.", "SY") == ["US-led coalition"]
    assert actors(nlp, "The coalition against Islamic State hit a bridge.", "SY") == ["US-led coalition"]


@pytest.mark.parametrize(
    ("country", "text", "expected"),
    [
        ("YE", "Coalition warplanes struck a wedding; the rebels fired back.", ["Saudi-led coalition", "Houthis"]),
        ("YE", "A Saudi air strike hit a wedding.", ["Saudi-led coalition"]),
        ("LY", "Gadhafi's troops shelled the port before NATO jets came.", ["Libyan government", "NATO"]),
        ("NG", "Soldiers fought Boko Haram insurgents; police fled.", ["Nigerian army", "Boko Haram", "Nigerian police"]),
        ("NG", "Suspected Fulani herdsmen burned a farm.", ["Fulani herders"]),
        ("SO", "al-Shabab militants stormed a hotel.", ["Al-Shabaab"]),
        ("SO", "Kenyan defence forces bombed a camp.", ["Kenya Defence Forces"]),
        ("AF", "The Taliban attacked an army post.", ["Taliban"]),
        ("PK", "Tehreek-e-Taliban Pakistan claimed the attack.", ["Pakistani Taliban"]),
        ("UA", "Russian forces shelled a school; separatists shelled another.", ["Russia", "pro-Russian separatists"]),
        ("IQ", "US troops and Iraqi soldiers searched the house.", ["United States", "Iraqi army"]),
        ("CF", "Chadian soldiers shot at anti-balaka fighters.", ["Chadian army", "anti-balaka"]),
        ("TR", "The PKK attacked; security forces shot back.", ["PKK", "Turkish security forces"]),
        ("SD", "The RSF shelled the market.", ["Rapid Support Forces"]),
        ("CD", "M23 and the FARDC clashed near the lake.", ["M23", "FARDC"]),
        ("MM", "The junta bombed a school; the Arakan Army denied it.", ["Tatmadaw", "Arakan Army"]),
        ("PS", "Hamas fired rockets and the IDF shelled a farm.", ["Hamas", "Israel"]),
        ("CO", "The ELN and FARC dissidents fought.", ["ELN", "FARC dissidents"]),
        ("IN", "Maoists killed four.", ["CPI-Maoist"]),
        ("MX", "Gunmen of the Sinaloa Cartel fired on a patrol.", ["Sinaloa Cartel"]),
    ],
)  # fmt: skip
def test_the_country_says_who_the_coalition_the_rebels_and_the_army_are(
    nlp: Language, country: str, text: str, expected: list[str]
) -> None:
    assert actors(nlp, text, country) == expected


def test_without_a_country_the_one_named_most_is_taken(nlp: Language) -> None:
    text = "Nigeria mourns. Twelve people died in northern Nigeria when soldiers fired on a bus."
    assert actors(nlp, text, ANYWHERE) == ["Nigerian army"]


@pytest.mark.parametrize(
    ("country", "text", "expected"),
    [
        ("NG", "Gunmen suspected to be members of Boko Haram burned a clinic.", ["Boko Haram"]),
        ("CD", "Fighters belonging to the FDLR burned a clinic.", ["FDLR"]),
        ("SO", "Al-Shabaab attacked a base. The group lost ten men.", ["Al-Shabaab", "Al-Shabaab"]),
        ("SY", "IS militants took the dam. The militants then left.", ["Islamic State", "Islamic State"]),
        ("SY", "Turkey said its jets hit two trucks.", ["Turkey"]),
        ("SY", "Turkish soldiers crossed the river. The troops lost a tank.", ["Turkey", "Turkey"]),
    ],
)
def test_a_description_gives_way_to_the_name_it_stands_for(
    nlp: Language, country: str, text: str, expected: list[str]
) -> None:
    assert actors(nlp, text, country) == expected


@pytest.mark.parametrize(
    ("country", "text", "expected"),
    [
        ("CD", "A Twa militia burned the village.", ["Twa militia"]),
        ("KE", "Ten people died in clashes between the Gabra and the Borana.", ["Gabra", "Borana"]),
        ("NG", "Two died in a clash between Hausa and Yoruba traders.", ["Hausa traders", "Yoruba traders"]),
        ("CD", "The attack was blamed on Ugandan rebels.", ["Ugandan rebels"]),
        ("SY", "Clashes went on along the road between Homs and Hama.", []),
    ],
)
def test_peoples_and_clans_go_by_their_own_name(
    nlp: Language, country: str, text: str, expected: list[str]
) -> None:
    assert actors(nlp, text, country) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Moscow denied the strike.", ["Russia"]),
        ("The strike was blamed on Turkey.", ["Turkey"]),
        ("Israel bombed an airfield.", ["Israel"]),
        ("Russia was accused of the strike.", ["Russia"]),
        ("Russia said talks would go on.", []),
        ("Syria air strikes kill nine", []),
    ],
)
def test_a_country_is_an_actor_where_it_acts(nlp: Language, text: str, expected: list[str]) -> None:
    assert actors(nlp, text, "SY") == expected


def test_small_words_in_a_line_of_capitals_are_no_names(nlp: Language) -> None:
    assert actors(nlp, "THE TOWN IS BURNING TODAY", "SY") == []
    assert actors(nlp, "Planes of IS are unknown", "SY") == ["Islamic State"]


def test_a_mention_points_at_its_words_and_tokens(nlp: Language) -> None:
    doc = nlp("On Friday the U.S.-led coalition's jets hit a well.")
    (mention,) = find_actors(doc, country="SY")
    assert mention.actor == "US-led coalition"
    assert mention.kind == "coalition"
    assert doc.text[mention.span.start : mention.span.end] == mention.span.text
    covered = doc[mention.first : mention.last]
    assert covered.start_char <= mention.span.start
    assert mention.span.end <= covered.end_char


def test_a_splinter_fights_for_its_side() -> None:
    assert side_of("ISWAP") == "Islamic State"
    assert side_of("Islamic State") == "Islamic State"
    assert side_of("somebody never heard of") == "somebody never heard of"


def test_every_alias_names_a_listed_actor() -> None:
    listed = set(actor_table().actors)
    for row in table_rows("actor_aliases.csv"):
        assert row["canonical"] in listed or (row["canonical"] == "" and row["part"] == "none"), row
        assert row["source"], row


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            "regime Russian jets the and or , . Boko Haram ( IS ) rebel - held 's troops its Syria by "
            "denied militants between Gabra U.S. led coalition İ ’ group said".split()
        ),
        max_size=25,
    ).map(" ".join)
)
def test_mentions_are_in_order_apart_and_true_to_the_text(text: str) -> None:
    from warledger.reading import load_language

    doc = load_language()(text)
    end = 0
    for mention in find_actors(doc, country="SY"):
        assert mention.span.start >= end
        assert text[mention.span.start : mention.span.end] == mention.span.text
        assert 0 <= mention.first < mention.last <= len(doc)
        end = mention.span.end


@pytest.mark.parametrize(
    ("country", "text", "expected"),
    [
        ("PK", "The Taliban burned a clinic.", ["Pakistani Taliban"]),
        ("PK", "The Afghan Taliban burned a clinic.", ["Taliban"]),
        ("BD", "Neo-JMB stormed a cafe.", ["JMB"]),
        ("GB", "The Real IRA planted a bomb.", ["Real IRA"]),
        ("SV", "Barrio 18 gunmen shot a driver.", ["Barrio 18"]),
        ("TR", "The Kurdistan Freedom Hawks claimed the blast.", ["TAK"]),
        ("SD", "Janjaweed militiamen burned two villages.", ["Janjaweed"]),
        ("NG", "The sect attacked a barracks.", ["Boko Haram"]),
        ("SY", "Iranian militias took the hill.", ["Iran-backed"]),
    ],
)
def test_groups_of_many_countries_go_by_the_name_reports_use(
    nlp: Language, country: str, text: str, expected: list[str]
) -> None:
    assert actors(nlp, text, country) == expected


@pytest.mark.parametrize(
    ("country", "text", "expected"),
    [
        ("SD", "Ten died in clashes between the Maaliya and the Rizeigat.", ["Ma'aliya", "Rizeigat"]),
        ("ET", "The quarrel pitted the Nuer against the Anyuak communities.", ["Nuer", "Anyuak"]),
        ("SS", "Ten died in clashes between two rival communities of Agar and Gony.", ["Agar", "Gony"]),
        ("NG", "Seven herders were killed by irate Tiv youths.", ["herders", "Tiv youths"]),
        ("CF", "Moslem youths attacked a market.", ["Muslim youths"]),
    ],
)
def test_parties_to_a_quarrel_are_named_as_usually_spelled(
    nlp: Language, country: str, text: str, expected: list[str]
) -> None:
    assert actors(nlp, text, country) == expected


def test_a_jihadist_is_not_of_a_secular_group(nlp: Language) -> None:
    text = "Islamic State men fled from the YPG. The jihadists burned a bridge."
    assert actors(nlp, text, "SY") == ["Islamic State", "Kurdish/SDF", "Islamic State"]


def test_militants_of_no_group_are_unknown(nlp: Language) -> None:
    assert actors(nlp, "Militants shot a teacher.", "AF") == ["unknown"]


def test_a_gloss_is_no_second_actor(nlp: Language) -> None:
    assert actors(nlp, "Suspected cultists [gang members] opened fire.", "NG") == ["cultists"]
    assert actors(nlp, "The paramilitary Rapid Support Forces shelled a farm.", "SD") == [
        "Rapid Support Forces"
    ]


def test_a_terrorist_attack_has_a_doer_only_where_a_party_calls_the_other_so(nlp: Language) -> None:
    assert actors(nlp, "Two died in terrorist attacks on the suburb.", "SY") == ["terrorists"]
    assert actors(nlp, "Two died in terrorist attacks on the suburb.", "KE") == []


def test_a_capital_that_holds_an_act_is_a_place(nlp: Language) -> None:
    assert actors(nlp, "Gunmen in the Somali capital Mogadishu have shot two elders.", "SO") == ["unknown"]


def test_headlines_of_another_country_name_no_air_force(nlp: Language) -> None:
    assert actors(nlp, "Envoy flies to Iraq Air strikes kill nine in the town", "SY") == []
    assert actors(nlp, "Russia air strikes kill nine in the town", "SY") == ["Russia"]


def test_a_headline_that_names_nobody_gets_its_name_from_the_lead(nlp: Language) -> None:
    text = "Jihadists shoot nine rebels. Jihadists of the Islamic State shot nine men of the FSA on Friday."
    assert actors(nlp, text, "SY")[0] == "Islamic State"


def test_jihadists_of_no_name_are_neither_the_free_army_nor_the_rebels(nlp: Language) -> None:
    assert actors(nlp, "The FSA lost a hill. The jihadists shot nine men.", "SY") == ["rebels", "unknown"]


def test_those_whom_another_backs_are_still_who_they_are(nlp: Language) -> None:
    assert actors(nlp, "Troops backed by Russian jets took the hill.", "SY") == ["Syrian government"]
    assert actors(nlp, "Rebel-backed officials met on the hill.", "SY") == []


def test_the_leaders_raids_are_the_coalitions_where_the_report_says_that_as_often(nlp: Language) -> None:
    text = "The US-led coalition spoke of nine raids. American jets hit a school."
    assert actors(nlp, text, "SY") == ["US-led coalition", "US-led coalition"]
    assert (
        actors(nlp, "An American drone hit a car. The US-led coalition knew of it.", "SY")[0]
        == "United States"
    )


def test_a_group_is_known_however_its_name_is_transliterated(nlp: Language) -> None:
    for name in ("Jaish al-Fateh", "Jeish al-Fatah", "Jaysh al-Fath"):
        assert actors(nlp, f"Fighters of {name} shelled the hill.", "SY") == ["rebels"]
    assert actors(nlp, "Kadhafi's troops shelled the hill.", "LY") == ["Libyan government"]
