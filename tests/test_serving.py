"""The file of reviewers by command, and when a desk refuses to be served."""

import getpass
import io
import logging
import os
import pty
import signal
import socket
import stat
import subprocess
import sys
import webbrowser
from pathlib import Path
from typing import Any

import httpx2
import pytest
import uvicorn

from tests.desk.signing import NAME, PASSWORD, hashed, reviewers_file
from warledger.cli import run
from warledger.cli.serving import told_without_words
from warledger.desk.people.passwords import is_right
from warledger.desk.people.reviewers import read_reviewers
from warledger.ledger import Ledger


@pytest.fixture
def ledger(tmp_path: Path) -> str:
    path = str(tmp_path / "ledger.db")
    Ledger.create_or_open(path).close()
    return path


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "reviewers.txt"


def one_line(capsys: pytest.CaptureFixture[str]) -> str:
    """What went to standard error, which must be one line."""
    err = capsys.readouterr().err
    assert err.count("\n") == 1
    assert err.startswith("warledger: ")
    return err


def typed(monkeypatch: pytest.MonkeyPatch, words: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(words))


# -------------------------------------------------------------------------------------------- reviewer


def test_a_reviewer_is_added_listed_and_removed(
    file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    typed(monkeypatch, f"{PASSWORD}\r\nmore\n")
    assert run(["reviewer", "add", " Rima ", "--file", str(file), "--password-stdin"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("Rima may sign in.")
    assert f"warledger serve --reviewers {file}" in out.replace("\n", " ")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert is_right(PASSWORD, read_reviewers(file)["Rima"])
    assert PASSWORD not in file.read_text()
    assert run(["reviewer", "list", "-f", str(file)]) == 0
    assert capsys.readouterr().out == "Rima\n"
    assert run(["reviewer", "remove", "Rima", "-f", str(file)]) == 0
    assert "can no longer sign in" in capsys.readouterr().out
    assert dict(read_reviewers(file)) == {}


def test_the_file_lies_in_this_folder_where_none_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    typed(monkeypatch, PASSWORD)
    assert run(["reviewer", "add", "Rima", "--password-stdin"]) == 0
    assert "Rima" in read_reviewers(tmp_path / "reviewers.txt")


@pytest.mark.parametrize(
    ("name", "password", "words"),
    [
        ("Rima", "short", "at least 12 characters"),
        ("Rima", "", "standard input is empty"),
        ("Rima", "\n", "at least 12 characters"),
        ("a:b", PASSWORD, "no colon"),
        ("", PASSWORD, "needs a name"),
        (NAME, PASSWORD, "is a reviewer already"),
    ],
)
def test_what_is_wrong_is_one_line_and_nothing_is_written(
    name: str,
    password: str,
    words: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    file = reviewers_file(tmp_path)
    before = file.read_bytes()
    typed(monkeypatch, password)
    assert run(["reviewer", "add", name, "-f", str(file), "--password-stdin"]) == 2
    assert words in one_line(capsys)
    assert file.read_bytes() == before


@pytest.mark.parametrize("command", ["list", "remove"])
def test_a_missing_file_is_one_line(command: str, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["reviewer", command, *(["Rima"] if command == "remove" else []), "-f", str(file)]) == 2
    assert "No such file" in one_line(capsys)
    assert not file.exists()


def test_a_name_that_is_not_there_cannot_be_removed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["reviewer", "remove", "Nobody", "-f", str(reviewers_file(tmp_path))]) == 2
    assert "names no reviewer Nobody" in one_line(capsys)


def test_a_folder_that_is_not_there_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    typed(monkeypatch, PASSWORD)
    file = tmp_path / "none" / "reviewers.txt"
    assert run(["reviewer", "add", "Rima", "-f", str(file), "--password-stdin"]) == 3
    assert "cannot write" in one_line(capsys)


def test_a_password_is_typed_twice_and_never_shown(file: Path) -> None:
    program = [str(Path(sys.executable).with_name("warledger")), "reviewer", "add", "Rima", "-f", str(file)]
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        program, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True
    ) as asked:
        os.close(theirs)
        shown = b""
        for _ in range(2):
            while not shown.endswith(b": "):
                shown += os.read(ours, 1000)
            os.write(ours, f"{PASSWORD}\n".encode())
            shown += b"|"
        assert asked.wait(60) == 0
    shown += os.read(ours, 1000)
    os.close(ours)
    assert PASSWORD.encode() not in shown
    assert b"Password for Rima: |" in shown
    assert b"The same again: |" in shown
    assert is_right(PASSWORD, read_reviewers(file)["Rima"])


def test_two_passwords_that_differ_are_not_kept(
    file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answers = iter([PASSWORD, f"{PASSWORD}x"])
    monkeypatch.setattr(getpass, "getpass", lambda _: next(answers))
    monkeypatch.setattr(sys, "stdin", type("Terminal", (io.StringIO,), {"isatty": lambda _: True})())
    assert run(["reviewer", "add", "Rima", "-f", str(file)]) == 2
    assert "not the same" in one_line(capsys)
    assert not file.exists()


def test_without_a_terminal_the_way_by_standard_input_is_named(
    file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    typed(monkeypatch, PASSWORD)
    assert run(["reviewer", "add", "Rima", "-f", str(file)]) == 2
    assert "--password-stdin" in one_line(capsys)


# ----------------------------------------------------------------------------------------------- serve


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """The applications that were served, none of them for real."""
    apps: list[Any] = []
    monkeypatch.setattr(uvicorn.Server, "run", lambda self, sockets: apps.append(self.config.app))
    return apps


@pytest.mark.parametrize("profile", ["full", "public"])
@pytest.mark.parametrize("reach", [["--host", "0.0.0.0"], ["--host", "::"], ["--allow-host", "desk.example"]])
def test_a_desk_that_others_can_reach_refuses_to_start_without_reviewers(
    reach: list[str], profile: str, ledger: str, served: list[Any], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["serve", "-l", ledger, "--port", free_port(), "--profile", profile, *reach]) == 2
    assert "needs --reviewers FILE" in one_line(capsys)
    assert served == []


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "127.0.0.2"])
def test_on_this_machine_alone_it_needs_none(host: str, ledger: str, served: list[Any]) -> None:
    assert (
        run(["serve", "-l", ledger, "--port", free_port(), "--host", host, "--allow-host", "localhost"]) == 0
    )
    assert len(served) == 1


def free_port() -> str:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return str(free.getsockname()[1])


def is_closed(app: Any) -> bool:
    (guard,) = (each for each in app.user_middleware if "closed" in each.kwargs)
    return bool(guard.kwargs["closed"])


@pytest.mark.parametrize(
    ("given", "closed"),
    [
        ([], False),
        (["--host", "0.0.0.0"], True),
        (["--allow-host", "desk.example"], True),
        (["--host", "0.0.0.0", "--profile", "public"], False),
    ],
    ids=["here", "address", "name", "public"],
)
def test_reading_the_full_profile_from_elsewhere_is_for_reviewers(
    given: list[str],
    closed: bool,
    ledger: str,
    tmp_path: Path,
    served: list[Any],
    capsys: pytest.CaptureFixture[str],
) -> None:
    file = str(reviewers_file(tmp_path))
    assert run(["serve", "-l", ledger, "--port", free_port(), "--reviewers", file, *given]) == 0
    assert is_closed(served[0]) == closed
    assert ("put https before" in capsys.readouterr().err) == bool(given)


@pytest.mark.parametrize(
    ("harm", "words"),
    [
        ("missing", "No such file"),
        ("broken", "line 5"),
        ("empty", "names no reviewer"),
        ("writable", "chmod 600"),
    ],
)
def test_a_file_of_reviewers_that_cannot_be_trusted_is_told_before_anything_is_served(
    harm: str, words: str, ledger: str, tmp_path: Path, served: list[Any], capsys: pytest.CaptureFixture[str]
) -> None:
    file = reviewers_file(tmp_path)
    if harm == "missing":
        file.unlink()
    elif harm == "broken":
        file.write_text(f"{file.read_text()}Zoë: {PASSWORD}\n")
    elif harm == "empty":
        file.write_text("# nobody yet\n")
    else:
        file.chmod(0o666)
    assert run(["serve", "-l", ledger, "--port", free_port(), "--reviewers", str(file)]) == 2
    said = one_line(capsys)
    assert words in said
    assert PASSWORD not in said
    assert served == []


def test_a_file_that_others_can_read_is_told_of(
    ledger: str, tmp_path: Path, served: list[Any], capsys: pytest.CaptureFixture[str]
) -> None:
    file = reviewers_file(tmp_path)
    file.chmod(0o644)
    assert run(["serve", "-l", ledger, "--port", free_port(), "--reviewers", str(file)]) == 0
    assert "others can read" in one_line(capsys)
    assert len(served) == 1


def test_a_broken_place_list_is_told_before_anything_is_served(
    ledger: str, tmp_path: Path, served: list[Any], capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "places.csv").write_text("no,coordinates\nx,y\n")
    assert run(["serve", "-l", ledger, "--port", free_port(), "--places", str(tmp_path / "places.csv")]) == 2
    assert "places.csv" in capsys.readouterr().err
    assert served == []


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (["--against", "none.csv"], "none.csv: No such file"),
        (["--against", "theirs.csv"], "of no dataset that is known"),
        (["--against", "theirs.csv", "--map", "date=tomorrow"], "no column 'tomorrow'"),
        (["--map", "date=day"], "--against FILE"),
    ],
    ids=["missing", "unknown", "mapped wrongly", "mapped for nothing"],
)
def test_another_dataset_that_cannot_be_shown_is_told_before_anything_is_served(
    given: list[str],
    words: str,
    ledger: str,
    tmp_path: Path,
    served: list[Any],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "theirs.csv").write_text("day,name\n2016-06-03,Mareen\n")
    assert run(["serve", "-l", ledger, "--port", free_port(), *given]) == 2
    assert words in one_line(capsys)
    assert served == []


