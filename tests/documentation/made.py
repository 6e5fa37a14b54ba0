"""What stands in the documentation because it stands in the program: options, formats, word tables, measured accuracy.

A page says `<!-- made: NAME ... -->` and `<!-- /made -->`; what lies between them is made here. `make golden` writes it
anew, and a test holds the pages against it.
"""

import csv
import re
from collections.abc import Callable, Mapping
from importlib import resources
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal, TypeAliasType, get_args, get_origin

from typer.main import get_command

from warledger.cli import app
from warledger.exports import FORMATS
from warledger.records import vocabulary

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"

_MADE = re.compile(r"(?<=<!-- made: )(?P<name>[^>]+?)(?P<open> -->\n).*?(?=<!-- /made -->)", re.S)


def commands() -> Mapping[str, Any]:
    """Give every command that does something by its words, "judge same" among them."""
    found: dict[str, Any] = {}

    def walk(name: str, command: Any) -> None:
        inner = getattr(command, "commands", None)
        if inner is None:
            found[name] = command
            return
        for each in inner.values():
            walk(f"{name} {each.name}".strip(), each)

    walk("", get_command(app))
    return found


def flags(parameter: Any) -> list[str]:
    """Give the ways to write an option; none for an argument."""
    return [*parameter.opts, *parameter.secondary_opts] if parameter.param_type_name == "option" else []


def _value(parameter: Any) -> str:
    """Name the value of an option or argument: what may be chosen, else the word that stands for it; "" for a switch."""
    annotation = parameter.type_descriptor.annotation
    choices = get_args(annotation) if get_origin(annotation) is Literal else ()
    shown = "\\|".join(choices) or parameter.metavar or ""
    return f"`{shown}`" if shown and not getattr(parameter, "is_flag", False) else ""


def _options(command: str) -> list[str]:
    lines = [f"| `{command}` takes | |", "|---|---|"]
    for parameter in commands()[command].params:
        written = ", ".join(f"`{flag}`" for flag in flags(parameter))
        if "--help" not in written:
            lines.append(f"| {f'{written} {_value(parameter)}'.strip()} | {parameter.help} |")
    return lines


def _formats(_: str) -> list[str]:
    return [
        "| FORMAT | holds |",
        "|---|---|",
        *(f"| `{name}` | {form.content} |" for name, form in FORMATS.items()),
    ]


def _rows(table: str) -> list[dict[str, str]]:
    text = (resources.files("warledger") / "data" / table).read_text("utf-8")
    return list(csv.DictReader(line for line in text.splitlines() if not line.startswith("#")))


def _number_words(_: str) -> list[str]:
    """Give the words that stand for a number, several in a row: one to nineteen and the tens need no table."""
    words = [row for row in _rows("number_words.csv") if row["low"] != row["high"] or " " in row["words"]]
    plain = [row for row in _rows("number_words.csv") if row not in words]
    lines = ["| words | low | high |", "|---|---|---|"]
    lines += [f"| {row['words']} | {row['low']} | {row['high'] or 'open'} |" for row in words]
    told = ", ".join(f"{row['words']} {row['low']}" for row in plain)
    return [*lines, "", f"Exactly what they say: {told}."]


def _hedges(_: str) -> list[str]:
    by_bound: dict[str, list[str]] = {}
    for row in _rows("hedges.csv"):
        by_bound.setdefault(row["bound"], []).append(row["words"])
    told = {
        "least": "that number, and open above",
        "more": "one more than that number, and open above",
        "most": "no least number; at most that number",
        "fewer": "no least number; one fewer than that number",
        "about": "that number",
    }
    assert by_bound.keys() <= told.keys(), by_bound.keys()
    lines = ["| words before a number | what is booked |", "|---|---|"]
    return [*lines, *(f"| {', '.join(words)} | {told[bound]} |" for bound, words in by_bound.items())]


def _vocabulary(_: str) -> list[str]:
    """Give the closed lists: what a field of such a type may be."""
    lists = {
        name: get_args(each.__value__)
        for name, each in vars(vocabulary).items()
        if isinstance(each, TypeAliasType)
    }
    lines = ["| type | values |", "|---|---|"]
    return [
        *lines,
        *(f"| `{name}` | {', '.join(f'`{each}`' for each in values)} |" for name, values in lists.items()),
    ]


def _accuracy(_: str) -> list[str]:
    """Give the chapter of the README, so that a figure is measured and written once."""
    readme = (ROOT / "README.md").read_text("utf-8")
    return readme.partition("\n## How well it reads\n")[2].partition("\n## ")[0].strip().splitlines()


MAKERS: Mapping[str, Callable[[str], list[str]]] = MappingProxyType(
    {
        "options": _options,
        "formats": _formats,
        "number words": _number_words,
        "hedges": _hedges,
        "vocabulary": _vocabulary,
        "accuracy": _accuracy,
    }
)
"""What can be made, by the first words of its mark; what follows in the mark is handed over."""


def made(page: str) -> str:
    """Give the text of a page with everything in it that is made, as it is now.

    Raises:
        KeyError: the page names what nobody makes, or a command that there is not.
    """

    def anew(mark: re.Match[str]) -> str:
        name = next((known for known in MAKERS if mark["name"].startswith(known)), mark["name"])
        lines = MAKERS[name](mark["name"].removeprefix(name).strip())
        return f"{mark['name']}{mark['open']}" + "\n".join(["", *lines, "", ""])

    return _MADE.sub(anew, (DOCS / page).read_text("utf-8"))


def marks(page: str) -> list[str]:
    """Name what is made on a page."""
    return [mark["name"] for mark in _MADE.finditer((DOCS / page).read_text("utf-8"))]


def all_pages() -> list[str]:
    """Name every page, by its path below docs/."""
    return [str(page.relative_to(DOCS)) for page in sorted(DOCS.rglob("*.md"))]
