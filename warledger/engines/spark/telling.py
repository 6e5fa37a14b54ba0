"""Reports read in the cluster: the local engine's batches, each told where Spark puts it."""

import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from importlib import resources
from importlib.resources.abc import Traversable
from itertools import chain
from pathlib import Path

from warledger import __version__
from warledger.engines.local import Waiting, batched_by_cost, tell_batch
from warledger.engines.spark.farm import Farm
from warledger.engines.spark.tasks import one_by_one
from warledger.errors import WarledgerError
from warledger.grounding.actor_lists import ListedActor
from warledger.grounding.gazetteer.lookup import cache_folder
from warledger.records import Refusal, Report, Telling

type Told = list[Telling | Refusal]
type Listed = tuple[tuple[str, bytes], ...]


class OtherProgram(WarledgerError):
    """A machine of the cluster has another state of this program, so it may read a text differently."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What all reports of a build are read with: the program's own state, the user's lists by name and content."""

    program: str
    places: Listed
    actors: tuple[ListedActor, ...]


def tell_all(
    farm: Farm,
    reports: Iterable[Report],
    *,
    places: Sequence[Path] = (),
    actors: Sequence[ListedActor] = (),
    notice: Callable[[str], None] | None = None,
) -> Iterator[Telling | Refusal]:
    """Read, ground and assemble every report in the cluster; one outcome per report, in the order of the reports.

    Args:
        farm: the cluster.
        reports: taken lazily, two waves ahead of what has been yielded.
        places: the user's own place lists; their content goes to the cluster.
        actors: the user's own actors.
        notice: told in one line what takes its time at the start.

    Raises:
        SparkFailed: the cluster is gone, or has another state of this program.
    """
    listed = tuple((path.name, path.read_bytes()) for path in places)
    setting = Setting(program(), listed, tuple(actors))
    if notice is not None:
        notice("reading on the cluster")
    told = farm.work(tell_here, batched_by_cost(reports), shared=setting, careful=tell_apart)
    return chain.from_iterable(told)


# ------------------------------------------------------------------------------------ in the cluster


def tell_here(batch: Sequence[Waiting], setting: Setting) -> Told:
    """Tell one batch in this process of the cluster."""
    if setting.program != program():
        raise OtherProgram(
            "a machine of the cluster has another version of warledger: install the same everywhere"
        )
    return tell_batch(batch, places=_laid_out(setting.places), actors=setting.actors)


def tell_apart(batch: Sequence[Waiting], setting: Setting) -> Told:
    """Tell one batch report by report in a child process; one that kills it is refused, and the next has a new child."""
    alone = [[waiting] for waiting in batch]
    return list(chain.from_iterable(one_by_one(tell_here, alone, setting, died=_refused, careful=True)))


def _refused(batch: Sequence[Waiting]) -> Told:
    reason = "reading it failed: it ended the process that read it, more than once"
    return [Refusal(waiting.report.id, "unreadable", reason) for waiting in batch]


@lru_cache(maxsize=4)
def _laid_out(listed: Listed) -> tuple[Path, ...]:
    """Write the user's lists where this process can open them by their names: beside their indexes, by content."""
    paths = []
    for name, content in listed:
        path = cache_folder() / "lists" / sha256(content).hexdigest()[:16] / name
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as draft:
                draft.write(content)
            Path(draft.name).replace(path)  # several processes may be at it
        paths.append(path)
    return tuple(paths)


@lru_cache(maxsize=1)
def program() -> str:
    """Name the state of all modules and tables of this program by their content."""
    whole = sha256(__version__.encode())
    for found in sorted(_parts(resources.files("warledger"), ""), key=lambda part: part[0]):
        whole.update(found[0].encode() + b"\0" + found[1].read_bytes())
    return whole.hexdigest()


def _parts(folder: Traversable, above: str) -> Iterator[tuple[str, Traversable]]:
    for each in folder.iterdir():
        if each.is_dir() and each.name not in ("__pycache__", "desk"):
            yield from _parts(each, f"{above}{each.name}/")
        elif each.name.endswith((".py", ".csv")):
            yield above + each.name, each
