"""What an incident's figures come to in a cell or in a sentence, without adding up what must stay apart."""

from collections.abc import Sequence
from dataclasses import dataclass

from warledger.records import Account, ActType, Incident, Outcome, Period, Place, Reconciled, VictimClass
from warledger.wording.phrases import (
    ACT_WORDS,
    article,
    class_words,
    floors_words,
    listed,
    period_words,
    place_words,
    plural,
    range_words,
    written_as_one,
)
from warledger.wording.reports import limits_words

# From the widest class to the narrowest. The dead of a clash are told by side: civilians and combatants
# stand beside each other where nobody counts them together; the classes behind are parts of some whole.
_WIDEST_FIRST: tuple[VictimClass, ...] = (
    "unspecified", "civilians", "combatants", "children", "women", "rescuers", "medics", "journalists",
)  # fmt: skip
_SIDES: tuple[VictimClass, ...] = ("civilians", "combatants")
_NO_ARTICLE: tuple[ActType, ...] = ("shelling",)
_ENDINGS_OF_ONE = ("us", "ss")
"""A bus, a campus or a press are one, though they end in s."""
_LEADING_TO_TARGET: dict[ActType, str] = {
    "shelling": "of", "armed_clash": "at", "shooting": "at", "execution": "at", "abduction": "at",
    "other": "at", "ied": "at", "car_bomb": "at", "suicide_bomb": "at",
}  # fmt: skip
_VERBS: tuple[tuple[Outcome, str], ...] = (
    ("killed", "killed"),
    ("injured", "injured"),
    ("abducted", "abducted"),
)


@dataclass(frozen=True, slots=True)
class TollLine:
    """One line of a cell: the range, the class in words ("" for people at large), the best where it adds.

    It adds nothing to "37", to "at least 37" and to "up to 37" that it is itself 37.
    """

    range: str
    victims: str
    best: str


def of_outcome(figures: Sequence[Reconciled], outcome: Outcome) -> list[Reconciled]:
    """Pick the figures of one outcome, the widest class first."""
    return sorted(
        (f for f in figures if f.outcome == outcome), key=lambda f: (_WIDEST_FIRST.index(f.victims), f.rule)
    )


def toll_lines(figures: Sequence[Reconciled], outcome: Outcome) -> list[TollLine]:
    """Write the cell of one outcome, line by line, the widest class first."""
    return [
        TollLine(
            range_words(f.low, f.high),
            "" if f.victims == "unspecified" else _of_class(f),
            _best(f),
        )
        for f in of_outcome(figures, outcome)
    ]


def _of_class(figure: Reconciled) -> str:
    return class_words(figure.victims, one=written_as_one(figure.low, figure.high))


def _best(figure: Reconciled) -> str:
    known = {bound for bound in (figure.low, figure.high) if bound is not None}
    return "" if figure.best is None or known == {figure.best} else f"{figure.best:,}"


def row_range(row: Reconciled, accounts: Sequence[Account]) -> str:
    """Write the range of a row: "37–44"; "12 to at least 36" where several told a count without an upper end."""
    return floors_words(row.low, row.high, _highest(row, accounts))


def _highest(row: Reconciled, accounts: Sequence[Account]) -> int:
    """The highest count of a row that anybody said."""
    said = {figure.id: figure.bounds for account in accounts for figure in account.figures}
    told = [said[id_] for id_ in row.figure_ids if id_ in said]
    return max(
        [b for bounds in told for b in (bounds.low, bounds.high) if b is not None],
        default=row.high or row.low or 0,
    )


def _main_figures(incident: Incident, outcome: Outcome) -> list[str]:
    """The widest figure, or both sides where only the sides are counted; a part that is told larger than its whole beside it."""
    rows = of_outcome(incident.figures, outcome)
    if rows and rows[0].victims in _SIDES:
        return [_counted(f, incident.accounts) for f in rows if f.victims in _SIDES]
    if not rows:
        return []
    whole = _highest(rows[0], incident.accounts)
    larger = [f for f in rows[1:] if f.victims in _SIDES and _highest(f, incident.accounts) > whole]
    beside = listed([_counted(f, incident.accounts) for f in larger])
    words = _counted(rows[0], incident.accounts)
    return [f"{words}, or {beside} by another count" if beside else words]


def _counted(figure: Reconciled, accounts: Sequence[Account]) -> str:
    one = _highest(figure, accounts) == 1
    count = f"{row_range(figure, accounts)} {class_words(figure.victims, one=one)}"
    return f"{count} ({figure.side})" if figure.side else count


def _toll_words(incident: Incident) -> str:
    told = [
        f"{verb} {listed(rows)}" for outcome, verb in _VERBS if (rows := _main_figures(incident, outcome))
    ]
    if missing := _main_figures(incident, "missing"):
        told.append(f"left {listed(missing)} missing")
    if any(", or " in part for part in told[:-1]):
        return f"{', '.join(told[:-1])}, and {told[-1]}"
    return listed(told)


def _where(place: Place) -> str:
    words = place_words(place)
    if words.startswith(("near ", "somewhere ")):
        return words
    if place.precision == "unknown" and not place.name:
        return words if place.admin1 or place.country else "at an unknown place"
    return f"{'at' if place.precision == 'site' else 'in'} {words}"


def _when(period: Period) -> str:
    words = period_words(period)
    if period.start is None and period.end is None:
        return "on an unknown date"
    if words.startswith(("in ", "between ", "since ", "until ")):
        return words
    if words.startswith("night "):
        return f"on the {words}"
    if period.start is None or period.end is None or period.start == period.end:
        return f"on {words}"
    return f"between {limits_words(period.start, period.end)}"


def _named(target: str) -> str:
    """Put an article before one thing that was hit; several ("homes") and names take none."""
    several = target.endswith("s") and not target.endswith(_ENDINGS_OF_ONE)
    return target if several or not target[:1].islower() else article(target)


def _act(incident: Incident) -> str:
    words = "act of violence" if incident.type == "other" else ACT_WORDS[incident.type]
    subject = words if incident.type in _NO_ARTICLE else article(words)
    if incident.targets:
        leading = _LEADING_TO_TARGET.get(incident.type, "on")
        subject = f"{subject} {leading} {listed([_named(t) for t in incident.targets])}"
    return subject[:1].upper() + subject[1:]


def _sources(incident: Incident) -> str:
    sources = incident.primary_sources
    if not sources:
        return "no primary source is named"
    if len(sources) == 1:
        return f"one primary source: {sources[0]}"
    return f"{len(sources)} primary sources: {listed(sources)}"


def incident_sentence(incident: Incident) -> str:
    """Tell an incident in one sentence: what, where, when, how many, and what it rests on."""
    toll = _toll_words(incident)
    outcome = f"is said to have {toll}" if toll else "is reported without a count of victims"
    basis = f"{plural(incident.reports, 'report')}; {_sources(incident)}"
    return f"{_act(incident)} {_where(incident.place)}, {_when(incident.date)}, {outcome} ({basis})."
