"""A ledger from a real cluster is the ledger from this machine, whatever dies in between.

A standalone master and two workers of one core each, processes of this machine on loopback. In the ordinary environment
there is no Spark, and nothing here runs: `make spark` makes one that has it.
"""

import csv
import gzip
import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from unittest.mock import patch

import pyarrow as pa
import pytest
from pyarrow import parquet
from standalone import Standalone

from tests import factories as make
from tests.conftest import NOT_RUN
from tests.linking.simulated import reports_of_war
from warledger.building import Outcome, build
from warledger.engines import Engine
from warledger.engines.spark import SparkEngine
from warledger.errors import ListError, UsageError
from warledger.ledger import Ledger
from warledger.records import Report
from warledger.relinking import HERE, relink

HERE_IS_NONE = "PySpark" if find_spec("pyspark") is None else "Java" if shutil.which("java") is None else None
pytestmark = pytest.mark.skipif(
    HERE_IS_NONE is not None, reason=f"{NOT_RUN}no {HERE_IS_NONE} here (make spark)"
)

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"
POISON = Path(__file__).parent / "poison"
SETTINGS = {"spark.executor.memory": "1g"}


@pytest.fixture(scope="module")
def cluster() -> Iterator[Standalone]:
    with Standalone(2, environment={"PYTHONPATH": os.pathsep.join([str(POISON), str(ROOT)])}) as running:
        yield running


@pytest.fixture(scope="module")
def spark(cluster: Standalone) -> Iterator[SparkEngine]:
    with SparkEngine(cluster.url, SETTINGS) as engine:
        yield engine


def exports(ledger: Path) -> dict[str, str]:
    """All that a ledger tells, in every form that leaves nothing out."""
    from warledger.exports import export

    told = {}
    with Ledger.open_reading(str(ledger)) as opened:
        for form in ("jsonl", "figures", "context", "quotes", "archive"):
            out = ledger.with_suffix(f".{form}")
            export(opened, format=form, out=out, stdout=sys.stdout, profile="full")
            told[form] = out.read_bytes().hex()
        told["refusals"] = str(opened.refusals())
    return told


def both_ways(
    folder: Path, spark: Engine, *inputs: Path, manifest: Path | None = None, places: Sequence[Path] = ()
) -> dict[str, str]:
    """Build here and on the cluster, make sure that it comes to the same, and give the exports."""
    told = []
    for name, engine in (("here", None), ("there", spark)):
        where, given = str(folder / f"{name}.db"), [str(each) for each in inputs]
        done = build(where, given, engine=engine, manifest=manifest, places=places)
        told.append((exports(folder / f"{name}.db"), done))
    assert told[0] == told[1]
    return told[1][0]


def rows() -> list[dict[str, str]]:
    """The examples, as rows of a table."""
    with (EXAMPLES / "manifest.csv").open(newline="") as file:
        known = {row.pop("file"): row for row in csv.DictReader(file)}
    found = []
    for path in sorted((EXAMPLES / "reports").glob("*.txt")):
        fields = known.get(path.name, known.get(path.stem, {}))
        filled = {name: value for name, value in fields.items() if value}
        found.append({"report": path.stem, "text": path.read_text(), **filled})
    return found


