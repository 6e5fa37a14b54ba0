"""Sentences of simulated reports, put together from own moulds so that hardly two come out alike.

A sentence is a row of pieces; those that carry something (the place, the day, a count, a party) keep their label,
so that every quote is the very slice of the text.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Final

type Pieces = list[tuple[str, str]]
"""Text and label; the label is empty where the piece carries nothing."""

ACTS: Final[Mapping[str, tuple[str, ...]]] = {
    "airstrike": ("warplanes struck", "jets bombed", "aircraft attacked", "raids from the air hit"),
    "drone": ("a drone fired on", "an unmanned aircraft struck", "a drone hit", "a drone bombed"),
    "shelling": ("shells fell on", "artillery pounded", "mortar rounds landed on", "rockets hit"),
    "missile": ("a missile slammed into", "a ballistic missile hit", "missiles struck", "a missile fell on"),
    "chemical": (
        "gas was released over",
        "canisters of chlorine fell on",
        "toxic gas hit",
        "a gas attack hit",
    ),
    "car_bomb": (
        "a car bomb went off at",
        "a parked car blew up beside",
        "a truck bomb tore into",
        "a car exploded at",
    ),
    "suicide_bomb": (
        "a bomber blew himself up at",
        "a man with a belt of explosives struck",
        "a suicide attack hit",
    ),
    "ied": ("a roadside bomb went off near", "a mine exploded close to", "a hidden device blew up at"),
    "armed_clash": (
        "fighters stormed",
        "fighting broke out around",
        "attackers overran",
        "troops fought for",
    ),
    "shooting": (
        "gunmen opened fire at",
        "snipers shot into",
        "men on motorcycles fired at",
        "shots were fired at",
    ),
    "execution": ("prisoners were put to death at", "captives were shot at", "men were executed before"),
    "abduction": ("people were seized at", "gunmen took captives from", "armed men dragged people from"),
    "other": ("an attack hit", "violence reached", "an assault shook", "an explosion rocked"),
}
PLAIN_TARGETS: Final = (
    "homes",
    "the place",
    "several streets",
    "people",
    "the outskirts",
    "a row of buildings",
)
WHO: Final = (
    "bakers", "teachers", "drivers", "an old farmer", "two brothers", "market women", "a nurse", "neighbours",
    "pupils", "shepherds", "a tailor", "widows", "the imam", "fruit sellers", "a mechanic", "refugees", "a barber",
)  # fmt: skip
DID: Final = (
    "carried water from {} ruins", "searched {} for papers", "slept in {} orchard", "buried {} dead by lamplight",
    "waited for {} bus that never came", "counted {} craters", "hid in {} cellar of brick", "swept {} glass until noon",
    "quarrelled over {} fuel", "left {} on carts and tractors", "cooked for {} on open fires", "spoke of {} winters",
    "drew lists of {} missing", "kept {} shops closed", "lit {} candles", "gathered at {} mill", "wept for {} openly",
)  # fmt: skip
WHERE: Final = (
    "behind the {} railway", "under the {} aqueduct", "near the {} tannery", "by the dry {} riverbed", "on {} hill road",
    "beside a burnt {} tractor", "in the shade of {} walnut trees", "at {} crossroads", "along {} canal", "in {} snow",
    "outside a shuttered {} bank", "between two {} checkpoints", "at the edge of {} fields", "beneath torn {} awnings",
)  # fmt: skip
LATER: Final = (
    "The power failed in {} soon after", "Roads to {} were shut", "The price of {} bread doubled within days",
    "Phones stayed dead in {} until evening", "No ambulance could pass {}", "A second night of fear in {} followed",
    "Talks in {} went nowhere", "Rain slowed the {} rescue", "The hospital of {} ran out of thread",
    "Officials promised {} an inquiry", "Aid groups asked {} for safe passage", "Schools in {} will not open this month",
)  # fmt: skip
OPENINGS: Final = tuple("B D F G H J K L M N R S T V Z Br Dr Gr Kh Sh Tr".split())
MIDDLES: Final = ("a", "e")
ENDINGS: Final = tuple("a ab an at e ek en i in is o on u us".split())
HURT: Final = ("wounding", "and injuring", "leaving wounded", "while hurting")
DEAD: Final = ("killing", "and left dead", "which cost the lives of", "in which died")
SAID: Final = ("said", "reported", "told this paper", "stated", "confirmed", "wrote")


@dataclass(frozen=True, slots=True)
class Facts:
    """What one telling says, in words: each None where it says nothing of the kind."""

    kind: str
    place: str | None
    when: str | None
    target: str | None
    killed: str | None
    injured: str | None
    actor: str | None
    source: str


def colour(chance: Random) -> str:
    """A clause that tells nothing of the act, out of many millions."""
    return f"{chance.choice(WHO)} {_of_some(DID, chance)} {_of_some(WHERE, chance)}"


def background(chance: Random) -> str:
    """A sentence on everything else."""
    return f"{_of_some(LATER, chance)}, and {colour(chance)} as {colour(chance)}."


def _of_some(moulds: Sequence[str], chance: Random) -> str:
    """Fill a mould with a made-up name: of two real reports that are no copies one pair in 20,000 is a candidate for it."""
    name = "".join(chance.choice(parts) for parts in (OPENINGS, MIDDLES, ENDINGS))
    return chance.choice(moulds).format(name)


def sentence(facts: Facts, chance: Random) -> Pieces:
    """Put one telling into a sentence: who says so and where it was stand first, in the middle or last."""
    where: Pieces = [(" in ", ""), (facts.place, "place")] if facts.place else []
    when: Pieces = [(" ", ""), (facts.when, "when")] if facts.when else []
    hit = facts.target or chance.choice(PLAIN_TARGETS)
    act: Pieces = [(f"{chance.choice(ACTS[facts.kind])} ", ""), (hit, "target" if facts.target else "")]
    toll: Pieces = []
    if facts.killed:
        toll += [(f", {chance.choice(DEAD)} ", ""), (facts.killed, "killed")]
    if facts.injured:
        toll += [(f", {chance.choice(HURT)} ", ""), (facts.injured, "injured")]
    if facts.actor:
        toll += [
            (chance.choice((", blamed on ", ", for which many accuse ", ", the work of ")), ""),
            (facts.actor, "actor"),
        ]
    said: Pieces = [(f"{facts.source} {chance.choice(SAID)}", "")]
    aside: Pieces = [(f" as {colour(chance)}", "")]
    orders: tuple[Pieces, ...] = (
        [*act, *where, *when, *toll, (", ", ""), *said, *aside],
        [*said, (" that", ""), *when, *where, (" ", ""), *act, *toll, *aside],
        [(colour(chance), ""), *where, (" when ", ""), *act, *when, *toll, (", ", ""), *said],
        [(colour(chance), ""), (" after ", ""), *act, *when, *where, *toll, (", ", ""), *said],
    )
    row = [piece for piece in chance.choice(orders) if piece[0]]
    first, label = row[0]
    return [(first[:1].upper() + first[1:], label), *row[1:], (".", "")]
