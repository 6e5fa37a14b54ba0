"""Nothing that a user can write is without documentation: commands, options, formats, exit statuses, columns of side files."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.documentation.made import DOCS, ROOT, all_pages, commands, flags
from tests.documentation.transcripts import blocks_of, plain
from warledger import errors
from warledger.cli import FAULT, INTERRUPTED
from warledger.cli.verifying import FOUND
from warledger.errors import WarledgerError
from warledger.exports import FORMATS

COMMANDS = (DOCS / "commands.md").read_text("utf-8")


def chapter(command: str) -> str:
    """The chapter of a command, from its heading to the next."""
    _, _, rest = COMMANDS.partition(f"\n## `{command}`\n")
    return rest.partition("\n## ")[0]


@pytest.mark.parametrize("command", commands())
def test_every_command_has_a_chapter_with_an_example(command: str) -> None:
    assert re.search(rf"^\$ (.*\| )?warledger {command}\b", chapter(command), re.M), (
        f"no example of {command}"
    )


@pytest.mark.parametrize("command", commands())
def test_every_option_and_argument_stands_in_the_chapter_of_its_command(command: str) -> None:
    for parameter in commands()[command].params:
        assert parameter.help, f"{command}: {parameter.name} has no help"
        for flag in flags(parameter):
            assert f"`{flag}`" in chapter(command) or flag == "--help"


def test_no_chapter_is_of_a_command_that_there_is_not() -> None:
    assert re.findall(r"^## `(.+)`$", COMMANDS, re.M) == [
        *dict.fromkeys(re.findall(r"^## `(.+)`$", COMMANDS, re.M))
    ]
    assert set(re.findall(r"^## `(.+)`$", COMMANDS, re.M)) == set(commands())


@pytest.mark.parametrize("form", FORMATS)
def test_every_export_format_is_described_and_shown_at_work(form: str) -> None:
    told = [(DOCS / page).read_text("utf-8") for page in ("formats.md", "exchange.md")]
    assert any(f"`{form}`" in text for text in told)
    shown = [plain(step.command) for page in all_pages() for block in blocks_of(page) for step in block]
    assert any(f"export -f {form} " in f"{command} " for command in shown), f"no page exports {form}"


def test_every_exit_status_is_told() -> None:
    raised = {
        each.exit_status
        for each in vars(errors).values()
        if isinstance(each, type) and issubclass(each, WarledgerError)
    }
    told = set(map(int, re.findall(r"^\| (\d+) \|", COMMANDS, re.M)))
    assert told == {0, *raised, FOUND, FAULT, INTERRUPTED}


def test_every_page_is_in_the_navigation_and_every_entry_is_a_page() -> None:
    def listed(entries: Any) -> list[str]:
        if isinstance(entries, str):
            return [entries]
        return [
            page
            for each in (entries.values() if isinstance(entries, dict) else entries)
            for page in listed(each)
        ]

    settings = yaml.safe_load((ROOT / "mkdocs.yml").read_text("utf-8"))
    assert sorted(listed(settings["nav"])) == all_pages()


@pytest.mark.parametrize("page", all_pages())
def test_a_page_holds_no_address_outside_but_of_examples(page: str) -> None:
    for address in re.findall(r"https?://[^\s\"'`)>|]+", (DOCS / page).read_text("utf-8")):
        host = address.split("/")[2]
        assert host.startswith("127.0.0.1") or host.endswith(".example"), (
            f"docs/{page} leads outside: {address}"
        )


def test_every_link_of_the_readme_into_the_documentation_leads_somewhere() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    for target in re.findall(r"\]\((docs/[^)#]+)", readme):
        assert Path(ROOT / target).exists(), target
