"""The sessions that the documentation shows: its ```console blocks, run in order, and what they print.

A line that begins with "$ " is a command; what follows is its output. A line "..." stands for lines that are left out. The
day and time at which a judgement was made, and the id that follows from them, are masked on both sides; so is the head of a
chain, which names the text of the rules that linked the ledger.
After a change that was meant, `make golden` writes all outputs anew; their diff is then read like code.
"""

import contextlib
import io
import os
import re
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

from tests.documentation.made import DOCS, ROOT, all_pages, made
from warledger.cli import run

FROM_NOTHING = "tutorial.md"
"""The page that begins with the examples alone; every other begins with their ledger too."""

COLUMNS = "100"
LEFT_OUT = "..."
PORT = "8080"

_BLOCK = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.M | re.S)
_JUDGEMENT = re.compile(r"\bj-[0-9a-f]{12}\b")
_MASKED = (
    (re.compile(r"\b\d{4}-\d\d-\d\d \d\d:\d\d\b"), "DAY TIME"),
    (re.compile(r"\b[0-9a-f]{64}\b"), "DIGEST"),  # a chain names refused files, by their folders too
    (_JUDGEMENT, "JUDGEMENT"),
)
_SHELL = re.compile(r"[|<>&;*$]")


@dataclass
class Step:
    """A command that a page shows, and the lines that it says come of it."""

    command: str
    shown: list[str] = field(default_factory=list)


@dataclass
class Session:
    """A folder in which the commands of a page run: in this process, or by the programs of another environment.

    An id of a judgement follows from the moment at which it was made: a command that names one means the latest.
    """

    folder: Path
    programs: Path | None = None
    _judgement: str = ""

    def run(self, command: str) -> list[str]:
        """Run a command and give the lines of its output and its errors, without the spaces at their ends."""
        command = _JUDGEMENT.sub(self._judgement, command)
        if command.startswith("warledger serve"):
            said = self._serve(command)
        elif self.programs is None and command.startswith("warledger ") and not _SHELL.search(command):
            said = self._here(command)
        else:
            said = self._by_shell(command)
        self._judgement = next(iter(_JUDGEMENT.findall(said)), self._judgement)
        return [line.rstrip() for line in said.rstrip().splitlines()]

    def _here(self, command: str) -> str:
        out = io.StringIO()
        with (
            contextlib.chdir(self.folder),
            _columns(),
            contextlib.redirect_stdout(out),
            contextlib.redirect_stderr(out),
        ):
            run(shlex.split(command)[1:])
        return out.getvalue()

    def _by_shell(self, command: str) -> str:
        done = subprocess.run(
            ["bash", "-c", command], cwd=self.folder, env=self._environment(), check=False, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
        return done.stdout

    def _serve(self, command: str) -> str:
        """Start a desk on a free port, hear what it says, and stop it as Ctrl-C does."""
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = str(free.getsockname()[1])
        desk = subprocess.Popen(
            [*shlex.split(command), "--port", port], cwd=self.folder, env=self._environment(), text=True,
            stdout=subprocess.PIPE,
        )  # fmt: skip
        assert desk.stdout is not None
        first = desk.stdout.readline()
        with contextlib.suppress(HTTPError), urlopen(f"http://127.0.0.1:{port}/"):
            pass  # it answers: whatever it says, it is up
        desk.send_signal(signal.SIGINT)
        rest, _ = desk.communicate(timeout=60)
        return (first + rest).replace(f":{port}/", f":{PORT}/")

    def _environment(self) -> dict[str, str]:
        programs = self.programs or Path(sys.executable).parent
        kept = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("PYTHON", "VIRTUAL_ENV"))
        }
        return kept | {"COLUMNS": COLUMNS, "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}"}


@contextlib.contextmanager
def _columns() -> Iterator[None]:
    before = os.environ.get("COLUMNS")
    os.environ["COLUMNS"] = COLUMNS
    try:
        yield
    finally:
        os.environ.pop("COLUMNS")
        if before is not None:
            os.environ["COLUMNS"] = before


def pages() -> list[str]:
    """Name the pages that show a session, by their path below docs/."""
    return [
        str(page.relative_to(DOCS))
        for page in sorted(DOCS.rglob("*.md"))
        if _BLOCK.search(page.read_text("utf-8"))
    ]


def steps_of(block: str) -> list[Step]:
    """Take a block apart; a command that ends in a backslash goes on in the next line."""
    steps: list[Step] = []
    for line in block.splitlines():
        if line.startswith("$ "):
            steps.append(Step(line[2:]))
        elif steps and not steps[-1].shown and steps[-1].command.endswith("\\"):
            steps[-1].command += f"\n{line}"
        else:
            steps[-1].shown.append(line.rstrip())
    for step in steps:
        while step.shown and not step.shown[-1]:
            step.shown.pop()
    return steps


def blocks_of(page: str) -> list[list[Step]]:
    """Give the sessions of a page."""
    return [steps_of(block) for block in _BLOCK.findall((DOCS / page).read_text("utf-8"))]


def plain(command: str) -> str:
    """Join a command that is written on several lines."""
    return " ".join(part.strip() for part in command.split("\\\n"))


def matches(shown: list[str], said: list[str]) -> bool:
    """Tell whether the output is the one that is shown, where the lines left out may be any."""
    pattern = [r"(?:.*\n)*?" if line == LEFT_OUT else re.escape(_masked(line)) + "\n" for line in shown]
    return re.fullmatch("".join(pattern), "".join(f"{_masked(line)}\n" for line in said)) is not None


def _masked(line: str) -> str:
    for pattern, name in _MASKED:
        line = pattern.sub(name, line)
    return line


def prepare(folder: Path, page: str, ledger: Callable[[], Path]) -> None:
    """Lay out what a page begins with: the examples and, but for the tutorial, their ledger."""
    shutil.copytree(ROOT / "examples", folder / "examples")
    if page != FROM_NOTHING:
        shutil.copy(ledger(), folder / "ledger.db")


def _anew(shown: list[str], said: list[str]) -> list[str]:
    """Cut the output as the page does: as many lines before and behind what is left out."""
    if LEFT_OUT not in shown:
        return said
    at = shown.index(LEFT_OUT)
    behind = len(shown) - at - 1
    return [*said[:at], LEFT_OUT, *(said[-behind:] if behind else [])]


def _renewed(page: str, session: Session) -> str:
    def renewed(block: re.Match[str]) -> str:
        lines: list[str] = []
        for step in steps_of(block[0]):
            said = session.run(plain(step.command))
            kept = step.shown if step.shown and matches(step.shown, said) else _anew(step.shown, said)
            lines += [f"$ {step.command}", *kept, ""]
        return "\n".join(lines).rstrip() + "\n"

    return _BLOCK.sub(renewed, (DOCS / page).read_text("utf-8"))


def main(wanted: list[str]) -> None:
    """Write what is made and the outputs of all pages, or of those that are named, anew."""
    for page in wanted or all_pages():
        (DOCS / page).write_text(made(page), "utf-8")
    with tempfile.TemporaryDirectory() as built:
        first = Session(Path(built))
        shutil.copytree(ROOT / "examples", first.folder / "examples")
        first.run("warledger build examples/reports --manifest examples/manifest.csv")
        for page in wanted or pages():
            with tempfile.TemporaryDirectory() as folder:
                prepare(Path(folder), page, lambda: first.folder / "ledger.db")
                text = _renewed(page, Session(Path(folder)))
            (DOCS / page).write_text(text, "utf-8")
            sys.stdout.write(f"docs/{page} is written; read its diff\n")


if __name__ == "__main__":
    main(sys.argv[1:])
