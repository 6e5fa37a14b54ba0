"""Quarters, sites and villages among their namesakes: which belong to the town that is being told of."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from warledger.grounding.gazetteer import Entry, Hit
from warledger.grounding.gazetteer.spelling import close_key, fold
from warledger.grounding.place_names import Name
from warledger.grounding.place_setting import Setting, size_of
from warledger.grounding.place_text import Words
from warledger.grounding.place_transcripts import SAME_SOUND
from warledger.grounding.place_words import kind_noun

# A place of this size (log10 of its people) has quarters and says where the villages of its sentence are looked for.
ANCHOR_SIZE = 4.3
# A quarter or site lies this near to the middle of its town, and a suburb ("the Damascus suburb of Madaya").
QUARTER_KM = 20.0
SUBURB_KM = 45.0
# "The Zahraa district" is one of the city told of, and no village at the other end of the country.
DISTRICT_KM = 80.0


REACH = {"suburb": SUBURB_KM, "district": DISTRICT_KM}
"""How far from its town a place may lie by the noun beside it; a quarter or site otherwise."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """A name and the entry chosen for it, None where no entry will do; `title` where the name is no name itself."""

    name: Name
    hit: Hit | None
    score: float = 0.0
    rivals: int = 0
    reason: str = ""
    title: str | None = None

    @property
    def entry(self) -> Entry | None:
        """The entry itself."""
        return self.hit.entry if self.hit else None


def with_roles(words: Words, names: list[Name]) -> list[Name]:
    """Let a name without a noun beside it take the kind that the same name has elsewhere in the report.

    A bare name is the province's only where its own sentence says so of it ("Strikes kill 11 in Idlib" glued to
    "... in Idlib province"): most provinces are called after a city that is told of as well.
    """
    roles: dict[str, str] = {}
    provinces = {(words.sentence[n.first], close_key(n.text)) for n in names if n.role == "province"}
    names = [
        replace(n, role="province")
        if n.role is None and (words.sentence[n.first], close_key(n.text)) in provinces
        else n
        for n in names
    ]
    for name in names:
        if name.role in {"quarter", "suburb", "site", "village"}:
            roles.setdefault(close_key(name.text), name.role)
    return [
        replace(name, role=roles[close_key(name.text)])
        if name.role is None and not name.has_country and not name.demonym and close_key(name.text) in roles
        and not any(h.main and size_of(h.entry) >= ANCHOR_SIZE for h in name.hits)
        else name
        for name in names
    ]  # fmt: skip


def with_short_forms(names: list[Name]) -> list[Name]:
    """Let the first word of a longer name stand for it: Maarat for the Maarat al-Numan told elsewhere."""
    longer: dict[str, Name] = {}
    for name in names:
        head, *rest = fold(name.text).split() or [""]
        if rest and name.hits and any(h.entry.kind == "town" for h in name.hits):
            longer.setdefault(head, name)
    return [
        replace(name, hits=longer[fold(name.text)].hits)
        if fold(name.text) in longer and not any(size_of(h.entry) >= ANCHOR_SIZE for h in name.hits)
        else name
        for name in names
    ]


def inside_town(one: Chosen, setting: Setting, anchors: Sequence[Chosen]) -> Chosen:
    """Refuse a namesake far off for what is a quarter or a site of the town that is being told of.

    Every Arab city has an al-Zahra and an al-Hamdaniyah, and so have the villages of other provinces.
    """
    name, entry = one.name, one.entry
    if entry is None or entry.kind == "country":
        return one
    small = one.hit is not None and (one.hit.likeness < 1 or size_of(entry) < ANCHOR_SIZE)
    # "The district of X" is a quarter of a city or a district of a province: only a doubtful spelling is refused.
    other = one.hit is not None and one.hit.likeness < SAME_SOUND and name.role == "district"
    called = setting.words.after(name.last, 1) in (["district"], ["districts"])
    hamlet = called and entry.kind == "town" and entry.population == 0
    # "The Hassahissa camp in Zalingei" is called after a town, and lies in another.
    following = setting.words.after(name.last, 2)
    called_after = (
        name.role == "site"
        and len(following) == 2
        and kind_noun(following[0]) == "site"
        and following[1] == "in"
    )
    if not (
        name.sited
        or other
        or hamlet
        or called_after
        or (small and name.role in {"quarter", "suburb", "site"})
    ):
        return one
    town = standing_town(name, setting, anchors)
    if town is None or town.entry is None:
        return one
    km = entry.km_to(town.entry)
    if km is None or km <= REACH.get(name.role or "", QUARTER_KM):
        return one
    # "The hospital of X" lies in X, and a name of several words has few namesakes.
    if (
        (name.role == "site" or " " in fold(name.text))
        and not name.sited
        and is_same_province(entry, town.entry)
    ):
        return one
    return replace(one, hit=None, reason=f"its namesake lies {km:.0f} km from {town.name.text}")


def is_same_province(one: Entry, other: Entry) -> bool:
    """Tell whether two entries lie in one province, as far as both are known to lie in one."""
    return one.admin1_code is not None and one.admin1_code == other.admin1_code


def standing_town(name: Name, setting: Setting, anchors: Sequence[Chosen]) -> Chosen | None:
    """Find the town that a quarter or site belongs to: of its sentence, else the last before, else the first."""
    towns = [
        a for a in anchors
        if a.name is not name and a.entry is not None and a.entry.kind == "town" and size_of(a.entry) >= ANCHOR_SIZE
        and a.entry.country in (setting.leading or (a.entry.country,)) and not a.name.sited
    ]  # fmt: skip
    here = [t for t in towns if setting.words.same_sentence(t.name.first, name.first)]
    if here:
        return min(here, key=lambda t: abs(t.name.first - name.first))
    before = [t for t in towns if t.name.first < name.first]
    return before[-1] if before else next(iter(towns), None)
