"""Fifty people read while a build writes: each gets whole pages, nobody an error."""

import shutil
import subprocess
import sys
import threading
import time
from collections import Counter
from pathlib import Path

import httpx2

from tests.desk.serving import served
from tests.desk.signing import reviewers_file, sign_in
from warledger.desk import make_app
from warledger.desk.addresses import incident_href, report_href
from warledger.ledger import Ledger

READERS = 50
A_GLANCE_S = 2.0
"""People look at a page before they ask for the next one; without it a build beside them would get no turn."""
STORY = (
    "Shells fell on the market of {town} on {day} May 2017, killing {count} civilians, the town's council said. "
    "The council blamed government forces, which denied it."
)
TOWNS = ("Azaz", "Saraqib", "Hama", "Rastan", "Ariha", "Atarib", "Idlib", "Homs")


def stories(folder: Path, number: int) -> Path:
    """Write reports that fall into incidents old and new."""
    folder.mkdir()
    for n in range(number):
        told = STORY.format(town=TOWNS[n % len(TOWNS)], day=1 + n // 8, count=3 + n % 5)
        (folder / f"story-{n:03d}.txt").write_text(told)
    return folder


def addresses_of(ledger: str) -> list[str]:
    with Ledger.open_reading(ledger) as opened:
        incidents = [incident_href(incident.id) for incident in opened.incidents()]
        reports = [report_href(report.id) for report in opened.reports()]
    lists = ["/", "/?q=market", "/?place=Hama", "/figures", "/refusals", "/healthz"]
    api = [f"/api/{view}" for view in ("map", "timeline", "charts", "incidents", "choices")]
    return [*lists, *api, *incidents, *reports]


class Crowd:
    """People who read one page after the other until they are told that it is over."""

    def __init__(self, at: str, addresses: list[str]) -> None:
        self.answers: Counter[tuple[int, str]] = Counter()
        self.failures: list[str] = []
        self._at, self._addresses = at, addresses
        self._over, self._tally = threading.Event(), threading.Lock()
        self._readers = [threading.Thread(target=self._read, args=(n,)) for n in range(READERS)]

    def __enter__(self) -> "Crowd":
        for reader in self._readers:
            reader.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        for reader in self._readers:
            reader.join()

    def _read(self, first: int) -> None:
        # Fifty times the certificates of this machine, which nobody asks for here, would take longer than the pages.
        # A connection that idled for five seconds may be closed by the desk just when it is used again; a browser asks anew.
        kept = httpx2.Limits(keepalive_expiry=1)
        with httpx2.Client(base_url=self._at, timeout=120, verify=False, limits=kept) as client:
            turn = first
            while not self._over.is_set() or turn < first + 3:
                self._ask(client, self._addresses[turn % len(self._addresses)])
                turn += 1
                time.sleep(A_GLANCE_S)

    def _ask(self, client: httpx2.Client, address: str) -> None:
        try:
            answer = client.get(address)
        except httpx2.HTTPError as error:
            self.failures.append(f"{address}: {error!r}")
            return
        with self._tally:
            self.answers[answer.status_code, address if answer.status_code != 200 else ""] += 1
        if "text/html" in answer.headers["content-type"] and not answer.text.rstrip().endswith("</html>"):
            self.failures.append(f"{address} is cut off")

    @property
    def was_served(self) -> bool:
        """Tell whether everybody got every page."""
        assert self.failures == []
        assert set(self.answers) == {(200, "")}
        return self.answers[200, ""] >= 3 * READERS


def test_fifty_readers_get_whole_pages_while_a_build_runs(examples_ledger: Path, tmp_path: Path) -> None:
    ledger = str(shutil.copy(examples_ledger, tmp_path / "ledger.db"))
    new = stories(tmp_path / "stories", 24)
    program = str(Path(sys.executable).with_name("warledger"))
    with served(make_app(ledger)) as at, Crowd(at, addresses_of(ledger)) as crowd:
        built = subprocess.run(
            [program, "build", str(new), "-l", ledger], capture_output=True, text=True, check=False
        )
    assert (built.returncode, built.stderr) == (0, "")
    assert "24 new reports" in built.stdout
    assert crowd.was_served


def test_fifty_readers_get_whole_pages_while_the_desk_itself_reads_new_reports(
    examples_ledger: Path, tmp_path: Path
) -> None:
    ledger = str(shutil.copy(examples_ledger, tmp_path / "ledger.db"))
    new = stories(tmp_path / "stories", 16)
    files = [("files", (file.name, file.read_bytes())) for file in new.iterdir()]
    app = make_app(ledger, reviewers=reviewers_file(tmp_path))
    with served(app) as at, httpx2.Client(base_url=at, timeout=120) as reviewer:
        token = sign_in(reviewer)
        with Crowd(at, addresses_of(ledger)) as crowd:
            job = reviewer.post("/add", files=files, headers={"x-token": token}).headers["location"]
            while not (progress := reviewer.get(f"{job}/progress").json())["ended"]:
                time.sleep(0.5)
    assert (progress["state"], progress["new"], progress["refused"]) == ("done", 16, 0)
    assert crowd.was_served
