"""The public profile withholds exact points and private persons, says so, and keeps the rest."""

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest

from tests import factories as make
from warledger.exports import export
from warledger.exports.public import (
    NAMED_PERSON,
    public_incident,
    public_place,
    public_quotation,
    public_source,
)
from warledger.ledger import Ledger
from warledger.record_json import read_context, read_incident, read_loose, read_quotation
from warledger.records import Chain, Incident, Place, Span, independent_sources


def public(ledger: Ledger, name: str = "jsonl") -> list[str]:
    stream = io.StringIO()
    export(ledger, format=name, out=None, stdout=stream, profile="public")
    return stream.getvalue().splitlines()


@pytest.fixture
def strike(ledger: Ledger) -> Incident:
    """The strike on the hospital, as the public sees it."""
    return read_incident(json.loads(public(ledger)[1]))


@pytest.mark.parametrize(
    "name",
    [
        "SOHR", "White Helmets", "rescue service", "a doctor", "residents", "UN", "Russian Defence Ministry",
        "Aleppo police", "Amnesty International", "Islamic State", "Al-Quds hospital", "medical source",
        "Reuters", "the Observatory",
    ],
)  # fmt: skip
def test_bodies_and_descriptions_stay(name: str) -> None:
    assert public_source(name) == name


@pytest.mark.parametrize("name", ["Umm Samir", "Ahmed", "Dr Jamal Haddad", "Abu X", "É. Dupont"])
def test_persons_are_withheld(name: str) -> None:
    assert public_source(name) == NAMED_PERSON


def test_of_a_person_with_a_part_the_part_stays() -> None:
    assert public_source("Leila Nasser (civil defence)") == "civil defence"
    assert public_source("Umm Samir (Leila Nasser)") == NAMED_PERSON
    assert public_source("SOHR (monitor)") == "SOHR (monitor)"


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Rana Amin of Tal Ward Hospital", NAMED_PERSON),
        ("Rana Amin, head of the Valley Observatory", NAMED_PERSON),
        ("hospital director Rana Amin", "hospital director"),
        ("Director of Tal Ward Hospital", "Director of Tal Ward Hospital"),
        ("Valley Centre for Human Rights", "Valley Centre for Human Rights"),
    ],
)
def test_a_person_beside_a_body_is_a_person(name: str, shown: str) -> None:
    assert public_source(name) == shown


def test_two_persons_withheld_are_still_two_voices() -> None:
    chains = tuple(Chain(name, None, ()) for name in ("Umm Samir", "Rana Amin"))
    shown = public_incident(replace(make.incident(), lineage=chains))
    assert [chain.source for chain in shown.lineage] == [NAMED_PERSON] * 2
    assert independent_sources(shown.lineage) == independent_sources(chains) == 2


def test_points_are_coarse(strike: Incident) -> None:
    for place in (strike.place, strike.accounts[0].place):
        assert (place.lat, place.lon, place.geonames_id) == (36.12, 37.99, None)
        assert place.name == "Al-Noor hospital"


def test_a_town_keeps_its_gazetteer_number_and_an_unknown_place_is_unknown() -> None:
    assert public_place(make.town(geonames_id=5)).geonames_id == 5
    assert public_place(Place()) == Place()


def test_rounding_never_makes_the_mark_of_an_unknown_place() -> None:
    assert public_place(make.town("Buoy", 0.001, -0.002)).lat is None


def test_nobody_private_is_named_outside_the_quotes(ledger: Ledger, strike: Incident) -> None:
    assert strike.primary_sources == (NAMED_PERSON,)
    assert strike.figures[0].sources == (NAMED_PERSON,)
    assert strike.perpetrators[0].says == ("SOHR", "nurse")
    assert strike.accounts[0].figures[0].says == (NAMED_PERSON,)
    assert strike.accounts[0].perpetrators[0].says == ("nurse", "SOHR")
    assert strike.disagreements[0].text == "2 killed by a named person, no other Umm Samirah"


def test_quotes_and_evidence_are_kept_word_for_word(ledger: Ledger, strike: Incident) -> None:
    full = ledger.incident(strike.id)
    assert strike.accounts[0].evidence == full.accounts[0].evidence
    assert strike.accounts[0].figures[0].quote == full.accounts[0].figures[0].quote


def test_each_line_says_that_it_is_public_and_is_still_an_incident(ledger: Ledger) -> None:
    for name, read in (("jsonl", read_incident), ("figures", read_loose)):
        forms = [json.loads(line) for line in public(ledger, name)]
        assert [form["profile"] for form in forms] == ["public"] * 2
        assert [read(form) for form in forms]


def test_public_tables_say_so_and_name_no_reviewer(ledger: Ledger, tmp_path: Path) -> None:
    export(ledger, format="csv", out=tmp_path / "out", stdout=io.StringIO(), profile="public")
    whole = "".join(file.read_text(encoding="utf-8") for file in (tmp_path / "out").iterdir())
    assert "profile,public" in whole
    assert "Rana" not in whole
    assert "36.123456" not in whole
    with (tmp_path / "out" / "figures.csv").open(encoding="utf-8", newline="") as lines:
        assert "Umm Samir" not in {row["says"] for row in csv.DictReader(lines)}


def test_the_full_profile_withholds_nothing(ledger: Ledger) -> None:
    stream = io.StringIO()
    export(ledger, format="jsonl", out=None, stdout=stream)
    assert "36.123456" in stream.getvalue()
    assert '"says":["Umm Samir"]' in stream.getvalue()
    assert '"profile"' not in stream.getvalue()


def test_a_party_or_source_of_a_context_line_that_is_a_person_is_withheld(ledger: Ledger) -> None:
    declared, broken = (read_context(json.loads(line)) for line in public(ledger, "context"))
    assert (declared.place.lat, declared.place.lon) == (35.26, 36.51)
    assert (declared.parties, declared.excluded) == (("Syrian government",), ("Islamic State",))
    assert broken.parties == ("Syrian government", NAMED_PERSON)
    assert broken.says == (NAMED_PERSON,)
    assert broken.quote.text == "broke the truce"


def test_who_is_quoted_is_withheld_where_it_is_a_person_and_the_words_stay(ledger: Ledger) -> None:
    (words,) = (read_quotation(json.loads(line)) for line in public(ledger, "quotes"))
    assert (words.speaker, words.named) == ((NAMED_PERSON,), None)
    assert words.quote.text == "The army broke the truce at once,"
    sohr = Span(0, 4, "SOHR")
    assert public_quotation(make.quotation(words.quote, ("SOHR",), named=sohr)).named == sohr


def test_words_that_name_a_person_are_withheld_where_the_speaker_was_read_as_a_part() -> None:
    quote, named = Span(0, 16, "talks would stop"), Span(23, 58, "the chief negotiator, Rana Haddadin")
    assert public_quotation(make.quotation(quote, ("chief",), named=named)).named is None
    doctor = Span(23, 31, "a doctor")
    assert public_quotation(make.quotation(quote, ("doctor",), named=doctor)).named == doctor
