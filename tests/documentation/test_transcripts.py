"""What the pages show is what the program prints: every command of every page runs, in its order."""

import contextlib
import doctest
from pathlib import Path

import pytest

from tests.documentation.made import DOCS, all_pages, made, marks
from tests.documentation.transcripts import Session, blocks_of, matches, pages, plain, prepare, steps_of


@pytest.mark.parametrize("page", pages())
def test_the_commands_of_a_page_print_what_it_shows(page: str, tmp_path: Path, examples_ledger: Path) -> None:
    prepare(tmp_path, page, lambda: examples_ledger)
    session = Session(tmp_path)
    for block in blocks_of(page):
        for step in block:
            said = session.run(plain(step.command))
            assert matches(step.shown, said), (
                f"docs/{page}: `{step.command}` prints something else (if that was meant: `make golden`):\n"
                + "\n".join(said)
            )


@pytest.mark.parametrize("page", all_pages())
def test_what_is_made_from_the_program_is_as_the_program_has_it(page: str) -> None:
    if marks(page):
        assert (DOCS / page).read_text("utf-8") == made(page), (
            f"docs/{page} is older: `make golden` writes it anew"
        )


def test_a_command_may_be_written_on_several_lines() -> None:
    (step,) = steps_of("$ warledger show \\\n    2019\nAirstrike\n")
    assert plain(step.command) == "warledger show 2019"
    assert step.shown == ["Airstrike"]


def test_lines_that_are_left_out_may_be_any() -> None:
    assert matches(["a", "...", "c"], ["a", "b", "b", "c"])
    assert matches(["a", "..."], ["a"])
    assert not matches(["a", "...", "c"], ["a", "b"])
    assert not matches(["a"], ["a", "b"])


def test_when_a_judgement_was_made_is_no_difference() -> None:
    shown = "j-000000000001  Rima Haddad, 2026-01-01 10:00 UTC: why"
    assert matches([shown], ["j-fedcba987654  Rima Haddad, 2027-02-02 11:59 UTC: why"])
    assert not matches([shown], ["j-fedcba987654  Rima Haddad, 2027-02-02 11:59 UTC: another reason"])


@pytest.mark.parametrize(
    "page", [page for page in all_pages() if "```pycon" in (DOCS / page).read_text("utf-8")]
)
def test_the_python_of_a_page_gives_what_it_shows(page: str, tmp_path: Path, examples_ledger: Path) -> None:
    prepare(tmp_path, page, lambda: examples_ledger)
    with contextlib.chdir(tmp_path):
        # The fences end an example: what stands behind its last line is its output.
        text = (DOCS / page).read_text("utf-8").replace("```", "\n")
        test = doctest.DocTestParser().get_doctest(text, {}, page, str(DOCS / page), 0)
        runner = doctest.DocTestRunner(verbose=False, optionflags=doctest.ELLIPSIS)
        said: list[str] = []
        runner.run(test, out=said.append)
    assert runner.tries > 0
    assert not runner.failures, "".join(said)
