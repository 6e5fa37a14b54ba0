"""A record as its types say it is: what was written by another program, or changed by hand, must not get into a ledger."""

from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from functools import lru_cache
from types import UnionType
from typing import Any, Final, Literal, TypeAliasType, Union, get_args, get_origin, get_type_hints

from warledger.records import Place

_LAST_CHARACTER: Final = 50_000_000
"""No report is longer (`reports.inputs.Limits`); a quote behind that would need a text made of blanks."""


def misfit(value: object, kind: Any, name: str) -> str | None:
    """Say what is not as the types of a record say; None where all is.

    Args:
        value: the record, or a part of it.
        kind: its type.
        name: what it is called, for the complaint.
    """
    kind = _unwrapped(kind)
    if is_dataclass(kind):
        return _record_misfit(value, kind, name)
    origin = get_origin(kind)
    if origin is Literal:
        return None if value in get_args(kind) else f"{name} cannot be {value!r}"
    if origin in (Union, UnionType):
        return _any_misfit(value, get_args(kind), name)
    if origin is tuple:
        return _tuple_misfit(value, get_args(kind), name)
    if kind is float:
        fits = isinstance(value, int | float) and not isinstance(value, bool)
    elif kind is int:
        fits = isinstance(value, int) and not isinstance(value, bool)
    else:
        fits = isinstance(value, kind)
    return None if fits else f"{name} cannot be {value!r}"


def _unwrapped(kind: Any) -> Any:
    while isinstance(kind, TypeAliasType):
        kind = kind.__value__
    return kind


def _record_misfit(value: object, kind: Any, name: str) -> str | None:
    if not isinstance(value, kind):
        return f"{name} cannot be {value!r}"
    if isinstance(value, Place) and not _on_earth(value):
        return f"{name} lies at {value.lat}, {value.lon}"
    for part, told in _types(kind).items():
        wrong = misfit(getattr(value, part), told, part)
        if wrong is not None:
            return wrong
    end = getattr(value, "end", None)
    if isinstance(end, int) and end > _LAST_CHARACTER:
        return f"{name} ends at character {end}, behind the end of any report"
    return None


def _on_earth(place: Place) -> bool:
    return place.lat is None or place.lon is None or (abs(place.lat) <= 90 and abs(place.lon) <= 180)


@lru_cache(maxsize=64)
def _types(kind: Any) -> Mapping[str, Any]:
    hints = get_type_hints(kind)
    return {part.name: hints[part.name] for part in fields(kind)}


def _any_misfit(value: object, kinds: Sequence[Any], name: str) -> str | None:
    told = [misfit(value, kind, name) for kind in kinds]
    return None if None in told else told[0]


def _tuple_misfit(value: object, kinds: Sequence[Any], name: str) -> str | None:
    if not isinstance(value, tuple):
        return f"{name} cannot be {value!r}"
    each = [kinds[0]] * len(value) if kinds[-1] is Ellipsis else list(kinds)
    if len(each) != len(value):
        return f"{name} holds {len(value)} things"
    return next((w for part, kind in zip(value, each, strict=True) if (w := misfit(part, kind, name))), None)


def lost(before: Any, after: Any, name: str = "") -> str | None:
    """Name what a line holds and the record made of it does not give back; None where all of it comes back."""
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        return next((w for key, part in before.items() if (w := _lost_part(key, part, after))), None)
    if isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        return next((w for a, b in zip(before, after, strict=True) if (w := lost(a, b, name))), None)
    return None if before == after and isinstance(before, bool) == isinstance(after, bool) else name


def _lost_part(key: str, part: Any, after: Mapping[str, Any]) -> str | None:
    return lost(part, after[key], key) if key in after else key
