"""Places that two names tell together: between X and Y, the road from X to Y, the X-Y highway."""

from collections.abc import Sequence
from dataclasses import replace

from warledger.grounding.gazetteer.entries import great_circle_km
from warledger.grounding.place_shape import Shaped
from warledger.grounding.place_text import Words
from warledger.grounding.place_words import words_of

# Longer roads say too little to be made a point.
LONGEST_ROAD_KM = 250.0
# A town so near may be a part of the other: "Sadr City in Baghdad".
LEAST_APART_KM = 8.0


def join_pairs(words: Words, shaped: Sequence[Shaped]) -> list[Shaped]:
    """Join two neighbouring names that mark a stretch into one place at its middle, half the stretch wide."""
    joined: list[Shaped] = []
    i = 0
    while i < len(shaped):
        pair = _pair(words, shaped[i], shaped[i + 1]) if i + 1 < len(shaped) else None
        joined.append(pair or shaped[i])
        i += 2 if pair else 1
    return joined


def _pair(words: Words, left: Shaped, right: Shaped) -> Shaped | None:
    if not (_is_point(left) and _is_point(right)) or not words.same_sentence(left.first, right.first):
        return None
    gap = words.lower[left.last : right.first]
    before, after = words.before(left.first, 2), words.after(right.last, 1)
    road = bool(set(before) | set(after)) and any(w in words_of("road") for w in [*before, *after])
    between = gap == ["and"] and before[:1] == ["between"]
    from_to = gap == ["to"] and before[:1] == ["from"] and road
    hyphened = gap in (["-"], ["–"], ["to"], ["and"]) and after and after[0] in words_of("road")
    if not (between or from_to or hyphened) or left.lat is None or right.lat is None:
        return None
    if left.lon is None or right.lon is None:
        return None
    stretch = great_circle_km(left.lat, left.lon, right.lat, right.lon)
    if not 1.0 < stretch <= LONGEST_ROAD_KM:
        return None
    return replace(
        left, last=right.last, end=right.end, title=words.text[left.start : right.end], precision="district",
        lat=round((left.lat + right.lat) / 2, 5), lon=round((left.lon + right.lon) / 2, 5),
        radius_km=round(stretch / 2, 1), geonames_id=None,
        admin1=left.admin1 if left.admin1 == right.admin1 else None,
        country=left.country if left.country == right.country else None,
        reason=f"the middle between {left.title} and {right.title}",
    )  # fmt: skip


def hold_pairs(words: Words, shaped: Sequence[Shaped]) -> list[Shaped]:
    """Widen the second of two towns told as one in the other: "Rastan in northern Homs" is in the province of that name."""
    out = list(shaped)
    for i in range(1, len(out)):
        inner, outer = out[i - 1], out[i]
        if (
            outer.precision != "town"
            or not _is_point(inner)
            or not words.same_sentence(inner.first, outer.first)
        ):
            continue
        if words.lower[inner.last : outer.first] not in (["in"], ["in", "the"], ["of"]):
            continue
        if None in (inner.lat, inner.lon, outer.lat, outer.lon) or outer.country != inner.country:
            continue
        far = great_circle_km(inner.lat, inner.lon, outer.lat, outer.lon)  # type: ignore[arg-type]
        if LEAST_APART_KM < far <= LONGEST_ROAD_KM:
            out[i] = replace(
                outer,
                precision="district",
                radius_km=round(far, 1),
                reason=f"{outer.reason}; {inner.title} lies in it",
            )
    return out


def _is_point(one: Shaped) -> bool:
    return (
        one.lat is not None and one.precision in {"town", "site", "district"} and one.chosen.entry is not None
    )
