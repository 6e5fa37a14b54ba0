"""Quarters, sites and villages among their namesakes: which belong to the town that is being told of."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from warledger.grounding.gazetteer import Entry, Hit
from warledger.grounding.gazetteer.spelling import close_key, fold
from warledger.grounding.place_scan import Name
from warledger.grounding.place_setting import Setting, size_of

# A place of this size (log10 of its people) has quarters and says where the villages of its sentence are looked for.
ANCHOR_SIZE = 4.3
# A quarter or site lies this near to the middle of its town.
QUARTER_KM = 20.0


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


def with_roles(names: list[Name]) -> list[Name]:
    """Let a name without a noun beside it take the kind that the same name has elsewhere in the report."""
    roles: dict[str, str] = {}
    for name in names:
        if name.role in {"quarter", "site", "village"}:
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
    other = one.hit is not None and one.hit.likeness < 1 and name.role == "district"
    if not (name.sited or other or (small and name.role in {"quarter", "site"})):
        return one
    town = standing_town(name, setting, anchors)
    if town is None or town.entry is None:
        return one
    km = entry.km_to(town.entry)
    if km is None or km <= QUARTER_KM:
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
        if a.entry is not None and a.entry.kind == "town" and size_of(a.entry) >= ANCHOR_SIZE
        and a.entry.country in (setting.leading or (a.entry.country,)) and not a.name.sited
    ]  # fmt: skip
    here = [t for t in towns if setting.words.same_sentence(t.name.first, name.first)]
    if here:
        return min(here, key=lambda t: abs(t.name.first - name.first))
    before = [t for t in towns if t.name.first < name.first]
    return before[-1] if before else next(iter(towns), None)
