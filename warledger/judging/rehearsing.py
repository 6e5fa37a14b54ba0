"""What a decision would change: it is carried out in a transaction of which nothing is kept."""

from dataclasses import dataclass

from warledger.judging.deciding import WAIT_S, judge
from warledger.ledger import Ledger
from warledger.records import Decision, Incident, Judgement
from warledger.relinking import relink


@dataclass(frozen=True, slots=True)
class Preview:
    """What a decision would do, exactly.

    `vanish` are incidents that there would be no more, `appear` those that there would be then, `change` those under whose
    id there would be something else, before and after. `superseded` are the judgements that would bind no longer.
    """

    decision: Decision
    superseded: tuple[Judgement, ...]
    vanish: tuple[Incident, ...]
    appear: tuple[Incident, ...]
    change: tuple[tuple[Incident, Incident], ...]

    @property
    def idle(self) -> bool:
        """Tell whether the incidents would stay as they are."""
        return not (self.vanish or self.appear or self.change)


def catch_up(where: str) -> None:
    """Link what came since the last linking, and keep that: of a ledger that is behind every rehearsal would begin with it.

    Raises as `decide` does.
    """
    with Ledger.open_writing(where, wait_s=WAIT_S) as ledger:
        relink(ledger)


def rehearse(where: str, decision: Decision, *, by: str) -> Preview:
    """Work out what a decision would change, and keep nothing of it.

    It takes the place of a writer for as long as that lasts. Raises as `decide` does.
    """
    with (
        Ledger.open_writing(where, wait_s=WAIT_S) as opened,
        opened.one_change(keep=False) as ledger,
    ):
        relink(ledger)
        ledger.remember()
        with ledger.one_change(keep=False) as trial:
            done = judge(trial, decision, why="rehearsed", by=by)
            other = trial.differing()
            after = {id_: trial.incident(id_) for id_ in (*other.new, *other.changed)}
        return Preview(
            decision,
            ledger.judgements_named(done.superseded),
            tuple(map(ledger.incident, other.gone)),
            tuple(after[id_] for id_ in other.new),
            tuple((ledger.incident(id_), after[id_]) for id_ in other.changed),
        )
