"""What an incident's figures come to in a cell or in a sentence, without adding up what must stay apart."""

from collections.abc import Sequence
from dataclasses import dataclass

from warledger.records import ActType, Incident, Outcome, Period, Place, Reconciled, VictimClass
from warledger.wording.phrases import (
    ACT_WORDS,
    ONE_OF_CLASS,
    article,
    listed,
    period_words,
    place_words,
    plural,
    range_words,
    victims_count,
    victims_words,
)

# From the widest class to the narrowest. The dead of a clash are told by side: civilians and combatants
# stand beside each other where nobody counts them together; the classes behind are parts of some whole.
_WIDEST_FIRST: tuple[VictimClass, ...] = (
    "unspecified", "civilians", "combatants", "children", "women", "rescuers", "medics", "journalists",
)  # fmt: skip
_SIDES: tuple[VictimClass, ...] = ("civilians", "combatants")
_NO_ARTICLE: tuple[ActType, ...] = ("shelling",)
_LEADING_TO_TARGET: dict[ActType, str] = {
    "shelling": "of", "armed_clash": "at", "shooting": "at", "execution": "at", "abduction": "at",
    "other": "at", "ied": "at", "car_bomb": "at",
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
    one = figure.low == figure.high == 1
    return ONE_OF_CLASS[figure.victims] if one else victims_words(figure.victims)


def _best(figure: Reconciled) -> str:
    known = {bound for bound in (figure.low, figure.high) if bound is not None}
    return "" if figure.best is None or known == {figure.best} else f"{figure.best:,}"


def _main_figures(figures: Sequence[Reconciled], outcome: Outcome) -> list[Reconciled]:
    """The widest figure, or both sides where only the sides are counted."""
    rows = of_outcome(figures, outcome)
    if rows and rows[0].victims in _SIDES:
        return [f for f in rows if f.victims in _SIDES]
    return rows[:1]


def _counted(figure: Reconciled) -> str:
    count = victims_count(figure.low, figure.high, figure.victims)
    return f"{count} ({figure.side})" if figure.side else count


def _toll_words(figures: Sequence[Reconciled]) -> str:
    told = [
        f"{verb} {listed([_counted(f) for f in rows])}"
        for outcome, verb in _VERBS
        if (rows := _main_figures(figures, outcome))
    ]
    if missing := _main_figures(figures, "missing"):
        told.append(f"left {listed([_counted(f) for f in missing])} missing")
    return listed(told)


def _where(place: Place) -> str:
    words = place_words(place)
    if words.startswith(("near ", "somewhere ")):
        return words
    if place.precision == "unknown" and not place.name:
        return words if place.admin1 or place.country else "at a place unknown"
    return f"{'at' if place.precision == 'site' else 'in'} {words}"


def _when(period: Period) -> str:
    words = period_words(period)
    if period.start is None and period.end is None:
        return "on a date unknown"
    if words.startswith(("in ", "between ", "since ", "until ")):
        return words
    if words.startswith("night "):
        return f"in the {words}"
    return f"on {words}" if period.start == period.end else f"on one or more of the days {words}"


def _named(target: str) -> str:
    """Put an article before one thing that was hit; several ("homes") take none."""
    return target if target.endswith("s") or not target[:1].islower() else article(target)


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
    toll = _toll_words(incident.figures)
    outcome = f"is said to have {toll}" if toll else "is told without a count of people"
    basis = f"{plural(incident.reports, 'report')}; {_sources(incident)}"
    return f"{_act(incident)} {_where(incident.place)}, {_when(incident.date)}, {outcome} ({basis})."
