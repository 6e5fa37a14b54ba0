"""What a source is: its kind, whose side it is on, its country, by its usual name alone."""

import pytest

from warledger.grounding.actor_table import actor_table
from warledger.grounding.source_facts import CAMPS, SourceFacts, source_facts
from warledger.grounding.source_table import source_table


@pytest.mark.parametrize(
    ("name", "facts"),
    [
        ("SOHR", SourceFacts("monitor", "opposition", "SY")),
        ("Airwars", SourceFacts("monitor", "independent", "GB")),
        ("Amaq", SourceFacts("agency", "Islamic State", "")),
        ("Shahada", SourceFacts("agency", "Al-Shabaab", "SO")),
        ("UNAMA", SourceFacts("un", "independent", "AF")),
        ("Gaza health ministry", SourceFacts("ministry", "Hamas", "PS")),
        ("Iraqi interior ministry", SourceFacts("ministry", "Iraq", "IQ")),
        ("Afghan defence ministry", SourceFacts("ministry", "Afghanistan", "AF")),
        ("Syrian interior ministry", SourceFacts("ministry", "Syrian government", "SY")),
        ("interior ministry", SourceFacts("ministry", "government", "")),
        ("Kenyan police", SourceFacts("police", "Kenya", "KE")),
        ("Malian military", SourceFacts("military", "Mali", "ML")),
        ("Omar Sabri (rebel spokesman)", SourceFacts("rebel", "rebels", "")),
        ("Omar Sabri (Iraqi army spokesman)", SourceFacts("military", "Iraq", "IQ")),
        ("hospital officials", SourceFacts("medical", "", "")),
        ("witnesses", SourceFacts("residents", "", "")),
        ("Omar Sabri", SourceFacts("person", "", "")),
    ],
)
def test_a_source_is_known_by_its_table_or_by_its_words(name: str, facts: SourceFacts) -> None:
    assert source_facts(name) == facts


@pytest.mark.parametrize(
    ("name", "side"),
    [
        ("SANA", "Syrian government"),
        ("Lebanese army", "Lebanon"),
        ("FARDC", "Democratic Republic of the Congo"),
        ("Congolese army", "Democratic Republic of the Congo"),
        ("SOHR", None),
        ("police", None),
        ("MSF", None),
    ],
)
def test_a_source_is_the_voice_of_a_side_or_of_nobody(name: str, side: str | None) -> None:
    assert source_facts(name).side == side


def test_every_listed_source_has_a_kind_and_an_alignment_that_is_known() -> None:
    states = {nation.name for nation in actor_table().nations.values()}
    for source in source_table().sources.values():
        assert source.kind, source
        assert source.alignment, source
        assert source.alignment in CAMPS | actor_table().actors.keys() | states, source
