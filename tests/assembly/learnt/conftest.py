"""A report as the judges see it, and verdicts that a test makes up."""

from collections.abc import Callable
from datetime import date

import numpy as np
import pytest
from spacy.language import Language

from warledger.assembly.grounded import ground
from warledger.assembly.learnt.judgement import CLASSES, COUNT_KINDS
from warledger.assembly.learnt.judges import Verdicts
from warledger.assembly.learnt.shown import Shown, show
from warledger.assembly.ruling import Ruling, rule
from warledger.grounding.gazetteer import Gazetteer
from warledger.records import Report

type Seen = Callable[[str], tuple[Shown, Ruling]]


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    """The gazetteer as the program opens it."""
    return Gazetteer.open()


@pytest.fixture
def seen(nlp: Language, gazetteer: Gazetteer) -> Seen:
    """Show a report of the 17th of March 2017 to the judges."""

    def run(text: str) -> tuple[Shown, Ruling]:
        grounded = ground(nlp(text), Report("r1", text, published=date(2017, 3, 17)), gazetteer)
        ruling = rule(grounded)
        return show(grounded, ruling), ruling

    return run


def verdicts(
    shown: Shown,
    *,
    kinds: list[str] | None = None,
    worthy: list[float] | None = None,
    same: float = -5.0,
    did: float = -5.0,
    there: list[float] | None = None,
    said: list[float] | None = None,
) -> Verdicts:
    """Make up verdicts: every count an incident's, every unit an account of its own, nobody blamed, unless said."""
    kind = np.zeros((len(shown.counts), len(COUNT_KINDS)), np.float32)
    victims = np.zeros((len(shown.counts), len(CLASSES)), np.float32)
    for n, count in enumerate(shown.counts):
        kind[n, COUNT_KINDS.index((kinds or ["incident"] * len(shown.counts))[n])] = 9.0
        victims[n, CLASSES.index(count.victims)] = 9.0
    return Verdicts(
        kind,
        victims,
        np.array(worthy if worthy is not None else [5.0] * len(shown.units), np.float32),
        np.zeros((len(shown.units), 13), np.float32),
        np.full(len(shown.pairs), same, np.float32),
        np.full(len(shown.doers), did, np.float32),
        np.array(there if there is not None else [0.0] * len(shown.spots), np.float32),
        np.array(said if said is not None else [-5.0] * len(shown.speakers), np.float32),
    )
