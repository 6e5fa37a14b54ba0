"""Sides that act: a state or a party is an armed actor where its name goes with a force, a deed or a blame.

"Syrian helicopters", "Russian and Syrian air strikes", "Turkey shelled", "blamed on the regime" name an actor;
"Syrian refugees", "the Russian foreign minister", "Turkey's border" do not.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from spacy.tokens import Doc

from warledger.grounding.actor_table import Actor, ActorTable, Alias, ForceWord, NationForm, state_actor
from warledger.grounding.phrases import Word, fold, singular
from warledger.reading.layout import Layout

MAX_FILLERS = 4
"""Words between a side and its force: "Syrian government attack helicopters" has two."""
MAX_AUXILIARIES = 4
OWNED_WORDS = 2
"""Words of a force's name before "of" and its owner: "fighter jets of the regime"."""
MAX_CHAIN = 3
_JOINTS = frozenset({"and", "or", "andor"})
_LEADING = frozenset(
    {"the", "a", "an", "its", "their", "his", "both", "either", "ally", "allies", "allied", "suspected"}
)
_PLACING = frozenset(
    {"in", "from", "to", "of", "near", "across", "inside", "into", "outside", "around", "over", "capital"}
)
_BE = frozenset({"is", "are", "was", "were", "be", "been", "being"})


@dataclass(frozen=True, slots=True)
class Scan:
    """The words of one text, read for one country (`home`, ISO 3166; None where it is unknown) and one day.

    `settings` gives, by number, the sentences that tell of another country: there "the army" is that country's.
    """

    doc: Doc
    layout: Layout
    words: tuple[Word, ...]
    home: str | None
    table: ActorTable
    day: date | None = None
    settings: Mapping[int, str] = field(default_factory=dict)
    _named: dict[int, tuple[tuple[int, Alias | NationForm], ...]] = field(default_factory=dict)

    def named(self, index: int) -> tuple[tuple[int, Alias | NationForm], ...]:
        """List the names of the table that start at a word, longest first: asked for by several rules, found once."""
        known = self._named.get(index)
        if known is None:
            known = self._named[index] = tuple(self.table.names.matches(self.words, index))
        return known

    def home_at(self, index: int) -> str | None:
        """Give the country that a word's sentence tells of."""
        return (
            self.settings.get(self.layout.sentence[self.token(index)], self.home)
            if self.settings
            else self.home
        )

    def folded(self, index: int) -> str:
        """Give a word's folded form; "" beyond either end of the text."""
        return self.words[index].folded if 0 <= index < len(self.words) else ""

    def glued(self, index: int) -> bool:
        """Tell whether the word exists and nothing but a space or a hyphen parts it from the one before."""
        return 0 <= index < len(self.words) and self.words[index].glued

    def gap(self, index: int) -> str:
        """Give what stands between a word and the one before it."""
        return self.layout.text[self.words[index - 1].end : self.words[index].start]

    def token(self, index: int) -> int:
        """Give the index of the token that holds a word's first letter."""
        return self.layout.at(self.words[index].start)

    def is_role(self, index: int, role: str) -> bool:
        """Tell whether a word is listed under a role of the word table."""
        return self.folded(index) in self.table.roles[role]

    def lemma(self, index: int) -> str:
        """Give the lemma of a verb, the folded word for anything else."""
        if not 0 <= index < len(self.words):
            return ""
        token = self.doc[self.token(index)]
        return token.lemma_.casefold() if token.pos_ in ("VERB", "AUX") else self.words[index].folded


@dataclass(frozen=True, slots=True)
class Side:
    """An acting side: words up to `last` (exclusive), the actor, the branch of a state that acts.

    `forced` where a force or a deed's noun goes with it, `speaks` where it only says something.
    """

    first: int
    last: int
    actor: Actor
    branch: str
    forced: bool
    speaks: bool = False


