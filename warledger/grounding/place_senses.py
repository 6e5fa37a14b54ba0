"""Tells how a name of a place is used: as a place, for an actor, for where somebody comes from, for talks."""

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc

from warledger.grounding.gazetteer import Gazetteer
from warledger.grounding.mentions import PlaceMention, PlaceSense
from warledger.grounding.place_shape import Shaped
from warledger.grounding.place_text import Words
from warledger.grounding.place_words import words_of

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "agent", "poss"})
# A line of place at the head of a report ("BEIRUT (Reuters) -") stands within its first tokens.
DATELINE_TOKENS = 15
TALKS_REACH = 8


def at_home(words: Words, mentions: Sequence[PlaceMention]) -> list[PlaceMention]:
    """Take the home of residents for the scene where their sentence names no other: "clashes between residents of X"."""
    placed = {
        words.sentence[m.first]
        for m in mentions
        if m.sense == "location" and m.place.precision in ("site", "town", "district")
    }
    return [
        replace(m, sense="location")
        if m.sense == "origin"
        and words.sentence[m.first] not in placed
        and words.before(m.first, 2)[-1:] in (["resident"], ["residents"])
        else m
        for m in mentions
    ]


class Senses:
    """Judges the mentions of one report; `home` is the ISO code of the country that it is about."""

    def __init__(self, doc: Doc, words: Words, gazetteer: Gazetteer, home: str | None) -> None:
        self._doc, self._words, self._gazetteer, self._home = doc, words, gazetteer, home

    def of(self, one: Shaped) -> PlaceSense:
        """Tell the sense of a mention."""
        name, words = one.chosen.name, self._words
        if one.chosen.title is not None:
            return "location"
        if name.demonym or name.body:
            return "adjective"
        before, after = words.before(name.first, 6), words.after(name.last, 3)
        glued = name.end < words.end[name.last - 1] and words.text[name.end] == "-"
        if glued or (after[:1] == ["-"] and len(after) > 1 and not words.capital[name.last + 1]):
            tail = words.text[name.end : name.end + 12].lower() if glued else after[1]
            return "origin" if any(w in tail for w in words_of("origin")) else "adjective"
        if after[:1] in (["based"], ["born"]) or self._comes_from(before) or self._dateline(one, after):
            return "origin"
        if one.precision == "country":
            return self._country(one, before, after)
        if self._speaks(one, before, after):
            return "adjective"
        if self._talks(one, before, after):
            return "talks"
        if self._speaker_there(one, before):
            return "origin"
        return "location"

    def _comes_from(self, before: list[str]) -> bool:
        two = before[:2]
        return len(two) == 2 and (two[1] in words_of("origin") and two[0] in {"in", "of", "at"})

    def _dateline(self, one: Shaped, after: list[str]) -> bool:
        name = one.chosen.name
        if name.first > DATELINE_TOKENS or self._words.sentence[name.first] > 1:
            return False
        return (
            name.text.isupper()
            and len(name.text) > 3
            and (name.first == 0 or after[:1] in (["("], ["-"], ["—"], ["–"], [":"]))
        )

    def _country(self, one: Shaped, before: list[str], after: list[str]) -> PlaceSense:
        """A country is a place after a preposition of place, an actor elsewhere ("Russia said")."""
        if after[:1] in (["'s"], ["’s"], ["’"], ["'"]):
            return (
                "adjective"
                if after[1:2] and (after[1] in words_of("armed") or self._group_at(one))
                else "location"
            )
        if before[:1] == ["from"] and before[1:2] and before[1] in words_of("comers"):
            return "origin"
        if after and after[0] in words_of("armed") and after[0] not in {"border", "war", "conflict"}:
            return "adjective"
        skipped = [w for w in before if w not in words_of("direction") and w not in {"the", "-"}]
        if skipped and (skipped[0] in words_of("inside") or skipped[0] == ","):
            return "location" if skipped[0] != "," or self._follows_place(one) else "adjective"
        return "adjective"

    def _group_at(self, one: Shaped) -> bool:
        """Tell whether an organisation's name follows: "Nigeria's Boko Haram"."""
        words, at = self._words, one.chosen.name.last + 1
        return at < len(words) and words.capital[at] and words.label(at, at + 1) in ("ORG", "NORP", "PERSON")

    def _follows_place(self, one: Shaped) -> bool:
        words, i = self._words, one.chosen.name.first
        return i >= 2 and words.capital[i - 2]

    def _speaks(self, one: Shaped, before: list[str], after: list[str]) -> bool:
        """A capital that says or does is its government: "Damascus denied", "Moscow's jets"."""
        name = one.chosen.name
        token = self._doc[name.last - 1]
        if (
            token.dep_ in _SUBJECTS
            and token.head.pos_ in {"VERB", "AUX"}
            and token.head.lower_ in words_of("speech")
        ):
            return token.head.pos_ == "VERB" or self._is_capital(one)
        owned = after[1:2] if after[:1] in (["'s"], ["’s"]) else after[:1]
        if owned and owned[0] in {"regime", "government"} and not name.located:
            return True
        return self._is_capital(one) and not name.located and name.role is None and one.country != self._home

    def _is_capital(self, one: Shaped) -> bool:
        entry = one.chosen.entry
        if entry is None or entry.kind not in {"town", "province"} or entry.country is None:
            return False
        capital = self._gazetteer.capital(entry.country)
        return capital is not None and (capital.key == entry.key or capital.name == entry.name)

    def _talks(self, one: Shaped, before: list[str], after: list[str]) -> bool:
        """A seat of talks lies elsewhere than the war: "negotiations in Geneva", "the Minsk agreement"."""
        if one.precision != "town":
            return False
        talks = words_of("talks")
        if after and after[0] in talks and self._words.before(one.first, 1) != ["in"]:
            return True
        near = [*before, *self._words.after(one.chosen.name.last, TALKS_REACH)]
        return one.country != self._home and any(w in talks for w in near)

    def _speaker_there(self, one: Shaped, before: list[str]) -> bool:
        """Somebody speaks there, nothing happens there: "told reporters in Washington"."""
        if one.country == self._home or before[:1] not in (["in"], ["from"], ["at"]):
            return False
        return any(w in words_of("told") for w in self._words.before(one.first, 8))
