"""Reading of added reports in the process of the tests: the model is loaded once for all of them, each step can be met."""

import threading
from collections.abc import Callable, Sequence
from pathlib import Path

from warledger.desk.adding.apart import ReadingFailed, trouble_of
from warledger.desk.adding.handed_in import HandedIn
from warledger.desk.adding.jobs import Course
from warledger.desk.adding.running import Run


class ReaderHere:
    """Stands in for the process that reads."""

    def __init__(self, ledger: str, places: Sequence[Path], *, patience: float) -> None:
        self._ledger, self._places, self._patience = ledger, places, patience

    def read(self, given: HandedIn, *, stop: threading.Event, tell: Callable[[Course], None]) -> None:
        """Read what was handed in, in this very thread."""
        run = Run(self._ledger, self._places, given, stop=stop, tell=tell, patience=self._patience)
        if trouble := trouble_of(run.run):
            raise ReadingFailed(trouble)

    def end(self) -> None:
        """There is no process to let go."""

    def kill(self) -> None:
        """There is no process to kill."""
