"""Putting an export where it belongs: whole or not at all."""

import os
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from warledger.errors import UsageError

_SURROGATE = re.compile("[\ud800-\udfff]")


def as_escapes(line: str) -> str:
    """Write lone surrogates, which UTF-8 cannot hold, as the escapes that JSON has for them."""
    return _SURROGATE.sub(lambda m: f"\\u{ord(m[0]):04x}", line)


def write_file(path: Path, lines: Iterable[str]) -> int:
    """Write lines to a file, in UTF-8 and with the newlines that they have; returns how many.

    They go to a file beside it first, which then takes its name: a reader finds the old file or the new
    one, never a half. What is no plain file (/dev/stdout, a pipe) is written to as it is.
    """
    with whole_file(path) as unfinished:
        return _write(unfinished, lines)


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """Give the file that is to be written for a path; at the end of the block it takes that name, or is gone if the block broke.

    Raises:
        UsageError: the path is a folder, or cannot be written.
    """
    with _told_plainly(path):
        if path.is_dir():
            raise UsageError(f"{path} is a folder; name a file")
        if is_stream(path):
            yield path
            return
        target = path.resolve()
        unfinished = target.with_name(f".{target.name}.{os.getpid()}.part")
        try:
            yield unfinished
            unfinished.replace(target)
        finally:
            unfinished.unlink(missing_ok=True)


def write_folder(path: Path, files: Iterable[tuple[str, Iterable[str]]]) -> dict[str, int]:
    """Write files into a folder, made where it is missing, each whole or not at all.

    Files of other names in the folder are left alone. Returns how many lines each has.
    """
    make_folder(path)
    return {name: write_file(path / name, lines) for name, lines in files}


def make_folder(path: Path) -> None:
    """Make a folder where there is none; raises UsageError where it cannot be made."""
    with _told_plainly(path):
        if path.exists() and not path.is_dir():
            raise UsageError(f"{path} is a file; tables go into a folder")
        path.mkdir(exist_ok=True)


def write_stream(stream: TextIO, lines: Iterable[str]) -> int:
    """Write lines to standard output: UTF-8 bytes whatever the terminal's encoding; returns how many."""
    binary = getattr(stream, "buffer", None)
    written = 0
    for line in lines:
        if binary is None:
            stream.write(line)
        else:
            binary.write(line.encode())
        written += 1
    stream.flush()
    return written


def is_stream(path: Path) -> bool:
    """Tell whether a path is no plain file: /dev/stdout, a pipe, a device."""
    # A shell's redirection makes /dev/stdout a plain file, whose name must not pass to another.
    named = str(path).startswith(("/dev/std", "/dev/fd/", "/proc/"))
    return named or (path.exists() and not path.is_file())


def _write(path: Path, lines: Iterable[str]) -> int:
    written = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        for line in lines:
            file.write(line)
            written += 1
        file.flush()
        if not is_stream(path):
            # On the disk before it takes the name: else a power cut may leave the name of an empty file.
            os.fsync(file.fileno())
    return written


@contextmanager
def _told_plainly(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise UsageError(f"cannot write {path}: {error.strerror or error}") from error
