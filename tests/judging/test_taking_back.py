"""Whatever was decided, in whatever order it is taken back, the ledger is then to the byte what it was before."""

from collections.abc import Sequence
from typing import Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.judging.conftest import OMAR, WHO, tellings
from tests.judging.test_deciding import exported
from tests.places import Places, for_a_while
from tests.relinking.stories import REPORTS, Tell, telling
from warledger.errors import UsageError
from warledger.judging import decide
from warledger.ledger import Ledger
from warledger.records import (
    GRADES,
    VERDICTS,
    Account,
    Accused,
    Bounds,
    Correct,
    Counted,
    Decision,
    Different,
    GradeAs,
    Incident,
    Period,
    Place,
    Reject,
    Same,
    Split,
    TakeBack,
    Verdict,
)
from warledger.relinking import relink

type Wish = tuple[Verdict, tuple[int, int, int]]
"""A kind of decision, and numbers that choose what it is about among what there is at that moment."""

TAKEN_BACK: Final = 5
WISHES = st.tuples(st.sampled_from(VERDICTS), st.tuples(*[st.integers(0, 999)] * 3))


@pytest.fixture(scope="module")
def filled(places: Places) -> str:
    """A ledger of a dozen reports, dated and undated, copies of one another, with and without accounts."""
    where = places.new_ledger()
    with Ledger.create_or_open(where) as ledger:
        ledger.add(tellings() + [telling(Tell(number, 7 * number)) for number in range(REPORTS)])
        relink(ledger)
    return where


def wished(path: str, wish: Wish) -> Decision:
    """Turn a wish into a decision on what the ledger holds now."""
    verdict, (one, two, three) = wish
    with Ledger.open_reading(path) as ledger:
        incidents = list(ledger.incidents())
    told = sorted((a for i in incidents for a in i.accounts), key=lambda a: a.id)
    first, second = incidents[one % len(incidents)], incidents[two % len(incidents)]
    account = told[one % len(told)]
    match verdict:
        case "same":
            return Same((first.id, second.id))
        case "different":
            beside = [a.id for i in incidents if account in i.accounts for a in i.accounts]
            return Different((account.id, (beside if three % 2 else [a.id for a in told])[two % len(beside)]))
        case "split":
            return _split([i for i in incidents if len(i.accounts) > 1] or incidents, one, two)
        case "reject":
            return Reject(account.id)
        case "grade":
            return GradeAs(first.id, GRADES[three % len(GRADES)])  # type: ignore[arg-type]
        case "correct":
            return _correction(account, other=told[two % len(told)], choice=three)


def _split(incidents: Sequence[Incident], one: int, two: int) -> Split:
    found = incidents[one % len(incidents)]
    return Split(found.id, (found.accounts[two % len(found.accounts)].id,))


def _correction(account: Account, other: Account, choice: int) -> Correct:
    """Correct something of an account to what another one has, or strike it out."""
    ways = [
        Correct(
            account.id, "date", Period(other.date.start, other.date.end, other.date.precision, "reviewer")
        ),
        Correct(account.id, "place", Place("Elsewhere", None, other.place.country)),
        Correct(account.id, "type", other.type),
        Correct(account.id, "targets", ("bakery",)),
    ]
    for figure in account.figures:
        counted = Counted("killed", "civilians", Bounds(choice, None), "total")
        ways.append(Correct(account.id, "figure", counted if choice % 2 else None, figure.id))
    for party in account.perpetrators:
        accused = Accused("rebels", "claimed")
        ways.append(Correct(account.id, "perpetrator", accused if choice % 2 else None, party.id))
    return ways[choice % len(ways)]


@given(st.lists(WISHES, min_size=1, max_size=TAKEN_BACK), st.data())
@settings(
    deadline=None,
    max_examples=8,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_judgements_of_all_kinds_taken_back_in_any_order_leave_the_export_as_it_was(
    places: Places, filled: str, wishes: list[Wish], data: st.DataObject
) -> None:
    with for_a_while(places, filled) as path:
        before = exported(path)
        kept: list[str] = []
        for wish in wishes:
            try:
                kept += decide(path, wished(path, wish), **WHO).judgements
            except UsageError:  # it would say what stands there already, or part one account
                continue
        with Ledger.open_reading(path) as ledger:
            binding = [judgement.id for judgement in ledger.judgements() if judgement.binds]
        assert set(binding) <= set(kept)
        for judgement in data.draw(st.permutations(binding)):
            decide(path, TakeBack(judgement), **OMAR)
        assert exported(path) == before
