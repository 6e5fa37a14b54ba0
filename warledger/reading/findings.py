"""What reading finds in one parsed report: numbers, counts of people, acts, speakers.

Token positions count in the parse (`first` inclusive, `last` exclusive); spans are code points of the
report's text. Findings say what the words say; which day, which town, which actor is grounding's part,
and which findings belong to one account is assembly's.
"""

from dataclasses import dataclass
from typing import Literal

from warledger.records import (
    ActType,
    Bounds,
    ContextEvent,
    ContextKind,
    CountUnit,
    Dropped,
    Outcome,
    Role,
    Span,
    VictimClass,
)

type Tense = Literal["happened", "planned", "denied", "supposed", "recalled"]
type CountKind = Literal["casualty", "displacement", "facilities", "population"]


@dataclass(frozen=True, slots=True)
class Number:
    """A number expression with its bounds: "at least 37", "two dozen", "20 to 25", "a woman" (1)."""

    first: int
    last: int
    bounds: Bounds
    hedge: str | None
    implied: bool = False


@dataclass(frozen=True, slots=True)
class Count:
    """A number of people (or buildings) and what happened to them.

    `head` is the token of the counted noun, `cause` the token that says the outcome ("killed"). `within`
    is the index of the count that this one is a share of ("including five children"), `beside` that of the
    count before it in one list ("a pastor and ten others": together they are eleven). A casualty with
    the outcome "other" counts the killed and the injured in one ("50 killed or wounded"): it tells an act, and is
    no figure. `quote` is the
    shortest stretch that holds number, noun and outcome.
    """

    quote: Span
    first: int
    last: int
    head: int
    cause: int
    sentence: int
    kind: CountKind
    outcome: Outcome
    victims: VictimClass
    bounds: Bounds
    hedge: str | None
    role: Role = "total"
    within: int | None = None
    beside: int | None = None
    others: bool = False
    implied: bool = False
    tense: Tense = "happened"
    unit: CountUnit = "persons"


@dataclass(frozen=True, slots=True)
class Act:
    """A word or phrase that tells an act of violence, or (`cue`) only of what kind one is."""

    span: Span
    first: int
    last: int
    head: int
    sentence: int
    type: ActType
    rank: int
    cue: bool
    means: str
    tense: Tense
    definite: bool
    another: bool


@dataclass(frozen=True, slots=True)
class Target:
    """A building, convoy or quarter that an act hit: its kind in plain words."""

    span: Span
    first: int
    last: int
    sentence: int
    name: str


@dataclass(frozen=True, slots=True)
class Speech:
    """Who says what a sentence says: the words that name the speaker, and the tokens that they cover.

    `carried` is true where the speaker is only a pronoun or a quotation that goes on.
    """

    span: Span
    first: int
    last: int
    sentence: int
    carried: bool


@dataclass(frozen=True, slots=True)
class Turn:
    """What becomes of a ceasefire or of peace talks: the noun for them, the word (`cue`) for the event.

    `parties` and `excluded` are the head tokens of those who did it, whom it holds between, whom it leaves out.
    `first` and `last` enclose noun and cue.
    """

    first: int
    last: int
    noun: int
    cue: int
    sentence: int
    kind: ContextKind
    event: ContextEvent
    parties: tuple[int, ...] = ()
    excluded: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Quote:
    """Words that somebody is said to have said: in quotation marks (`direct`), or as a clause under a word of speech.

    `speaker` is the head token of the words that name who speaks, None where it goes on from the quote before.
    """

    span: Span
    first: int
    last: int
    direct: bool
    speaker: int | None


@dataclass(frozen=True, slots=True)
class Reading:
    """All findings of one report, each in text order."""

    counts: tuple[Count, ...]
    acts: tuple[Act, ...]
    targets: tuple[Target, ...]
    speeches: tuple[Speech, ...]
    dropped: tuple[Dropped, ...]
    turns: tuple[Turn, ...] = ()
    quotes: tuple[Quote, ...] = ()
