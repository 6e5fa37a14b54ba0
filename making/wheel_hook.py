"""Keeps a wheel from being built without the desk's assets."""

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class AssetsHook(BuildHookInterface[Any]):
    """Asks for the assets before a wheel is made; an editable install serves them from the checkout and may come first."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Stop the build in one line where the assets are missing."""
        vendor = Path(self.root) / "warledger" / "desk" / "static" / "vendor"
        if version != "editable" and not (vendor / "licences").is_dir():
            raise SystemExit("No wheel without the desk's assets: run `make assets` first.")
