"""Which engine a command runs on."""

from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext

from warledger.engines import Engine, LocalEngine
from warledger.errors import UsageError


def chosen_engine(
    name: str, jobs: int, master: str | None, conf: Sequence[str]
) -> AbstractContextManager[Engine]:
    """Make the engine that the options name ready.

    Raises:
        UsageError: the options do not go together, or a setting is no NAME=VALUE.
    """
    if name == "local":
        if master is not None or conf:
            raise UsageError("--master and --conf belong to --engine spark")
        return nullcontext(LocalEngine(jobs))
    if jobs != 1:
        raise UsageError("--jobs belongs to the local engine; on a cluster its cores read")
    settings: dict[str, str] = {}
    for given in conf:
        setting, equals, value = given.partition("=")
        if not equals or not setting.startswith("spark."):
            raise UsageError(
                f"--conf {given!r} is no setting of Spark; write it like spark.executor.memory=2g"
            )
        settings[setting] = value
    from warledger.engines.spark import SparkEngine

    return SparkEngine(master, settings) if master else SparkEngine(conf=settings)
