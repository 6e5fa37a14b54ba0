"""Where the accounts of an incident differ: one plain sentence a point, none where both can be true.

What is no disagreement: figures that agree (`said.agree`), days of one night, spellings and parts of one place, kinds
of act that reports take for each other, a party and the wider one that it belongs to.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Final

from warledger.linking.comparisons.act import kin_acts
from warledger.linking.comparisons.place import compare_place, kilometres
from warledger.linking.profiles import fold, profile
from warledger.reconciling.blames import Accusation, rival_blames
from warledger.reconciling.differing import Sums, figure_disagreements
from warledger.reconciling.naming import act_told, days_told
from warledger.reconciling.parties import is_state
from warledger.reconciling.said import Said
from warledger.reconciling.sources import Voice, usual_name
from warledger.reconciling.word_kinds import any_of
from warledger.records import Account, Disagreement, Perpetrator, Reconciled, ReportNotes

NIGHT: Final = timedelta(days=1)
ELSEWHERE: Final = frozenset({"near", "other_site", "other_part", "beyond", "apart"})
"""Levels of the comparison of places (`linking.comparisons.place`) at which they are not one place told twice."""
LEAST_WORDS: Final = 5
"""Words of a denial that are worth quoting; fewer only name who denies."""
DENIAL_LENGTH: Final = 200
"""Characters of a denial that its sentence quotes; the rest is with its account."""


def find_disagreements(
    voices: Sequence[Voice],
    said: Sequence[Said],
    rows: Sequence[Reconciled],
    sums: Sums,
    notes: ReportNotes,
) -> tuple[Disagreement, ...]:
    """List every disagreement of an incident's accounts, figures first."""
    return (
        *figure_disagreements(said, rows, sums),
        *_classes(said),
        *_days(voices),
        *_places(voices, notes),
        *_types(voices),
        *_blames(voices),
        *_denials(voices),
    )


def _accounts(voices: Sequence[Voice]) -> tuple[str, ...]:
    return tuple(sorted({voice.account.id for voice in voices}))


