"""A Spark session as this program needs it, and its failures in one line each."""

import os
import re
import shutil
import socket
import sys
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, nullcontext
from importlib import resources
from importlib.util import find_spec
from ipaddress import ip_address
from pathlib import Path
from typing import Any, Final

from warledger.errors import UsageError, WarledgerError

LOCAL_MASTER: Final = re.compile(r"local(?:\[(\*|\d+)\])?")
STANDALONE: Final = re.compile(r"spark://([^,/]+(?:,[^,/]+)*)")
TRIES: Final = 8
"""Times that a piece of work may fail before the build does: a worker that is killed, a report that kills one."""
PATIENCE_S: Final = 5.0
"""Seconds that a master may take to answer its door."""

DEFAULTS: Final[Mapping[str, str]] = {
    "spark.app.name": "warledger",
    # What is read can endanger people: no page of it for whoever finds the port. A cluster's own pages stay.
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.task.maxFailures": str(TRIES),
    # One row is one piece of work, and one piece of work one task: see `farm`.
    "spark.sql.execution.arrow.maxRecordsPerBatch": "1",
    "spark.sql.execution.arrow.pyspark.enabled": "true",
    "spark.python.worker.reuse": "true",
    "spark.python.worker.faulthandler.enabled": "true",
    "spark.sql.execution.pyspark.udf.faulthandler.enabled": "true",
    "spark.files.fetchTimeout": "600s",
    # A busy machine may take its time to start a Python process.
    "spark.python.authenticate.socketTimeout": "120s",
}


class SparkFailed(WarledgerError):
    """The cluster could not do what it was asked; the ledger holds what was kept before."""

    exit_status = 3


def open_session(master: str, conf: Mapping[str, str]) -> Any:
    """Start Spark, or say in one line why it cannot start.

    Args:
        master: `local[*]`, `spark://HOST:PORT`, `yarn` ...
        conf: Spark's own settings; they win over those of this program.

    Raises:
        UsageError: PySpark or Java is missing, a session runs already, or nobody answers at the master's address.
    """
    if find_spec("pyspark") is None:
        raise UsageError("--engine spark needs PySpark: install warledger with its extra spark")
    if not _has_java():
        raise UsageError("--engine spark needs Java 17 or later: no java on the PATH and no JAVA_HOME")
    _knock(master)
    # The cluster's Python must be one in which this program is installed: on one machine, this one.
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    os.environ.setdefault("PYSPARK_DRIVER_PYTHON", sys.executable)
    warnings.filterwarnings("ignore", message="PySpark does not yet fully support pandas")
    from pyspark.sql import SparkSession

    if SparkSession.getActiveSession() is not None:
        raise UsageError("a Spark session runs in this process already: stop it, or build in another process")
    builder: Any = SparkSession.builder
    for name, value in {**DEFAULTS, **_at(master), **conf}.items():
        builder = builder.config(name, value)
    with failures(), nullcontext() if "spark.log.level" in conf else _silence():
        return builder.getOrCreate()


@contextmanager
def _silence() -> Iterator[None]:
    """Let Java start without standard error: it has words of its own for what is no error (incubator modules)."""
    sys.stderr.flush()
    kept, nowhere = os.dup(2), os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)


@contextmanager
def failures() -> Iterator[None]:
    """Turn what Spark raises into one line."""
    try:
        yield
    except WarledgerError:
        raise
    except Exception as failure:
        if not type(failure).__module__.startswith(("pyspark", "py4j")):
            raise
        raise SparkFailed(f"Spark: {_in_short(str(failure))}") from failure


def _in_short(said: str) -> str:
    """Keep of a stack of causes the one that a person can act on: our own words, else the deepest cause."""
    ours = re.findall(r"^warledger\.[\w.]+: (.+)$", said, re.M)
    causes = re.findall(r"^(?:Caused by: )?((?:[\w$]+\.)*[\w$]*(?:Error|Exception): .+)$", said, re.M)
    lines = ours[-1:] or causes[-1:] or said.strip().splitlines()[:1] or ["it failed"]
    return " ".join(lines[0].split())[:400]


def _at(master: str) -> dict[str, str]:
    """Settings that hang on where the master is: on this machine nothing listens but on loopback."""
    found = LOCAL_MASTER.fullmatch(master)
    quiet = resources.files("warledger.engines.spark") / "log4j2.properties"
    settings = {
        "spark.master": master,
        "spark.driver.extraJavaOptions": f"-Dlog4j2.configurationFile=file:{quiet}",
    }
    if found:
        # By itself a local master gives a piece of work one try.
        settings["spark.master"] = f"local[{found[1] or '1'},{TRIES}]"
    if found or all(_is_loopback(host) for host, _ in _doors(master) or [("", 0)]):
        settings |= {"spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1"}
    return settings


def _doors(master: str) -> list[tuple[str, int]]:
    found = STANDALONE.fullmatch(master)
    if not found:
        return []
    doors = [door.rpartition(":") for door in found[1].split(",")]
    if not all(host and port.isdigit() for host, _, port in doors):
        raise UsageError(f"--master {master} is not spark://HOST:PORT")
    return [(host.strip("[]"), int(port)) for host, _, port in doors]


def _knock(master: str) -> None:
    """Make sure that somebody listens at a standalone master's address: Spark itself would try for a minute."""
    if master.startswith("spark://") and not STANDALONE.fullmatch(master):
        raise UsageError(f"--master {master} is not spark://HOST:PORT")
    doors, reason = _doors(master), ""
    for door in doors:
        try:
            with socket.create_connection(door, timeout=PATIENCE_S):
                return
        except OSError as trouble:
            reason = trouble.strerror or str(trouble)
    if doors:
        raise UsageError(f"no Spark master at {master} ({reason})")


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _has_java() -> bool:
    home = os.environ.get("JAVA_HOME")
    return bool(home and Path(home, "bin", "java").exists()) or shutil.which("java") is not None
