"""A small ledger: two papers on one shelling, one undated airstrike, a judgement, a refusal."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import factories as make
from tests.by_hand import put_copies, put_incidents
from warledger.ledger import Ledger
from warledger.records import Blame, Disagreement, Linking, Telling


def strike() -> Telling:
    """A strike told by a private person, at a site, in words that no spreadsheet should run."""
    source = make.report(
        "strike",
        "=SUM(1) Jets hit Al-Noor hospital, Umm Samir said, killing \ud83d two people.",
        title='+Jets, "hit"\nhospital',
        outlet="@Gazette",
        published=None,
    )
    two = make.figure(make.quoted(source, "two people"), 2, None, hedge="at least", says=("Umm Samir",))
    blamed = make.perpetrator(
        make.quoted(source, "Jets"), "Russia", "asserted", ("Umm Samir (nurse)", "SOHR")
    )
    site = make.town("Al-Noor hospital", 36.123456, 37.987654, precision="site", geonames_id=77)
    told = make.account(
        source,
        type="airstrike",
        date=make.day(None),
        place=site,
        targets=("hospital",),
        figures=(two,),
        perpetrators=(blamed,),
    )
    return make.telling(source, accounts=[told])


def truce() -> Telling:
    """A report without any act: a truce, who breaks it by the word of a private person, and his words."""
    source = make.report(
        "truce",
        "The army declared a truce in Tal Ward on Monday, excluding Islamic State. "
        "=\u201cThe army broke the truce at once,\u201d Abu Samir said.",
        outlet="Hill Gazette",
        published=None,
    )
    declared = make.context_line(
        make.quoted(source, "declared a truce"), report="truce", parties=("Syrian government",),
        excluded=("Islamic State",), period=make.day(quote=make.quoted(source, "Monday")),
        place=make.town("Tal Ward", 35.256789, 36.512345, quote=make.quoted(source, "Tal Ward")),
    )  # fmt: skip
    broken = make.context_line(
        make.quoted(source, "broke the truce"), "ceasefire", "violated", report="truce",
        parties=("Syrian government", "Umm Samir"), says=("Abu Samir",),
    )  # fmt: skip
    words = make.quotation(
        make.quoted(source, "The army broke the truce at once,"), ("Abu Samir",), report="truce",
        named=make.quoted(source, "Abu Samir"),
    )  # fmt: skip
    return make.telling(source, accounts=[], context=[declared, broken], quotations=[words])


def fill(ledger: Ledger, *, backwards: bool = False) -> None:
    """Add all of it, in one order or the other, and in one go or in several."""
    tellings = [make.tal_ward(), make.tal_ward("reprint", outlet="Hill Gazette"), strike(), truce()]
    first, copy, other = (telling.accounts[0] for telling in tellings[:3])
    if backwards:
        for telling in reversed(tellings):
            ledger.add([telling])
        put_incidents(ledger, [make.incident([other])], Linking(groups=()))
    else:
        ledger.add(tellings)
    put_copies(ledger, {"reprint": "tal-ward"})
    shelling = make.incident(
        [first, copy],
        id="2015-03-09-tal-ward",
        figures=(make.reconciled(figure_ids=(first.figures[0].id,)),),
        perpetrators=(Blame("Syrian government", "denied", ("army",), 2),),
        primary_sources=("rescue service",),
        disagreements=(Disagreement("denial", "the army denies it", (first.id,)),),
    )
    bombing = make.incident(
        [other],
        id="unknown-al-noor",
        figures=(make.reconciled(2, None, 2, sources=("Umm Samir",)),),
        perpetrators=(Blame("Russia", "asserted", ("SOHR", "Umm Samir (nurse)"), 1),),
        primary_sources=("Umm Samir",),
        disagreements=(Disagreement("figure", "2 killed by Umm Samir, no other Umm Samirah", (other.id,)),),
    )
    incidents = [bombing, shelling] if backwards else [shelling, bombing]
    put_incidents(ledger, incidents, Linking(groups=()))
    ledger.judge(make.judgement("different", first.id, other.id, why="=two acts"))
    ledger.refuse([make.refusal("inbox/-scan.pdf")])


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small ledger at rest."""
    path = tmp_path_factory.mktemp("exports") / "ledger.db"
    with Ledger.create_or_open(str(path)) as ledger:
        fill(ledger)
    return path


@pytest.fixture
def ledger(filled: Path, tmp_path: Path) -> Iterator[Ledger]:
    """A copy of the small ledger, open for writing."""
    with Ledger.open_writing(str(shutil.copy(filled, tmp_path / "ledger.db"))) as ledger:
        yield ledger
