"""A ledger of a busy week: reports told and told anew, undated ones, copies, judgements made and taken back, refusals."""

from dataclasses import replace
from datetime import date

from tests import factories as make
from tests.relinking.stories import Judge, Step, TakeBack, Tell, happens
from tests.relinking.test_dates import TUESDAY, market
from warledger.auditing import Verified, verify
from warledger.ledger import Finding, Ledger
from warledger.records import Dropped, ReportDate, Telling
from warledger.relinking import relink

WEEK: tuple[Step, ...] = (
    tuple(Tell(report, seed) for report in range(9) for seed in (report, report + 20)),
    (Judge("same", (1, 5, 9)), Judge("reject", (2, 3)), Judge("grade", (4, 6))),
    (TakeBack(0), Judge("correct", (3, 1)), Tell(3, 77), Tell(5, 5)),
    (Judge("different", (0, 7)), Tell(3, 23), Tell(8, 90)),
)


def talks() -> Telling:
    """A report of a truce, with what was not booked and somebody's words."""
    report = make.report(
        "talks", "The army declared a truce on Monday. “It holds,” a rescuer said of 12 trucks."
    )
    return make.telling(
        report,
        accounts=[],
        loose=[make.loose(report, quote=make.quoted(report, "12 trucks"))],
        dropped=[
            Dropped(make.quoted(report, "12"), "trucks"),
            Dropped(make.quoted(report, "Monday"), "a day"),
        ],
        context=[make.context_line(make.quoted(report, "declared a truce"), report="talks")],
        quotations=[make.quotation(make.quoted(report, "It holds,"), report="talks")],
    )


def fill(where: str) -> None:
    """Let the week happen to an empty ledger."""
    with Ledger.create_or_open(where) as ledger:
        for moment, step in enumerate(WEEK):
            happens(ledger, step, moment)
            relink(ledger)
        ledger.add([make.tal_ward("a"), make.tal_ward("b"), talks()])
        relink(ledger)
        given = ReportDate(TUESDAY, "published", None, TUESDAY)
        wide = ReportDate(None, "inferred", earliest=date(2016, 3, 1), latest=date(2016, 6, 30))
        ledger.add([market("undated", wide), market("dated", given)])
        ledger.refuse([make.refusal(), make.refusal("inbox/photo.png")])
        old = make.tal_ward("c")
        ledger.add([old])
        ledger.add([replace(old, report=replace(old.report, title="Nine killed"))])
        ledger.put_off("Rana", "grade:i-1")
        relink(ledger)


def found(where: str, *, quick: bool = False, noted: str | None = None) -> Verified:
    """Verify a ledger."""
    with Ledger.open_reading(where) as ledger:
        return verify(ledger, quick=quick, noted=noted)


def told(where: str) -> list[Finding]:
    """What is found, but for the quotes that the stories make up."""
    return [finding for finding in found(where).findings if finding.about != "spans"]
