"""Web pages: the article is read, the furniture is not, and the page's own statements are kept."""

import gzip
import json
import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from tests.reports.taking import codes, take
from warledger.reports.inputs import RefusedInput
from warledger.reports.pages import decode_page, read_page

PARAGRAPHS = (
    "At least 12 people were killed on Tuesday when a shell hit a bakery in the east of the town, a doctor said.",
    "Rescuers still searched the rubble in the evening. “We heard the first shell at noon,” said the baker’s brother.",
    "The army said it had fired at a column of vehicles outside the town and denied that any shell fell on houses.",
)
HEAD = (
    '<meta charset="utf-8"><title>Shell hits bakery | The Town Crier</title>'
    '<meta property="og:title" content="Shell hits bakery"><meta property="og:site_name" content="The Town Crier">'
    '<link rel="canonical" href="https://crier.example/2016/shell">'
    '<meta property="article:published_time" content="2016-04-20T21:15:00+03:00">'
)
NAVIGATION = "<nav><ul><li><a href='/'>Home</a></li><li><a href='/war'>War</a></li></ul></nav>"
RELATED = (
    "<aside><h3>Related stories</h3><ul><li><a href='/1'>Car bomb kills 30 in the capital</a></li>"
    "<li><a href='/2'>Ferry sinks, 200 missing</a></li></ul></aside>"
    "<footer>Copyright 2016 The Town Crier. <a href='/s'>Subscribe to our newsletter</a></footer>"
)


def page(*paragraphs: str, head: str = HEAD, before: str = NAVIGATION, after: str = RELATED) -> str:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return (
        f"<!DOCTYPE html><html lang='en'><head>{head}</head><body>{before}<main><article><h1>Shell hits bakery</h1>"
        f"{body}</article></main>{after}</body></html>"
    )


def test_the_article_is_read_without_the_furniture() -> None:
    _, text = read_page(page(*PARAGRAPHS))
    for paragraph in PARAGRAPHS:
        assert paragraph in text.split("\n")
    for furniture in ("Home", "Car bomb", "Ferry", "Copyright", "newsletter"):
        assert furniture not in text


def test_the_page_says_who_published_it_when_and_where() -> None:
    fields, _ = read_page(page(*PARAGRAPHS))
    assert (fields.title, fields.outlet) == ("Shell hits bakery", "The Town Crier")
    assert (fields.published, fields.url) == (date(2016, 4, 20), "https://crier.example/2016/shell")


def test_a_date_in_the_furniture_is_not_the_pages() -> None:
    bare = "<title>Shell hits bakery</title>"
    fields, _ = read_page(page(*PARAGRAPHS, head=bare, after=f"{RELATED}<p>12 May 2019: weather</p>"))
    assert fields.published is None


def test_the_update_does_not_replace_the_first_publication() -> None:
    head = HEAD + '<meta property="article:modified_time" content="2018-01-01T10:00:00Z">'
    assert read_page(page(*PARAGRAPHS, head=head))[0].published == date(2016, 4, 20)


def test_a_short_news_flash_is_an_article() -> None:
    _, text = read_page(
        page("Three people were killed and nine hurt when a bomb went off at a bus stop, police said.")
    )
    assert "Three people were killed" in text


@pytest.mark.parametrize(
    ("html", "code"),
    [
        ("", "empty"),
        (" \n", "empty"),
        (page(before=NAVIGATION), "no_article"),
        ("<html><body><form><input name='user'>Please log in</form></body></html>", "no_article"),
        ("<html><head><title>404</title></head><body><h1>Not found</h1></body></html>", "no_article"),
        ("no markup and no article", "no_article"),
        ("<?xml version='1.0' encoding='utf-8'?><html/>", "no_article"),
        ("<" * 3000, "no_article"),
        ("<div>" * 5000, "no_article"),
    ],
)
def test_a_page_without_an_article_is_refused(html: str, code: str) -> None:
    with pytest.raises(RefusedInput) as refused:
        read_page(html)
    assert refused.value.code == code


def test_nothing_is_printed_over_a_page_that_cannot_be_read(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.html").write_text("<html><body><p>x</p></body></html>")
    (tmp_path / "b.html").write_text("<" * 3000)
    (tmp_path / "c.html").write_bytes(b"")
    _, refusals = take(tmp_path)
    assert codes(refusals) == ["no_article", "no_article", "empty"]
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("utf-8", '<meta charset="utf-8">'),
        ("cp1252", '<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">'),
        ("cp1252", ""),
        ("iso-8859-2", "<meta charset=iso-8859-2>"),
        ("utf-16", ""),
    ],
)
def test_a_page_is_decoded_as_it_says(encoding: str, declared: str) -> None:
    quoted = "“Łódź”" if encoding == "utf-8" else "café Orléans" if encoding != "iso-8859-2" else "Łódź"
    html = page(*PARAGRAPHS, head=declared).replace("”", '"').replace("“", '"').replace("’", "'")
    data = html.replace("Rescuers", quoted).encode(encoding)
    assert quoted in decode_page(data)


def test_html_files_are_named_after_the_file_and_both_endings_are_read(tmp_path: Path) -> None:
    (tmp_path / "one.html").write_text(page(*PARAGRAPHS))
    (tmp_path / "two.HTM").write_text(page(*PARAGRAPHS))
    reports, refusals = take(tmp_path)
    assert [report.id for report in reports] == ["one", "two"]
    assert refusals == []


def runs(text: str) -> Counter[tuple[str, ...]]:
    """The four-word runs of a text, as the benchmark that the pages come from compares them."""
    words = re.findall(r"\w+", text)
    return Counter(tuple(words[at : at + 4]) for at in range(max(1, len(words) - 3)))


def test_sixty_real_pages_are_read_nearly_as_their_editors_wrote_them(shared: Path) -> None:
    truth = json.loads((shared / "data/html/ground-truth.json").read_text())
    precisions, recalls = [], []
    for name, entry in truth.items():
        data = gzip.decompress((shared / "data/html" / f"{name}.html.gz").read_bytes())
        got, wanted = runs(read_page(decode_page(data))[1]), runs(entry["articleBody"])
        common = (got & wanted).total()
        precisions.append(common / got.total())
        recalls.append(common / wanted.total())
    # .966 and .966 when this was written.
    assert sum(precisions) / len(precisions) > 0.95
    assert sum(recalls) / len(recalls) > 0.95
