"""Who the words mean, by the country and the day of the report: one row of actor_table.csv each, written by reading."""

import csv
from datetime import date
from pathlib import Path

import pytest
from spacy.language import Language

from warledger.grounding.actors import find_actors
from warledger.grounding.gazetteer import Gazetteer
from warledger.grounding.places import find_places

ROWS_AT_LEAST = 150
CONFLICTS_AT_LEAST = 20


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    """The gazetteer as the program opens it."""
    return Gazetteer.open()


def rows() -> list[dict[str, str]]:
    """Read the table; lines that start with # are remarks."""
    text = (Path(__file__).parent / "actor_table.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(line for line in text.splitlines() if not line.startswith("#")))


@pytest.mark.parametrize("row", rows(), ids=lambda r: f"{r['country']} {r['day'][:4]} {r['words']}"[:60])
def test_the_words_mean_whom_a_reader_takes_them_for(
    nlp: Language, gazetteer: Gazetteer, row: dict[str, str]
) -> None:
    text, day = row["sentence"], date.fromisoformat(row["day"])
    doc = nlp(text)
    found = find_actors(doc, country=row["country"], day=day, places=tuple(find_places(doc, gazetteer)))
    for words, actor in zip(row["words"].split("|"), row["actors"].split("|"), strict=True):
        start = text.rindex(words)
        meant = {m.actor for m in found if m.span.start < start + len(words) and start < m.span.end}
        assert meant == ({actor} if actor else set()), (words, meant, text)


def test_the_table_covers_the_conflicts_half_of_it_syria() -> None:
    countries = [row["country"] for row in rows()]
    assert len(countries) >= ROWS_AT_LEAST
    assert len(set(countries)) >= CONFLICTS_AT_LEAST
    assert countries.count("SY") / len(countries) >= 0.4
