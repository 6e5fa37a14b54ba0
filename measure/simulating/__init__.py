"""Simulated reports of wars that never were, told as unevenly as real reports tell real ones.

`measuring` counts how readers' gold is shaped, `shapes` draws from that table, `world` holds the towns and the
spellings of their names, `acts` is the truth, `wording` the sentences, `telling` what reports make of it.
"""

from simulating.shapes import Shapes
from simulating.telling import Told, simulate
from simulating.world import World

__all__ = ["Shapes", "Told", "World", "simulate"]
