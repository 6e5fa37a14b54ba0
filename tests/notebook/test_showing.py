"""Records in a notebook: shown as pages by a real IPython, with every text of a report escaped."""

import subprocess
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config

from tests import factories as make
from tests.by_hand import put_incidents
from warledger.frames import Ledger
from warledger.ledger import Ledger as Kept
from warledger.notebook import show_in
from warledger.records import Linking

HOSTILE = "<script>alert(1)</script> & \u202e\"'><img src=x>"


class Tags(HTMLParser):
    """The elements of a page that are open when it ends, and all that it has."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.all: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.append(tag)
        self.all.add(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def checked(page: str) -> str:
    """Give a page of which every element is closed and none comes out of a report."""
    tags = Tags()
    tags.feed(page)
    assert tags.open == []
    assert not tags.all & {"script", "img"}
    assert "\u202e" not in page
    return page


@pytest.fixture(scope="module")
def shell(tmp_path_factory: pytest.TempPathFactory) -> Iterator[InteractiveShell]:
    alone = Config({"HistoryManager": {"enabled": False}})
    shell = InteractiveShell.instance(config=alone, ipython_dir=str(tmp_path_factory.mktemp("ipython")))
    show_in(shell)
    yield shell
    InteractiveShell.clear_instance()


def page_of(shell: InteractiveShell, record: object) -> str:
    formatter: Any = shell.display_formatter
    formatter.active_types = formatter.format_types  # as a notebook has it
    data: dict[str, Any] = formatter.format(record)[0]
    return checked(data["text/html"])


def test_an_incident_shows_its_sentence_its_figures_and_who_says_so(shell: InteractiveShell) -> None:
    telling = make.tal_ward()
    account = telling.accounts[0]
    incident = make.incident([account], figures=(make.reconciled(figure_ids=(account.figures[0].id,)),))
    page = page_of(shell, incident)
    assert incident.title in page
    assert incident.figures[0].sources[0] in page
    assert account.evidence.text in page
    assert incident.id in page


def test_a_telling_shows_its_text_whole_with_the_words_of_each_record_marked(shell: InteractiveShell) -> None:
    telling = make.tal_ward()
    page = page_of(shell, telling)
    figure = telling.accounts[0].figures[0]
    assert f"figures: {figure.outcome}" in page
    assert "<mark" in page
    words = "".join(Texts.of(page))
    assert telling.report.text in words


class Texts(HTMLParser):
    """The words of a page."""

    @classmethod
    def of(cls, page: str) -> list[str]:
        parser = cls()
        parser.words = []
        parser.feed(page)
        return parser.words

    words: list[str]

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def test_what_a_report_says_cannot_become_markup(shell: InteractiveShell) -> None:
    source = make.report("bad", f"{HOSTILE} two people", title=HOSTILE, outlet=HOSTILE)
    quote = make.quoted(source, source.text)
    figure = make.figure(quote, 2, 2, says=(HOSTILE,))
    account = make.account(source, figures=(figure,), place=make.town(HOSTILE, 35.0, 36.0), evidence=quote)
    loose = make.loose(source, quote=quote, says=(HOSTILE,))
    incident = make.incident([account], title=HOSTILE, primary_sources=(HOSTILE,))
    for record in (
        source,
        figure,
        account,
        loose,
        incident,
        make.telling(source, accounts=[account], loose=[loose]),
    ):
        assert "&lt;script&gt;" in page_of(shell, record), type(record).__name__


def test_a_ledger_shows_how_much_it_holds(shell: InteractiveShell, tmp_path: Path) -> None:
    telling = make.tal_ward()
    with Ledger.create_or_open(str(tmp_path / "ledger.db")) as ledger:
        ledger.add([telling])
        put_incidents(ledger, [make.incident(telling.accounts)], Linking(groups=()))
        page = page_of(shell, ledger)
        assert '<td dir="auto">incidents</td><td dir="auto">1</td>' in page
        with ledger.steady() as still:
            assert isinstance(still, Kept)
            assert page_of(shell, still) == page


def test_a_notebook_session_needs_nothing_but_the_import(tmp_path: Path) -> None:
    session = tmp_path / "session.ipy"
    session.write_text(
        "import sys\n"
        "import warledger as wl\n"
        "assert 'spacy' not in sys.modules, 'the import alone loads no parser'\n"
        "shown = get_ipython().display_formatter\n"
        "shown.active_types = shown.format_types\n"
        "report = wl.Report('r-1', 'Shells fell on <Azaz>.', title='Azaz')\n"
        "print(shown.format(report)[0]['text/html'])\n"
        "%reload_ext warledger\n"
        "ledger = wl.Ledger.create_or_open('new.db')\n"
        "print(shown.format(ledger)[0]['text/html'])\n"
        "print(len(ledger.pandas('incidents')), ledger.polars('figures').height)\n",
        encoding="utf-8",
    )
    done = subprocess.run(
        [sys.executable, "-m", "IPython", "--no-banner", "--quick", str(session)],
        cwd=tmp_path, capture_output=True, text=True, check=False,
        env={"PATH": "", "HOME": str(tmp_path), "IPYTHONDIR": str(tmp_path / "ipython")},
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Shells fell on &lt;Azaz&gt;." in done.stdout
    assert "<strong>Ledger</strong>" in done.stdout
    assert done.stdout.rstrip().endswith("0 0")
