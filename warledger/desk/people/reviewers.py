"""The file of reviewers: one line each, `name: hash`; empty lines and lines that begin with # stay as they are.

    # Reviewers of this desk. Add one with: warledger reviewer add NAME --file FILE
    Rima Haddad: $argon2id$v=19$m=65536,t=3,p=4$...
    Ola: $argon2id$...

Whoever can write it can sign in, so a file that others can write is refused. It is written whole and at once, mode 0600.
"""

import os
import stat
import tempfile
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from types import MappingProxyType

from argon2 import Type, extract_parameters
from argon2.exceptions import InvalidHashError
from filelock import FileLock, Timeout

from warledger.desk.people.passwords import ARGON2ID
from warledger.errors import ListError, UsageError, WarledgerError

LONGEST_NAME = 60
LARGEST_FILE = 1_000_000
_HEAD = "# Reviewers of this desk. Add one with: warledger reviewer add NAME --file FILE\n"
_WAIT_S = 5.0


class ReviewersNotKept(WarledgerError):
    """The file of reviewers cannot be written."""

    exit_status = 3


def clean_name(name: str) -> str:
    """Bring a name into the one form in which it is kept and compared.

    Raises:
        UsageError: it cannot stand in the file, or could be taken for another.
    """
    cleaned = unicodedata.normalize("NFC", name).strip()
    if not cleaned:
        raise UsageError("a reviewer needs a name")
    if len(cleaned) > LONGEST_NAME:
        raise UsageError(f"a reviewer's name has at most {LONGEST_NAME} characters")
    if ":" in cleaned or cleaned.startswith("#") or not cleaned.isprintable() or "  " in cleaned:
        raise UsageError(
            "a reviewer's name has no colon, no # at its start, no double space and no hidden character"
        )
    return cleaned


def check_new_name(path: Path, name: str) -> str:
    """Give a name as it is kept, if it is free.

    Raises:
        UsageError: it cannot stand in the file or stands there already, or the file is not safe.
        ListError: the file is broken.
    """
    cleaned = clean_name(name)
    if path.exists() and any(cleaned.casefold() == other.casefold() for other in read_reviewers(path)):
        raise UsageError(
            f"{cleaned} is a reviewer already; for a new password remove the name first and add it again"
        )
    return cleaned


def read_reviewers(path: Path) -> Mapping[str, str]:
    """Read the file: the hash of each reviewer by name, in the order of its lines.

    Raises:
        UsageError: it is not there, cannot be read, or others can write it.
        ListError: a line is broken; it names the line and never what stands on it.
    """
    check_safe(path)
    found: dict[str, str] = {}
    folded: set[str] = set()
    for number, name, hashed in _entries(_text(path), path):
        if name.casefold() in folded:
            raise ListError(str(path), number, "this name stands in the file already")
        folded.add(name.casefold())
        found[name] = hashed
    return MappingProxyType(found)


def check_safe(path: Path) -> None:
    """Make sure that nobody else can write the file or put another in its place.

    Raises:
        UsageError: it is not there, is no plain file, or others can write it.
    """
    try:
        state, folder = path.stat(), path.absolute().parent.stat()
    except OSError as error:
        hint = "; make it with: warledger reviewer add NAME" if isinstance(error, FileNotFoundError) else ""
        raise UsageError(f"cannot read the reviewers in {path}: {error.strerror or error}{hint}") from None
    if not stat.S_ISREG(state.st_mode):
        raise UsageError(f"cannot read the reviewers in {path}: it is no plain file")
    if state.st_uid not in (0, os.geteuid()):
        raise UsageError(f"{path} belongs to somebody else, who could make themselves a reviewer")
    if state.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
        raise UsageError(f"{path} can be written by others, who could make themselves reviewers: chmod 600")
    if folder.st_mode & stat.S_IWOTH and not folder.st_mode & stat.S_ISVTX:
        raise UsageError(f"everybody can write in the folder of {path} and put another file in its place")


def others_can_read(path: Path) -> bool:
    """Tell whether other people of this machine can read the file: its hashes could be guessed at leisure."""
    return bool(path.stat().st_mode & (stat.S_IRGRP | stat.S_IROTH))


