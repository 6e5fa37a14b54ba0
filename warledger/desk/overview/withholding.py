"""What the outlines of a public desk do not hold: cut away before anything is counted, so that no filter asks behind it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from warledger.desk.overview.recalling import recalled
from warledger.exports.public import public_place, public_source
from warledger.exports.published import published
from warledger.ledger import Outlines
from warledger.ledger.outlines import Details, victims_of
from warledger.ledger.wanted import place_words
from warledger.reconciling.counting import row_of
from warledger.records import Incident, Place, content_id


def public_outlines(outlines: Outlines) -> Outlines:
    """Round points, withhold the names of persons, and of attacks on health care leave what WHO publishes."""
    accounts: dict[int, list[str]] = defaultdict(list)
    for number, account in outlines.on_health_care:
        accounts[number].append(account)
    columns = outlines.incidents["number"], outlines.incidents["health_care"]
    marked = [number for number, on_health_care in zip(*columns, strict=True) if on_health_care]
    guarded = {
        number: replace(published(incident), id=content_id("w", *sorted(accounts[number])))
        for number, incident in zip(marked, recalled(outlines, set(marked)), strict=True)
    }
    sources = {name: public_source(name) for name in set(outlines.sources["source"])}
    return Outlines(
        incidents=_incidents(outlines.incidents, guarded),
        blames=_without(outlines.blames, guarded),
        sources=_without(
            {**outlines.sources, "source": [sources[s] for s in outlines.sources["source"]]}, guarded
        ),
        texts=_without(outlines.texts, guarded),
        on_health_care=outlines.on_health_care,
    )


def _incidents(told: Mapping[str, Sequence[Any]], guarded: Mapping[int, Incident]) -> dict[str, list[Any]]:
    columns = {name: list(values) for name, values in told.items()}
    for n, (lat, lon, precision) in enumerate(zip(told["lat"], told["lon"], told["precision"], strict=True)):
        place = public_place(Place(lat=lat, lon=lon, precision=precision))
        columns["lat"][n], columns["lon"][n] = place.lat, place.lon
    for n, number in enumerate(told["number"]):
        if number in guarded:
            for name, value in _shown(guarded[number]).items():
                columns[name][n] = value
    return columns


def _shown(incident: Incident) -> dict[str, Any]:
    place = incident.place
    low, high, best = row_of(incident.figures, "killed", "unspecified") or (None, None, None)
    return {
        "incident": incident.id, "title": incident.title, "place": place.name, "admin1": place.admin1,
        "country": place.country, "lat": None, "lon": None, "precision": place.precision, "radius_km": None, "geonames_id": None,
        "place_words": place_words(incident), "killed_low": low, "killed_high": high, "killed_best": best,
        "victims": victims_of(incident.figures), "details": Details(incident.targets, incident.figures).written(),
    }  # fmt: skip


def _without(told: Mapping[str, Sequence[Any]], guarded: Mapping[int, Incident]) -> dict[str, list[Any]]:
    kept = [n for n, number in enumerate(told["number"]) if number not in guarded]
    return {name: [values[n] for n in kept] for name, values in told.items()}
