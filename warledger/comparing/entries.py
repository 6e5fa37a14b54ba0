"""What one row of somebody else's dataset says, in the terms of our own records."""

from dataclasses import dataclass

from warledger.records import ActType, Bounds, Period, Place, Refusal, VictimClass


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of another dataset: when, where, what, how many, between whom.

    `line` is its line in the file, counted from 1, and makes up for an `id` that the dataset does not give. `killed` and
    `injured` are None where it gives no count, `killed_best` the count that it holds for the best. `victims` is
    "civilians" or "combatants" where it says that the dead were these alone. `parties` are who took
    part on either side, as the dataset names them; `dyad` is true where it names the two main parties only, so that an
    ally who did it is not among them. `told` are words of theirs on the act, never ours. `origins` are those whose word it
    goes by, where the dataset parts them from the outlets that passed it on.
    """

    id: str
    line: int
    type: ActType
    date: Period
    place: Place
    killed: Bounds | None
    killed_best: int | None
    victims: VictimClass
    injured: Bounds | None
    parties: tuple[str, ...]
    dyad: bool
    source: str
    told: str
    origins: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Read:
    """What a file came to: the name of the dataset that its header tells, its rows, and those that could not be read."""

    dataset: str
    entries: tuple[Entry, ...]
    refused: tuple[Refusal, ...]
