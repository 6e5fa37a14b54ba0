"""The cluster as an engine of a build."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from warledger.engines.engine import TakenIn
from warledger.engines.spark.farm import Farm
from warledger.engines.spark.hadoop import HadoopIntake, is_url
from warledger.engines.spark.linking import SparkLinker
from warledger.engines.spark.session import open_session
from warledger.engines.spark.telling import tell_all
from warledger.grounding.actor_lists import ListedActor
from warledger.records import Refusal, Report, Telling
from warledger.relinking import Linker
from warledger.reports import open_inputs
from warledger.reports.manifest import Manifest

LOCAL: str = "local[*]"
"""Spark inside this process and its children, on all cores."""


class SparkEngine:
    """A Spark cluster, started when something is asked of it and let go at the end of the block.

    A context manager.
    """

    def __init__(self, master: str = LOCAL, conf: Mapping[str, str] | None = None) -> None:
        """Take note of a cluster.

        Args:
            master: its address, as Spark takes it.
            conf: Spark's own settings.
        """
        self._master, self._conf = master, dict(conf or {})

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        farm = self.__dict__.pop("farm", None)
        if farm is not None:
            farm.close()

    @cached_property
    def farm(self) -> Farm:
        """The cluster at work; it starts here."""
        return Farm(open_session(self._master, self._conf))

    @property
    def linker(self) -> Linker:
        """Link in the cluster."""
        return SparkLinker(self.farm)

    def open_inputs(
        self,
        inputs: Sequence[str],
        *,
        manifest: Manifest | None = None,
        stdin: BinaryIO | None = None,
        bare_names: bool = False,
    ) -> TakenIn:
        """Make ready to read files and folders of this machine, and those on Hadoop paths."""
        if any(map(is_url, inputs)):
            return HadoopIntake(self.farm.session, inputs, manifest=manifest, stdin=stdin)
        intake = open_inputs(inputs, manifest=manifest, stdin=stdin, bare_names=bare_names)
        _ = self.farm  # what keeps Spark from starting is told before anything is touched
        return intake

    def tell_all(
        self,
        reports: Iterable[Report],
        *,
        places: Sequence[Path] = (),
        actors: Sequence[ListedActor] = (),
        notice: Callable[[str], None] | None = None,
    ) -> Iterator[Telling | Refusal]:
        """Read in the cluster; see `telling`."""
        return tell_all(self.farm, reports, places=places, actors=actors, notice=notice)
