"""The learnt judges: one encoder over a report's digest and small heads over the words of its findings.

The encoder is all-MiniLM-L6-v2 (Apache-2.0) cut to its first layers, fine-tuned by the project's `training/` and
quantised to eight bits. It runs on onnxruntime one window at a time: what is read of a report never depends on
the reports beside it, nor on the number of threads.
"""

import math
import multiprocessing
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from importlib.resources import files

import numpy as np
import numpy.typing as npt
import onnxruntime
from scipy.special import erf

from warledger.assembly.learnt.digest import Digest
from warledger.assembly.learnt.parts import Parts
from warledger.assembly.learnt.pieces import pieces_of, read_vocabulary
from warledger.assembly.learnt.shown import Row, Shown
from warledger.assembly.learnt.windows import Stretch, windows_of

type Floats = npt.NDArray[np.float32]

MOST_THREADS = 4
"""A window of a few hundred word pieces is too small to keep more cores busy."""
KEPT_WORDS = 1 << 15
"""Words whose pieces are kept: a war's reports use the same few thousand again and again."""


@dataclass(frozen=True, slots=True)
class Verdicts:
    """What the judges make of one report, as logits, a row per finding.

    Shapes: `kind` and `victims` counts x 8, `worthy` units, `type` units x 13, `same` pairs, `did` doers, `there` spots,
    `said` speakers.
    """

    kind: Floats
    victims: Floats
    worthy: Floats
    type: Floats
    same: Floats
    did: Floats
    there: Floats
    said: Floats


class Judges:
    """The encoder's session, its vocabulary and the heads' weights."""

    def __init__(self, *, threads: int) -> None:
        folder = files("warledger") / "data" / "judges"
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.add_session_config_entry(
            "session.intra_op.allow_spinning", "0"
        )  # the heads want the cores meanwhile
        self._session = onnxruntime.InferenceSession(
            (folder / "encoder.onnx").read_bytes(), options, providers=["CPUExecutionProvider"]
        )
        with (folder / "heads.npz").open("rb") as file, np.load(file) as heads:
            self._heads: dict[str, Floats] = {name: heads[name] for name in heads.files}
        vocabulary = read_vocabulary((folder / "vocabulary.txt").read_text(encoding="utf-8"))
        self.pieces: Callable[[str], list[int]] = lru_cache(maxsize=KEPT_WORDS)(
            partial(pieces_of, vocabulary=vocabulary)
        )

    def judge(self, shown: Shown) -> Verdicts:
        """Judge all findings of one report."""
        sums = _Sums.of(*self._encode(shown.digest))
        count = self._bend("count", sums.pool(shown.count_parts), _table(shown.count_features))
        unit = self._bend("unit", sums.pool(shown.unit_parts), _table(shown.unit_features))
        side = self._bend("side", unit)
        actor = self._bend("actor", sums.pool(shown.actor_parts))
        place = self._bend("place", sums.pool(shown.place_parts))
        voice = self._bend("voice", sums.pool(shown.voice_parts))
        did = self._beside(("doer", "did"), self._bend("doing", unit), actor, shown.doers)
        plain = self._layer("bare", _table([f for _, _, f in shown.doers]))[:, 0] if shown.doers else did
        return Verdicts(
            self._layer("kind", count),
            self._layer("victims", count),
            self._layer("worthy", unit)[:, 0],
            self._layer("act_type", unit),
            self._beside(("pair", "same"), side, side, shown.pairs),
            did + plain,
            self._beside(("spot", "there"), self._bend("lying", unit), place, shown.spots),
            self._beside(("speaker", "said"), self._bend("citing", count), voice, shown.speakers),
        )

    def _beside(self, heads: tuple[str, str], left: Floats, right: Floats, rows: Sequence[Row]) -> Floats:
        """Judge findings two by two."""
        if not rows:
            return np.zeros(0, dtype=np.float32)
        one = left[[i for i, _, _ in rows]]
        two = right[[k for _, k, _ in rows]]
        bent = self._bend(heads[0], one, two, one * two, _table([f for _, _, f in rows]))
        return self._layer(heads[1], bent)[:, 0]

    def _layer(self, name: str, x: Floats) -> Floats:
        if not len(x):
            return np.zeros((0, len(self._heads[f"{name}.bias"])), dtype=np.float32)
        return np.asarray(x @ self._heads[f"{name}.weight"].T + self._heads[f"{name}.bias"], np.float32)

    def _bend(self, name: str, *parts: Floats) -> Floats:
        """A layer and its GELU (Hendrycks and Gimpel 2016) over several inputs side by side."""
        if not len(parts[0]):
            return np.zeros((0, len(self._heads[f"{name}.bias"])), dtype=np.float32)
        y = self._layer(name, np.hstack(parts))
        return np.asarray(0.5 * y * (1.0 + erf(y / math.sqrt(2.0))), np.float32)

    def _encode(self, digest: Digest) -> tuple[Floats, list[Stretch]]:
        """Encode a digest.

        Returns:
            One row per word piece of all windows, and the rows of every word.
        """
        windows, words = windows_of([self.pieces(w) for w in digest.words], digest.sentences)
        parts = [self._session.run(None, {"ids": np.array([w], dtype=np.int64)})[0][0] for w in windows]
        return np.concatenate(parts), words


@dataclass(frozen=True, slots=True)
class _Sums:
    """Running sums over the words of a digest, so that any stretch of words is averaged by one subtraction.

    Attributes:
        upto: the encodings of the words before each word, added up: words + 1 x width.
        sizes: the word pieces of the words before each word: words + 1.
    """

    upto: npt.NDArray[np.float64]
    sizes: npt.NDArray[np.int64]

    @classmethod
    def of(cls, rows: Floats, words: Sequence[Stretch]) -> "_Sums":
        """Add up the rows of every word, then the words."""
        stretches = np.array(words)
        pieces = np.zeros((len(rows) + 1, rows.shape[1]), dtype=np.float64)
        np.cumsum(rows, 0, dtype=np.float64, out=pieces[1:])
        upto = np.zeros((len(words) + 1, rows.shape[1]), dtype=np.float64)
        np.cumsum(pieces[stretches[:, 1]] - pieces[stretches[:, 0]], 0, out=upto[1:])
        return cls(upto, np.concatenate([[0], np.cumsum(stretches[:, 1] - stretches[:, 0])]))

    def pool(self, findings: Sequence[Parts]) -> Floats:
        """Average the encodings of every part of every finding: findings x (3 x width)."""
        if not findings:
            return np.zeros((0, 3 * self.upto.shape[1]), dtype=np.float32)
        at = np.array(findings)  # findings x 3 parts x (first word, last word)
        total = self.upto[at[:, :, 1]] - self.upto[at[:, :, 0]]
        size = np.maximum(self.sizes[at[:, :, 1]] - self.sizes[at[:, :, 0]], 1)
        return np.asarray((total / size[:, :, None]).reshape(len(findings), -1), np.float32)


def _table(features: Sequence[Sequence[float]]) -> Floats:
    return np.array(features, dtype=np.float32)


@lru_cache(maxsize=1)
def load_judges() -> Judges:
    """Load the judges once per process: a quarter of a second and some 40 MB.

    A process that reads alone lends them every core up to MOST_THREADS; one of several keeps to its own.
    """
    alone = multiprocessing.parent_process() is None
    return Judges(threads=min(os.cpu_count() or 1, MOST_THREADS) if alone else 1)
