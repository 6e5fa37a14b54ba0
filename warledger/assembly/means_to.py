"""Who can have done what: air strikes need an air force, and no state sends suicide or car bombers.

Names stand close together in reports, and the wrong one of two is often ruled out by what it has: "air raids on
rebel-held districts" are not the rebels', whoever else the sentence leaves unnamed.
"""

from functools import lru_cache

from warledger.assembly.blame_words import blame_words
from warledger.grounding.actor_table import actor_table
from warledger.grounding.mentions import ActorKind
from warledger.records import ActType

STATES: tuple[ActorKind, ...] = ("state", "coalition")


@lru_cache(maxsize=1024)
def can_have_done(actor: str, act: ActType) -> bool:
    """Tell whether an actor has the means for an act, as far as the tables know it; of unlisted ones nothing is known.

    Args:
        actor: canonical name; "unknown" can have done anything.
        act: the kind of act.
    """
    known = actor_table().actors.get(actor)
    if known is None or actor == "unknown":
        return True
    if act == "airstrike":
        return known.kind in STATES or actor in blame_words("flying")
    if act in ("suicide_bomb", "car_bomb"):
        return known.kind not in STATES
    return True


def is_state(actor: str) -> bool:
    """Tell whether the tables know an actor as a state's or a coalition's."""
    known = actor_table().actors.get(actor)
    return known is not None and known.kind in STATES