def _joined(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _sources(items: Sequence[Said]) -> str:
    return _joined(sorted({source for item in items for source in item.sources}))


def _classes(said: Sequence[Said]) -> Iterator[Disagreement]:
    """Find accounts that count only civilians where others count only combatants.

    In a clash both may have died; there only an equal count is the same dead told in two ways.
    """
    for outcome in ("killed", "injured"):
        told: dict[str, list[Said]] = defaultdict(list)
        for item in said:
            if item.figure.outcome == outcome:
                told[item.account.id].append(item)
        civil = [items for items in told.values() if _only(items, "civilians")]
        armed = [items for items in told.values() if _only(items, "combatants")]
        clash = all(item.account.type == "armed_clash" for items in told.values() for item in items)
        counts = [{item.count for items in group for item in items} for group in (civil, armed)]
        if not civil or not armed or (clash and not counts[0] & counts[1]):
            continue
        text = (
            f"the {outcome} are civilians according to {_sources([i for items in civil for i in items])}, "
            f"combatants according to {_sources([i for items in armed for i in items])}"
        )
        yield Disagreement("class", text, tuple(sorted({i.account.id for g in (*civil, *armed) for i in g})))


def _only(items: Sequence[Said], victims: str) -> bool:
    """Tell whether an account counts one class and not the other, nor people at large."""
    other = {"civilians": "combatants", "combatants": "civilians"}[victims]
    classes = {item.figure.victims for item in items}
    return victims in classes and other not in classes and "unspecified" not in classes


def _days(voices: Sequence[Voice]) -> Iterator[Disagreement]:
    """Compare the days given: periods that share no day and are no one night, each told once."""
    told: dict[str, list[Voice]] = defaultdict(list)
    for voice in voices:
        if voice.account.date.start is not None and voice.account.date.end is not None:
            told[days_told(voice.account.date)].append(voice)
    first = [group[0].account for group in told.values()]
    apart = [a for a in first if any(not _may_be_one_day(a, b) for b in first)]
    if apart:
        apart.sort(key=lambda a: (str(a.date.start), str(a.date.end)))
        text = f"dated {_joined([days_told(a.date) for a in apart])} by different accounts"
        yield Disagreement("date", text, _accounts([v for a in apart for v in told[days_told(a.date)]]))


FIRM: Final = ("text", "reviewer")
"""Bases of a day that claims it against its neighbour."""


def _may_be_one_day(one: Account, other: Account) -> bool:
    """Tell whether two periods share a day, or are the two days of a night that one of them tells of.

    A day that no words of the text give and no reviewer, but the date of the report, is no claim against its neighbour.
    """
    first, last = sorted((one.date, other.date), key=lambda p: (str(p.start), str(p.end)))
    if first.end is None or last.start is None or last.start <= first.end:
        return True
    if last.start - first.end > NIGHT:
        return False
    night = any(p.quote is not None and any_of("night").search(p.quote.text) for p in (first, last))
    return night or first.basis not in FIRM or last.basis not in FIRM


def _places(voices: Sequence[Voice], notes: ReportNotes) -> Iterator[Disagreement]:
    """Compare places that are not one place told twice, by the two furthest apart."""
    told = {fold(v.account.place.name or ""): v for v in reversed(voices)}
    placed = [(v, profile(v.account, notes)) for name, v in sorted(told.items()) if name]
    furthest: tuple[float, Voice, Voice] | None = None
    for position, (one, left) in enumerate(placed):
        for other, right in placed[position + 1 :]:
            if compare_place(left, right).level not in ELSEWHERE:
                continue
            km = kilometres(left, right) or 0.0
            if furthest is None or km > furthest[0]:
                furthest = km, one, other
    if furthest:
        km, one, other = furthest
        apart = f", {km:.0f} km apart" if km >= 1 else ""
        text = f"placed at {one.account.place.name} and at {other.account.place.name}{apart}"
        yield Disagreement("place", text, _accounts([one, other]))


def _types(voices: Sequence[Voice]) -> Iterator[Disagreement]:
    """Tell kinds of act that reports do not take for each other; what is kin to all others is none."""
    kinds = sorted({v.account.type for v in voices if v.account.type != "other"})
    apart = [kind for kind in kinds if any(k != kind and (k, kind) not in kin_acts() for k in kinds)]
    if apart:
        text = f"told as {_joined([act_told(kind) for kind in apart])} by different accounts"
        yield Disagreement("type", text, _accounts([v for v in voices if v.account.type in apart]))


def _blames(voices: Sequence[Voice]) -> Iterator[Disagreement]:
    for one, other in rival_blames(voices):
        first, second = _joined(sorted(one.parties)), _joined(sorted(other.parties))
        text = f"{first} did it according to {_accuser(one)}, {second} according to {_accuser(other)}"
        yield Disagreement("perpetrator", text, _accounts([one.voice, other.voice]))


def _accuser(accusation: Accusation) -> str:
    return _joined(accusation.says) if accusation.says else accusation.voice.outlet


def _denials(voices: Sequence[Voice]) -> Iterator[Disagreement]:
    """Name who denies the act, through whom, and in what words: those of the first account that has them."""
    denied: dict[str, list[tuple[Voice, Perpetrator]]] = defaultdict(list)
    for voice in voices:
        for p in voice.account.perpetrators:
            if p.stance == "denied":
                denied[p.actor].append((voice, p))
    for actor in sorted(denied):
        says = sorted({usual_name(name) for _, p in denied[actor] for name in p.says} - {actor})
        outlets = sorted({voice.outlet for voice, _ in denied[actor]})
        told = f"according to {_joined(says)}" if says else f"as told by {_joined(outlets)}"
        verb = "deny" if actor.endswith("s") and not is_state(actor) else "denies"
        text = f"{actor} {verb} it, {told}{_quoted(denied[actor][0][1])}"
        yield Disagreement("denial", text, _accounts([voice for voice, _ in denied[actor]]))


def _quoted(denial: Perpetrator) -> str:
    words = " ".join(denial.quote.text.split())
    if len(words.split()) < LEAST_WORDS:
        return ""
    return f": “{words if len(words) <= DENIAL_LENGTH else words[:DENIAL_LENGTH].rsplit(' ', 1)[0] + ' ...'}”"
