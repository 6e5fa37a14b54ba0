"""What may be opened as a ledger, what may not, and what is left beside it."""

import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests import factories as make
from warledger.errors import LedgerBusy, LedgerError, LedgerTooNew, NotALedger
from warledger.ledger import Ledger
from warledger.ledger.sqlite import APPLICATION_ID

OPENERS = [Ledger.create_or_open, Ledger.open_writing, Ledger.open_reading]
each_opener = pytest.mark.parametrize("opened", OPENERS, ids=["build", "judge", "show"])


@pytest.fixture
def path(tmp_path: Path) -> str:
    """Where a ledger may be made: what is told here is of files alone."""
    return str(tmp_path / "ledger.db")


def names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def one_line(error: pytest.ExceptionInfo[LedgerError]) -> str:
    said = str(error.value)
    assert "\n" not in said
    assert error.value.exit_status == 3
    return said


def other_sqlite(path: Path, *statements: str) -> None:
    connection = sqlite3.connect(path)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


def a_ledger(path: Path) -> None:
    with Ledger.create_or_open(str(path)) as ledger:
        ledger.add([make.tal_ward()])


def test_a_ledger_at_rest_is_one_file(tmp_path: Path) -> None:
    a_ledger(tmp_path / "ledger.db")
    assert names(tmp_path) == ["ledger.db"]


def test_what_was_added_is_there_when_it_is_opened_again(tmp_path: Path) -> None:
    a_ledger(tmp_path / "ledger.db")
    with Ledger.open_reading(str(tmp_path / "ledger.db")) as ledger:
        assert ledger.telling("tal-ward") == make.tal_ward()


def test_any_file_name_will_do(tmp_path: Path) -> None:
    odd = tmp_path / "100% war?mode=ro#ledger é.db"
    a_ledger(odd)
    with Ledger.open_reading(str(odd)) as ledger:
        assert ledger.counts().reports == 1
    assert names(tmp_path) == [odd.name]


def test_the_file_is_marked_as_ours(tmp_path: Path) -> None:
    a_ledger(tmp_path / "ledger.db")
    header = (tmp_path / "ledger.db").read_bytes()[:100]
    assert int.from_bytes(header[68:72]) == APPLICATION_ID


@pytest.mark.parametrize("opened", [Ledger.open_writing, Ledger.open_reading])
def test_a_missing_ledger_is_named_with_the_command_that_makes_one(
    tmp_path: Path, opened: Callable[[str], Ledger]
) -> None:
    with pytest.raises(LedgerError) as error:
        opened(str(tmp_path / "none.db"))
    assert f"no ledger at {tmp_path / 'none.db'}" in one_line(error)
    assert "warledger build" in str(error.value)
    assert names(tmp_path) == []


def test_a_ledger_in_a_missing_folder_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(LedgerError) as error:
        Ledger.create_or_open(str(tmp_path / "no" / "ledger.db"))
    assert "no folder" in one_line(error)


@each_opener
def test_a_folder_is_no_ledger(tmp_path: Path, opened: Callable[[str], Ledger]) -> None:
    with pytest.raises(NotALedger) as error:
        opened(str(tmp_path))
    assert "is a folder" in one_line(error)


@each_opener
@pytest.mark.parametrize("content", [b"dear diary\n", b"SQLite format 3\x00", b"\x00" * 4096])
def test_another_kind_of_file_is_left_as_it_is(
    tmp_path: Path, opened: Callable[[str], Ledger], content: bytes
) -> None:
    file = tmp_path / "notes.txt"
    file.write_bytes(content)
    with pytest.raises(NotALedger) as error:
        opened(str(file))
    assert "left as it is" in one_line(error)
    assert file.read_bytes() == content
    assert names(tmp_path) == ["notes.txt"]


@each_opener
@pytest.mark.parametrize(
    "statements",
    [
        ["CREATE TABLE bookmarks (url TEXT)"],
        ["PRAGMA application_id = 42", "CREATE TABLE reports (id TEXT)"],
        ["PRAGMA journal_mode = WAL", "CREATE TABLE reports (id TEXT)"],
    ],
    ids=["unmarked", "marked", "wal"],
)
def test_another_program_s_database_is_left_as_it_is(
    tmp_path: Path, opened: Callable[[str], Ledger], statements: list[str]
) -> None:
    file = tmp_path / "places.sqlite"
    other_sqlite(file, *statements)
    before = file.read_bytes()
    with pytest.raises(NotALedger) as error:
        opened(str(file))
    assert "another program's" in one_line(error)
    assert file.read_bytes() == before
    assert names(tmp_path) == ["places.sqlite"]


