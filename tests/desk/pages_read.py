"""Reads a page as a person or a browser does: its text, its links, its tables, what stands in its mark."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

from fastapi.testclient import TestClient

_APART = frozenset({"td", "th", "dt", "dd", "li"})
"""Elements whose words do not touch those of the next one on the screen."""
_VOID = frozenset({"meta", "link", "input", "br", "img", "hr"})


@dataclass
class Element:
    """One element: its name, attributes, and all text inside it."""

    name: str
    attributes: dict[str, str | None]
    text: str = ""
    inside: list[str] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[Element] = []
        self.elements: list[Element] = []
        self.crossed: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, dict(attrs), inside=[e.name for e in self.open])
        self.elements.append(element)
        if tag not in _VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open[-1].name != tag:
            self.crossed.append(tag)
            return
        self.open.pop()
        if tag in _APART:
            self.handle_data(" ")

    def handle_data(self, data: str) -> None:
        for element in self.open:
            element.text += data


def elements(page: str, name: str = "", **attributes: str) -> list[Element]:
    """Give the elements of a page by name and attributes (`class_` for a word of its classes).

    Raises:
        ValueError: the page's elements cross or are left open.
    """
    reader = _Reader()
    reader.feed(page)
    reader.close()
    if reader.crossed or reader.open:
        raise ValueError(f"crossed: {reader.crossed}, open: {[e.name for e in reader.open]}")
    class_ = attributes.pop("class_", "")
    return [
        e
        for e in reader.elements
        if (not name or e.name == name)
        and all(e.attributes.get(k) == v for k, v in attributes.items())
        and (not class_ or class_ in (e.attributes.get("class") or "").split())
    ]


def text_of(page: str, name: str = "body", **attributes: str) -> str:
    """Give the text of the only element of that kind, its white space as written."""
    (element,) = elements(page, name, **attributes)
    return element.text


def links(page: str, class_: str = "") -> list[str]:
    """Give where the page's links lead."""
    return [e.attributes.get("href") or "" for e in elements(page, "a", class_=class_)]


def page(desk: TestClient, address: str, status: int = 200) -> str:
    """Ask a desk for a page and give its text."""
    answer = desk.get(address)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    return str(answer.text)


def words_of(shown: str, name: str = "body", **attributes: str) -> str:
    """Give the text of the only element of that kind, all white space as single blanks."""
    return " ".join(text_of(shown, name, **attributes).split())
