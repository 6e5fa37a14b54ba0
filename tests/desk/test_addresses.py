"""Addresses lead back to what they were made of, whatever ids the reports came with."""

from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warledger.desk.addresses import (
    incident_href,
    leads_outside,
    ledger_name,
    read_mark,
    report_href,
    with_query,
)
from warledger.records import Span


def test_a_figures_address_opens_the_report_at_its_words() -> None:
    assert (
        report_href("wire/2016 04?.txt", Span(3, 7, "nine"))
        == "/report/wire%2F2016%2004%3F.txt?mark=3-7#mark"
    )
    assert incident_href("2016-04-19-x") == "/incident/2016-04-19-x"


@given(st.text(min_size=1))
def test_an_id_comes_back_out_of_its_address(id_: str) -> None:
    parts = urlsplit(report_href(id_, Span(0, 1, "x")))
    assert parts.query == "mark=0-1"
    assert unquote(parts.path.removeprefix("/report/")) == id_


@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_a_mark_is_read_back(start: int, length: int) -> None:
    assert read_mark(f"{start}-{start + length}", start + length) == (start, start + length)
    assert read_mark(f"{start}-{start + length}", start + length - 1) is None


@pytest.mark.parametrize(
    "words", ["", "-", "3", "7-3", "3-3", "a-b", "-1-5", "٣-٩", "1-2-3", "1" * 5000 + "-2"]
)
def test_a_broken_mark_is_none(words: str) -> None:
    assert read_mark(words, 100) is None


@pytest.mark.parametrize(
    ("url", "leads"),
    [
        ("https://example.org/a", True),
        ("http://example.org", True),
        ("javascript:alert(1)", False),
        ("JAVASCRIPT:alert(1)", False),
        ("//example.org/a", False),
        ("data:text/html,x", False),
        ("http://[broken", False),
        (None, False),
    ],
)
def test_only_web_addresses_become_links(url: str | None, leads: bool) -> None:
    assert leads_outside(url) is leads


def test_a_ledgers_name_holds_no_password() -> None:
    assert ledger_name("postgresql://rana:secret@db.example/syria?password=secret") == "syria"
    assert ledger_name("/home/rana/ledger.db") == "ledger.db"


def test_fields_that_say_nothing_are_left_out() -> None:
    assert with_query("/", [("place", ""), ("q", "a&b")]) == "/?q=a%26b"
    assert with_query("/", []) == "/"
