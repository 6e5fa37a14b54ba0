"""The words that the simulated world has: its parties, its targets, who is cited, which papers there are."""

from typing import Final

DIRECTIONS: Final = frozenset(
    {"northern", "southern", "eastern", "western", "north", "south", "east", "west"}
)

ACTORS: Final = (
    "Syrian government", "Russia", "rebels", "Islamic State", "Nusra/HTS", "US-led coalition", "Kurdish/SDF",
    "Turkey", "terrorists", "United States", "Hezbollah", "Boko Haram", "Israel",
)  # fmt: skip

TARGETS: Final = (
    "neighbourhood", "residential", "village", "market", "hospital", "school", "mosque", "house", "checkpoint",
    "convoy", "bus", "bridge", "bakery", "prison", "clinic", "wedding", "position", "protest", "town",
)  # fmt: skip
"""Looked for in this order in what a reader wrote, and told by these words."""

MORE_TARGETS: Final = (
    "border crossing", "power station", "grain silo", "fuel depot", "refugee camp", "police station",
    "water plant", "university", "football field", "courthouse", "railway station", "church",
)  # fmt: skip

SOURCES: Final = (
    "SOHR", "SANA", "activists", "police", "officials", "civil defence", "White Helmets", "local sources",
)  # fmt: skip

MORE_SOURCES: Final = (
    "residents",
    "witnesses",
    "medics",
    "MSF",
    "the army",
    "a hospital",
    "UNICEF",
    "state TV",
)

OUTLETS: Final = tuple(
    f"The {town} {paper}"
    for paper in ("Post", "Times", "Herald", "Wire", "Observer")
    for town in ("Valley", "Harbour", "Northern", "Capital", "River", "Morning", "Evening", "Coastal")
)
