"""The comparison is made apart and once: it is kept while ledger and file stay, and whoever asks never waits."""

import threading
from collections.abc import Iterator
from multiprocessing.connection import Pipe
from pathlib import Path

import pytest

from tests.by_hand import put_incidents
from tests.desk import filled
from tests.desk.comparing.beside import ALONE, MARKET, QASR, settled, their_file
from warledger.comparing import compare_ledger, read_dataset
from warledger.desk.comparing import apart
from warledger.desk.comparing.apart import DIED, Asked, Matcher, matched
from warledger.desk.comparing.keeping import Kept
from warledger.ledger import Ledger
from warledger.records import Linking


@pytest.fixture
def kept(own_ledger: str, tmp_path: Path) -> Iterator[Kept]:
    kept = Kept(own_ledger, "full", their_file(tmp_path))
    yield kept
    kept.close()


def ids(kept: Kept, ledger: str) -> list[tuple[str, str]]:
    compared = settled(kept, ledger).compared
    assert compared is not None
    return [(m.incident.id, m.entry.id) for m in compared.comparison.matches]


def test_who_asks_first_is_told_that_it_is_being_made_and_later_what_came_of_it(
    kept: Kept, own_ledger: str
) -> None:
    with Ledger.open_reading(own_ledger) as ledger:
        first = kept.standing(ledger.state())
    assert first.compared is None
    assert first.working
    assert ids(kept, own_ledger) == [
        ("2015-03-09-tell-aswad-drone", "T-3"),
        ("2015-05-12-deir-sunbul-airstrike", "T-1"),
        ("2015-06-03-qasr-shooting", "T-2"),
    ]


def test_it_is_what_the_command_finds_but_for_the_accounts_of_the_incidents(
    own_ledger: str, tmp_path: Path
) -> None:
    against = their_file(tmp_path)
    with Ledger.open_reading(own_ledger) as ledger:
        said = compare_ledger(ledger, read_dataset(against.path, mapping=against.mapping))
    kept = matched(Asked(own_ledger, "full", against), lambda _: None).comparison
    assert [(m.incident.id, m.entry, m.score, m.reasons) for m in kept.matches] == [
        (m.incident.id, m.entry, m.score, m.reasons) for m in said.matches
    ]
    assert (kept.only_there, kept.beyond, kept.covered) == (said.only_there, said.beyond, said.covered)
    assert [i.id for i in kept.only_here] == [i.id for i in said.only_here]
    assert all(not incident.accounts for incident in kept.only_here)


def test_what_was_made_is_kept_for_as_long_as_ledger_and_file_stay(kept: Kept, own_ledger: str) -> None:
    first = settled(kept, own_ledger).compared
    assert first is not None
    assert settled(kept, own_ledger).compared is first


def test_a_changed_ledger_is_matched_anew_and_the_one_before_is_shown_meanwhile(
    kept: Kept, own_ledger: str
) -> None:
    before = settled(kept, own_ledger).compared
    with Ledger.open_writing(own_ledger) as ledger:
        fewer = [i for i in filled.incidents() if i.id != "2015-06-03-qasr-shooting"]
        put_incidents(ledger, fewer, Linking(()))
        meanwhile = kept.standing(ledger.state())
    assert meanwhile.compared is before
    assert meanwhile.working
    assert ("2015-06-03-qasr-shooting", "T-2") not in ids(kept, own_ledger)


def test_a_changed_file_is_matched_anew(kept: Kept, own_ledger: str, tmp_path: Path) -> None:
    assert len(ids(kept, own_ledger)) == 3
    their_file(tmp_path, QASR, ALONE)
    assert ids(kept, own_ledger) == [("2015-06-03-qasr-shooting", "T-2")]


def test_a_file_that_is_gone_is_told_of_without_its_folder_and_what_was_made_stays(
    kept: Kept, own_ledger: str, tmp_path: Path
) -> None:
    before = settled(kept, own_ledger).compared
    (tmp_path / "theirs.csv").unlink()
    now = settled(kept, own_ledger)
    assert "theirs.csv" in now.trouble
    assert str(tmp_path) not in now.trouble
    assert now.compared is before
    their_file(tmp_path, MARKET)
    assert ids(kept, own_ledger) == [("2015-05-12-deir-sunbul-airstrike", "T-1")]


def test_what_failed_is_not_tried_again_until_somebody_asks_for_it(
    kept: Kept, own_ledger: str, tmp_path: Path
) -> None:
    (tmp_path / "theirs.csv").unlink()
    assert settled(kept, own_ledger).trouble
    with Ledger.open_reading(own_ledger) as ledger:
        assert not kept.standing(ledger.state()).working
        kept.try_again()
        assert kept.standing(ledger.state()).working


def test_a_process_that_is_killed_is_told_of_in_one_line(own_ledger: str, tmp_path: Path) -> None:
    matcher, failures = Matcher(), list[str]()
    reading = threading.Event()

    def run() -> None:
        try:
            matcher.match(Asked(own_ledger, "full", against), lambda _: told())
        except Exception as failed:
            failures.append(str(failed))

    def told() -> None:
        reading.set()
        matcher.end()

    against = their_file(tmp_path)
    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    assert reading.is_set()
    assert failures == [DIED]


def test_the_process_ends_with_a_desk_that_is_killed(own_ledger: str, tmp_path: Path) -> None:
    many = their_file(tmp_path, *[ALONE] * 200_000)
    desk, theirs = Pipe()
    with theirs:
        process = apart._started(theirs)
    desk.send(Asked(own_ledger, "full", many))
    assert desk.recv() == "reading the file"
    desk.close()
    assert process.wait(60) == 1, "it does not read on to its end"


def test_a_closed_desk_starts_no_matching(own_ledger: str, tmp_path: Path) -> None:
    kept = Kept(own_ledger, "full", their_file(tmp_path))
    kept.close()
    before = threading.active_count()
    with Ledger.open_reading(own_ledger) as ledger:
        kept.standing(ledger.state())
    assert threading.active_count() <= before
