"""A team's ledger: built from examples/ on a server it is the same as in a file, by whomever and at once with whom."""

import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from tests.built import built_once
from tests.desk.review.conftest import at_desk
from tests.desk.review.test_deciding import pair
from tests.desk.signing import NAME
from tests.places import for_a_while
from tests.postgresql_here import ServerHere
from tests.test_examples import EXAMPLES, GOLDEN, MANIFEST, ROOT
from warledger.cli import run
from warledger.desk import make_app
from warledger.errors import LedgerBusy, Outdated, UsageError
from warledger.feeds.memory import Memory
from warledger.judging import decide
from warledger.ledger import Ledger
from warledger.records import Reject, TakeBack

AS_THEY_ARE = tuple(form for form in GOLDEN if form not in ("parquet", "archive"))
"""Formats whose golden file is the export itself."""
FORMATS = (*GOLDEN, "context", "quotes", "csv")
PAGES = ("/", "/figures", "/refusals", "/review", "/api/v1/incidents", "/?q=bakery", "/?place=saraqib")


@pytest.fixture(scope="module")
def built(server: ServerHere) -> Iterator[str]:
    """The examples, built on the server."""
    with for_a_while(server) as where:
        assert run(["build", str(EXAMPLES), "--manifest", str(MANIFEST), "-l", where]) == 0
        yield where


