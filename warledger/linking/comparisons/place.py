"""Did both happen at one place?"""

from math import asin, cos, radians, sin, sqrt
from typing import Final

from rapidfuzz import fuzz

from warledger.linking.profiles import Profile, fold
from warledger.linking.weights import Finding, finding

EARTH_KM: Final = 12742.0
SITE_KM: Final = 1.0
"""Two points this near are one spot, whatever the spots are called."""
TOWN_KM: Final = 3.0
"""Gazetteers put one town up to so far apart: its centre, its station, its old town."""
QUARTER_KM: Final = 12.0
"""A quarter lies within so much of the point that stands for its city; a spot whose name does not hold the
town's must lie twice as near, or it may be of the next village."""
NEAR_KM: Final = 10.0
FAR_KM: Final = 30.0
"""No two towns further apart are confused by being told as "near" each other."""
DISTRICT_KM: Final = 30.0
PROVINCE_KM: Final = 120.0
SAME_NAME: Final = 82.0
"""Similarity of names (0 to 100) from which they are spellings of one. Of names within 25 km of each other in
readers' gold, those up to 80 are different places ("Zara", "Zahraa"), those from 88 on one place."""


def kilometres(left: Profile, right: Profile) -> float | None:
    """Give the distance of the two points over the globe; None where one has no point."""
    if left.lat is None or left.lon is None or right.lat is None or right.lon is None:
        return None
    lat1, lat2 = radians(left.lat), radians(right.lat)
    half = sin((lat2 - lat1) / 2) ** 2
    half += cos(lat1) * cos(lat2) * sin(radians(right.lon - left.lon) / 2) ** 2
    return EARTH_KM * asin(sqrt(half))


def _one_name(left: Profile, right: Profile) -> bool:
    if left.geonames_id is not None and left.geonames_id == right.geonames_id:
        return True
    if left.place_words and left.place_words == right.place_words:
        return True
    one, other = " ".join(sorted(left.place_words)), " ".join(sorted(right.place_words))
    return bool(one and other) and fuzz.ratio(one, other) >= SAME_NAME


def _part_of(left: Profile, right: Profile) -> bool:
    """Tell whether one names the spot by the other's town: "Old City, Aleppo" and "Aleppo"."""
    return left.area_words >= right.place_words or right.area_words >= left.place_words


def _town_named(spot: Profile) -> str:
    """Give the town that a spot is named with: "Old City, Aleppo"; empty where it is named alone."""
    return fold(spot.place.partition(",")[2]) if spot.precision == "site" else ""


def _lies_by_name_in(spot: Profile, town: Profile) -> bool:
    told = _town_named(spot)
    return bool(told) and town.precision == "town" and fuzz.ratio(told, fold(town.place)) >= SAME_NAME


def _named_with_another(spot: Profile, town: Profile) -> bool:
    """Tell whether a spot is named with a town and that is not the one it is held against."""
    told = _town_named(spot)
    return bool(told) and town.precision == "town" and fuzz.ratio(told, fold(town.place)) < SAME_NAME


def _opposite(left: Profile, right: Profile) -> bool:
    """Tell whether both name a side of the place and the sides differ."""
    return bool(left.directions and right.directions) and not left.directions & right.directions


def _areas(left: Profile, right: Profile, km: float | None) -> Finding:
    """Compare places of which at least one is known as a district, a province or a country only."""
    coarse = {left.precision, right.precision}
    names = f"{left.place or 'unnamed'} and {right.place or 'unnamed'}"
    if left.country and right.country and left.country != right.country:
        return finding("place", "apart", f"two countries: {names}")
    if "country" in coarse:
        return finding("place", "country", f"one account knows only the country: {names}")
    if "province" in coarse:
        one = bool(left.admin1) and left.admin1 == right.admin1
        if one or (km is not None and km <= PROVINCE_KM and not (left.admin1 and right.admin1)):
            return finding("place", "province", f"one account knows only the province: {names}")
        return finding("place", "apart", f"two provinces: {names}")
    if km is not None and km > DISTRICT_KM + left.radius_km + right.radius_km:
        return finding("place", "apart", f"{km:.0f} km apart: {names}")
    if _opposite(left, right):
        return finding("place", "other_part", f"two sides of one district: {names}")
    return finding("place", "district", f"one account knows only the district: {names}")


def compare_place(left: Profile, right: Profile) -> Finding:
    """Compare the places, each as far as it is known; equal coarse places are weak agreement."""
    if not (left.placed and right.placed):
        return finding("place", "unknown", "one account gives no place")
    km = kilometres(left, right)
    if not {left.precision, right.precision} <= {"site", "town"}:
        return _areas(left, right, km)
    return _by_name(left, right) if km is None else _spots(left, right, km)


def _by_name(left: Profile, right: Profile) -> Finding:
    """Compare spots of which one is in no gazetteer: by name alone, and only where the country agrees."""
    names = f"{left.place or 'unnamed'} and {right.place or 'unnamed'}"
    if left.country and right.country and left.country != right.country:
        return finding("place", "apart", f"two countries: {names}")
    if _lies_by_name_in(left, right) or _lies_by_name_in(right, left):
        return finding("place", "site_in_town", f"a spot and the town that it is named with: {names}")
    if _one_name(left, right) and not _opposite(left, right):
        return finding("place", "same_name", f"one name, in no gazetteer: {names}")
    return finding("place", "unlocated", f"one place is in no gazetteer: {names}")


def _spots(left: Profile, right: Profile, km: float) -> Finding:
    """Compare towns and sites that have their points."""
    one, names = _one_name(left, right), f"{left.place} and {right.place}"
    both_sites = left.precision == right.precision == "site"
    reach = left.radius_km + right.radius_km
    if one and km <= QUARTER_KM + reach and bool(left.directions) != bool(right.directions):
        return finding("place", "site_in_town", f"a side of the place and the whole of it: {names}")
    if one and km <= QUARTER_KM + reach and not _opposite(left, right):
        return finding("place", "same_site" if both_sites else "same_town", f"same place, {left.place}")
    if km <= QUARTER_KM + reach and _opposite(left, right):
        return finding("place", "other_part", f"two sides of one place: {names}")
    if both_sites:
        if km <= SITE_KM:
            return finding("place", "same_site", f"{km:.1f} km apart: {names}")
        level = "other_site" if km <= QUARTER_KM else "beyond" if km <= FAR_KM else "apart"
        return finding("place", level, f"two spots {km:.0f} km apart: {names}")
    if "site" in (left.precision, right.precision):
        elsewhere = _named_with_another(left, right) or _named_with_another(right, left)
        if km <= QUARTER_KM / (1 if _part_of(left, right) else 2) + reach and not elsewhere:
            return finding("place", "site_in_town", f"a spot and the town around it: {names}")
    elif km <= TOWN_KM + reach:
        return finding("place", "same_town", f"{km:.0f} km apart: {names}")
    if km <= NEAR_KM + reach:
        return finding("place", "near", f"{km:.0f} km apart: {names}")
    return finding("place", "beyond" if km <= FAR_KM + reach else "apart", f"{km:.0f} km apart: {names}")
