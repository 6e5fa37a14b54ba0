"""A Spark cluster of one's own on loopback: a standalone master and workers, processes of this machine, gone at the end."""

import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Final, Self

_PATIENCE_S: Final = 120
_URL: Final = re.compile(r"spark://127\.0\.0\.1:\d+")


class Standalone:
    """A running master and its workers, each of one core."""

    def __init__(
        self, workers: int = 2, *, memory: str = "2g", environment: dict[str, str] | None = None
    ) -> None:
        """Start them, and wait until the workers have found the master."""
        import pyspark

        self._home = Path(pyspark.__file__).parent
        self._folder = tempfile.TemporaryDirectory(prefix="warledger-spark-")
        self._processes: list[subprocess.Popen[bytes]] = []
        self._environment = {
            **os.environ,
            **(environment or {}),
            "SPARK_HOME": str(self._home),
            "SPARK_LOCAL_IP": "127.0.0.1",
            "SPARK_DAEMON_MEMORY": "256m",
            "PYSPARK_PYTHON": sys.executable,
        }
        try:
            log = self._start("master.Master", ["--host", "127.0.0.1", "--port", "0", "--webui-port", "0"])
            self.url = self._wait_for(log, _URL)
            for number in range(workers):
                work = Path(self._folder.name, f"work-{number}")
                given = ["--host", "127.0.0.1", "--port", "0", "--webui-port", "0", "--cores", "1"]
                log = self._start(
                    "worker.Worker", [*given, "--memory", memory, "--work-dir", str(work), self.url]
                )
                self._wait_for(log, re.compile("Successfully registered with master"))
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End all of it: workers end their executors, and what is left of a process group is killed."""
        for process in reversed(self._processes):
            process.terminate()
        for process in self._processes:
            with suppress(subprocess.TimeoutExpired):
                process.wait(20)
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        self._folder.cleanup()

    def executors(self) -> list[int]:
        """Name the processes of the executors: Java under the workers."""
        return [pid for pid in self.processes() if "CoarseGrainedExecutorBackend" in _command(pid)]

    def processes(self) -> list[int]:
        """Name all processes of the cluster."""
        groups = {process.pid for process in self._processes}
        found = []
        for entry in Path("/proc").iterdir():
            if entry.name.isdigit():
                try:
                    if os.getpgid(int(entry.name)) in groups:
                        found.append(int(entry.name))
                except ProcessLookupError:
                    continue
        return sorted(found)

    def _start(self, kind: str, arguments: Sequence[str]) -> Path:
        log = Path(self._folder.name, f"{len(self._processes)}.log")
        command = [str(self._home / "bin" / "spark-class"), f"org.apache.spark.deploy.{kind}", *arguments]
        with log.open("wb") as out:
            self._processes.append(
                subprocess.Popen(  # noqa: S603
                    command,
                    stdin=subprocess.DEVNULL,
                    stdout=out,
                    stderr=subprocess.STDOUT,
                    env=self._environment,
                    cwd=self._folder.name,
                    start_new_session=True,
                )
            )
        return log

    def _wait_for(self, log: Path, words: re.Pattern[str]) -> str:
        until = time.monotonic() + _PATIENCE_S
        while time.monotonic() < until:
            said = log.read_text(errors="replace")
            if found := words.search(said):
                return found[0]
            if self._processes[-1].poll() is not None:
                break
            time.sleep(0.2)
        raise RuntimeError(f"Spark did not start: {log.read_text(errors='replace')[-2000:]}")


def _command(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    except OSError:
        return ""
