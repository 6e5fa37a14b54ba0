"""What an address asks for of a comparison: a part, a period, a page."""

from pathlib import Path

import pytest
from starlette.datastructures import QueryParams

from tests.desk.comparing.beside import their_file
from warledger.comparing.outcome import Beside
from warledger.desk.comparing.apart import Asked, Compared, matched
from warledger.desk.comparing.choosing import PARTS, Part, Wanted, chosen, part_of, wanted_of
from warledger.errors import UsageError


@pytest.fixture(scope="module")
def compared(ledger_path: str, tmp_path_factory: pytest.TempPathFactory) -> Compared:
    folder: Path = tmp_path_factory.mktemp("theirs")
    return matched(Asked(ledger_path, "full", their_file(folder)), lambda _: None)


def sizes(compared: Compared, wanted: Wanted) -> dict[Part, int]:
    return {part: len(rows) for part, rows in chosen(compared, wanted).parts.items()}


def test_without_a_period_every_part_is_whole(compared: Compared) -> None:
    assert sizes(compared, Wanted()) == {"matched": 3, "differ": 1, "perhaps": 0, "here": 2, "there": 1}
    assert set(chosen(compared, Wanted()).undated.values()) == {0}


@pytest.mark.parametrize(
    ("since", "until", "found"),
    [
        ("2015-06", "", {"matched": 1, "differ": 1, "perhaps": 0, "here": 0, "there": 0}),
        ("", "2015-05-04", {"matched": 1, "differ": 0, "perhaps": 0, "here": 1, "there": 1}),
        ("2015-05-12", "2015-05-12", {"matched": 1, "differ": 0, "perhaps": 0, "here": 0, "there": 0}),
        ("2015-03-10", "2015-03-10", {"matched": 1, "differ": 0, "perhaps": 0, "here": 0, "there": 0}),
        ("2016", "", {"matched": 0, "differ": 0, "perhaps": 0, "here": 0, "there": 0}),
    ],
    ids=["since", "until", "one day", "the day of one side", "a year without any"],
)
def test_a_period_keeps_what_either_side_puts_into_it(
    compared: Compared, since: str, until: str, found: dict[Part, int]
) -> None:
    assert sizes(compared, Wanted(since=since, until=until)) == found


def test_what_a_period_leaves_out_for_want_of_a_day_is_counted(compared: Compared) -> None:
    assert chosen(compared, Wanted(since="2015")).undated["here"] == 1


def test_the_newest_stands_first_and_what_has_no_day_last(compared: Compared) -> None:
    parts = chosen(compared, Wanted()).parts
    days = [str(row.incident.date.start) for row in parts["matched"] if isinstance(row, Beside)]
    assert days == sorted(days, reverse=True)
    assert getattr(parts["here"][-1], "id") == "undated-barda-shelling"  # noqa: B009 - one side of a union


def test_the_address_of_a_part_keeps_the_period_and_that_of_a_page_the_part() -> None:
    wanted = wanted_of(QueryParams("part=there&since=2016-06&until=&page=3"))
    assert wanted == Wanted("there", "2016-06", "", 3)
    assert wanted.address(part="here") == "/compare?part=here&since=2016-06"
    assert wanted.address(page=2) == "/compare?part=there&since=2016-06&page=2"
    assert Wanted().address() == "/compare"


def test_another_part_and_a_day_that_is_none_are_complaints(compared: Compared) -> None:
    assert [part_of(Wanted(part)) for part in PARTS] == list(PARTS)
    with pytest.raises(UsageError, match="no part of a comparison"):
        part_of(Wanted("<b>"))
    with pytest.raises(UsageError, match="Since"):
        chosen(compared, Wanted(since="soon"))
