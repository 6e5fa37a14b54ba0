"""Takes the screenshots of the documentation: overview, dossier, report and queue, over the ledger of examples/.

    make screenshots

A desk is started on a free port with one reviewer, and closed again; the ledger is made anew in a folder of its own.
"""

import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).parents[1]
SHOTS = ROOT / "docs" / "screenshots"
PROGRAM = ROOT / ".venv" / "bin" / "warledger"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
WIDTH, HEIGHT = 1360, 900
TALL = 1320
"""Height of the dossier's picture: so far down its figures stand."""
REVIEWER = "Rima Haddad"
MARKET = "2017-03-14-saraqib"
"""The incident of the examples that the README shows too."""


def main() -> None:
    """Take them all.

    Raises:
        SystemExit: there is no chromium, or a command failed and has said why.
    """
    if CHROMIUM is None:
        sys.exit("no chromium: install it (on Debian: apt-get install chromium)")
    SHOTS.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        served(Path(folder)) as (address, password),
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page(
            viewport={"width": WIDTH, "height": HEIGHT}, color_scheme="light", reduced_motion="reduce"
        )
        sign_in(page, address, password)
        shoot(page, address)
        browser.close()


@contextmanager
def served(folder: Path) -> Iterator[tuple[str, str]]:
    """Build the ledger and serve it; gives the desk's address and the reviewer's password."""
    ledger, reviewers, password = folder / "ledger.db", folder / "reviewers", secrets.token_urlsafe(18)
    examples = ROOT / "examples"
    given = ["--manifest", str(examples / "manifest.csv"), "-l", str(ledger)]
    subprocess.run(
        [PROGRAM, "build", str(examples / "reports"), *given], check=True, stdout=subprocess.DEVNULL
    )
    add = ["reviewer", "add", REVIEWER, "--file", str(reviewers), "--password-stdin"]
    subprocess.run([PROGRAM, *add], input=f"{password}\n", text=True, check=True, stdout=subprocess.DEVNULL)
    port = free_port()
    serve = ["serve", "-l", str(ledger), "--reviewers", str(reviewers), "--port", str(port)]
    desk = subprocess.Popen([PROGRAM, *serve], stdout=subprocess.DEVNULL, env={**os.environ, "NO_COLOR": "1"})
    address = f"http://127.0.0.1:{port}"
    try:
        wait_for(f"{address}/healthz")
        yield address, password
    finally:
        desk.terminate()
        desk.wait(10)


def free_port() -> int:
    """Find a port of this machine that nothing listens on."""
    with socket.create_server(("127.0.0.1", 0)) as found:
        port: int = found.getsockname()[1]
        return port


def wait_for(address: str) -> None:
    """Wait until an address answers.

    Raises:
        SystemExit: it does not within a minute.
    """
    for _ in range(300):
        try:
            with urlopen(address) as answer:  # noqa: S310 - our own desk
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.2)
    sys.exit(f"{address} does not answer")


def sign_in(page: Page, address: str, password: str) -> None:
    """Sign in as the reviewer."""
    page.goto(f"{address}/sign-in")
    page.get_by_label("Name").fill(REVIEWER)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_load_state("networkidle")


def shoot(page: Page, address: str) -> None:
    """Take the four pages as they stand when nothing moves any more."""
    market = incident(page, address)
    for name, path in (("overview", "/"), ("dossier", f"/incident/{market}"), ("queue", "/review")):
        page.goto(address + path, wait_until="networkidle")
        if name == "overview":
            page.wait_for_selector("#map[data-settled=yes]")
        page.set_viewport_size({"width": WIDTH, "height": TALL if name == "dossier" else HEIGHT})
        page.screenshot(path=SHOTS / f"{name}.png")
    page.goto(f"{address}/incident/{market}")
    page.locator("article.account a.headline").first.click()
    page.wait_for_load_state("networkidle")
    page.screenshot(path=SHOTS / "report.png")


def incident(page: Page, address: str) -> str:
    """Find the full id of the incident that is shown."""
    page.goto(f"{address}/?since=2017-03-14&until=2017-03-14", wait_until="networkidle")
    link = page.locator(f"a[href^='/incident/{MARKET}']").first.get_attribute("href")
    return str(link).rpartition("/")[2]


if __name__ == "__main__":
    main()
