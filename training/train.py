"""Train the judges on the examples that examples.py has written.

    python training/train.py EXAMPLES ENCODER NAMES OUT --train SET... [--dev SET...]

EXAMPLES is the folder of examples, ENCODER the pretrained encoder's, NAMES a file of place names, one a line, that
stand in for the real ones at random. SET@t and SET@d are three quarters and one quarter of a set. On two cores an
epoch over 830 reports takes about two minutes. Runs in the environment of requirements.txt.
"""

import argparse
import collections
import json
import pathlib
import random
import runpy
import time
from typing import Any

import torch
from lessons import CLASSES, KINDS, doers_of, losses, pairs_of, places_of, speakers_of
from model import Judges
from torch import Tensor

Json = dict[str, Any]
Read = tuple[list[list[int]], list[tuple[int, int]]]
"""The windows of a report, and every word's pieces in them."""
ROOT = pathlib.Path(__file__).resolve().parent.parent
PIECES = runpy.run_path(str(ROOT / "warledger/assembly/learnt/pieces.py"))
WINDOWS = runpy.run_path(str(ROOT / "warledger/assembly/learnt/windows.py"))
"""The package's own cutting into pieces and windows: what is trained on is what will be read."""

MASK = 103
CHANCE = random.Random(1)  # noqa: S311  (no secret depends on it)
POINTS = {",", "'", "’", '"', "“", "”", "‘", "''", "``"}
BATCH_WORDS = 900
HEAD_RATE = 1e-3
WARM_UP = 0.06
RENAMED, MASKED = 0.5, 0.06
"""Reports whose towns are renamed, words that are masked: half of either learnt the training reports by heart."""


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

    def read(self, example: Json, *, changed: bool) -> Read:
        """Give the windows of an example and the pieces of every word."""
        words = example["words"]
        pieces = [self._pieces(w) for w in words]
        if changed:
            pieces = self._changed(example, words, pieces)
        found: Read = WINDOWS["windows_of"](pieces, example["sents"])
        return found

    def _changed(self, example: Json, words: list[str], pieces: list[list[int]]) -> list[list[int]]:
        """Drop commas and apostrophes, put other towns for the real ones, mask names and single words."""
        out = list(pieces)
        if CHANCE.random() < 0.5:  # one model reads natural text and text stripped of its points
            out = [
                [] if w in POINTS else self._pieces("s") if w in ("'s", "’s") else p
                for w, p in zip(words, out, strict=True)
            ]
        if CHANCE.random() < RENAMED:
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
        return [[MASK] * len(p) if CHANCE.random() < MASKED else p for p in out]


def encode(model: Judges, read: list[Read]) -> list[Tensor]:
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
    for name in ("counts", "units", "actors", "places", "voices"):
        out[name] = (
            pool(hidden, words, example[name]) if example[name] else torch.zeros(0, 3 * hidden.shape[1])
        )
    for name in ("count", "unit"):
        rows = [x["f"] for x in example[f"{name}s"]]
        out[f"{name}_features"] = torch.tensor(rows, dtype=torch.float32).reshape(-1, sizes[name])
    for name in ("pair", "doer", "spot", "speaker"):
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
    return judged(model, [reader.read(e, changed=changed) for e in batch], batch, sizes)


def judged(model: Judges, read: list[Read], batch: list[Json], sizes: dict[str, int]) -> list[Json]:
    """Judge a batch of reports as they have been read."""
    hidden = encode(model, read)
    return [
        model.judge(tensors(e, h, words, sizes)) for e, h, (_, words) in zip(batch, hidden, read, strict=True)
    ]


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
        right = {k: c[k + "+"] / max(1, c[k + "g"]) for k in ("kind", "victims", "there", "said")}
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
    for logits, right in speakers_of(example, out):
        note("said", True, True)
        c["said+"] -= int(logits.argmax()) not in right
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
    beside = ("pair", "doer", "spot", "speaker")
    return out | {n: next(len(x[2]) for e in examples for x in e[f"{n}s"]) for n in beside}


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
            read = [reader.read(e, changed=True) for e in batch]
            out = judged(model, read, batch, sizes)
            found = [losses(e, o) for e, o in zip(batch, out, strict=True)]
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