def test_another_dataset_gets_a_page_beside_the_ledger(
    ledger: str, tmp_path: Path, served: list[Any]
) -> None:
    (tmp_path / "theirs.csv").write_text("day,name\n2016-06-03,Mareen\n")
    against = ["--against", str(tmp_path / "theirs.csv"), "--map", "date=day,place=name"]
    assert run(["serve", "-l", ledger, "--port", free_port()]) == 0
    assert run(["serve", "-l", ledger, "--port", free_port(), *against]) == 0
    without, beside = ({getattr(r, "path", "") for r in app.routes} for app in served)
    assert beside - without == {"/compare", "/compare/progress", "/compare.csv"}


def test_the_browser_opens_only_when_it_is_asked_for(
    ledger: str, served: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(webbrowser, "open", lambda address: opened.append(address))
    port = free_port()
    assert run(["serve", "-l", ledger, "--port", port]) == 0
    assert opened == []
    assert run(["serve", "-l", ledger, "--port", port, "--open"]) == 0
    assert opened == [f"http://127.0.0.1:{port}/"]


def test_a_fault_in_the_log_says_where_and_no_word_of_a_report() -> None:
    words = "At least 23 civilians died"
    try:
        raise ValueError(words)
    except ValueError:
        record = logging.LogRecord(
            "uvicorn.error", logging.ERROR, __file__, 1, "Exception in %s", ("x",), sys.exc_info()
        )
    assert told_without_words(record)
    said = logging.Formatter().format(record)
    assert "test_serving.py" in said
    assert said.endswith("ValueError")
    assert "Exception in x" in said
    assert "civilians" not in said


def test_a_reviewer_signs_in_at_a_desk_that_was_started_by_command(ledger: str, tmp_path: Path) -> None:
    port, file = free_port(), reviewers_file(tmp_path)
    program = [str(Path(sys.executable).with_name("warledger")), "serve", "-l", ledger, "--host", "127.0.0.1"]
    program += ["--port", port, "--reviewers", str(file), "--allow-host", "desk.example"]
    with subprocess.Popen(program, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as desk:
        try:
            assert desk.stdout is not None
            desk.stdout.readline()
            with httpx2.Client(base_url=f"http://127.0.0.1:{port}", timeout=60) as client:
                assert client.get("/").headers["location"] == "/sign-in?next=%2F"
                answer = client.post("/sign-in", data={"name": NAME, "password": PASSWORD})
                assert answer.status_code == 303
                assert client.get("/", headers={"host": "desk.example"}).status_code == 303
                assert client.get("/").status_code == 200
                assert client.get("/", headers={"host": "evil.example"}).status_code == 400
                file.write_text(f"Ola: {hashed()}\n")
                assert client.get("/").status_code == 303
        finally:
            desk.send_signal(signal.SIGINT)
        _, said = desk.communicate(timeout=60)
    assert desk.returncode == 0
    assert said.count("\n") == 1
