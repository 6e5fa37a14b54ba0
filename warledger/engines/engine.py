"""What a build asks of the place where it runs, and this machine as such a place."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol

from warledger.engines.local import tell_all
from warledger.grounding.actor_lists import ListedActor
from warledger.records import Refusal, Report, Telling
from warledger.relinking import HERE, Linker
from warledger.reports import Taken, open_inputs
from warledger.reports.manifest import Manifest


class TakenIn(Protocol):
    """A stream of reports and refusals, and the bytes that it comes from, where they are known."""

    @property
    def total_bytes(self) -> int | None:
        """Bytes in all, None on a stream."""

    def __iter__(self) -> Iterator[Taken]: ...


class Engine(Protocol):
    """Where reports are read and accounts linked. Every engine comes to the same ledger, byte for byte."""

    @property
    def linker(self) -> Linker:
        """What links a whole ledger."""

    def open_inputs(
        self,
        inputs: Sequence[str],
        *,
        manifest: Manifest | None = None,
        stdin: BinaryIO | None = None,
        bare_names: bool = False,
    ) -> TakenIn:
        """Make ready to read inputs.

        Raises:
            UsageError: an input does not exist, or the engine cannot run.
        """

    def tell_all(
        self,
        reports: Iterable[Report],
        *,
        places: Sequence[Path] = (),
        actors: Sequence[ListedActor] = (),
        notice: Callable[[str], None] | None = None,
    ) -> Iterator[Telling | Refusal]:
        """Read, ground and assemble every report; one outcome per report, in the order of the reports."""


@dataclass(frozen=True, slots=True)
class LocalEngine:
    """This machine: one process that reads, or several (`jobs`), and one that links."""

    jobs: int = 1

    @property
    def linker(self) -> Linker:
        """Link in this process."""
        return HERE

    def open_inputs(
        self,
        inputs: Sequence[str],
        *,
        manifest: Manifest | None = None,
        stdin: BinaryIO | None = None,
        bare_names: bool = False,
    ) -> TakenIn:
        """Read files, folders and standard input here; see `reports.open_inputs`."""
        return open_inputs(inputs, manifest=manifest, stdin=stdin, bare_names=bare_names)

    def tell_all(
        self,
        reports: Iterable[Report],
        *,
        places: Sequence[Path] = (),
        actors: Sequence[ListedActor] = (),
        notice: Callable[[str], None] | None = None,
    ) -> Iterator[Telling | Refusal]:
        """Read here; see `local.tell_all`."""
        return tell_all(reports, places=places, actors=actors, jobs=self.jobs, notice=notice)
