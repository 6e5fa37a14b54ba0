"""Actors that stand by themselves, as in another ledger's table, and the stages of an actor's life."""

import csv
from collections import Counter
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from warledger.grounding.actor_names import name_actor, side_of
from warledger.grounding.actor_table import actor_table, table_rows

LARGE = 100
"""Events of a country from which on all of its actors must be known."""
KNOWN_AT_LEAST = 0.999
ALL_KNOWN_AT_LEAST = 0.998
COUNTRIES = {
    "Syria": "SY", "Ukraine": "UA", "Mexico": "MX", "Pakistan": "PK", "Ethiopia": "ET", "Israel": "IL", "Colombia": "CO",
    "Nigeria": "NG", "Myanmar (Burma)": "MM", "Burkina Faso": "BF", "Sudan": "SD", "Mali": "ML", "Somalia": "SO",
}  # fmt: skip


@pytest.mark.parametrize(
    ("name", "country", "actor"),
    [
        ("Government of Mali", "ML", "Malian government"),
        ("Government of Myanmar (Burma)", "MM", "Tatmadaw"),
        ("Government of Russia (Soviet Union)", "UA", "Russia"),
        ("Jaysh al-Islam", "SY", "rebels"),
        ("HTS", "SY", "Nusra/HTS"),
        ("Sinaloa Cartel - Los Chapitos", "MX", "Sinaloa Cartel"),
        ("JAS", "NG", "Boko Haram"),
        ("VDP", "BF", "VDP"),
        ("VDP", "CD", "Wazalendo"),
        ("a group that nobody knows", "ML", None),
    ],
)
def test_an_actor_of_another_table_goes_by_its_canonical_name(
    name: str, country: str, actor: str | None
) -> None:
    assert name_actor(name, country=country) == actor


def test_the_actors_of_every_large_conflict_are_known(shared: Path) -> None:
    events: Counter[str] = Counter()
    known: Counter[str] = Counter()
    with (shared / "data" / "ucdp_actors.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            for actor in row["actor"].split(", "):
                if actor != "Civilians" and not actor.startswith("XXX"):
                    events[row["country"]] += int(row["events"])
                    if name_actor(actor, country=COUNTRIES.get(row["country"])) is not None:
                        known[row["country"]] += int(row["events"])
    large = {country for country, n in events.items() if n > LARGE}
    assert large <= COUNTRIES.keys()
    assert {c for c in large if known[c] / events[c] < KNOWN_AT_LEAST} == set()
    assert known.total() / events.total() >= ALL_KNOWN_AT_LEAST


@pytest.mark.parametrize(
    ("actor", "day", "side"),
    [
        ("Nusra/HTS", date(2014, 5, 1), "Al-Qaeda"),
        ("Nusra/HTS", date(2016, 7, 27), "Al-Qaeda"),
        ("Nusra/HTS", date(2016, 7, 28), "Nusra/HTS"),
        ("Rapid Support Forces", date(2019, 6, 3), "Sudan"),
        ("Rapid Support Forces", date(2023, 6, 3), "Rapid Support Forces"),
        ("Nigerian police", None, "Nigeria"),
    ],
)
def test_an_actor_is_on_the_side_of_its_time(actor: str, day: date | None, side: str) -> None:
    assert side_of(actor, day) == side


def test_what_a_name_meant_in_some_years_it_means_in_none_without_a_day() -> None:
    assert name_actor("Tuareg rebels", country="ML", day=date(2012, 4, 2)) == "MNLA"
    assert name_actor("Tuareg rebels", country="ML", day=date(2018, 4, 2)) == "CMA"
    assert name_actor("Tuareg rebels", country="ML", day=date(2025, 4, 2)) == "FLA"
    assert name_actor("Tuareg rebels", country="ML") is None


def test_every_stage_of_an_actor_begins_after_the_one_before() -> None:
    for stages in actor_table().stages.values():
        for earlier, later in pairwise(stages):
            assert earlier.time.until is not None
            assert later.time.since is not None
            assert earlier.time.until < later.time.since


@pytest.mark.parametrize("table", ["actor_periods.csv", "state_forces.csv", "actor_spellings.csv"])
def test_every_row_says_where_it_is_from(table: str) -> None:
    assert all(row["source"] for row in table_rows(table))
