"""No table of ours is run by a spreadsheet, whatever a report, a place list or a reviewer writes."""

import csv
import io
import re
from pathlib import Path

import pytest

from tests import factories as make
from tests.by_hand import put_incidents
from warledger.exports import FORMATS, FolderFormat, Profile, export
from warledger.exports.about import TABLES
from warledger.exports.cells import plain
from warledger.ledger import Ledger
from warledger.records import Blame, Disagreement, Incident, Linking, Reconciled, Telling

TABLE_FORMATS = [name for name in FORMATS if name in TABLES or isinstance(FORMATS[name], FolderFormat)]

OPENINGS = (
    "=", "+", "-", "@", "\t", "\r", "\n", " =", "\N{NO-BREAK SPACE}=", "\x00=",
    "＝", "＋", "－", "＠", "﹦", "﹢", "﹣", "﹫",
)  # fmt: skip
"""What a spreadsheet may take for the start of a formula, full-width and small forms among it."""
STARTS_A_FORMULA = re.compile(r"[\s\x00�]*[=+\-@＝＋－＠﹦﹢﹣﹫]|[\t\r\n]")
NUMBER = re.compile(r"-?\d+(\.\d+)?")


def told(name: str, opening: str) -> tuple[Telling, Incident]:
    """A report and its incident in which all that anybody else writes opens in the same way."""
    bad = f"{opening}HYPERLINK(1)"
    report = make.report(name, f"{bad} shells hit the bakery, killing 2.", title=bad, outlet=bad, url=bad)
    account = make.account(
        report,
        targets=(bad,),
        place=make.town(bad, admin1=bad, quote=make.quoted(report, bad)),
        figures=(make.figure(make.quoted(report, "2"), 2, 2, says=(bad,), hedge=bad),),
        perpetrators=(make.perpetrator(make.quoted(report, bad), bad, "asserted", (bad,)),),
    )
    toll = make.loose(report, quote=make.quoted(report, bad), scope=bad, says=(bad,), hedge=bad)
    truce = make.context_line(make.quoted(report, bad), report=name, parties=(bad,), says=(bad,))
    words = make.quotation(make.quoted(report, bad), (bad,), report=name)
    incident = make.incident(
        [account],
        id=f"incident-{name}",
        title=bad,
        targets=(bad,),
        figures=(Reconciled("killed", "combatants", 2, 2, 2, bad, (bad,), (account.figures[0].id,), bad),),
        perpetrators=(Blame(bad, "asserted", (bad,), 1),),
        primary_sources=(bad,),
        disagreements=(Disagreement("figure", bad, (account.id,)),),
    )
    telling = make.telling(report, accounts=[account], loose=[toll], context=[truce], quotations=[words])
    return telling, incident


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger with an incident for each opening."""
    path = tmp_path_factory.mktemp("cells") / "ledger.db"
    found = [told(f"r{number}", opening) for number, opening in enumerate(OPENINGS)]
    with Ledger.create_or_open(str(path)) as ledger:
        ledger.add([telling for telling, _ in found])
        put_incidents(ledger, [incident for _, incident in found], Linking(groups=()))
        for (telling, _), opening in zip(found, OPENINGS, strict=True):
            bad = f"{opening}HYPERLINK(1)"
            ledger.judge(make.judgement("reject", telling.accounts[0].id, why=bad, by=bad))
            ledger.refuse([make.refusal(bad, reason=bad)])
    return path


@pytest.mark.parametrize("name", TABLE_FORMATS)
@pytest.mark.parametrize("profile", ["full", "public"])
def test_no_cell_of_any_table_starts_a_formula(
    name: str, profile: Profile, hostile: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    with Ledger.open_reading(str(hostile)) as ledger:
        export(ledger, format=name, out=out, stdout=io.StringIO(), profile=profile)
    defused = set()
    for file in out.glob("*.csv") if out.is_dir() else [out]:
        with file.open(encoding="utf-8", newline="") as lines:
            for row in csv.reader(lines, strict=True):
                assert [c for c in row if STARTS_A_FORMULA.match(c) and not NUMBER.fullmatch(c)] == []
                defused |= {cell[1:2] for cell in row if cell.startswith("'")}
    # Every opening came as far as the table, and was made harmless there; NUL cannot stand in one.
    assert defused == {opening[0].replace("\x00", "\ufffd") for opening in OPENINGS}


@pytest.mark.parametrize("number", ["-3", "+5", "2.50", "-0.25"])
def test_a_number_stays_a_number_with_its_sign(number: str) -> None:
    assert plain(number) == number
    assert plain(float(number)) == str(float(number))


@pytest.mark.parametrize("text", ["Al-Bab", "20 - 30", "a=b", "#date", "'quoted'", "عين=", "7 km @ Hama"])
def test_text_that_opens_with_a_letter_stays_as_it_is(text: str) -> None:
    assert plain(text) == text


def test_a_calculation_is_no_number() -> None:
    assert plain("-2+3") == "'-2+3"
    assert plain("+49 30 1234") == "'+49 30 1234"