@pytest.fixture(scope="module")
def in_file(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The examples, built in a file."""
    return str(built_once("examples", [str(EXAMPLES), "--manifest", str(MANIFEST)], tmp_path_factory))


def exported(where: str, form: str, out: Path, profile: str = "full") -> dict[str, bytes]:
    """What an export comes to: each file that it writes."""
    assert run(["export", "-f", form, "-l", where, "-o", str(out), "--profile", profile]) == 0
    files = [out] if out.is_file() else sorted(out.iterdir())
    beside = [each for each in out.parent.iterdir() if each.name.startswith(f"{out.name}.")]
    return {each.name: each.read_bytes() for each in [*files, *beside]}


@pytest.mark.parametrize("profile", ["full", "public"])
@pytest.mark.parametrize("form", FORMATS)
def test_every_export_is_that_of_a_file_to_the_byte(
    built: str, in_file: str, form: str, profile: str, tmp_path: Path
) -> None:
    if (form, profile) == ("archive", "public"):
        return  # there is none
    (tmp_path / "file").mkdir()
    (tmp_path / "server").mkdir()
    told = exported(built, form, tmp_path / "server" / "out", profile)
    assert told == exported(in_file, form, tmp_path / "file" / "out", profile)
    if profile == "full" and form in AS_THEY_ARE:
        assert told["out"] == GOLDEN[form].read_bytes()


def test_the_same_input_again_adds_nothing(built: str, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert run(["build", str(EXAMPLES), "--manifest", str(MANIFEST), "-l", built]) == 0
    assert capsys.readouterr().out.startswith("0 new reports, ")


@pytest.mark.parametrize(
    "command", [["incidents"], ["tolls"], ["judge", "list"], ["show", "2017-03-14-saraqib"]]
)
def test_every_command_says_what_it_says_of_a_file(
    built: str, in_file: str, command: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    said = []
    for where in (built, in_file):
        capsys.readouterr()
        assert run([*command, "-l", where]) == 0
        said.append(capsys.readouterr().out)
    assert said[0] == said[1]


# --------------------------------------------------------------------------------------------- the desk


def client(where: str) -> TestClient:
    return TestClient(make_app(where), base_url="http://127.0.0.1:8080", follow_redirects=False)


def test_the_desk_s_pages_are_those_of_a_file(built: str, in_file: str) -> None:
    with Ledger.open_reading(in_file) as ledger:
        incident = next(iter(ledger.incidents()))
        pages = [*PAGES, f"/incident/{incident.id}", f"/report/{incident.accounts[0].report}"]
    with client(built) as on_server, client(in_file) as over_file:
        for page in pages:
            here, there = on_server.get(page), over_file.get(page)
            assert here.status_code == there.status_code
            assert here.text.replace("ledgers", "examples.db") == there.text, page


def test_a_reviewer_at_the_desk_sees_what_a_merge_would_change_keeps_it_and_takes_it_back(
    server: ServerHere, built: str, tmp_path: Path
) -> None:
    with for_a_while(server, built) as where:
        for reviewer in at_desk(where, tmp_path):
            before = exported(where, "jsonl", tmp_path / "before")["before"]
            preview = reviewer.send("/review/preview", **reviewer.form(pair(reviewer), "same"))
            assert "2 incidents become 1." in preview.text
            assert exported(where, "jsonl", tmp_path / "seen")["seen"] == before
            assert reviewer.confirm(preview.text, why="one night, one street").status_code == 303
            with reviewer.opened() as ledger:
                (judgement,) = ledger.judgements()
            assert judgement.by == NAME
            assert exported(where, "jsonl", tmp_path / "kept")["kept"] != before
            decide(where, TakeBack(judgement.id), why="two nights", by="Omar")
            assert exported(where, "jsonl", tmp_path / "undone")["undone"] == before


def test_a_desk_whose_server_is_gone_says_so_and_names_neither_host_nor_user() -> None:
    with client("postgresql://rana:s3cret@127.0.0.1:1/syria") as desk:
        answer = desk.get("/figures")
    assert answer.status_code == 503
    assert "cannot use syria" in answer.text
    for hidden in ("rana", "s3cret", "127.0.0.1:1", "refused"):
        assert hidden not in answer.text


def test_a_watch_keeps_its_memory_with_the_user_and_no_password_in_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    memory = Memory.beside("postgresql://rana:s3cret@db/syria")
    memory.of("https://paper.example/feed").done.append("one")
    memory.keep()
    (kept,) = (each for each in tmp_path.rglob("*") if each.is_file())
    assert "s3cret" not in f"{kept}{kept.read_text()}"
    again = Memory.beside("postgresql://rana:an0ther@db/syria")
    assert again.of("https://paper.example/feed").done == ["one"]


# ------------------------------------------------------------------------------------------- at once


def building(where: str, files: list[Path]) -> "subprocess.Popen[bytes]":
    code = "import sys; from warledger.cli import run; sys.exit(run(sys.argv[1:]))"
    given = ["build", *map(str, files), "--manifest", str(MANIFEST), "-l", where]
    return subprocess.Popen(
        [sys.executable, "-c", code, *given], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


def judging(where: str, over: threading.Event) -> int:
    """Reject accounts and take that back, one after the other, for as long as it is not over; give how many."""
    done = 0
    while not over.is_set():
        with Ledger.open_reading(where) as ledger:
            accounts = [account.id for account in ledger.accounts()]
        for account in accounts[done % 5 :: 5] or [""]:
            try:
                change = decide(where, Reject(account), why="to see", by="Rana")
            except (UsageError, LedgerBusy, Outdated):
                over.wait(0.05)
                continue
            for judgement in change.judgements:
                decide(where, TakeBack(judgement), why="seen", by="Omar")
                done += 1
            if over.is_set():
                break
    return done


def test_two_builds_and_a_reviewer_at_once_end_in_what_one_after_the_other_ends_in(
    server: ServerHere, tmp_path: Path
) -> None:
    files = sorted(EXAMPLES.iterdir())
    with for_a_while(server) as where:
        over, judged = threading.Event(), []
        reviewer = threading.Thread(target=lambda: judged.append(judging(where, over)))
        builds = [building(where, files[:7]), building(where, files[4:][::-1])]
        reviewer.start()
        said = [build.communicate() for build in builds]
        over.set()
        reviewer.join()
        assert [build.returncode for build in builds] == [0, 0], said
        assert run(["build", str(files[0]), "--manifest", str(MANIFEST), "-l", where]) == 0
        with Ledger.open_reading(where) as ledger:
            assert len(ledger.judgements()) == judged[0]
        for form in AS_THEY_ARE:
            assert exported(where, form, tmp_path / form)[form] == GOLDEN[form].read_bytes()
