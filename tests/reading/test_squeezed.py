"""Line breaks and doubled blanks inside a sentence change no count, and quotes keep them as they stand."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from tests.reading.sentences import reading_of, told
from warledger.reading.squeezed import without_space

SENTENCES = [
    "A raid on the market of the town killed at least 12 people and wounded dozens more.",
    "Between 20 and 30 farmers were abducted on the road.",
    "More than 1.2 million people have fled their homes.",
    "Two and a half thousand families were displaced.",
    "The death toll rose from 43 to 112 on Friday.",
]


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(SENTENCES), st.data())
def test_a_line_break_is_no_word(nlp: Language, sentence: str, data: st.DataObject) -> None:
    words = sentence.split(" ")
    at = data.draw(st.integers(1, len(words) - 1))
    assert told(nlp, " ".join(words[:at]) + "\n" + " ".join(words[at:])) == told(nlp, sentence)


@pytest.mark.parametrize("sentence", SENTENCES)
def test_doubled_blanks_change_nothing(nlp: Language, sentence: str) -> None:
    assert told(nlp, sentence.replace(" ", "  ")) == told(nlp, sentence)


def test_the_quote_keeps_the_break(nlp: Language) -> None:
    text = "A raid on Monday killed at least\n37 civilians near the port."
    [count] = reading_of(nlp, text).counts
    assert count.quote.text == "killed at least\n37 civilians"
    assert text[count.quote.start : count.quote.end] == count.quote.text
    assert (count.hedge, count.bounds.low) == ("at least", 37)


def test_positions_are_those_of_the_parse(nlp: Language) -> None:
    doc = nlp("The mayor\nspoke.\nA raid\nkilled\n12 people.")
    copy, at = without_space(doc)
    assert [copy[i].text for i in range(len(copy))] == [doc[at[i]].text for i in range(len(copy))]
    [count] = reading_of(nlp, doc.text).counts
    assert (doc[count.cause].text, doc[count.head].text) == ("killed", "people")
    assert doc[count.first : count.last].text == "12 people"
    assert list(doc.sents)[count.sentence].text.strip().startswith("A raid")


def test_a_blank_line_stays(nlp: Language) -> None:
    copy, _ = without_space(nlp("At least\n\n12 people died."))
    assert any(t.is_space for t in copy)


def test_a_text_without_breaks_is_read_as_it_is(nlp: Language) -> None:
    doc = nlp("A raid killed 12 people.")
    copy, at = without_space(doc)
    assert copy is doc
    assert list(at) == list(range(len(doc) + 1))
