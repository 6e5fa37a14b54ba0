"""How far two places lie from each other."""

import math

from warledger.records.values import Place

EARTH_KM = 12742.0


def kilometres(a: Place, b: Place) -> float | None:
    """Great-circle distance; None where one of the places has no point."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    p, q = math.radians(a.lat), math.radians(b.lat)
    h = (
        math.sin((q - p) / 2) ** 2
        + math.cos(p) * math.cos(q) * math.sin(math.radians(b.lon - a.lon) / 2) ** 2
    )
    return EARTH_KM * math.asin(math.sqrt(min(1.0, h)))
