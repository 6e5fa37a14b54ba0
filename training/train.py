"""Train the judges on the examples that examples.py has written.

    python training/train.py EXAMPLES ENCODER NAMES OUT --train SET... [--dev SET...]

EXAMPLES is the folder of examples, ENCODER the pretrained encoder's, NAMES a file of place names, one a line, that
stand in for the real ones at random. SET@t and SET@d are three quarters and one quarter of a set. On two cores an
epoch over 830 reports takes about two minutes. Runs in the environment of requirements.txt.
"""

import argparse
import collections
import json
import math
import pathlib
import random
import runpy
import time
from typing import Any

import torch
from model import Judges
from torch import Tensor
from torch.nn import functional

Json = dict[str, Any]
ROOT = pathlib.Path(__file__).resolve().parent.parent
PIECES = runpy.run_path(str(ROOT / "warledger/assembly/learnt/pieces.py"))
WINDOWS = runpy.run_path(str(ROOT / "warledger/assembly/learnt/windows.py"))
"""The package's own cutting into pieces and windows: what is trained on is what will be read."""

KINDS = ("incident", "aggregate", "running_toll", "displacement", "projection", "facilities", "other", "none")
CLASSES = ("unspecified", "civilians", "combatants", "children", "women", "rescuers", "medics", "journalists")
TYPES = (
    "airstrike", "drone", "shelling", "missile", "chemical", "car_bomb", "suicide_bomb", "ied", "armed_clash",
    "shooting", "execution", "abduction", "other",
)  # fmt: skip
MASK = 103
CHANCE = random.Random(1)  # noqa: S311  (no secret depends on it)
POINTS = {",", "'", "’", '"', "“", "”", "‘", "''", "``"}
BATCH_WORDS = 900
HEAD_RATE = 1e-3
WARM_UP = 0.06
PER_REPORT = 12
"""Pairs and doers of one report that count in full: a long report must not outweigh ten short ones."""
RIGHT_KM = 10.0


class Reader:
    """Turns examples into word pieces, with what training changes about them at random."""

    def __init__(self, encoder: str, names: list[str]) -> None:
        self._vocabulary = PIECES["read_vocabulary"](pathlib.Path(encoder, "vocab.txt").read_text("utf-8"))
        self._known: dict[str, list[int]] = {}
        self._names = names

    def _pieces(self, word: str) -> list[int]:
        if word not in self._known:
            self._known[word] = PIECES["pieces_of"](word, self._vocabulary)
        return self._known[word]

    def read(self, example: Json, *, changed: bool) -> tuple[list[list[int]], list[tuple[int, int]]]:
        """Give the windows of an example and the pieces of every word."""
        words = example["words"]
        pieces = [self._pieces(w) for w in words]
        if changed:
            pieces = self._changed(example, words, pieces)
        found: tuple[list[list[int]], list[tuple[int, int]]] = WINDOWS["windows_of"](pieces, example["sents"])
        return found

    def _changed(self, example: Json, words: list[str], pieces: list[list[int]]) -> list[list[int]]:
        """Drop commas and apostrophes, put other towns for the real ones, mask names and single words."""
        out = list(pieces)
        if CHANCE.random() < 0.5:  # one model reads natural text and text stripped of its points
            out = [
                [] if w in POINTS else self._pieces("s") if w in ("'s", "’s") else p
                for w, p in zip(words, out, strict=True)
            ]
        if CHANCE.random() < 0.35:
            new: dict[str, list[int]] = {}
            for place in example["places"]:
                first, last = place["parts"][0]
                if last - first <= 4:
                    name = " ".join(words[first:last])
                    out[first] = new.setdefault(name, self._pieces(CHANCE.choice(self._names)))
                    out[first + 1 : last] = [[] for _ in range(first + 1, last)]
        if CHANCE.random() < 0.3:
            for actor in example["actors"]:
                if CHANCE.random() < 0.25:
                    for k in range(*actor["parts"][0]):
                        out[k] = [MASK]
        return [[MASK] * len(p) if CHANCE.random() < 0.04 else p for p in out]


