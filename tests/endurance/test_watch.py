"""A watch that is killed in the midst loses nothing and doubles nothing: the next round goes on from there."""

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.endurance.filling import ROOT
from tests.endurance.watching import MOMENTS
from tests.feeds.serving import answer, site
from tests.feeds.test_entries import rss
from tests.feeds.test_rounds import item
from warledger.cli import run, watching
from warledger.feeds import Patience
from warledger.ledger import Ledger

STORIES = 4
FEEDS = 'allow = ["127.0.0.1/32"]\n\n[[feed]]\nurl = "{}"\noutlet = "Example Daily"\n'


def page(number: int) -> str:
    """News of no war: what is held here is what is kept, and not how it is read."""
    told = f"The council of ward {number} met on Monday and agreed on a new road to the harbour, with trees on both sides of it. "
    return f"<html><head><title>Ward {number}</title></head><body><article><p>{told * 2}</p></article></body></html>"


def killed(folder: Path, moment: str) -> int:
    feeds = folder / "feeds.toml"
    command = [
        sys.executable,
        "-m",
        "tests.endurance.watching",
        str(feeds),
        str(folder / "ledger.db"),
        *moment,
    ]
    return subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL, timeout=120).returncode


def test_a_watch_that_is_killed_at_any_moment_is_completed_by_the_next_round(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watching, "Patience", lambda **_: Patience(pause_s=0))
    with site() as news:
        news.pages["/rss"] = answer(
            rss(*(item(f"/{number}", f"Ward {number}") for number in range(STORIES))),
            kind="application/rss+xml",
        )
        news.pages |= {f"/{number}": answer(page(number)) for number in range(STORIES)}
        (tmp_path / "feeds.toml").write_text(FEEDS.format(news.at("/rss")), encoding="utf-8")
        for moment in MOMENTS:
            assert killed(tmp_path, moment) == -signal.SIGKILL
        again = ["watch", str(tmp_path / "feeds.toml"), "-l", str(tmp_path / "ledger.db")]
        assert run(again) == 0
        asked = len(news.asked)
        assert run(again) == 0
        assert "/0" not in news.asked[asked:]  # what is remembered is not fetched again
    with Ledger.open_reading(str(tmp_path / "ledger.db")) as ledger:
        urls = [report.url or "" for report in ledger.reports()]
    assert sorted(urls) == [news.at(f"/{number}") for number in range(STORIES)]
    kept = json.loads((tmp_path / "ledger.db.feeds.json").read_text(encoding="utf-8"))
    assert len(kept["feeds"][news.at("/rss")]["done"]) == STORIES
    assert {file.name for file in tmp_path.iterdir()} <= {"feeds.toml", "ledger.db", "ledger.db.feeds.json"}