def as_warc(told: list[dict[str, str]]) -> bytes:
    """The same as records of a web archive."""
    out = BytesIO()
    for number, row in enumerate(told):
        body = row["text"].encode()
        head = (
            f"WARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: https://example.org/{number}\r\n"
            f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{number:012}>\r\nWARC-Date: 2017-05-04T00:00:00Z\r\n"
            f"Content-Type: text/plain\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        out.write(head.encode() + body + b"\r\n\r\n")
    return out.getvalue()


def test_files_with_a_manifest_and_a_list_of_places(tmp_path: Path, spark: SparkEngine) -> None:
    listed = tmp_path / "places.csv"
    listed.write_text("name,latitude,longitude,country\nSaraqib,35.86,36.8,SY\n")
    told = both_ways(
        tmp_path,
        spark,
        EXAMPLES / "reports",
        manifest=EXAMPLES / "manifest.csv",
        places=[listed],
    )
    assert "2017-03-14-saraqib-airstrike" in bytes.fromhex(told["jsonl"]).decode()


def test_lines_and_a_web_archive(tmp_path: Path, spark: SparkEngine) -> None:
    inputs = tmp_path / "inputs"
    inputs.mkdir()
    with gzip.open(inputs / "reports.jsonl.gz", "wt") as file:
        file.writelines(json.dumps(row) + "\n" for row in rows()[:6])
    (inputs / "archive.warc").write_bytes(as_warc(rows()[6:]))
    both_ways(tmp_path, spark, inputs)


def test_the_same_from_a_hadoop_path(
    tmp_path: Path, spark: SparkEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    inputs = tmp_path / "inputs [1]"
    (inputs / "deeper").mkdir(parents=True)
    parquet.write_table(pa.Table.from_pylist(rows()[:3]), inputs / "b.parquet")
    (inputs / "archive.warc.gz").write_bytes(gzip.compress(as_warc(rows()[3:5])))
    (inputs / "deeper" / "broken.warc").write_bytes(as_warc(rows()[5:7])[:-300])
    for row in rows()[7:]:
        (inputs / "deeper" / f"{row['report']}.txt").write_text(row["text"])
    manifest = EXAMPLES / "manifest.csv"
    here = build(str(tmp_path / "here.db"), [str(inputs)], manifest=manifest)
    told = exports(tmp_path / "here.db")
    for name in ("there", "streamed"):
        there = build(str(tmp_path / f"{name}.db"), [f"file://{inputs}"], manifest=manifest, engine=spark)
        assert (there.new, there.held) == (here.new, here.held)
        assert exports(tmp_path / f"{name}.db")["jsonl"] == told["jsonl"]
        monkeypatch.setattr("warledger.engines.spark.hadoop.WHOLE", 0)  # then all goes through the driver
    with pytest.raises(UsageError, match="no such file or folder: file:///nowhere"):
        build(str(tmp_path / "none.db"), ["file:///nowhere"], engine=spark)


def test_a_second_build_extends_the_ledger(tmp_path: Path, spark: SparkEngine) -> None:
    for at, some in enumerate((rows()[:5], rows())):
        lines = tmp_path / f"{at}.jsonl"
        lines.write_text("".join(json.dumps(row) + "\n" for row in some))
    both_ways(tmp_path, spark, tmp_path / "0.jsonl")
    told = both_ways(tmp_path, spark, tmp_path / "1.jsonl")
    once = build(str(tmp_path / "once.db"), [str(tmp_path / "1.jsonl")])
    assert exports(tmp_path / "once.db")["jsonl"] == told["jsonl"]
    again = build(str(tmp_path / "there.db"), [str(tmp_path / "1.jsonl")], engine=spark)
    assert (again.new, again.known) == (0, once.new)


def many(count: int) -> list[dict[str, str]]:
    """So many reports, each of an act of its own."""
    towns = ("Saraqib", "Azaz", "Ariha", "Idlib", "Homs", "Raqqa")
    return [
        {
            "report": f"r{n:03}",
            "published": f"2017-05-{n % 27 + 1:02}",
            "text": f"At least {n + 2} people were killed on Tuesday when a shell hit a bakery in {towns[n % 6]}, a doctor said. "
            f"Another {n + 1} were wounded in an air strike on the road near {towns[(n + 1) % 6]}, he added.",
        }
        for n in range(count)
    ]


def as_lines(path: Path, told: list[dict[str, str]]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in told))
    return path


def test_an_executor_that_is_killed_changes_nothing(
    tmp_path: Path, cluster: Standalone, spark: SparkEngine
) -> None:
    lines = as_lines(tmp_path / "many.jsonl", many(120))
    build(str(tmp_path / "here.db"), [str(lines)])
    killed: list[int] = []

    def kill_one(outcome: Outcome) -> None:
        if isinstance(outcome.item, Report) and not killed:
            killed.append(cluster.executors()[0])
            os.kill(killed[0], signal.SIGKILL)

    with patch("warledger.engines.local.BATCH_REPORTS", 3):  # so that there are many pieces of work
        done = build(str(tmp_path / "there.db"), [str(lines)], engine=spark, outcome=kill_one)
    assert killed
    assert (done.new, done.refused) == (120, ())
    assert exports(tmp_path / "there.db") == exports(tmp_path / "here.db")


def test_a_report_that_kills_its_process_is_one_refusal(tmp_path: Path, spark: SparkEngine) -> None:
    told = many(9)
    told[4]["text"] += " Segfaultville was quiet."
    told[6]["text"] += " Exceptionville was quiet."
    without = [row for n, row in enumerate(told) if n not in (4, 6)]
    build(str(tmp_path / "here.db"), [str(as_lines(tmp_path / "without.jsonl", without))])
    lines = as_lines(tmp_path / "told.jsonl", told)
    done = build(str(tmp_path / "there.db"), [str(lines)], engine=spark)
    (refused,) = done.refused
    assert (done.new, refused.code, refused.count) == (7, "unreadable", 2)
    assert {refusal.name: refusal.reason for refusal in refused.first} == {
        "r004": "reading it failed: it ended the process that read it, more than once",
        "r006": "reading it failed: RuntimeError: this town cannot be read",
    }
    assert exports(tmp_path / "there.db")["jsonl"] == exports(tmp_path / "here.db")["jsonl"]


def test_a_city_day_is_cut_into_pieces(tmp_path: Path, spark: SparkEngine) -> None:
    mareen, day = make.town("Mareen", 35.64, 36.67), make.day(date(2016, 4, 19))
    moved = [
        replace(
            told.telling, accounts=tuple(replace(a, place=mareen, date=day) for a in told.telling.accounts)
        )
        for told in reports_of_war(400)
    ]
    for name in ("here", "there"):
        with Ledger.create_or_open(str(tmp_path / f"{name}.db")) as ledger:
            ledger.add(moved)
            with patch("warledger.engines.spark.linking.PAIRS", 20_000):
                relink(ledger, HERE if name == "here" else spark.linker)
    assert exports(tmp_path / "there.db") == exports(tmp_path / "here.db")


# -------------------------------------------------------------------------------------- wrong usage


def complaint(*arguments: str, **environment: str) -> tuple[int, str]:
    """Run a build of the examples with these options, and give its status and what it says on standard error."""
    command = [
        sys.executable,
        "-c",
        "from warledger.cli import main; main()",
        "build",
        str(EXAMPLES / "reports"),
    ]
    told = subprocess.run(
        [*command, "-l", os.devnull + "/ledger.db", *arguments],
        capture_output=True,
        text=True,
        env={**os.environ, **environment},
        timeout=120,
    )
    return told.returncode, told.stderr


def test_where_no_master_is_one_line_says_so() -> None:
    status, said = complaint("--engine", "spark", "--master", "spark://127.0.0.1:1")
    assert (status, said) == (2, "warledger: no Spark master at spark://127.0.0.1:1 (Connection refused)\n")


def test_where_no_java_is_one_line_says_so() -> None:
    status, said = complaint("--engine", "spark", PATH="", JAVA_HOME="")
    assert (status, said) == (
        2,
        "warledger: --engine spark needs Java 17 or later: no java on the PATH and no JAVA_HOME\n",
    )


def test_a_broken_list_is_told_before_anything_is_touched(tmp_path: Path, spark: SparkEngine) -> None:
    listed = tmp_path / "places.csv"
    listed.write_text("colour\nblue\n")
    with pytest.raises(ListError, match=r"places\.csv, line 1"):
        build(str(tmp_path / "ledger.db"), [str(EXAMPLES / "reports")], places=[listed], engine=spark)
    assert not (tmp_path / "ledger.db").exists()
