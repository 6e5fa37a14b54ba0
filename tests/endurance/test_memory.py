"""A build does not hold the reports that went through it: its memory stays where it was while a stream goes on."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.endurance.filling import ROOT

SOME, MANY = 500, 1_300
"""Reports: when all that a build opens has been opened, and when these have gone through."""
MARGIN_MIB = 1.5
"""By so much may memory differ between the two. The texts of those between are over 3 MiB."""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the system tells no process its memory")
def test_memory_does_not_grow_with_the_reports_of_a_stream(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.endurance.streaming", str(tmp_path / "ledger.db")]
    ended = subprocess.run([*command, f"{SOME},{MANY}"], cwd=ROOT, check=True, capture_output=True, text=True)
    before, after, held = ended.stdout.split()
    assert int(held) == MANY
    assert float(after) - float(before) < MARGIN_MIB
