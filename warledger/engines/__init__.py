"""Where the reading of reports and the linking of accounts run: this machine, or a Spark cluster.

`engine` says what a build asks of either, `local` reads on this machine in one process or in several, `spark` does all
of it on a cluster.
"""

from warledger.engines.engine import Engine, LocalEngine, TakenIn
from warledger.engines.local import tell_all

__all__ = ["Engine", "LocalEngine", "TakenIn", "tell_all"]