def encode(model: Judges, read: list[tuple[list[list[int]], list[tuple[int, int]]]]) -> list[Tensor]:
    """Encode the windows of several reports, those of like length together: pieces x hidden for each report."""
    flat = [w for found, _ in read for w in found]
    chunks: list[list[int]] = []
    for i in sorted(range(len(flat)), key=lambda i: len(flat[i])):
        if chunks and len(flat[i]) <= 1.25 * len(flat[chunks[-1][0]]) + 8:
            chunks[-1].append(i)
        else:
            chunks.append([i])
    rows: dict[int, Tensor] = {}
    for chunk in chunks:
        size = max(len(flat[i]) for i in chunk)
        ids = torch.tensor([flat[i] + [0] * (size - len(flat[i])) for i in chunk])
        with torch.autocast("cpu", dtype=torch.bfloat16):
            hidden = model.encode(ids, (ids > 0).long())
        for row, i in enumerate(chunk):
            rows[i] = hidden[row, : len(flat[i])].float()
    out, done = [], 0
    for found, _ in read:
        out.append(torch.cat([rows[done + k] for k in range(len(found))]))
        done += len(found)
    return out


def pool(hidden: Tensor, words: list[tuple[int, int]], findings: list[Json]) -> Tensor:
    """Average the encodings of every part of every finding: findings x (3 x hidden)."""
    row, column, weight = [], [], []
    for n, finding in enumerate(findings):
        for m, (first, last) in enumerate(finding["parts"]):
            at = [i for k in range(first, last) for i in range(*words[k])] or [max(0, words[first][0] - 1)]
            row += [3 * n + m] * len(at)
            column += at
            weight += [1 / len(at)] * len(at)
    size = (3 * len(findings), len(hidden))
    table = torch.sparse_coo_tensor([row, column], weight, size, check_invariants=False)
    return torch.sparse.mm(table, hidden).reshape(len(findings), -1)


def tensors(
    example: Json, hidden: Tensor, words: list[tuple[int, int]], sizes: dict[str, int]
) -> dict[str, Tensor]:
    """Lay out one example for the heads."""
    out: dict[str, Tensor] = {}
    for name in ("counts", "units", "actors", "places"):
        out[name] = (
            pool(hidden, words, example[name]) if example[name] else torch.zeros(0, 3 * hidden.shape[1])
        )
    for name in ("count", "unit"):
        rows = [x["f"] for x in example[f"{name}s"]]
        out[f"{name}_features"] = torch.tensor(rows, dtype=torch.float32).reshape(-1, sizes[name])
    for name in ("pair", "doer", "spot"):
        rows = example[f"{name}s"]
        out[f"{name}s"] = torch.tensor([[r[0] for r in rows], [r[1] for r in rows]], dtype=torch.long)
        out[f"{name}_features"] = torch.tensor([r[2] for r in rows], dtype=torch.float32).reshape(
            -1, sizes[name]
        )
    return out


def forward(
    model: Judges, reader: Reader, batch: list[Json], sizes: dict[str, int], *, changed: bool
) -> list[Json]:
    """Judge a batch of reports."""
    read = [reader.read(e, changed=changed) for e in batch]
    hidden = encode(model, read)
    return [
        model.judge(tensors(e, h, words, sizes)) for e, h, (_, words) in zip(batch, hidden, read, strict=True)
    ]


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
    return found


def evaluate(model: Judges, reader: Reader, dev: list[Json], sizes: dict[str, int]) -> None:
    """Print by set the share of right kinds, and F1 of units, pairs and doers; the right places."""
    model.eval()
    tally: dict[str, collections.Counter[str]] = collections.defaultdict(collections.Counter)
    with torch.no_grad():
        for at in range(0, len(dev), 8):
            batch = dev[at : at + 8]
            for example, out in zip(batch, forward(model, reader, batch, sizes, changed=False), strict=True):
                count(example, out, tally[example["set"]])
    for name, c in tally.items():
        f1 = {
            k: 2 * c[k + "+"] / max(1, c[k + "s"] + c[k + "g"]) for k in ("incident", "unit", "same", "did")
        }
        right = {k: c[k + "+"] / max(1, c[k + "g"]) for k in ("kind", "victims", "there")}
        print(" ", name, " ".join(f"{k} {v:.3f}" for k, v in (right | f1).items()), flush=True)


