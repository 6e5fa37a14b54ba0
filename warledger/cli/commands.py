"""The commands. What a command needs is imported when it runs: `--help` must not wait for the parser."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from warledger import __version__
from warledger.cli.options import EnginePlace, point_and_distance, the_day

if TYPE_CHECKING:
    from warledger.judging import Change