def named_side(scan: Scan, index: int) -> tuple[int, NationForm | Alias] | None:
    """Find the side whose name starts at a word: (index past its last word, what it is)."""
    best: tuple[int, NationForm | Alias] | None = None
    home = scan.home_at(index)
    for end, entry in scan.named(index):
        if isinstance(entry, NationForm):
            best = best or (end, entry)
        elif entry.part == "none" and entry.holds(home):
            return None
        elif (
            entry.part == "polity"
            and entry.holds(home, scan.day)
            # A party of this country's own conflict ("Saudi" in Yemen) goes before the state.
            and (best is None or (end == best[0] and home in entry.countries))
        ):
            best = (end, entry)
    if best is None and home is not None and home in scan.table.nations:
        branch = scan.table.home_sides.get(scan.folded(index))
        if branch is not None:
            return index + 1, NationForm(scan.table.nations[home], noun=True, branch=branch)
    return best


def _actor(scan: Scan, entry: NationForm | Alias, branch: str) -> Actor:
    if isinstance(entry, Alias):
        return entry.actor
    return state_actor(
        entry.nation, entry.branch if branch in ("government", "irregular") else branch, scan.home, scan.day
    )


def _force_after(scan: Scan, index: int) -> tuple[int, int, str] | None:
    """Find the force or deed that goes with the side ending at `index`.

    Returns:
        (index past the name of the force, index past all, branch), or None; a deed adds nothing to the name.
    """
    named = end = at = index
    branch: str | None = None
    while at <= index + MAX_FILLERS and scan.glued(at):
        match = next(scan.table.forces.matches(scan.words, at), None)
        if match is not None:
            at = end = match[0]
            named = named if match[1].acts else end
            branch = _sharper(branch, match[1])
        elif scan.is_role(at, "filler"):
            at += 1
        else:
            break
    return None if branch is None else (named, end, branch)


def _sharper(branch: str | None, word: ForceWord) -> str:
    """Keep the branch that tells most: "army" of "army shelling", "air force" of "government helicopters"."""
    if branch is None or (branch in ("government", "irregular") and word.branch != "irregular"):
        return word.branch
    return branch if word.acts or word.branch in ("government", "irregular") else word.branch


def sides_at(scan: Scan, index: int, *, joined: bool = False, depth: int = MAX_CHAIN) -> tuple[Side, ...]:
    """Find the acting sides named from a word on: one, or several in one breath ("Syrian or Russian jets").

    Args:
        scan: the text.
        index: the word where the first side's name may start.
        joined: an actor stands before it, joined by "and" or "or".
        depth: how many more sides one breath may hold.
    """
    found = named_side(scan, index)
    if found is None:
        return ()
    end, entry = found
    if scan.glued(end) and scan.is_role(end, "backing") and "-" in scan.gap(end):
        return ()
    force = _force_after(scan, end)
    if force is not None:
        named, past, branch = force
        if scan.glued(past) and scan.is_role(past, "possession"):
            return ()
        if (
            branch == "irregular"
            and isinstance(entry, NationForm)
            and scan.folded(index) not in scan.table.home_sides
        ):
            return ()  # "Syrian militants" are somebody else than the Syrian state
        if isinstance(entry, NationForm) and named == end and _is_place(scan, entry, end):
            return ()
        if isinstance(entry, NationForm) and past == named and _is_cabinet(scan, entry, named - 1):
            return _bare_side(scan, index, named, entry, joined=joined)
        return (Side(index, named, _actor(scan, entry, branch), branch, forced=True),)
    following = _next_in_breath(scan, end)
    if following is not None and depth > 0:
        rest = sides_at(scan, following, depth=depth - 1)
        if rest and (rest[0].forced or is_noun(entry)):
            branch = rest[0].branch
            first = Side(index, end, _actor(scan, entry, branch), branch, rest[0].forced)
            return (first, *rest)
    return _bare_side(scan, index, end, entry, joined=joined) if is_noun(entry) else ()


def _bare_side(
    scan: Scan, index: int, end: int, entry: NationForm | Alias, *, joined: bool
) -> tuple[Side, ...]:
    """Read a name without a force: it acts, or speaks, or is none of our business."""
    if scan.glued(end) and scan.is_role(end, "possession"):
        return ()
    actor = _actor(scan, entry, "government")
    if joined or _is_blamed(scan, index) or _owns_force(scan, index):
        return (Side(index, end, actor, "government", forced=False),)
    match _deed(scan, index, end):
        case "deed":
            return (Side(index, end, actor, "government", forced=False),)
        case "speech":
            return (Side(index, end, actor, "government", forced=False, speaks=True),)
        case _:
            return ()


