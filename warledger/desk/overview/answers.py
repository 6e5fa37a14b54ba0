"""What the views of the overview show: plain records, which become JSON and fill the page's templates."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from warledger.records import ActType, Grade, PlacePrecision
from warledger.wording.tolls import TollLine

type Unit = Literal["day", "week", "month", "year"]
type Placed = Literal["point", "area", "province", "country", "nowhere"]
"""How an incident stands on a map: as a point, as a ring around one, as its province, as its country's name alone, not at all."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """How many incidents fit all else, but not a period because they have no day, or not an area for want of a point."""

    undated: int
    unplaced: int


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the list. `dated` is false where no day at all is known; `href` is empty where there is no dossier."""

    id: str
    title: str
    href: str
    date_words: str
    dated: bool
    place_words: str
    targets: Sequence[str]
    type: ActType
    type_words: str
    grade: Grade
    killed: Sequence[TollLine]
    injured: Sequence[TollLine]
    killed_words: str
    injured_words: str
    reports: int
    sources: Sequence[str]


@dataclass(frozen=True, slots=True)
class ListPage:
    """One page of the list; `undated` are the incidents of unknown date among `total`."""

    total: int
    page: int
    pages: int
    undated: int
    left_out: LeftOut
    rows: Sequence[Row]


# --------------------------------------------------------------------------------------------- the map


@dataclass(frozen=True, slots=True)
class Point:
    """A GeoJSON point: longitude, latitude."""

    coordinates: tuple[float, float]
    type: Literal["Point"] = "Point"


@dataclass(frozen=True, slots=True)
class OneIncident:
    """An incident at a point. `killed_high` is null where no upper bound is told, all three where nobody counts."""

    id: str
    title: str
    href: str
    type: ActType
    type_words: str
    grade: Grade
    precision: PlacePrecision
    radius_km: float | None
    killed_low: int | None
    killed_high: int | None
    killed_best: int | None
    date_words: str
    toll_words: str
    kind: Literal["incident"] = "incident"


@dataclass(frozen=True, slots=True)
class Cluster:
    """Several points near each other; `box` is west, south, east, north of them."""

    count: int
    killed_low: int
    killed_high: int
    open: int
    uncounted: int
    box: tuple[float, float, float, float]
    href: str
    kind: Literal["cluster"] = "cluster"


@dataclass(frozen=True, slots=True)
class WideArea:
    """Incidents of which only an area is known: somewhere in a province, or within `radius_km` of a point.

    `province` names the polygon of the borders, null where a ring is drawn. Where `radius_known` is false, nothing tells
    how wide the area is, and the radius is only one to draw.
    """

    place: str
    precision: PlacePrecision
    province: str | None
    radius_km: float
    radius_known: bool
    count: int
    killed_low: int
    killed_high: int
    open: int
    uncounted: int
    href: str
    ids: Sequence[str]
    titles: Sequence[str]
    kind: Literal["area"] = "area"


@dataclass(frozen=True, slots=True)
class Feature:
    """A GeoJSON feature. The point of a province without one is null."""

    geometry: Point | None
    properties: Annotated[OneIncident | Cluster | WideArea, Field(discriminator="kind")]
    type: Literal["Feature"] = "Feature"


@dataclass(frozen=True, slots=True)
class OfCountry:
    """Incidents of which only the country is known: they are never drawn."""

    country: str
    name: str
    incidents: int


@dataclass(frozen=True, slots=True)
class MapView:
    """What the map shows: of `total` incidents `placed` stand in features, wherever the view is."""

    features: Sequence[Feature]
    total: int
    placed: int
    unplaced: int
    country_only: Sequence[OfCountry]
    left_out: LeftOut
    type: Literal["FeatureCollection"] = "FeatureCollection"


# ------------------------------------------------------------------------------------ timeline and charts


@dataclass(frozen=True, slots=True)
class Bin:
    """The incidents whose first day lies in a stretch of days, and their dead.

    As everywhere here: of `open` no upper bound is told, and of `uncounted` nobody counts the dead.
    """

    start: date
    end: date
    incidents: int
    killed_low: int
    killed_high: int
    open: int
    uncounted: int


@dataclass(frozen=True, slots=True)
class Item:
    """One incident on the timeline."""

    id: str
    title: str
    href: str
    start: date
    end: date
    precision: str
    type: ActType
    toll_words: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """Incidents over time, from the day `from` to the day `to`; `first` and `last` are those of all that fit."""

    from_: Annotated[date | None, Field(serialization_alias="from")]
    to: date | None
    first: date | None
    last: date | None
    bin: Unit
    bins: Sequence[Bin]
    items: Sequence[Item]
    too_many: bool
    undated: int
    left_out: LeftOut


@dataclass(frozen=True, slots=True)
class ByActor:
    """The incidents that a party is accused of or claims; one with two of them counts at both."""

    actor: str
    incidents: int
    killed_low: int
    killed_high: int
    open: int
    uncounted: int


@dataclass(frozen=True, slots=True)
class ByType:
    """The incidents of one type of act."""

    type: ActType
    words: str
    incidents: int
    killed_low: int
    killed_high: int
    open: int
    uncounted: int


@dataclass(frozen=True, slots=True)
class SaidToll:
    """One state of a running toll, where it is said."""

    day: date | None
    low: int | None
    high: int | None
    says: Sequence[str]
    report_href: str


@dataclass(frozen=True, slots=True)
class TollBeside:
    """A running toll beside what the ledger itself holds of its area and period; `ledger_high` null is open."""

    scope: str
    period: str
    said: Sequence[SaidToll]
    ledger_low: int
    ledger_high: int | None
    words: str


@dataclass(frozen=True, slots=True)
class Charts:
    """What monitors publish: the dead by week, by accused party, by type; running tolls beside the ledger's own sums."""

    bin: Unit
    weeks: Sequence[Bin]
    perpetrators: Sequence[ByActor]
    types: Sequence[ByType]
    tolls: Sequence[TollBeside]
    more_tolls: int
    total: int
    left_out: LeftOut


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a field of the filter, and how many incidents it would keep beside all other fields."""

    value: str
    words: str
    incidents: int


@dataclass(frozen=True, slots=True)
class Choices:
    """What the fields of the filter may be set to. Each field is counted as if nothing were asked of it."""

    types: Sequence[Choice] = ()
    victims: Sequence[Choice] = ()
    perpetrators: Sequence[Choice] = ()
    sources: Sequence[Choice] = ()
    grades: Sequence[Choice] = ()
    placed: Sequence[Choice] = ()
