"""The place of an account: what was judged, else the only place that its sentence, or its whole report, can mean."""

from collections.abc import Sequence

from warledger.assembly.drafts import Draft
from warledger.assembly.grounded import Grounded, is_on
from warledger.assembly.places import holds, is_point, same_place
from warledger.grounding.mentions import PlaceMention
from warledger.reading.lexicons import forms_of

SENSES = ("location", "origin")
"""How a place may be named that an act without one happened at: "a hospital in A received 14 bodies", "residents of A".
Not as a seat of talks, and not as an actor ("Damascus denied")."""


def place_of(draft: Draft, grounded: Grounded) -> PlaceMention | None:
    """Place an account.

    1. The place that was judged, where it is narrower than a province.
    2. Where none or a wider one was: the one town that the act's own sentences name inside it.
    3. The one town that the whole report names inside it.
    4. The wider place, or none.
    """
    if draft.place is not None and draft.place.place.precision not in ("province", "country", "unknown"):
        return draft.place
    towns = [
        p
        for p in grounded.places
        if p.sense in SENSES
        and is_point(p.place)
        and not is_on(grounded.furniture, p.span)
        and (draft.place is None or holds(draft.place.place, p.place))
    ]
    numbers = forms_of(grounded.doc).sentence
    told = {f.sentence for f in draft.frames}
    return _only([p for p in towns if numbers[p.first] in told]) or _only(towns) or draft.place


def _only(towns: Sequence[PlaceMention]) -> PlaceMention | None:
    """Give the one place that all these names stand for; None where there are several."""
    return towns[0] if towns and all(same_place(p.place, towns[0].place) for p in towns) else None
