"""What is told around an incident is found without reading the whole ledger, and comes to the same."""

from pathlib import Path

import pytest

from tests import factories as make
from tests.by_hand import put_incidents
from warledger.cli import run
from warledger.ledger import Ledger
from warledger.reconciling.breaches import breaches_of
from warledger.reconciling.recurring import recurring_in
from warledger.reconciling.truces import truces_of
from warledger.wording.sentences import Sentences, sentence_around
from warledger.wording.told_of import breached, quoted_elsewhere

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture(scope="module")
def examples(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = str(tmp_path_factory.mktemp("told_of") / "ledger.db")
    given = ["--manifest", str(EXAMPLES / "manifest.csv")]
    assert run(["build", str(EXAMPLES / "reports"), *given, "-l", path]) == 0
    return path


def test_recurring_quotations_are_those_of_all_quotations(examples: str) -> None:
    with Ledger.open_reading(examples) as ledger:
        found = 0
        for incident in ledger.incidents():
            reports = {account.report for account in incident.accounts}
            whole = recurring_in(ledger.quotations, reports, ledger.notes())
            assert [q.id for q in quoted_elsewhere(ledger, incident)] == [q.id for q in whole][:3]
            found += len(whole)
        assert found


def test_breaches_are_those_of_all_ceasefires(examples: str) -> None:
    with Ledger.open_reading(examples) as ledger:
        lines = list(ledger.context())
        truces = truces_of(lines, ledger.report_countries(), ledger.notes())
        for incident in ledger.incidents():
            whole = breaches_of([incident], truces, lines)
            assert {b for _, told in breached(ledger, incident) for b in told} == set(whole)


def test_words_said_in_another_report_are_found_whatever_stops_and_accents_stand_between(
    tmp_path: Path,
) -> None:
    one = make.report("one", "“The road to Tal Ward is open, thank God,” he said.")
    other = make.report("other", "He added: ‘the road, to Tal Wárd, is open. Thank God!’")
    with Ledger.create_or_open(str(tmp_path / "l.db")) as ledger:
        ledger.add([make.telling(one), make.telling(other)])
        assert ledger.reports_saying(["road to Tal Ward is"]) == {"one", "other"}
        assert ledger.reports_saying(["“", "no such words"]) == frozenset()
        assert ledger.reports_saying([f"word {n} of many" for n in range(200)] + ["thank god"]) == {
            "one",
            "other",
        }


def test_loose_figures_are_given_by_report_by_country_and_by_page(tmp_path: Path) -> None:
    tellings = []
    for n, country in enumerate(("SY", "SY", "IQ")):
        source = make.report(f"r{n}")
        place = make.town("Town", None, None, country=country, precision="province")
        tellings.append(make.telling(source, loose=[make.loose(source, id=f"l{n}", place=place)]))
    with Ledger.create_or_open(str(tmp_path / "l.db")) as ledger:
        ledger.add(tellings)
        put_incidents(ledger, [])
        assert [f.id for f in ledger.loose("running_toll", country="SY")] == ["l0", "l1"]
        assert [f.id for f in ledger.loose(reports={"r1", "r2"})] == ["l1", "l2"]
        assert [f.id for f in ledger.loose_page(None, 1, 1)] == ["l1"]
        assert ledger.loose_page("projection", 0, 5) == ()
        assert ledger.loose_counts() == {"running_toll": 3}


def test_a_sentence_is_cut_at_the_very_quote_where_its_words_stand_twice(tmp_path: Path) -> None:
    text = "One was hurt. Nine men and nine 🏚 men died there. It ended."
    source = make.report("twice", text)
    second = make.quoted(text, "men", nth=1)
    with Ledger.create_or_open(str(tmp_path / "l.db")) as ledger:
        ledger.add([make.telling(source)])
        sentences = Sentences(ledger, ["twice"])
        assert sentences.pieces("twice", second) == ("Nine men and nine 🏚 ", "men", " died there.")
        assert (
            sentences("twice", second)
            == sentence_around(text, second)
            == "Nine men and nine 🏚 men died there."
        )
