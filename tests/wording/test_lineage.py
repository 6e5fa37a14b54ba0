"""Words for chains, recurring quotations and ceasefires."""

from datetime import date

from tests import factories as make
from warledger.records import (
    Chain,
    Passage,
    Period,
    Place,
    Recurrence,
    RecurringQuotation,
    Span,
    Truce,
    TruceDay,
    TruceName,
)
from warledger.wording.lineage import lineage_lines, one_voice_words, recurring_words, truce_words


def test_a_source_is_followed_by_the_ways_of_its_words() -> None:
    chain = Chain(
        "SOHR",
        None,
        (
            Passage("a-1", "r1", "Valley Post", "cited", ("AFP",)),
            Passage("a-2", "r2", "Hill Gazette", "cited", copy_of="r1"),
            Passage("a-3", "r3", None, "rewritten", rewrite_of="a-1"),
            Passage("a-4", "r4", "River News", "perhaps"),
        ),
    )
    assert list(lineage_lines([chain])) == [
        "SOHR (monitor, opposition)",
        "  Valley Post, report r1, through AFP, names it",
        "  Hill Gazette, report r2, a copy of r1, names it",
        "  report r3, a rewrite of a-1, names nobody, in the words of an account that names it",
        "  River News, report r4, names nobody for it: perhaps its words",
    ]


def test_sources_of_one_side_are_told_to_be_one_voice() -> None:
    chains = [Chain("SANA", "Syrian government", ()), Chain("Syrian army", "Syrian government", ())]
    assert one_voice_words(chains) == (
        "2 sources, 1 independent voice: SANA and Syrian army speak for Syrian government"
    )
    assert one_voice_words([*chains[:1], Chain("SOHR", None, ())]) == ""


def test_words_that_recur_name_the_first_telling() -> None:
    words = "We will not sit down to talk"
    span = Span(0, len(words), words)
    tellings = (
        Recurrence("q-1", "r1", "Valley Post", date(2016, 4, 20), ("the council",), span),
        Recurrence("q-2", "r2", "Hill Gazette", None, ("Samir Haddad",), span),
    )
    found = RecurringQuotation("rq-1", words, ("the council", "Samir Haddad"), True, 2, tellings)
    assert recurring_words(found) == (
        "“We will not sit down to talk”: the council and Samir Haddad (reports name different speakers), "
        "in 2 reports, first by Valley Post, 20 April 2016"
    )


def test_a_truce_is_named_by_what_is_told_of_it() -> None:
    told = (
        TruceDay("effective", make.day(date(2016, 9, 12)), ("c-1",), ("UN",)),
        TruceDay("effective", make.day(date(2016, 9, 13)), ("c-2",), ("AFP",)),
    )
    left_out = (TruceName("Nusra/HTS", ("c-3",), ("UN",)),)
    truce = Truce(
        "cf-1", Place(country="SY", precision="country"), told, (), left_out, (), (), (), (), (), Period()
    )
    assert truce_words(truce) == (
        "ceasefire in Syria (in effect on 12 September 2016 or on 13 September 2016, as reports differ; "
        "leaving out Nusra/HTS)"
    )