def count(example: Json, out: dict[str, Tensor], c: "collections.Counter[str]") -> None:
    """Count what was right in one report: NAME+ right, NAMEs said, NAMEg in the gold."""

    def note(name: str, said: bool, gold: bool) -> None:
        c.update({name + "+": said and gold, name + "s": said, name + "g": gold})

    for label, kind, victims in zip(example["count_labels"], out["kind"], out["victims"], strict=True):
        if label["w"] >= 0.5:
            note("kind", True, True)
            c["kind+"] -= KINDS[int(kind.argmax())] != label["kind"]
            note("incident", int(kind.argmax()) == 0, label["kind"] == "incident")
        if label["victims"]:
            note("victims", True, True)
            c["victims+"] -= CLASSES[int(victims.argmax())] != label["victims"]
    for label, logit in zip(example["unit_labels"], out["worthy"], strict=True):
        note("unit", bool(logit > 0), label["acc"] is not None)
    for n, one in pairs_of(example):
        note("same", bool(out["same"][n] > 0), one)
    for (account, name), rows in doers_of(example).items():
        note("did", bool(torch.logsumexp(out["did"][rows], 0) > 0), name in example["perp"][account])
    for rows in places_of(example).values():
        best = max(rows, key=lambda r: float(out["there"][r[0]]))
        note("there", best[1], True)


def load(folder: pathlib.Path, name: str) -> list[Json]:
    """Read a set, or a part of it."""
    name, _, part = name.partition("@")
    rows = [json.loads(line) for line in (folder / f"{name}.jsonl").read_text("utf-8").splitlines()]
    return [r for i, r in enumerate(rows) if not part or (i % 4 == 0) == (part == "d")]


def batches(examples: list[Json]) -> list[list[Json]]:
    """Shuffle the examples into batches of about as many words each."""
    order = CHANCE.sample(examples, len(examples))
    out: list[list[Json]] = [[]]
    for example in order:
        if sum(len(e["words"]) for e in out[-1]) >= BATCH_WORDS:
            out.append([])
        out[-1].append(example)
    return out


def sizes_of(examples: list[Json]) -> dict[str, int]:
    """Give the number of features of each kind of finding."""
    out = {n: next(len(x["f"]) for e in examples for x in e[f"{n}s"]) for n in ("count", "unit")}
    return out | {n: next(len(x[2]) for e in examples for x in e[f"{n}s"]) for n in ("pair", "doer", "spot")}


def main() -> None:
    """Train, and save the weights after every epoch."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    for name in ("examples", "encoder", "names", "out"):
        parser.add_argument(name, type=pathlib.Path)
    parser.add_argument("--train", nargs="+", required=True)
    parser.add_argument("--dev", nargs="*", default=[])
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--layers", type=int, default=4)
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    CHANCE.seed(asked.seed)
    torch.manual_seed(asked.seed)
    train = [e for s in asked.train for e in load(asked.examples, s)]
    dev = [e for s in asked.dev for e in load(asked.examples, s)]
    sizes = sizes_of(train)
    reader = Reader(str(asked.encoder), asked.names.read_text("utf-8").split("\n"))
    model = Judges(str(asked.encoder), sizes, asked.layers)
    inner = [p for n, p in model.named_parameters() if n.startswith("encoder") and p.requires_grad]
    outer = [p for n, p in model.named_parameters() if not n.startswith("encoder")]
    rates = (asked.rate, HEAD_RATE)
    optimiser = torch.optim.AdamW([{"params": inner}, {"params": outer}], weight_decay=0.01)
    steps, done, began = asked.epochs * len(batches(train)), 0, time.monotonic()
    for epoch in range(asked.epochs):
        model.train()
        tally: collections.Counter[str] = collections.Counter()
        for batch in batches(train):
            share = done / steps
            for group, rate in zip(optimiser.param_groups, rates, strict=True):
                group["lr"] = rate * min(1.0, share / WARM_UP) * max(0.02, 1 - share)
            found = [
                losses(e, o)
                for e, o in zip(batch, forward(model, reader, batch, sizes, changed=True), strict=True)
            ]
            for name in {n for f in found for n in f}:
                tally[name] += sum(f[name].item() for f in found if name in f)
            (torch.stack([v for f in found for v in f.values()]).sum() / 40).backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            optimiser.zero_grad()
            done += 1
        each = " ".join(f"{n} {v / len(train):.2f}" for n, v in sorted(tally.items()))
        print(f"epoch {epoch + 1}, {time.monotonic() - began:.0f} s: {each}", flush=True)
        torch.save({"state": model.state_dict(), "sizes": sizes, "layers": asked.layers}, asked.out)
        if dev and (epoch % 2 or epoch + 1 == asked.epochs):
            evaluate(model, reader, dev, sizes)


if __name__ == "__main__":
    main()
