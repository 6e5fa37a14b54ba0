"""What of an account can be corrected: each field with what it is now, what the reader read, and in which words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from warledger.records import (
    ACT_TYPES,
    DATE_PRECISIONS,
    OUTCOMES,
    PLACE_PRECISIONS,
    ROLES,
    STANCES,
    VICTIM_CLASSES,
    Account,
    Accused,
    Correction,
    Figure,
    Period,
    Perpetrator,
    Place,
    Span,
)
from warledger.wording.phrases import (
    ACT_WORDS,
    BASIS_WORDS,
    OUTCOME_WORDS,
    ROLE_WORDS,
    STANCE_WORDS,
    listed,
    period_words,
    place_precision_words,
    place_words,
    victims_count,
)

type Choice = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Input:
    """One field of a form: its name, what it is called, what stands in it, and what may be chosen, if not anything."""

    name: str
    label: str
    value: str
    choices: tuple[Choice, ...] = ()
    hint: str = ""
    number: bool = False


@dataclass(frozen=True, slots=True)
class FieldForm:
    """A field of an account that can be corrected.

    `key` is what the form hands back. `now` is the value that counts, `own` what the reader read where a reviewer's value
    stands in its place, `quote` the words it was read from. A figure or a party can be struck out.
    """

    key: str
    title: str
    now: str
    own: str
    quote: Span | None
    inputs: tuple[Input, ...]
    can_be_struck: bool = False


def field_forms(account: Account) -> list[FieldForm]:
    """Give the forms of an account, in the order in which a reader asks: when, where, what, how many, by whom."""
    own = {(each.field, each.part): each for each in account.corrected}
    return [
        _date(account.date, own.get(("date", ""))),
        _place(account.place, own.get(("place", ""))),
        _type(account, own.get(("type", ""))),
        _targets(account, own.get(("targets", ""))),
        *(_figure(figure, own.get(("figure", figure.id))) for figure in account.figures),
        *(_party(party, _on_party(account, party)) for party in account.perpetrators),
    ]


def _choices(values: Iterable[str], words: Mapping[str, str] | None = None) -> tuple[Choice, ...]:
    return tuple((value, (words or {}).get(value, value)) for value in values)


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _date(period: Period, correction: Correction | None) -> FieldForm:
    own = correction.own if correction and isinstance(correction.own, Period) else None
    return FieldForm(
        "date",
        "Date",
        f"{period_words(period)}, {BASIS_WORDS[period.basis]}",
        period_words(own) if own else "",
        (own or period).quote,
        day_inputs(period),
    )


def day_inputs(period: Period) -> tuple[Input, ...]:
    """Give the fields for a stretch of days."""
    return (
        Input("start", "First day", _day(period.start), hint="2016-04-19"),
        Input("end", "Last day", _day(period.end), hint="2016-04-19"),
        Input("precision", "Known to the", period.precision, _choices(DATE_PRECISIONS)),
    )


def _place(place: Place, correction: Correction | None) -> FieldForm:
    own = correction.own if correction and isinstance(correction.own, Place) else None
    point = ("" if place.lat is None else f"{place.lat:g}", "" if place.lon is None else f"{place.lon:g}")
    return FieldForm(
        "place",
        "Place",
        f"{place_words(place)}, {place_precision_words(place)}",
        place_words(own) if own else "",
        (own or place).quote,
        (
            Input("name", "Name", place.name or ""),
            Input("admin1", "Province", place.admin1 or ""),
            Input("country", "Country", place.country or "", hint="SY"),
            Input("lat", "Latitude", point[0], hint="35.64", number=True),
            Input("lon", "Longitude", point[1], hint="36.67", number=True),
            Input(
                "radius_km",
                "May lie km off",
                "" if place.radius_km is None else f"{place.radius_km:g}",
                number=True,
            ),
            Input("precision", "Known to the", place.precision, _choices(PLACE_PRECISIONS)),
        ),
    )


def _type(account: Account, correction: Correction | None) -> FieldForm:
    own = str(correction.own) if correction and isinstance(correction.own, str) else ""
    words = {str(kind): told for kind, told in ACT_WORDS.items()}
    return FieldForm(
        "type",
        "Act",
        ACT_WORDS[account.type],
        words.get(own, own),
        account.evidence,
        (Input("value", "Kind of act", account.type, _choices(ACT_TYPES, words)),),
    )


def _targets(account: Account, correction: Correction | None) -> FieldForm:
    own = correction.own if correction and isinstance(correction.own, tuple) else ()
    return FieldForm(
        "targets",
        "Targets",
        listed(account.targets) or "none named",
        (listed(own) or "none named") if correction else "",
        account.evidence,
        (Input("value", "Targets, parted by semicolons", "; ".join(account.targets), hint="market; school"),),
    )


def _figure(figure: Figure, correction: Correction | None) -> FieldForm:
    own = correction.own if correction and isinstance(correction.own, Figure) else None
    low, high = figure.bounds.low, figure.bounds.high
    return FieldForm(
        f"figure:{figure.id}",
        f"Figure: {_count(figure)}",
        f"{_count(figure)}, {ROLE_WORDS[figure.role]}",
        f"{_count(own)}, {ROLE_WORDS[own.role]}" if own else "",
        figure.quote,
        (
            Input("low", "Lowest", "" if low is None else str(low), number=True),
            Input(
                "high", "Highest", "" if high is None else str(high), hint="empty: open above", number=True
            ),
            Input("class", "Who", figure.victims, _choices(VICTIM_CLASSES, {"unspecified": "people"})),
            Input(
                "outcome",
                "Outcome",
                figure.outcome,
                _choices(OUTCOMES, {str(o): w for o, w in OUTCOME_WORDS.items()}),
            ),
            Input(
                "role", "Counts as", figure.role, _choices(ROLES, {str(r): w for r, w in ROLE_WORDS.items()})
            ),
        ),
        can_be_struck=True,
    )


def _count(figure: Figure) -> str:
    count = victims_count(figure.bounds.low, figure.bounds.high, figure.victims)
    return f"{count} {OUTCOME_WORDS[figure.outcome]}"


def _on_party(account: Account, party: Perpetrator) -> Correction | None:
    """Find the correction of a party by its words: a corrected party goes by another id."""
    for each in account.corrected:
        if isinstance(each.own, Perpetrator) and isinstance(each.value, Accused):
            told = each.own.quote, each.value.actor, each.value.stance
            if told == (party.quote, party.actor, party.stance):
                return each
    return None


def _party(party: Perpetrator, correction: Correction | None) -> FieldForm:
    own = correction.own if correction and isinstance(correction.own, Perpetrator) else None
    part = correction.part if correction else party.id
    stances = {str(stance): words for stance, words in STANCE_WORDS.items()}
    return FieldForm(
        f"perpetrator:{part}",
        f"Blame: {party.actor}",
        f"{party.actor}: {STANCE_WORDS[party.stance]}",
        f"{own.actor}: {STANCE_WORDS[own.stance]}" if own else "",
        party.quote,
        (
            Input("actor", "Party", party.actor, hint="unknown, where none is named"),
            Input("stance", "What is said of it", party.stance, _choices(STANCES, stances)),
        ),
        can_be_struck=True,
    )
