"""Only English is read; what is English is never refused, and what cannot be told is read."""

import json
from pathlib import Path

import pytest

from tests.reports.taking import ENGLISH
from warledger.reports.language import foreign_language, language_names

FOREIGN = {
    "French": "Au moins douze personnes ont été tuées mardi par un obus tombé sur une boulangerie de la ville.",
    "German": "Mindestens zwölf Menschen wurden am Dienstag getötet, als eine Granate eine Bäckerei traf.",
    "Spanish": "Al menos doce personas murieron el martes cuando un proyectil alcanzó una panadería del barrio.",
    "Arabic": "قتل اثنا عشر شخصا على الأقل يوم الثلاثاء عندما سقطت قذيفة على مخبز في شرق المدينة",
    "Russian": "По меньшей мере двенадцать человек погибли во вторник при попадании снаряда в пекарню.",
    "Turkish": "Salı günü kasabanın doğusundaki bir fırına top mermisi isabet etmesi sonucu en az on iki kişi öldü.",
    "Portuguese": "Pelo menos doze pessoas morreram na terça-feira quando um projétil atingiu uma padaria da cidade.",
    "Dutch": "Zeker twaalf mensen kwamen dinsdag om het leven toen een granaat insloeg in een bakkerij.",
    "Ukrainian": "Щонайменше дванадцятеро людей загинули у вівторок через влучання снаряда в пекарню міста.",
    "Persian": "دست‌کم دوازده نفر روز سه‌شنبه بر اثر اصابت گلوله توپ به یک نانوایی در شرق شهر کشته شدند",
    "Hebrew": "לפחות שנים עשר בני אדם נהרגו ביום שלישי כאשר פגז פגע במאפייה במזרח העיר",
    "Indonesian": "Sedikitnya dua belas orang tewas pada hari Selasa ketika sebuah peluru menghantam toko roti.",
    "Somali": "Ugu yaraan laba iyo toban qof ayaa ku dhimatay maalintii Talaadada markii madfac uu ku dhacay roodhi.",
}


@pytest.mark.parametrize("language", FOREIGN)
def test_a_sentence_in_another_language_is_told_by_name(language: str) -> None:
    assert foreign_language(FOREIGN[language]) == language
    assert foreign_language(f"{FOREIGN[language]}\n" * 12) == language


@pytest.mark.parametrize(
    "text",
    [
        ENGLISH,
        ENGLISH.upper(),
        "killed 12 people a monitor said Tuesday shelling of Syrias second city",
        "Ten dead.",
        "12 killed Deir Ezzor Raqqa",
        "Abu Omar al-Shami, Mohammed Abdulkarim al-Hassan and Khalid bin Walid al-Zoubi died in Kafr Zita.",
        "Boko Haram gunmen killed 10 fishermen in Damasak near Maiduguri in Borno on 6 June.",
        "Tags Homs Idlib Hama Daraa Kafr Nabl airstrikes SOHR ISIS Jabhat al-Nusra Ahrar al-Sham",
        "Saná, Añelo and Łódź were hit; São Tomé was not, the coordinator's office said.",
        "1234 5678 90",
        "",
        "?",
    ],
)
def test_english_and_what_cannot_be_told_is_read(text: str) -> None:
    assert foreign_language(text) is None


def test_a_mixed_text_goes_by_its_greater_part() -> None:
    assert foreign_language(f"{ENGLISH} {ENGLISH} {ENGLISH} {FOREIGN['French']}") is None
    assert foreign_language(f"Breaking news from our desk. {FOREIGN['French'] * 8}") == "French"
    assert foreign_language(f"{FOREIGN['Arabic']}\n{ENGLISH * 3}") is None


def test_a_book_is_judged_by_samples_from_all_of_it() -> None:
    assert foreign_language(ENGLISH * 3 + FOREIGN["German"] * 3000) == "German"


def test_every_language_that_can_be_told_has_a_name() -> None:
    from warledger.reports.language import ENGLISH as ENGLISH_CODES
    from warledger.reports.language import NO_LANGUAGE, _identifier

    assert set(_identifier().labels) - {"en", NO_LANGUAGE} <= set(language_names())
    assert set(ENGLISH_CODES) == {"en", "pcm"}


def test_no_real_report_is_refused(shared: Path) -> None:
    files = [*sorted((shared / "reports").glob("*.jsonl")), shared / "data/pitf_dev.jsonl"]
    rows = [json.loads(line) for file in files for line in file.read_text().splitlines()]
    assert len(rows) > 2000
    assert [row for row in rows if foreign_language(row["text"])] == []