def put_reviewer(path: Path, name: str, hashed: str, *, instead_of: str | None = None) -> None:
    """Write a reviewer into the file and make it where there is none; every other line stays as it is.

    Args:
        path: the file.
        name: the reviewer.
        hashed: the hash of the password.
        instead_of: the hash that this one replaces; without it the name must be new.

    Raises:
        UsageError: the name is there already (or, with `instead_of`, no longer with that hash).
        ListError: the file is broken.
        ReviewersNotKept: it cannot be written.
    """
    with _held(path):
        lines = _text(path).splitlines(keepends=True) if path.exists() else [_HEAD]
        if instead_of is not None:
            if read_reviewers(path).get(name) != instead_of:
                raise UsageError(f"{name} has changed in {path} meanwhile")
            lines = [_line(name, hashed) if _name_on(line) == name else line for line in lines]
        else:
            lines = [*_ended(lines), _line(check_new_name(path, name), hashed)]
        _write(path, "".join(lines))


def remove_reviewer(path: Path, name: str) -> None:
    """Take a reviewer out of the file; every other line stays as it is.

    Raises:
        UsageError: nobody there has that name.
        ListError: the file is broken.
        ReviewersNotKept: it cannot be written.
    """
    with _held(path):
        if name not in read_reviewers(path):
            raise UsageError(f"{path} names no reviewer {name}")
        lines = _text(path).splitlines(keepends=True)
        _write(path, "".join(line for line in lines if _name_on(line) != name))


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            raw = file.read(LARGEST_FILE + 1)
        if len(raw) > LARGEST_FILE:
            raise UsageError(f"{path} is too large for a list of reviewers")
        return raw.decode("utf-8-sig")
    except OSError as error:
        raise UsageError(f"cannot read the reviewers in {path}: {error.strerror or error}") from None
    except UnicodeDecodeError:
        raise UsageError(f"cannot read the reviewers in {path}: it is no text in UTF-8") from None


def _entries(text: str, path: Path) -> Iterator[tuple[int, str, str]]:
    for number, line in enumerate(text.splitlines(), 1):
        if _name_on(line) is None:
            continue
        name, colon, hashed = (part.strip() for part in line.partition(":"))
        if not colon:
            raise ListError(str(path), number, "no line of the form name: hash")
        try:
            cleaned = clean_name(name)
        except UsageError as refused:
            raise ListError(str(path), number, str(refused)) from None
        if not _is_argon2id(hashed):
            raise ListError(str(path), number, "no argon2id hash; write it with: warledger reviewer add NAME")
        yield number, cleaned, hashed


def _name_on(line: str) -> str | None:
    """The name on a line, None on an empty one and on a remark."""
    if not line.strip() or line.lstrip().startswith("#"):
        return None
    return unicodedata.normalize("NFC", line.partition(":")[0].lstrip("\ufeff")).strip()


def _is_argon2id(hashed: str) -> bool:
    if not hashed.startswith(ARGON2ID):
        return False
    try:
        return extract_parameters(hashed).type is Type.ID
    except (InvalidHashError, ValueError):
        return False


def _line(name: str, hashed: str) -> str:
    return f"{name}: {hashed}\n"


def _ended(lines: list[str]) -> list[str]:
    """An editor may have left the last line without its end."""
    return [*lines[:-1], f"{lines[-1]}\n"] if lines and not lines[-1].endswith("\n") else lines


@contextmanager
def _held(path: Path) -> Iterator[None]:
    """One writer at a time: two who add at once must not lose each other's line."""
    if not path.absolute().parent.is_dir():
        raise ReviewersNotKept(f"cannot write {path}: there is no folder {path.absolute().parent}")
    lock = FileLock(f"{path}.lock", timeout=_WAIT_S)
    try:
        lock.acquire()
    except Timeout:
        raise ReviewersNotKept(f"{path} is being written by another program; try again") from None
    except OSError as error:
        raise ReviewersNotKept(f"cannot write beside {path}: {error.strerror or error}") from None
    try:
        yield
    finally:
        with suppress(OSError):
            # While it is held: who waits for it looks whether its file still has a name.
            Path(lock.lock_file).unlink()
        lock.release()


def _write(path: Path, text: str) -> None:
    """Write the file whole, at once, and for its owner only; a link to it stays a link."""
    target = Path(os.path.realpath(path))
    written = ""
    try:
        # mkstemp makes the file with mode 0600.
        handle, written = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(written).replace(target)
    except OSError as error:
        if written:
            Path(written).unlink(missing_ok=True)
        raise ReviewersNotKept(f"cannot write {path}: {error.strerror or error}") from None