def _owns_force(scan: Scan, index: int) -> bool:
    """Tell whether a force stands before a name as its own: "helicopters of the regime", "jets belonging to Turkey"."""
    link = _before(scan, index)
    if scan.folded(link) == "to" and scan.folded(link - 1) == "belonging":
        link -= 1
    elif scan.folded(link) != "of":
        return False
    for first in range(link - 1, max(link - 1 - OWNED_WORDS, -1), -1):
        if any(end == link and not word.acts for end, word in scan.table.forces.matches(scan.words, first)):
            return True
    return False


def _is_place(scan: Scan, entry: NationForm, end: int) -> bool:
    """Tell whether a country's name before a deed says where it was: "Syria air strikes", not "Syria's"."""
    if entry.adjective or not entry.noun or scan.folded(end - 1) in scan.table.home_sides:
        return False
    written = scan.layout.text[scan.words[end - 1].start : scan.words[end - 1].end]
    possessive = "'" in written or "’" in written or singular(scan.folded(end - 1)) == fold(entry.nation.name)
    if possessive:
        return False
    # "Russia air strikes" are Russia's; "Iraq air strikes" in a report on another country stand in its headlines.
    abroad = entry.nation.style in ("abroad", "power")
    return entry.nation.iso2 == scan.home or fold(entry.nation.name) != scan.folded(end - 1) or not abroad


def _is_cabinet(scan: Scan, entry: NationForm, last: int) -> bool:
    """Tell whether "the French government" is another country's, which is in the news for much besides war."""
    return entry.nation.iso2 != scan.home and scan.folded(last) in (
        "government",
        "governments",
        "authorities",
    )


def is_noun(entry: NationForm | Alias) -> bool:
    """Tell whether a side's name can stand for those who act ("Russia", "the opposition", not "Russian")."""
    return entry.noun if isinstance(entry, NationForm) else True


def _next_in_breath(scan: Scan, end: int) -> int | None:
    """Give the index of the next side's name after "and", "or", a comma or a slash."""
    at = end
    if scan.folded(at) in _JOINTS:
        at += 1
    elif not (at < len(scan.words) and scan.gap(at).strip() in (",", "/")):
        return None
    while scan.folded(at) in _LEADING:
        at += 1
    return at if at < len(scan.words) else None


def _is_blamed(scan: Scan, index: int) -> bool:
    """Tell whether the words before a name make it the doer: "by Turkey", "blamed on the regime"."""
    before = _before(scan, index)
    if not scan.glued(before + 1):
        return False
    if scan.folded(before) == "by":
        return not scan.is_role(before - 1, "captive")
    return scan.is_role(before, "blame") or (
        scan.folded(before) == "on" and scan.is_role(before - 1, "blame")
    )


def _before(scan: Scan, index: int) -> int:
    before = index - 1
    while scan.folded(before) in _LEADING:
        before -= 1
    return before


def _deed(scan: Scan, index: int, end: int) -> Literal["deed", "speech", "none"]:
    """Tell what the name before a verb does: "Turkey shelled" a deed, "Turkey said" speech."""
    after, passive = end, False
    while after < end + MAX_AUXILIARIES and scan.glued(after) and scan.is_role(after, "auxiliary"):
        passive = passive or scan.folded(after) in _BE
        after += 1
    before = _before(scan, index)
    # After "in" or "from" a name is a place ("a strike in northern Syria killed").
    placed = any(scan.folded(near) in _PLACING for near in (before, before - 1) if scan.glued(near + 1))
    if placed or not scan.glued(after):
        return "none"
    if passive and scan.doc[scan.token(after)].tag_ == "VBN":
        return "deed" if scan.is_role(after, "blame") else "none"  # "Damascus was shelled"
    lemma = scan.lemma(after)
    if lemma in scan.table.roles["deed"]:
        return "deed"
    return "speech" if lemma in scan.table.roles["speech"] else "none"
