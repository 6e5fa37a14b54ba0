"""Whom a text gives the credit for its words, by its head and tail; who is cited inside it is no author."""

import pytest

from warledger.grounding.credits import credited, credited_in_name


@pytest.mark.parametrize(
    ("text", "agencies"),
    [
        ("BEIRUT (Reuters) - Shells fell on Mareen on Monday.", ("Reuters",)),
        ("Nine killed in raid on Mareen Monitor AFP Monday 6 Jun 2016 Nine people were killed.", ("AFP",)),
        ("Nine killed in raid on Mareen Monitor AFP Nine people were killed on Monday.", ("AFP",)),
        ("AFP - Shells fell on Mareen on Monday.", ("AFP",)),
        ("Shells fell on Mareen on Monday.--AFP", ("AFP",)),
        ("Shells fell on Mareen on Monday. (With AP, Reuters and AFP)", ("AP", "Reuters", "AFP")),
        ("Shells fell on Mareen on Monday. Source Reuters", ("Reuters",)),
        ("Shells fell on Mareen on Monday. (AFP)", ("AFP",)),
        ("Shells fell on Mareen, a doctor told AFP.", ()),
        ("Men search the rubble in Mareen on Monday. (AFP Photo) Nine people were killed.", ()),
        ("A boy runs in Mareen (Photo AFP) Nine people were killed on Monday.", ()),
        ("Reuters reported that shells fell on Mareen.", ()),
        ("According to SANA the shells fell on Mareen.", ()),
        ("Shells fell on Mareen on Monday.", ()),
    ],
)
def test_a_credit_line(text: str, agencies: tuple[str, ...]) -> None:
    assert credited(text, text) == agencies


@pytest.mark.parametrize(
    ("outlet", "agencies"), [("Valley Post (AFP copy)", ("AFP",)), ("Reuters", ()), ("Valley Post", ())]
)
def test_an_outlet_s_name_may_tell_the_agency(outlet: str, agencies: tuple[str, ...]) -> None:
    assert credited_in_name(outlet) == agencies
