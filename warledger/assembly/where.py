"""The place of an account: what was judged, else the only place that its sentence, or its whole report, can mean."""

from collections.abc import Sequence

from warledger.assembly.drafts import Draft
from warledger.assembly.grounded import Grounded, is_on
from warledger.assembly.places import holds, is_point, same_place
from warledger.grounding.mentions import PlaceMention
from warledger.reading.lexicons import forms_of


def place_of(draft: Draft, grounded: Grounded) -> PlaceMention | None:
    """Place an account.

    1. The place that was judged, where it is narrower than a province.
    2. Where none or a wider one was: the one town that the act's own sentences name inside it as a place.
    3. The one town inside it that the report names where something can have happened.
    4. The wider place, or none.

    A dateline, a speaker's seat and a seat of talks are where somebody told of it, and never where it was.
    """
    if draft.place is not None and draft.place.place.precision not in ("province", "country", "unknown"):
        return draft.place
    numbers = forms_of(grounded.doc).sentence
    told = {f.sentence for f in draft.frames}
    own = [p for p in grounded.places if numbers[p.first] in told and not is_on(grounded.furniture, p.span)]
    return _only(own, draft) or _only(grounded.where, draft) or draft.place


def _only(places: Sequence[PlaceMention], draft: Draft) -> PlaceMention | None:
    """Give the one town inside the draft's place that all names of towns stand for; None where there are several."""
    towns = [
        p
        for p in places
        if p.sense == "location"
        and is_point(p.place)
        and (draft.place is None or holds(draft.place.place, p.place))
    ]
    return towns[0] if towns and all(same_place(p.place, towns[0].place) for p in towns) else None
