"""Draws whose words an incident rests on: primary sources, who passed them on, reports, copies and rewrites, from left to right.

Only places on a sheet are worked out here; the template draws them. Nodes of one column never overlap, and a report stands
beside the sources that it goes back to.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final, Literal

from warledger.records import Chain, Passage, ReportNotes, Way
from warledger.wording.phrases import plural
from warledger.wording.reports import UNDATED, written_words

type NodeKind = Literal["source", "relay", "report", "copy"]
type EdgeWay = Way | Literal["copy"]

ROW: Final = 34
TOP: Final = 40
COLUMN: Final = 275
MOST_REPORTS: Final = 40
"""Reports drawn; those behind them stand in the list beside the drawing alone."""
_LONGEST: Final = 29
"""Characters of a label; the rest is cut, and the whole stands in the list."""
_LETTER: Final = 6.7
"""Breadth of a letter at the drawing's size, for where a line leaves a label."""
_COLUMN_WORDS: Final[dict[NodeKind, str]] = {
    "source": "Primary sources", "relay": "Passed on by", "report": "Reports", "copy": "Copies and rewrites",
}  # fmt: skip
WAY_KEYS: Final[dict[EdgeWay, str]] = {
    "cited": "names the source", "relayed": "has the source’s figure without naming it",
    "rewritten": "has the words of a report that names it", "perhaps": "perhaps the source’s words",
    "own": "nobody behind it is named", "copy": "copy or rewrite",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Node:
    """A label with a dot before it: `note` stands small behind it."""

    x: int
    y: int
    kind: NodeKind
    label: str
    note: str = ""

    @property
    def leaves(self) -> int:
        """Where a line to the right starts."""
        return self.x + 14 + round(_LETTER * len(f"{self.label} {self.note}".strip()))


@dataclass(frozen=True, slots=True)
class Edge:
    """A line between two nodes, as the path of an SVG."""

    path: str
    way: EdgeWay


@dataclass(frozen=True, slots=True)
class Drawing:
    """The whole sheet; `left_out` counts the reports that no longer fit on it."""

    width: int
    height: int
    columns: tuple[tuple[int, str], ...]
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    ways: tuple[tuple[EdgeWay, str], ...]
    left_out: int
    words: str


@dataclass(slots=True)
class _Sheet:
    """What is drawn: names in their rows, and who leads to whom."""

    rows: dict[str, float] = field(default_factory=dict)
    copies: dict[str, str] = field(default_factory=dict)
    relays: dict[str, int] = field(default_factory=dict)
    edges: dict[tuple[tuple[NodeKind, str], tuple[NodeKind, str]], EdgeWay] = field(default_factory=dict)


def draw_lineage(lineage: Sequence[Chain], notes: ReportNotes) -> Drawing | None:
    """Lay out the chains of an incident; None where there are none."""
    passages = [(n, passage) for n, chain in enumerate(lineage) for passage in chain.passages]
    if not passages:
        return None
    sheet = _Sheet()
    reports = list(dict.fromkeys(passage.report for _, passage in passages))
    drawn = set(reports[:MOST_REPORTS])
    _place_reports([p for _, p in passages if p.report in drawn], sheet)
    for number, passage in passages:
        if passage.report in drawn:
            _connect(number, passage, sheet)
    return _set(lineage, sheet, notes, len(reports) - len(drawn))


def _place_reports(passages: Sequence[Passage], sheet: _Sheet) -> None:
    """Give every report a row: a copy or rewrite stands right of what it goes back to."""
    report_of = {passage.account: passage.report for passage in passages}
    roots: dict[str, str] = {}
    for passage in passages:
        root = passage.copy_of or report_of.get(passage.rewrite_of or "")
        if root is not None and root in report_of.values() and root != passage.report:
            roots.setdefault(passage.report, root)
    # A copy of a copy is drawn beside the first text; one that goes back to itself in a circle is none.
    for report in list(roots):
        seen = [report]
        while (root := roots.get(seen[-1])) is not None and root not in seen:
            seen.append(root)
        roots[report] = seen[-1]
    sheet.copies = {report: root for report, root in roots.items() if root not in roots}
    row = 0
    for report in dict.fromkeys(passage.report for passage in passages):
        if report in sheet.copies:
            continue
        sheet.rows[report] = row
        beside = [copy for copy, root in sheet.copies.items() if root == report]
        sheet.rows |= {copy: row + n for n, copy in enumerate(beside)}
        row += max(1, len(beside))


def _connect(source: int, passage: Passage, sheet: _Sheet) -> None:
    # by its number: two persons whose names are withheld are still two
    if passage.report in sheet.copies:
        root = sheet.copies[passage.report]
        sheet.edges[("report", root), ("copy", passage.report)] = "copy"
        return
    path: list[tuple[NodeKind, str]] = [("source", str(source))]
    for depth, name in enumerate(passage.through):
        sheet.relays[name] = max(depth, sheet.relays.get(name, 0))
        path.append(("relay", name))
    path.append(("report", passage.report))
    for one, other in pairwise(path):
        sheet.edges.setdefault((one, other), passage.way)


def _set(lineage: Sequence[Chain], sheet: _Sheet, notes: ReportNotes, left_out: int) -> Drawing:
    depth = max(sheet.relays.values(), default=-1) + 1
    nodes: dict[tuple[NodeKind, str], Node] = {}
    for report, row in sheet.rows.items():
        kind: NodeKind = "copy" if report in sheet.copies else "report"
        label, note = _report_label(report, notes)
        nodes[kind, report] = Node((depth + 1 + (kind == "copy")) * COLUMN, _y(row), kind, label, note)
    for name, rank in sheet.relays.items():
        # in the row of a report that it leads to: the rows between may be those of lines that pass by
        row = min(_rows_of(("relay", name), sheet, nodes))
        nodes["relay", name] = Node((rank + 1) * COLUMN, row, "relay", _cut(name))
    leading = {one for one, _ in sheet.edges}
    for number, chain in enumerate(lineage):
        source: tuple[NodeKind, str] = ("source", str(number))
        if source in leading:
            rows = _rows_of(source, sheet, nodes)
            nodes[source] = Node(0, round(sum(rows) / len(rows)), "source", _cut(chain.source))
    nodes = _apart(nodes)
    edges = tuple(
        Edge(_curve(nodes[one], nodes[other]), way)
        for (one, other), way in sheet.edges.items()
        if one in nodes and other in nodes
    )
    columns: list[tuple[NodeKind, int]] = [("source", 0), ("report", depth + 1)]
    columns += [("relay", 1)] if depth else []
    columns += [("copy", depth + 2)] if sheet.copies else []
    used = {edge.way for edge in edges}
    return Drawing(
        width=(depth + 2 + bool(sheet.copies)) * COLUMN,
        height=max(node.y for node in nodes.values()) + ROW,
        columns=tuple((n * COLUMN, _COLUMN_WORDS[kind]) for kind, n in sorted(columns, key=lambda c: c[1])),
        nodes=tuple(nodes.values()),
        edges=edges,
        ways=tuple((way, words) for way, words in WAY_KEYS.items() if way in used),
        left_out=left_out,
        words=f"{plural(len(lineage), 'primary source')} and {plural(len(sheet.rows), 'report')}; the list says the same in words",
    )


def _y(row: float) -> int:
    return TOP + round(row * ROW) + ROW // 2


def _rows_of(
    of: tuple[NodeKind, str], sheet: _Sheet, nodes: Mapping[tuple[NodeKind, str], Node]
) -> list[int]:
    """Give the rows of all reports that a node leads to."""
    found: list[int] = []
    waiting, seen = [of], {of}
    while waiting:
        at = waiting.pop()
        for one, other in sheet.edges:
            if one == at and other not in seen:
                seen.add(other)
                if other[0] == "report":
                    found.append(nodes[other].y)
                else:
                    waiting.append(other)
    return found or [_y(0)]


def _apart(nodes: dict[tuple[NodeKind, str], Node]) -> dict[tuple[NodeKind, str], Node]:
    """Move nodes of one column down until each has a row of its own."""
    set_apart: dict[tuple[NodeKind, str], Node] = {}
    lowest: dict[int, int] = {}
    for key, node in sorted(nodes.items(), key=lambda n: (n[1].x, n[1].y, n[0])):
        y = max(node.y, lowest.get(node.x, _y(0)))
        lowest[node.x] = y + ROW
        set_apart[key] = Node(node.x, y, node.kind, node.label, node.note)
    return set_apart


def _curve(one: Node, other: Node) -> str:
    """Bend a line into the row that it leads to before the next column begins, then run along that row."""
    bent = min(one.x + COLUMN, other.x)
    start = min(one.leaves, bent - 12)
    middle = (start + bent) // 2
    along = f"H{other.x}" if bent < other.x else ""
    return f"M{start} {one.y}C{middle} {one.y} {middle} {other.y} {bent} {other.y}{along}"


def _report_label(report: str, notes: ReportNotes) -> tuple[str, str]:
    note = notes.get(report)
    words = written_words(note.dated) if note is not None else UNDATED
    when = words if len(words) <= len("30 September 2016") else ""
    return _cut((note.outlet if note is not None else None) or report, 17 if when else _LONGEST), when


def _cut(name: str, longest: int = _LONGEST) -> str:
    return name if len(name) <= longest else f"{name[: longest - 1].rstrip()}…"
