"""What was pasted and dropped, laid down as files for a build.

A file's name comes from a stranger's machine: it is never a path here, only what a report is called by. Each file lies in a
folder of its own, so that two of one name do not meet.
"""

import csv
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from warledger.desk.adding.jobs import Pasted
from warledger.reports.decoding import storable, universal_newlines
from warledger.reports.fields import text_id
from warledger.reports.inputs import RefusedInput, classify
from warledger.wording.visible import visible

PASTED = "pasted text.txt"
LONGEST_NAME = 120
_COLUMNS = ("file", "report", "title", "outlet", "url", "published")


@dataclass(frozen=True, slots=True)
class Dropped:
    """A file as a browser hands it over: the name it has there, and its bytes."""

    name: str
    content: BinaryIO


@dataclass(frozen=True, slots=True)
class HandedIn:
    """The files of one job.

    `files` by their place in `folder`; `known` are the manifest's rows, what is known of each file.
    """

    folder: Path
    files: tuple[Path, ...]
    known: tuple[dict[str, str], ...] = field(default=())

    @property
    def names(self) -> tuple[str, ...]:
        """What was handed in, as its owner calls it."""
        return tuple("pasted text" if file.name == PASTED else file.name for file in self.files)

    @property
    def bytes(self) -> int:
        """The size of all of it."""
        return sum(file.stat().st_size for file in self.files)

    def manifest(self, ids: dict[Path, str]) -> Path:
        """Write down what is known of the files, with the ids that some are to have, and give the manifest's path."""
        path = self.folder / "manifest.csv"
        rows = {row["file"]: dict(row) for row in self.known}
        for file, report in ids.items():
            place = _place(self.folder, file)
            rows[place] = {"file": place, **rows.get(place, {}), "report": report}
        with path.open("w", encoding="utf-8", newline="") as out:
            writer = csv.DictWriter(out, _COLUMNS, restval="")
            writer.writeheader()
            writer.writerows(rows.values())
        return path


def lay_down(
    folder: Path, pasted: Pasted, dropped: Sequence[Dropped], *, outlet: str = "", published: str = ""
) -> HandedIn:
    """Lay down what was handed in.

    Args:
        folder: an empty folder.
        pasted: a text and what was typed about it; nothing where its text is empty.
        dropped: the files.
        outlet: of the files that do not say theirs.
        published: the day (ISO) of the files that do not say theirs.
    """
    files: list[Path] = []
    known: list[dict[str, str]] = []
    if pasted.text.strip():
        text = storable(universal_newlines(pasted.text))
        file = _new_file(folder, 0, PASTED)
        file.write_text(text, encoding="utf-8", newline="")
        files.append(file)
        about = {
            "title": pasted.title,
            "outlet": pasted.outlet,
            "url": pasted.url,
            "published": pasted.published,
        }
        known.append({"file": _place(folder, file), "report": text_id(text), **_told(about)})
    for number, each in enumerate(dropped, 1):
        file = _new_file(folder, number, file_name(each.name))
        with file.open("wb") as out:
            shutil.copyfileobj(each.content, out)
        files.append(file)
        about = _told({"outlet": outlet, "published": published})
        if about and _is_readable(file):
            known.append({"file": _place(folder, file), **about})
    return HandedIn(folder, tuple(files), tuple(known))


def file_name(given: str) -> str:
    """Make a name out of what a browser calls a file: no folder, nothing hidden, not too long, its endings kept."""
    name = visible(given.replace("\\", "/").rpartition("/")[2].replace("\0", "")).strip().lstrip(".")
    name = " ".join(name.split()) or "file"
    if len(name.encode()) > LONGEST_NAME:
        stem, dot, endings = name.partition(".")
        endings = (dot + endings)[-24:]
        kept = stem.encode()[: LONGEST_NAME - len(endings.encode())].decode("utf-8", "ignore")
        name = f"{kept}{endings}"
    return name


def _new_file(folder: Path, number: int, name: str) -> Path:
    own = folder / f"{number:04d}"
    own.mkdir()
    return own / name


def _place(folder: Path, file: Path) -> str:
    return file.relative_to(folder).as_posix()


def _told(fields: dict[str, str]) -> dict[str, str]:
    """Leave out what says nothing; a line end would break a row's reading by people."""
    return {name: " ".join(words.split()) for name, words in fields.items() if words.strip()}


def _is_readable(file: Path) -> bool:
    """A manifest that names a file which is refused by its ending would refuse it twice."""
    try:
        classify(file)
    except RefusedInput:
        return False
    return True
