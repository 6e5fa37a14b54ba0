"""From words to hits: which words of a text name an armed actor, before references are resolved.

An actor is named outright ("Boko Haram"), by a side and its force or deed ("regime helicopters"), by a force
alone ("the army") or by a description ("gunmen").
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from warledger.grounding.actor_sides import Scan, Side, sides_at
from warledger.grounding.actor_table import NOBODY, Actor, Alias, NationForm, state_actor

type Sort = Literal["named", "loose", "anaphor", "reference", "force", "own", "speaker"]

CAMPAIGN_REACH = 3
SMALL_WORD = 2
"""Letters of a name in capitals that is a word of English too."""
MAX_MEMBERS = 3
"""Words that a name takes in behind it: "Boko Haram" + "Islamist militants"."""
_ARTICLES = frozenset({"the", "a", "an", "these", "those", "this", "suspected", "alleged", "of"})
_DEFINITE = frozenset({"the", "these", "those", "this", "same"})
_OWN = frozenset({"its", "their"})
_WEAK = frozenset({"loose", "anaphor", "reference"})
_CLAUSE = frozenset({"by", "to", "with"})
_REFUSING = frozenset({"anti", "non", "counter", "former"})
_BODIES = frozenset({"group", "groups", "organization", "organisation", "movement", "network", "sect"})


@dataclass(frozen=True, slots=True)
class Hit:
    """Words `first` to `last` (exclusive) that name an actor, and what it takes to know which.

    `sort` is "named" where the words say it; "loose", "anaphor" and "reference" are those of the alias;
    "force" is a force with no owner ("the troops"), "own" one whose owner is a pronoun ("its jets");
    "speaker" a side that only says something, and so may own what comes next ("Turkey said its jets").
    `branch` is the branch of a state that the words point to.
    """

    first: int
    last: int
    actor: Actor
    sort: Sort
    branch: str = ""
    definite: bool = False


def hits(scan: Scan) -> Iterator[Hit]:
    """Yield every hit of the text, in order, none overlapping another."""
    index, past_hit = 0, -1
    names, forces = scan.table.names.openers, scan.table.forces.openers
    for at, word in enumerate(scan.words):
        folded = word.folded
        if at < index or not (folded in names or folded in forces or folded in _OWN) or _shouted(scan, at):
            continue
        found, index = _hits_at(scan, at, past_hit)
        yield from found
        if found:
            past_hit = found[-1].last


def _shouted(scan: Scan, index: int) -> bool:
    """Tell whether "IS" or "US" is only a small word in a line of capitals."""
    word = scan.words[index]
    if (
        len(word.written) > SMALL_WORD
        or not word.written.isupper()
        or not scan.doc.vocab[word.folded].is_stop
    ):
        return False
    beside = scan.words[max(0, index - 1) : index] + scan.words[index + 1 : index + 2]
    return bool(beside) and all(w.written.isupper() and len(w.written) > SMALL_WORD for w in beside)


def _hits_at(scan: Scan, index: int, past_hit: int) -> tuple[tuple[Hit, ...], int]:
    """Find the hits that start at a word, and the word to go on from."""
    if scan.folded(index) in _OWN:
        return _own_force(scan, index)
    alias = _alias_at(scan, index)
    if alias is not None and alias[1].part == "none":
        return (), alias[0]
    sides = _sides(scan, index, past_hit)
    if sides and (alias is None or alias[1].part in _WEAK or sides[0].last > alias[0]):
        return _side_hits(sides), sides[-1].last
    if alias is not None:
        return _name_hit(scan, index, *alias)
    return _force_alone(scan, index)


def _sides(scan: Scan, index: int, past_hit: int) -> tuple[Side, ...]:
    joint = index - 1
    while scan.folded(joint) in ("its", "the", "ally", "allies", "their"):
        joint -= 1
    joined = scan.folded(joint) in ("and", "or") and joint == past_hit and scan.glued(joint)
    return () if _refused(scan, index) else sides_at(scan, index, joined=joined)


def _side_hits(sides: tuple[Side, ...]) -> tuple[Hit, ...]:
    return tuple(Hit(s.first, s.last, s.actor, "speaker" if s.speaks else "named", s.branch) for s in sides)


def _alias_at(scan: Scan, index: int) -> tuple[int, Alias] | None:
    """Find the longest alias that holds here and then; of equals the one of the years and of the country."""
    best: tuple[int, Alias] | None = None
    home = scan.home_at(index)
    for end, entry in scan.named(index):
        if isinstance(entry, NationForm) or entry.part == "polity" or not entry.holds(home, scan.day):
            continue
        if best is None or (end == best[0] and entry.nearness(home) > best[1].nearness(home)):
            best = (end, entry)
        elif end < best[0]:
            break
    return best


def _refused(scan: Scan, index: int) -> bool:
    """Tell whether what stands before a name makes it something else ("anti-", "held by")."""
    if scan.glued(index) and scan.folded(index - 1) in _REFUSING:
        return True
    before = index - 1
    while scan.folded(before) in _ARTICLES and scan.glued(before + 1):
        before -= 1
    if not scan.glued(before + 1):
        return False
    if scan.folded(before) == "by":
        return scan.is_role(before - 1, "captive")
    if scan.folded(before) in ("against", "on", "fighting", "battling", "combating", "targeting"):
        return any(scan.is_role(before - back, "campaign") for back in range(1, CAMPAIGN_REACH))
    return False


def _name_hit(scan: Scan, index: int, end: int, alias: Alias) -> tuple[tuple[Hit, ...], int]:
    last = end if alias.part == "reference" else _with_members(scan, end)
    if _is_anothers(scan, last) or _refused(scan, index):
        return (), last
    sort = _sort(alias)
    definite = scan.folded(index - 1) in _DEFINITE and scan.glued(index)
    if sort == "reference" and not definite:
        return (), end
    return (Hit(index, last, alias.actor, sort, definite=definite),), last


def _is_anothers(scan: Scan, last: int) -> bool:
    """Tell whether the word behind a name makes it a thing's or another's: "rebel-held", "IS positions".

    In "rebels backed by Turkey" a clause of its own follows: the rebels stay who they are.
    """
    if not scan.glued(last):
        return False
    clause = scan.glued(last + 1) and scan.folded(last + 1) in _CLAUSE and "-" not in scan.gap(last)
    return scan.is_role(last, "possession") or (scan.is_role(last, "backing") and not clause)


def _sort(alias: Alias) -> Sort:
    match alias.part:
        case "loose" | "anaphor" | "reference":
            return alias.part
        case _:
            return "named"


def _with_members(scan: Scan, end: int) -> int:
    """Let a name take in the words for its people behind it: "Hezbollah fighters", "IS group jihadists"."""
    last = at = end
    while at < end + MAX_MEMBERS and scan.glued(at):
        if "-" in scan.gap(at) and scan.is_role(at, "backing"):
            break
        member = _member_end(scan, at)
        if member is not None:
            at = last = member
        elif scan.is_role(at, "filler"):
            at += 1
        else:
            break
    return last


def _member_end(scan: Scan, at: int) -> int | None:
    alias = _alias_at(scan, at)
    if alias is not None and alias[1].part in ("loose", "anaphor", "reference"):
        return alias[0]
    if scan.folded(at) in _BODIES or scan.folded(at).startswith("member"):
        return at + 1
    force = next(scan.table.forces.matches(scan.words, at), None)
    return force[0] if force is not None and not force[1].acts else None


def _force_alone(scan: Scan, index: int) -> tuple[tuple[Hit, ...], int]:
    """Read a force with no owner beside it as the home state's ("the army", "police")."""
    match = next(scan.table.forces.matches(scan.words, index), None)
    home = scan.home_at(index)
    if match is None or home is None or home not in scan.table.nations:
        return (), index + 1
    last, word = match
    definite = scan.folded(index - 1) in _DEFINITE
    if word.acts or not (word.alone or definite):
        return (), last
    if _is_anothers(scan, last) or _refused(scan, index):
        return (), last
    actor = state_actor(scan.table.nations[home], word.branch, home, scan.day) if word.alone else NOBODY
    return (Hit(index, last, actor, "force", word.branch, definite),), last


def _own_force(scan: Scan, index: int) -> tuple[tuple[Hit, ...], int]:
    """Read "its warplanes", "their own artillery": a force of whoever was named last."""
    at = index + 1
    while at <= index + 2 and scan.is_role(at, "filler"):
        at += 1
    for start in range(at, index, -1):
        match = next(scan.table.forces.matches(scan.words, start), None)
        if match is not None and not match[1].acts and match[1].branch != "government" and scan.glued(start):
            return (Hit(index, match[0], NOBODY, "own", match[1].branch, definite=True),), match[0]
    return (), index + 1
