"""What adds up around an incident, in a reader's words; and the tables of it."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import factories as make
from tests.by_hand import put_incidents
from tests.linking.told import at
from warledger.exports import export
from warledger.ledger import Ledger
from warledger.reconciling import reconcile
from warledger.records import Incident, Linking, Telling
from warledger.wording.sums import sum_lines

ARIN, BAZAR = at("Arin", 35.60, 36.60), at("Bazar", 35.62, 36.63)


def wire() -> Telling:
    """Two markets with their dead, and what they come to."""
    source = make.report("wire", "At least 44 died at markets: 37 in Arin, seven in Bazar.", outlet="Wire")
    return make.telling(
        source,
        accounts=[
            make.account(
                source, id="a-1", type="airstrike", place=ARIN, evidence=make.quoted(source, "37 in Arin"),
                figures=(make.figure(make.quoted(source, "37"), 37, 37, id="f-1"),),
            ),
            make.account(
                source, id="a-2", type="airstrike", place=BAZAR, evidence=make.quoted(source, "seven in Bazar"),
                figures=(make.figure(make.quoted(source, "seven"), 7, 7, id="f-2"),),
            ),
        ],
        loose=[
            make.loose(
                source, id="f-3", kind="aggregate", low=44, high=None,
                quote=make.quoted(source, "At least 44 died at markets"), hedge="at least",
            )
        ],
    )  # fmt: skip


def paper() -> Telling:
    """A paper that gives all the dead to one market, 40 civilians and four guards."""
    source = make.report("paper", "In Arin 44 died, 40 civilians and four guards.", outlet="Paper")
    figures = (
        make.figure(make.quoted(source, "44"), 44, 44, id="f-4"),
        make.figure(make.quoted(source, "40 civilians"), 40, 40, id="f-5", victims="civilians"),
        make.figure(make.quoted(source, "four guards"), 4, 4, id="f-6", victims="combatants"),
    )
    return make.telling(
        source, accounts=[make.account(source, id="a-3", type="airstrike", place=ARIN, figures=figures)]
    )


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """Linking kept the paper's account apart from the wire's."""
    tellings = [wire(), paper()]
    accounts = [account for telling in tellings for account in telling.accounts]
    loose = [figure for telling in tellings for figure in telling.loose]
    linking = Linking(tuple((account.id,) for account in accounts))
    with Ledger.create_or_open(str(tmp_path / "ledger.db")) as opened:
        opened.add(tellings)
        put_incidents(opened, reconcile(linking, accounts, loose, opened.notes()), linking)
        yield opened


def of_account(ledger: Ledger, account: str) -> Incident:
    return next(i for i in ledger.incidents() if account in {a.id for a in i.accounts})


def test_a_sum_of_the_report_is_told_with_each_incident_that_takes_part(ledger: Ledger) -> None:
    for account in ("a-1", "a-2"):
        assert sum_lines(ledger, of_account(ledger, account)) == (
            "“At least 44 died at markets” adds up: 37 in Arin and 7 in Bazar are the 44 killed (37 + 7)",
        )


def test_parts_of_a_total_and_a_likely_conflation_are_told_with_the_incident(ledger: Ledger) -> None:
    parts, conflated = sum_lines(ledger, of_account(ledger, "a-3"))
    assert parts == "40 civilians and 4 combatants make the 44 killed"
    assert conflated == (
        "44 are the dead of several incidents together in another report, which tells of Arin and Bazar: "
        "likely taken together"
    )


def test_the_tables_show_the_arithmetic(ledger: Ledger, tmp_path: Path) -> None:
    export(ledger, format="csv", out=tmp_path / "tables", stdout=io.StringIO())

    def rows(name: str) -> list[dict[str, str]]:
        with (tmp_path / "tables" / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
            return list(csv.DictReader(lines))

    (total,) = rows("sums")
    assert (total["figure"], total["accounts"], total["arithmetic"]) == ("f-3", "a-1; a-2", "37 + 7 = 44")
    (parts,) = rows("breakdowns")
    assert (parts["figure"], parts["parts"], parts["arithmetic"]) == ("f-4", "f-5; f-6", "40 + 4 = 44")
    (conflated,) = rows("conflations")
    assert (conflated["figure"], conflated["other_report"], conflated["loose_figure"]) == (
        "f-4",
        "wire",
        "f-3",
    )
    assert conflated["other_accounts"] == "a-1; a-2"
