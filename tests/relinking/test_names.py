"""Two incidents whose short ids would be one both have long ones, in whatever order they come and go."""

from hashlib import sha256
from itertools import count
from pathlib import Path

import pytest

from tests import factories as make
from tests.relinking.stories import outcome
from warledger.ledger import Ledger
from warledger.records import Account, Report, Telling
from warledger.relinking import relink


@pytest.fixture(scope="module")
def twins() -> tuple[str, str]:
    """Two account ids whose hashes open with the same eight digits: there is such a pair among some 80,000."""
    seen: dict[str, str] = {}
    for number in count():
        name = f"a-{number}"
        digest = sha256(name.encode()).hexdigest()[:8]
        if digest in seen:
            return seen[digest], name
        seen[digest] = name
    raise AssertionError


def shelling(report: Report, name: str, target: str) -> Account:
    """One of two shellings of a town on one day, so unlike that they are never one."""
    dead = 4 if target == "bakery" else 900
    evidence = make.quoted(report, report.text)
    return make.account(
        report,
        id=name,
        evidence=evidence,
        targets=(target,),
        figures=(make.figure(evidence, dead, dead, id=f"f-{name}"),),
    )


def told(name: str, target: str) -> Telling:
    report = make.report(f"of-{target}", f"Shells fell on the {target} of Tal Ward.")
    return make.telling(report, accounts=[shelling(report, name, target)])


def silent(target: str) -> Telling:
    return make.telling(make.report(f"of-{target}", "It was withdrawn."), accounts=[])


def test_a_twin_that_comes_later_gives_both_their_long_ids(tmp_path: Path, twins: tuple[str, str]) -> None:
    with Ledger.create_or_open(str(tmp_path / "ledger.db")) as ledger:
        ledger.add([told(twins[0], "bakery"), *map(silent, "abcdefghijklmno")])
        relink(ledger)
        (short,) = [i.id for i in ledger.incidents() if i.accounts[0].id == twins[0]]
        ledger.add([told(twins[1], "barracks")])
        relink(ledger)
        ids = {i.accounts[0].id: i.id for i in ledger.incidents()}
        assert ids[twins[0]].startswith(short)
        assert ids[twins[1]].startswith(short)
        assert len({ids[twins[0]], ids[twins[1]], short}) == 3
        assert ledger.incident(short).id == ids[twins[0]], "the short id still resolves to whose it was"
        ledger.add([silent("barracks")])
        relink(ledger)
        assert ledger.incident(short).id == short


def test_twins_that_come_together_have_long_ids_at_once(tmp_path: Path, twins: tuple[str, str]) -> None:
    tellings = [told(twins[0], "bakery"), told(twins[1], "barracks")]
    with Ledger.create_or_open(str(tmp_path / "once.db")) as once:
        once.add(tellings)
        relink(once)
        with Ledger.create_or_open(str(tmp_path / "steps.db")) as steps:
            for each in reversed(tellings):
                steps.add([each])
                relink(steps)
            assert outcome(steps) == outcome(once)
        assert all(len(id_.rpartition("-")[2]) == 32 for id_ in outcome(once))
