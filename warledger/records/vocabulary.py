"""The closed vocabularies: what a field of a record may say."""

from typing import Literal, get_args

type ActType = Literal[
    "airstrike", "drone", "shelling", "missile", "chemical", "car_bomb", "suicide_bomb", "ied",
    "armed_clash", "shooting", "execution", "abduction", "other",
]  # fmt: skip
type Outcome = Literal["killed", "injured", "missing", "abducted", "displaced", "hit", "other"]
type VictimClass = Literal[
    "unspecified", "civilians", "combatants", "children", "women", "rescuers", "medics", "journalists"
]
type Role = Literal["total", "part", "superseded"]
type Stance = Literal["asserted", "suspected", "claimed", "denied"]
type DatePrecision = Literal["day", "days", "week", "month", "year", "unknown"]
type PlacePrecision = Literal["site", "town", "district", "province", "country", "unknown"]
type CountUnit = Literal["persons", "families", "buildings", "attacks", "objects"]
type LooseKind = Literal["aggregate", "running_toll", "displacement", "projection", "facilities", "other"]
type Grade = Literal["confirmed", "fair", "weak", "contested", "discounted"]
type Verdict = Literal["same", "different", "split", "reject", "correct", "grade"]
type CorrectedField = Literal["type", "date", "place", "targets", "figure", "perpetrator"]
type DateBasis = Literal["text", "report", "published", "inferred", "reviewer", "unknown"]
type ReasonKind = Literal[
    "age", "truce", "office", "name", "figure", "year", "date", "weekday", "event", "talks",
    "quotation", "act", "context",
]  # fmt: skip
type RefusalCode = Literal[
    "empty", "not_text", "too_large", "wrong_type", "unreadable", "broken_archive", "broken_record", "broken_line",
    "no_article", "language", "missing_file", "no_permission", "bad_field",
    "not_fetched",
]  # fmt: skip
type ContextKind = Literal["ceasefire", "talks"]
type ContextEvent = Literal[
    "proposed", "declared", "agreed", "effective", "extended", "limited", "violated", "despite", "rejected", "ended",
    "opened", "held", "joined", "suspended", "stalled", "left", "resumed",
]  # fmt: skip

ACT_TYPES: tuple[str, ...] = get_args(ActType.__value__)
OUTCOMES: tuple[str, ...] = get_args(Outcome.__value__)
VICTIM_CLASSES: tuple[str, ...] = get_args(VictimClass.__value__)
LOOSE_KINDS: tuple[str, ...] = get_args(LooseKind.__value__)
GRADES: tuple[str, ...] = get_args(Grade.__value__)
ROLES: tuple[str, ...] = get_args(Role.__value__)
STANCES: tuple[str, ...] = get_args(Stance.__value__)
DATE_PRECISIONS: tuple[str, ...] = get_args(DatePrecision.__value__)
PLACE_PRECISIONS: tuple[str, ...] = get_args(PlacePrecision.__value__)
VERDICTS: tuple[str, ...] = get_args(Verdict.__value__)
CORRECTED_FIELDS: tuple[str, ...] = get_args(CorrectedField.__value__)
CONTEXT_EVENTS: tuple[str, ...] = get_args(ContextEvent.__value__)
