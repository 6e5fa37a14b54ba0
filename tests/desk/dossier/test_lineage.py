"""The drawing of whose words came which way: columns from source to copy, and nothing lies on top of anything."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from warledger.desk.dossier.lineage import MOST_REPORTS, draw_lineage
from warledger.records import Chain, Passage, Way

NAMES = st.sampled_from(["Harbour Watch", "Hill Committee", "residents", "a named person"])
REPORTS = st.sampled_from([f"r{n}" for n in range(7)])
PASSAGES = st.builds(
    lambda report, way, through, copy_of, rewrite: Passage(
        f"a-{report}", report, f"Outlet {report}", way, tuple(through), copy_of, rewrite and f"a-{rewrite}"
    ),
    REPORTS,
    st.sampled_from(["cited", "rewritten", "relayed", "perhaps", "own"]),
    st.lists(st.sampled_from(["Wire One", "Wire Two", "Wire Three"]), unique=True, max_size=2),
    st.none() | REPORTS,
    st.none() | REPORTS,
)
CHAINS = st.lists(
    st.builds(
        lambda name, told: Chain(name, None, tuple(told)), NAMES, st.lists(PASSAGES, min_size=1, max_size=5)
    ),
    min_size=1,
    max_size=5,
)


def passage(report: str, way: Way = "cited", **more: object) -> Passage:
    return Passage(f"a-{report}", report, f"Outlet {report}", way, **more)  # type: ignore[arg-type]


def test_a_source_leads_through_an_agency_to_the_reports_and_these_to_their_copies() -> None:
    chain = Chain("Harbour Watch", None, (passage("one", through=("Wire",)), passage("two", copy_of="one")))
    drawing = draw_lineage([chain], {})
    assert drawing is not None
    assert [(node.kind, node.label) for node in sorted(drawing.nodes, key=lambda n: n.x)] == [
        ("source", "Harbour Watch"), ("relay", "Wire"), ("report", "one"), ("copy", "two"),
    ]  # fmt: skip
    assert [edge.way for edge in drawing.edges] == ["cited", "cited", "copy"]
    assert [words for _, words in drawing.columns] == [
        "Primary sources", "Passed on by", "Reports", "Copies and rewrites",
    ]  # fmt: skip


def test_two_persons_whose_names_are_withheld_are_drawn_as_two() -> None:
    chains = [
        Chain("a named person", None, (passage("one"),)),
        Chain("a named person", None, (passage("two"),)),
    ]
    drawing = draw_lineage(chains, {})
    assert drawing is not None
    assert [node.label for node in drawing.nodes if node.kind == "source"] == ["a named person"] * 2


def test_copies_that_name_each_other_are_drawn_once_each() -> None:
    chain = Chain("Harbour Watch", None, (passage("one", copy_of="two"), passage("two", copy_of="one")))
    drawing = draw_lineage([chain], {})
    assert drawing is not None
    assert Counter(node.label for node in drawing.nodes)["one"] == 1


def test_a_crowd_of_reports_is_cut_and_the_rest_is_counted() -> None:
    chain = Chain("Harbour Watch", None, tuple(passage(f"r{n:03}") for n in range(MOST_REPORTS + 5)))
    drawing = draw_lineage([chain], {})
    assert drawing is not None
    assert drawing.left_out == 5
    assert sum(node.kind == "report" for node in drawing.nodes) == MOST_REPORTS


def test_no_lineage_is_no_drawing() -> None:
    assert draw_lineage([], {}) is None


@given(CHAINS)
def test_nothing_lies_on_top_of_anything_and_all_lies_on_the_sheet(chains: list[Chain]) -> None:
    drawing = draw_lineage(chains, {})
    assert drawing is not None
    spots = Counter((node.x, node.y) for node in drawing.nodes)
    assert max(spots.values()) == 1
    assert all(0 <= node.x < drawing.width and 0 < node.y < drawing.height for node in drawing.nodes)
    told = {p.report for chain in chains for p in chain.passages}
    assert sum(node.kind in ("report", "copy") for node in drawing.nodes) == len(told)
