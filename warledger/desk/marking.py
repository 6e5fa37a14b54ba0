"""Cuts a report's text at the borders of the spans that point into it, so that a page can mark them.

Spans of a report overlap freely: a figure lies inside its account's evidence, a day inside a figure, and
two accounts may rest on one sentence. HTML elements may not cross, so the text is cut at every border and
each segment says what covers it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Literal

type MarkKind = Literal[
    "evidence", "figure", "loose", "place", "time", "perpetrator", "quote", "speaker", "context", "dropped", "furniture", "asked",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Marking:
    """A stretch to be marked: code-point offsets, end exclusive, what it is, and a label for the reader.

    `note` is the number of the note that says more of it, 0 for none.
    """

    start: int
    end: int
    kind: MarkKind
    label: str = ""
    note: int = 0


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text under one and the same set of markings.

    `kinds` are sorted and stand once each; `labels` and `notes` keep the order of the markings' starts. `opens` is true
    where a marking with a note starts: there the keyboard stops.
    """

    start: int
    text: str
    kinds: tuple[MarkKind, ...] = ()
    labels: tuple[str, ...] = ()
    notes: tuple[int, ...] = ()
    opens: bool = False

    @property
    def end(self) -> int:
        """The offset behind the segment's last character."""
        return self.start + len(self.text)

    @property
    def asked(self) -> bool:
        """Tell whether the segment lies in the stretch that the reader asked for."""
        return "asked" in self.kinds


def mark_text(text: str, spans: Iterable[Marking]) -> list[Segment]:
    """Cut a text at every border of the spans.

    A span that reaches over an end of the text counts as far as the text goes; an empty one counts for
    nothing.

    Returns:
        Segments in order, none of them empty; joined they give the text back exactly.
    """
    inside = sorted(
        (
            Marking(max(0, m.start), min(len(text), m.end), m.kind, m.label, m.note)
            for m in spans
            if max(0, m.start) < min(len(text), m.end)
        ),
        key=lambda m: (m.start, m.end, m.kind, m.label, m.note),
    )
    borders = sorted({0, len(text), *(m.start for m in inside), *(m.end for m in inside)})
    segments: list[Segment] = []
    active: list[Marking] = []
    waiting = 0
    for start, end in pairwise(borders):
        active = [m for m in active if m.end > start]
        while waiting < len(inside) and inside[waiting].start <= start:
            active.append(inside[waiting])
            waiting += 1
        kinds = tuple(sorted({m.kind for m in active}))
        labels = tuple(dict.fromkeys(m.label for m in active if m.label))
        notes = tuple(dict.fromkeys(m.note for m in active if m.note))
        opens = any(m.start == start and m.note for m in active)
        segments.append(Segment(start, text[start:end], kinds, labels, notes, opens))
    return segments


def by_asked(segments: Iterable[Segment]) -> list[tuple[bool, list[Segment]]]:
    """Group neighbouring segments by whether they lie in the asked-for stretch.

    The asked-for stretch is one span, so at most one group is asked: the page can put a single element
    around it however many other marks cut it up.
    """
    return [(asked, list(group)) for asked, group in groupby(segments, key=lambda s: s.asked)]
