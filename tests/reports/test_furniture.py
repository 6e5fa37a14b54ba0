"""Page furniture is pointed out and the text stays as it is; what might be a sentence stays unmarked."""

import itertools
import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reports.taking import ENGLISH
from warledger.reports import furniture_spans
from warledger.reports.furniture import furniture_patterns, furniture_told


@pytest.mark.parametrize(
    ("text", "furniture"),
    [
        ("Two men were <b>killed</b> there.", ["<b>", "</b>"]),
        ('A <a href="/x" class="y">strike</a> hit.<br/>It', ['<a href="/x" class="y">', "</a>", "<br/>"]),
        ("It ended.\n\nRelated Story", ["Related Story"]),
        ("It ended. Read Also", ["Read Also"]),
        (
            "Read more: Car bomb kills 30 in the capital\nIt began.",
            ["Read more: Car bomb kills 30 in the capital"],
        ),
        ("RELATED: Ferry sinks, 200 missing\nIt began.", ["RELATED: Ferry sinks, 200 missing"]),
        (
            "Photograph: Ann Other/Agency via Getty Images\nIt",
            ["Photograph: Ann Other/Agency via Getty Images"],
        ),
        ("Smoke rises. Photo: Ann Other/AFP Ten people died.", ["Photo: Ann Other/AFP"]),
        ("Smoke rises (AFP Photo) Ten people died.", ["(AFP Photo)"]),
        ("Smoke rises (Photo by Ann Other/AFP) Ten died.", ["(Photo by Ann Other/AFP)"]),
        (
            "It ended. (Reporting by Ann Other in Cairo; Editing by Bo Doe)",
            ["(Reporting by Ann Other in Cairo; Editing by Bo Doe)"],
        ),
        (
            "said. Additional reporting by Ann Other in Cairo; Editing by Bo Doe",
            ["Additional reporting by Ann Other in Cairo; Editing by Bo Doe"],
        ),
        ("See https://example.org/2016/30-killed now", ["https://example.org/2016/30-killed"]),
        ("They posted it. pic.twitter.com/abc123 It", ["pic.twitter.com/abc123"]),
        (
            "It ended. Copyright 2016 The Town Crier. All rights reserved.",
            ["Copyright 2016 The Town Crier.", "All rights reserved."],
        ),
        ("Print Tweet Views 1430 Related A strike", ["Print Tweet Views 1430 Related"]),
        ("Ten died.\nAdvertisement\nTwo more", ["Advertisement"]),
        ("It ended. Follow us on Twitter @crier", ["Follow us on Twitter @crier"]),
        ("It ended.&nbsp;He left", ["&nbsp;"]),
    ],
)
def test_furniture_is_pointed_out(text: str, furniture: list[str]) -> None:
    assert [span.text.strip() for span in furniture_spans(text)] == furniture


def test_the_foot_of_a_page_with_its_headlines_is_furniture_to_the_end() -> None:
    foot = "Related News Car bomb kills 30 in the capital Ferry sinks Subscribe to our channel Copyright 2016 Crier"
    [span] = furniture_spans(f"{ENGLISH} {foot}")
    assert (span.text, span.start) == (foot, len(ENGLISH) + 1)


@pytest.mark.parametrize(
    "text",
    [
        ENGLISH,
        "He was reporting by telephone from Cairo when the second shell fell.",
        "A photo of the dead child was shared 1,430 times. The picture shows three bodies.",
        "The related story of the baker is known; people read more about it than about the dead.",
        "In a related development, five people were killed in Aleppo.",
        "Ten people were killed, said AFP (Reuters put it at 12).",
        "BEIRUT (Reuters) - Ten people were killed.",
        "Losses < 10 and > 5 were told; a < b.",
        "Follow us, the soldiers said, and 12 villagers did.",
        "Share this grief, the bishop said on Sunday.",
        "Subscribe to the truce, the envoy told them.",
        "The caption read: more than 30 dead.",
        "Image of war: 12 dead in the market.",
    ],
)
def test_sentences_of_the_report_stay(text: str) -> None:
    assert (
        furniture_spans(
            f"{text} Then it went on for a while, and nothing else of note happened that day. {ENGLISH}"
        )
        == ()
    )


pieces = st.sampled_from(
    [
        "<b>",
        "</b>",
        "Read more",
        "\n",
        " ",
        "Related News ",
        "Subscribe ",
        "Photo: A/AFP",
        "(",
        ")",
        "killed 12",
        "©2016",
        "www.a.b",
    ]
)


@given(st.lists(pieces | st.text(max_size=5), max_size=20).map("".join))
def test_spans_are_in_order_apart_and_true_of_the_text(text: str) -> None:
    spans = furniture_spans(text)
    for span in spans:
        assert text[span.start : span.end] == span.text != ""
    for before, after in itertools.pairwise(spans):
        assert before.end < after.start


def test_every_pattern_says_why_and_never_matches_nothing() -> None:
    for each in furniture_patterns():
        assert each.why
        assert not re.compile(each.pattern).fullmatch("")


def test_the_cues_keep_no_pattern_from_its_texts(shared: Path) -> None:
    texts = [
        json.loads(line)["text"]
        for file in sorted((shared / "reports").glob("*.jsonl"))
        for line in file.read_text().splitlines()
    ]
    for each in furniture_patterns():
        for text in texts:
            if each.pattern.search(text):
                assert any(cue in text.lower() for cue in each.cues), each.pattern.pattern


def test_no_word_that_the_gold_quotes_is_taken_for_furniture(shared: Path) -> None:
    texts: dict[str, str] = {}
    for file in (shared / "reports").glob("*.jsonl"):
        for line in file.read_text().splitlines():
            row = json.loads(line)
            texts[row["report"]] = row["text"]
    # Quotes may hold tags: they are furniture inside a sentence.
    furniture = {
        name: [span for span in furniture_spans(text) if not span.text.startswith("<")]
        for name, text in texts.items()
    }
    quoted = 0
    for file in (shared / "gold").glob("*.accounts.jsonl"):
        for line in file.read_text().splitlines():
            account = json.loads(line)
            text = texts.get(account["report"], "")
            for quote in (figure["quote"] for figure in account["figures"]):
                words = quote["text"] if isinstance(quote, dict) else quote
                start = text.find(words)
                if start >= 0:
                    quoted += 1
                    assert not any(
                        s.start < start + len(words) and start < s.end for s in furniture[account["report"]]
                    )
    assert quoted > 1000


def test_each_stretch_says_what_it_is_and_overlapping_ones_are_one() -> None:
    text = "It hit <b>a market</b>. See https://pics.example/a.\n\nRelated Story"
    told = furniture_told(text)
    assert tuple(found.span for found in told) == furniture_spans(text)
    assert [found.why.partition(":")[0] for found in told][2] == "web addresses"
    assert told[-1].why.startswith("heading of a list of other stories")