@each_opener
def test_a_ledger_of_a_later_version_is_left_as_it_is(
    tmp_path: Path, opened: Callable[[str], Ledger]
) -> None:
    file = tmp_path / "ledger.db"
    a_ledger(file)
    other_sqlite(file, "PRAGMA user_version = 999")
    before = file.read_bytes()
    with pytest.raises(LedgerTooNew) as error:
        opened(str(file))
    assert "later version" in one_line(error)
    assert file.read_bytes() == before
    assert names(tmp_path) == ["ledger.db"]


def test_a_damaged_ledger_is_an_error_of_one_line(tmp_path: Path) -> None:
    file = tmp_path / "ledger.db"
    a_ledger(file)
    content = file.read_bytes()
    file.write_bytes(content[:100] + b"\xff" * (len(content) - 100))
    with pytest.raises(LedgerError) as error, Ledger.open_reading(str(file)) as ledger:
        ledger.counts()
    one_line(error)


def test_an_empty_file_becomes_a_ledger(tmp_path: Path) -> None:
    file = tmp_path / "ledger.db"
    file.touch()
    with pytest.raises(LedgerError, match="is empty"):
        Ledger.open_reading(str(file))
    a_ledger(file)
    with Ledger.open_reading(str(file)) as ledger:
        assert ledger.counts().reports == 1


@each_opener
def test_another_server_s_address_is_not_taken_for_a_file_name(opened: Callable[[str], Ledger]) -> None:
    for address in ("mysql://db/ledger", "sqlite:///ledger.db", "://"):
        with pytest.raises(LedgerError, match="a ledger is a file or postgresql://") as error:
            opened(address)
        one_line(error)


@each_opener
def test_without_the_driver_a_ledger_on_a_server_is_told_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch, opened: Callable[[str], Ledger]
) -> None:
    monkeypatch.delitem(sys.modules, "warledger.ledger.postgresql", raising=False)
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(LedgerError, match=r"pip install 'warledger\[postgresql\]'") as error:
        opened("postgresql://rana@db/syria")
    one_line(error)


def test_a_name_that_no_file_can_have(tmp_path: Path) -> None:
    with pytest.raises(LedgerError) as error:
        Ledger.open_reading(str(tmp_path / "a\0b"))
    one_line(error)


def test_two_writers_are_one_too_many(path: str) -> None:
    with Ledger.create_or_open(path) as first:
        with pytest.raises(LedgerBusy) as error:
            Ledger.create_or_open(path)
        assert "another build" in one_line(error)
        first.add([make.tal_ward()])
    with Ledger.create_or_open(path) as second:
        assert second.counts().reports == 1


def test_a_ledger_opened_for_reading_is_not_written(path: str) -> None:
    a_ledger(Path(path))
    with Ledger.open_reading(path) as ledger, pytest.raises(LedgerError, match="opened for reading"):
        ledger.add([make.tal_ward("two")])


def test_a_reader_sees_whole_reports_while_a_writer_writes(path: str) -> None:
    with Ledger.create_or_open(path) as writer:
        writer.add([make.tal_ward("r-0")])
        with Ledger.open_reading(path) as reader:
            for n in range(1, 20):
                writer.add([make.tal_ward(f"r-{n}")])
                counts = reader.counts()
                assert (counts.reports, counts.accounts) == (n + 1, n + 1)


def test_a_steady_view_shows_one_state_whatever_is_written_meanwhile(path: str) -> None:
    with Ledger.create_or_open(path) as writer:
        writer.add([make.tal_ward("one")])
        with Ledger.open_reading(path) as reader, reader.steady() as still:
            assert [report.id for report in still.reports()] == ["one"]
            writer.add([make.tal_ward("two")])
            assert [report.id for report in still.reports()] == ["one"]
            assert [report.id for report in reader.reports()] == ["one", "two"]


def test_a_writer_may_read_what_it_is_about_to_replace(ledger: Ledger) -> None:
    ledger.add([make.tal_ward(f"r-{n}") for n in range(5)])
    for account in ledger.accounts():
        ledger.add([make.tal_ward(account.report, make.TEXT + " More.")])
    assert all(report.text.endswith("More.") for report in ledger.reports())
