"""The commands for the file of reviewers: add one, list them, remove one."""

import getpass
import sys
from pathlib import Path
from typing import Annotated

import typer

from warledger.errors import UsageError

reviewers_app = typer.Typer(help="Keep the file of those who may sign in at the desk, judge and add reports.")

REVIEWERS = Path("reviewers.txt")

FileOption = Annotated[
    Path, typer.Option("-f", "--file", metavar="FILE", help="The file (default: reviewers.txt).")
]
Name = Annotated[str, typer.Argument(metavar="NAME", help="The reviewer's name, as judgements will bear it.")]


@reviewers_app.command()
def add(
    name: Name,
    file: FileOption = REVIEWERS,
    password_stdin: Annotated[
        bool, typer.Option("--password-stdin", help="Read the password from standard input, one line.")
    ] = False,
) -> None:
    """Add a reviewer; the password is asked for twice and kept as an argon2id hash."""
    from warledger.cli.terminal import terminal
    from warledger.desk.people.passwords import check_new, hash_password
    from warledger.desk.people.reviewers import check_new_name, put_reviewer

    name = check_new_name(file, name)
    password = _line_of_input() if password_stdin else _typed_twice(name)
    check_new(password, name)
    put_reviewer(file, name, hash_password(password))
    terminal().print(f"{name} may sign in. Next: warledger serve --reviewers {file}")


@reviewers_app.command(name="list")
def list_all(file: FileOption = REVIEWERS) -> None:
    """List the reviewers, one a line."""
    from warledger.cli.terminal import terminal
    from warledger.desk.people.reviewers import read_reviewers

    for name in read_reviewers(file):
        terminal().print(name)


@reviewers_app.command()
def remove(name: Name, file: FileOption = REVIEWERS) -> None:
    """Remove a reviewer; a running desk signs them out at once. What they judged stays, with their name."""
    from warledger.cli.terminal import terminal
    from warledger.desk.people.reviewers import clean_name, remove_reviewer

    name = clean_name(name)
    remove_reviewer(file, name)
    terminal().print(f"{name} can no longer sign in.")


def _line_of_input() -> str:
    line = sys.stdin.readline()
    if not line:
        raise UsageError("--password-stdin: standard input is empty")
    return line.removesuffix("\n").removesuffix("\r")


def _typed_twice(name: str) -> str:
    if not sys.stdin.isatty():
        raise UsageError(
            "there is no terminal to type a password at; --password-stdin reads it from standard input"
        )
    password = getpass.getpass(f"Password for {name}: ")
    if getpass.getpass("The same again: ") != password:
        raise UsageError("the two passwords are not the same; nothing was kept")
    return password
