"""What the judges got wrong on one report: the losses of every head, and the gold that they are held against."""

import collections
import math
from collections.abc import Iterator
from typing import Any

import torch
from torch import Tensor
from torch.nn import functional

Json = dict[str, Any]
KINDS = ("incident", "aggregate", "running_toll", "displacement", "projection", "facilities", "other", "none")
CLASSES = ("unspecified", "civilians", "combatants", "children", "women", "rescuers", "medics", "journalists")
TYPES = (
    "airstrike", "drone", "shelling", "missile", "chemical", "car_bomb", "suicide_bomb", "ied", "armed_clash",
    "shooting", "execution", "abduction", "other",
)  # fmt: skip
PER_REPORT = 12
"""Pairs and doers of one report that count in full: a long report must not outweigh ten short ones."""
RIGHT_KM = 10.0


def kilometres(a: float, b: float, c: float, d: float) -> float:
    """Great-circle distance."""
    p, q = math.radians(a), math.radians(c)
    h = math.sin((q - p) / 2) ** 2 + math.cos(p) * math.cos(q) * math.sin(math.radians(d - b) / 2) ** 2
    return 12742 * math.asin(math.sqrt(min(1, h)))


def places_of(example: Json) -> dict[int, list[tuple[int, bool]]]:
    """Give the spots of every unit whose gold account has a point that one of them is near, each right or wrong."""
    out: dict[int, list[tuple[int, bool]]] = collections.defaultdict(list)
    for n, (i, k, _) in enumerate(example["spots"]):
        account = example["unit_labels"][i]["acc"]
        if account is None:
            continue
        lat, lon, precision = example["points"][account]
        place = example["places"][k]
        if lat is not None and precision in ("site", "town"):
            right = place["lat"] is not None and kilometres(lat, lon, place["lat"], place["lon"]) <= RIGHT_KM
            out[i].append((n, right))
    return {i: v for i, v in out.items() if any(right for _, right in v)}


def doers_of(example: Json) -> dict[tuple[int, str], list[int]]:
    """Give the rows of doers by gold account and actor's name: one right mention is enough."""
    out: dict[tuple[int, str], list[int]] = collections.defaultdict(list)
    for n, (i, k, _) in enumerate(example["doers"]):
        label, name = example["unit_labels"][i], example["actors"][k]["name"]
        if label["acc"] is not None and name != "unknown" and label["w"] >= 0.5:
            out[label["acc"], name].append(n)
    return out


def pairs_of(example: Json) -> list[tuple[int, bool]]:
    """Give the pairs of units whose accounts are both known, and whether they are one."""
    labels = example["unit_labels"]
    known = [n for n, u in enumerate(labels) if u["acc"] is not None and u["w"] > 0.5]
    return [
        (n, labels[i]["acc"] == labels[j]["acc"])
        for n, (i, j, _) in enumerate(example["pairs"])
        if {i, j} <= set(known)
    ]


def losses(example: Json, out: dict[str, Tensor]) -> dict[str, Tensor]:
    """Add up what every head got wrong on one report."""
    found: dict[str, Tensor] = {}
    counts, units = example["count_labels"], example["unit_labels"]
    if counts:
        kinds = torch.tensor([KINDS.index(c["kind"]) for c in counts])
        weights = torch.tensor([c["w"] for c in counts])
        each = functional.cross_entropy(out["kind"], kinds, reduction="none", label_smoothing=0.05)
        found["kind"] = (each * weights).sum()
        classed = [(n, CLASSES.index(c["victims"])) for n, c in enumerate(counts) if c["victims"]]
        if classed:
            rows = out["victims"][[n for n, _ in classed]]
            found["victims"] = 0.5 * functional.cross_entropy(
                rows, torch.tensor([y for _, y in classed]), reduction="sum"
            )
    if units:
        told = torch.tensor([float(u["acc"] is not None) for u in units])
        weights = torch.tensor([u["w"] for u in units])
        each = functional.binary_cross_entropy_with_logits(
            out["worthy"], told * 0.95 + 0.025, reduction="none"
        )
        found["worthy"] = (each * weights).sum()
        typed = [
            (n, TYPES.index(example["types"][u["acc"]])) for n, u in enumerate(units) if u["acc"] is not None
        ]
        if typed:
            rows = out["act_type"][[n for n, _ in typed]]
            found["type"] = 0.5 * functional.cross_entropy(
                rows, torch.tensor([y for _, y in typed]), reduction="sum"
            )
    pairs = pairs_of(example)
    if pairs:
        right = torch.tensor([float(y) for _, y in pairs])
        each = functional.binary_cross_entropy_with_logits(
            out["same"][[n for n, _ in pairs]], right, reduction="sum"
        )
        found["same"] = each * min(1.0, PER_REPORT / len(pairs))
    doers = doers_of(example)
    if doers:
        logits = torch.stack([torch.logsumexp(out["did"][rows], 0) for rows in doers.values()])
        right = torch.tensor([float(name in example["perp"][account]) for account, name in doers])
        each = functional.binary_cross_entropy_with_logits(logits, right, reduction="sum")
        found["did"] = each * min(1.0, PER_REPORT / len(doers))
    for rows in places_of(example).values():
        logits = out["there"][[n for n, _ in rows]]
        right = torch.tensor([y for _, y in rows])
        each = torch.logsumexp(logits, 0) - torch.logsumexp(logits[right], 0)
        found["there"] = found.get("there", torch.tensor(0.0)) + 0.6 * each
    for logits, right in speakers_of(example, out):
        each = torch.logsumexp(logits, 0) - torch.logsumexp(logits[right], 0)
        found["said"] = found.get("said", torch.tensor(0.0)) + 0.6 * each
    return found


def speakers_of(example: Json, out: dict[str, Tensor]) -> Iterator[tuple[Tensor, list[int]]]:
    """Give the logits of nobody (0) and of every speaker beside a count whose citation gold knows, and the right ones."""
    rows: dict[int, list[int]] = collections.defaultdict(list)
    for r, (n, _, _) in enumerate(example["speakers"]):
        rows[n].append(r)
    for n, right in enumerate(example["said_labels"]):
        if right is not None and rows[n]:
            logits = torch.cat([torch.zeros(1), out["said"][rows[n]]])
            yield logits, [1 + rows[n].index(r) for r in right] or [0]
