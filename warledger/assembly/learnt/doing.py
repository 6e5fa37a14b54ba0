"""From the judges' verdicts to who did an act: their odds for every mention, held back by what the rules know.

The judges look at a mention beside an act and find many a name likely: the town's holder, the other side of the war,
those killed. A report mostly blames one. So a name has to stand its ground: against the one that the act's own sentence
blames, against what the words rule out, and against the likeliest.
"""

import math
from collections.abc import Iterable, Sequence, Set
from itertools import pairwise

from warledger.assembly.blame import stance_of
from warledger.assembly.blame_words import blame_words
from warledger.assembly.drafts import NAMELESS, Draft
from warledger.assembly.learnt.shown import Shown
from warledger.assembly.learnt.units import Unit
from warledger.assembly.means_to import can_have_done
from warledger.assembly.places import same_place
from warledger.grounding.mentions import ActorMention
from warledger.records import Perpetrator

DID = -0.3
"""Logit above which an actor did it. On four sets kept from training .3 names a few more rightly (.886 for .879) and finds
fewer (.707 for .722)."""
TOLD = 2.0
"""What a mention gains that the rules blame for the unit, as a logit."""
UNTOLD = 2.0
"""What a mention loses where the rules blame somebody else by name for the unit: alone it takes the share of accounts with
no wrong name from .796 to .835 on four sets kept from training, and all of these together to .879; more changes nothing."""
VICTIM = 2.0
"""What a mention loses that stands in the words for the unit's dead, but in a fight: "30 soldiers were killed"."""
UNABLE = 3.0
"""What a mention loses that has not the means: air strikes need an air force."""
AFAR = 3.0
"""What is lost beside a unit that is told of elsewhere, where one at the act's own place has its doer: the lead's "air raids in
the north" may be by more than those on the town."""
BEHIND = 1.0
"""How much less likely than the likeliest another may be; "Syrian or Russian jets" are equally likely. .5 to 1.5 trade a
little of one for the other: .896 of the accounts have no wrong name and .700 of the names are found, or .864 and .739."""

BREATH = 4
"""Tokens between two names of one breath: "the regime and its ally Russia"."""


def weighed(shown: Shown, did: Iterable[float]) -> list[float]:
    """Weigh the judges' odds for every row of `shown.doers` by what the rules know of the mention beside the unit."""
    return [
        float(z) + _known(shown.units[i], shown.actors[k])
        for (i, k, _), z in zip(shown.doers, did, strict=True)
    ]


def _known(unit: Unit, actor: ActorMention) -> float:
    """Say what the rules' knowledge of a mention adds to its odds."""
    weight = 0.0
    blamed = [b for b in unit.blames if b.stance != "denied"]
    if any((b.quote.start, b.actor) == (actor.span.start, actor.actor) for b in blamed):
        weight += TOLD
    elif any(b.actor not in NAMELESS for b in blamed) and all(b.actor != actor.actor for b in blamed):
        weight -= UNTOLD
    kind = unit.draft().type
    if kind != "armed_clash" and _counted(unit, actor):
        weight -= VICTIM
    return weight if can_have_done(actor.actor, kind) else weight - UNABLE


def _counted(unit: Unit, actor: ActorMention) -> bool:
    """Tell whether a mention stands in the words that a count of the unit counts."""
    return any(min(c.first, c.head) <= actor.first < max(c.last, c.head + 1) for c in unit.frame.counts)


def blame(draft: Draft, units: Sequence[tuple[Unit, Sequence[tuple[float, int]]]], shown: Shown) -> None:
    """Blame every actor that some mention of it, beside some unit of the act, is likely the doer by.

    Args:
        draft: the account in the making, already at its place.
        units: the act's units, each with the odds of every mention beside it.
        shown: what the judges saw.
    """
    by: dict[str, list[tuple[float, int]]] = {}
    told = any(_is_there(draft, unit) and any(z > DID for z, _ in rows) for unit, rows in units)
    for unit, rows in units:
        off = AFAR if told and not _is_there(draft, unit) else 0.0
        for z, k in rows:
            by.setdefault(shown.actors[k].actor, []).append((z - off, k))
    likely = {name: log_sum(z for z, _ in found) for name, found in by.items() if name != "unknown"}
    likely = {name: z for name, z in likely.items() if z > DID}
    if any(name not in NAMELESS for name in likely):
        likely = {name: z for name, z in likely.items() if name not in NAMELESS}
    chosen = {name for name, z in likely.items() if z >= max(likely.values()) - BEHIND}
    if draft.type != "armed_clash":
        chosen |= _in_one_breath([unit for unit, _ in units], chosen, likely.keys(), shown)
    for name in (n for n in likely if n in chosen):
        mention = shown.actors[max(by[name], key=lambda f: (f[0], -f[1]))[1]]
        stance = stance_of(shown.grounded.doc, mention)
        draft.blames[name, False] = Perpetrator(name, stance, mention.span)


def _in_one_breath(units: Sequence[Unit], chosen: Set[str], likely: Set[str], shown: Shown) -> set[str]:
    """Find the likely who are blamed in one breath with a chosen one: "Syrian and Russian jets" are both."""
    doc = shown.grounded.doc
    blamed = {(b.quote.start, b.actor) for unit in units for b in unit.blames}
    found: set[str] = set()
    for a, b in pairwise(shown.actors):
        told = all((m.span.start, m.actor) in blamed for m in (a, b))
        between = doc[a.last : b.first]
        if told and 0 < len(between) <= BREATH and all(t.lower_ in blame_words("breath") for t in between):
            found |= {a.actor, b.actor} if {a.actor, b.actor} & chosen else set()
    return found & likely


def _is_there(draft: Draft, unit: Unit) -> bool:
    """Tell whether a unit is told of at the very place of its act."""
    return (
        draft.place is not None and unit.place is not None and same_place(draft.place.place, unit.place.place)
    )


def log_sum(logits: Iterable[float]) -> float:
    """Add odds up in the logarithm."""
    values = list(logits)
    top = max(values)
    return top + math.log(sum(math.exp(z - top) for z in values))
