"""The code of others: fetched by a lock that names no registry, never in the repository, and missed in one line."""

import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

from tests.desk.pages_read import elements, text_of
from warledger.desk import assets

ROOT = Path(__file__).parents[2]
LOCK = json.loads((ROOT / "package-lock.json").read_text())


def test_the_lock_names_no_registry_and_pins_every_hash() -> None:
    packages = {name: package for name, package in LOCK["packages"].items() if name}
    assert len(packages) > 40
    assert not [name for name, package in packages.items() if "resolved" in package]
    assert all(package["integrity"].startswith("sha512-") for package in packages.values())
    wanted = json.loads((ROOT / "package.json").read_text())
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in wanted["dependencies"].values())


def test_nothing_of_it_is_in_the_repository() -> None:
    kept = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert not re.search(r"^(node_modules|warledger/desk/static/vendor)/", kept, re.MULTILINE)


def test_without_the_assets_the_list_stands_and_one_line_says_what_is_missing(
    desk: TestClient, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(assets, "_VENDOR", tmp_path)
    answer = desk.get("/")
    assert answer.status_code == 200
    assert text_of(answer.text, "p", class_="assets-missing") == assets.MISSING_WORDS
    assert "make assets" in assets.MISSING_WORDS
    assert elements(answer.text, "tr")
    assert "/vendor/" not in answer.text


def test_a_wheel_without_the_assets_is_not_built(tmp_path: Path) -> None:
    said: dict[str, Any] = {}
    code = (ROOT / "making" / "wheel_hook.py").read_text()
    exec(compile(code, "wheel_hook.py", "exec"), said)
    hook: BuildHookInterface[Any] = said["AssetsHook"](str(tmp_path), {}, None, None, "", "wheel")
    with pytest.raises(SystemExit, match="make assets"):
        hook.initialize("standard", {})
    hook.initialize("editable", {})
    (tmp_path / "warledger" / "desk" / "static" / "vendor" / "licences").mkdir(parents=True)
    hook.initialize("standard", {})
