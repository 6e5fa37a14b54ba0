"""Bytes of any age become text; what is no text is refused."""

import contextlib
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from warledger.reports.decoding import decode, storable
from warledger.reports.inputs import RefusedInput

QUOTED = "The mayor said: “They’re all dead” – at a café near Orléans, on the Saône."


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-8-sig", "utf-16"])
def test_old_and_new_encodings_give_the_same_text(encoding: str) -> None:
    assert decode(QUOTED.encode(encoding)) == QUOTED


def test_latin_1_reads_properly_however_short() -> None:
    assert decode("café".encode("latin-1")) == "café"
    assert (
        decode("Zehn Tote in München, sagte Müller.".encode("latin-1"))
        == "Zehn Tote in München, sagte Müller."
    )


def test_a_few_broken_bytes_do_not_turn_utf8_into_nonsense() -> None:
    data = "“Ten” – “twelve” – “more”, he said — ".encode() + b"\xff and left."
    assert decode(data) == "“Ten” – “twelve” – “more”, he said — \ufffd and left."


def test_a_text_cut_in_mid_character_keeps_the_rest() -> None:
    assert decode("Ten people died, he said: “".encode()[:-1]) == "Ten people died, he said: \ufffd"


def test_cyrillic_and_arabic_encodings_are_found_so_that_the_refusal_can_name_the_language() -> None:
    russian = "Десять мирных жителей погибли во вторник в результате авиаудара по рынку в городе. " * 3
    assert decode(russian.encode("cp1251")) == russian


def test_the_encoding_that_a_server_declares_is_believed_only_where_utf8_fails() -> None:
    assert decode("café".encode(), declared="latin-1") == "café"
    assert decode("Łódź".encode("iso-8859-2"), declared="iso-8859-2") == "Łódź"
    assert decode("“café”".encode("cp1252"), declared="ISO-8859-1") == "“café”"
    assert decode("café".encode("latin-1"), declared="no such thing") == "café"


@pytest.mark.parametrize(
    "data",
    [b"\x00\x01\x02", b"ab\0cd", random.Random(7).randbytes(400).replace(b"\0", b"\x81"), b"\x01\x02\x03 x"],
)
def test_garbage_is_refused(data: bytes) -> None:
    with pytest.raises(RefusedInput) as refused:
        decode(data)
    assert refused.value.code == "not_text"


@given(st.binary(max_size=300))
def test_no_bytes_break_it(data: bytes) -> None:
    with contextlib.suppress(RefusedInput):
        assert isinstance(decode(data), str)


@given(st.text())
def test_what_no_database_holds_is_replaced_one_for_one(text: str) -> None:
    stored = storable(text + "\ud83d\0")
    assert len(stored) == len(text) + 2
    stored.encode("utf-8")
    assert "\0" not in stored
