"""A report's text is cut at the borders of its marks and nothing of it is lost."""

from hypothesis import given
from hypothesis import strategies as st

from warledger.desk.marking import Marking, MarkKind, Segment, by_asked, mark_text

KINDS: list[MarkKind] = ["evidence", "figure", "loose", "place", "time", "perpetrator", "dropped", "asked"]
ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=80)
MARKINGS = st.lists(
    st.builds(
        Marking,
        st.integers(-5, 90),
        st.integers(-5, 90),
        st.sampled_from(KINDS),
        st.sampled_from(["", "a", "b"]),
    ),
    max_size=12,
)


def test_a_figure_inside_its_sentence_cuts_the_sentence_in_three() -> None:
    text = "Shells killed nine people there."
    marks = [Marking(0, 32, "evidence"), Marking(7, 25, "figure", "9 killed")]
    assert mark_text(text, marks) == [
        Segment(0, "Shells ", ("evidence",)),
        Segment(7, "killed nine people", ("evidence", "figure"), ("9 killed",)),
        Segment(25, " there.", ("evidence",)),
    ]


def test_crossing_marks_share_the_middle() -> None:
    segments = mark_text("abcdef", [Marking(0, 4, "place"), Marking(2, 6, "time")])
    assert [(s.text, s.kinds) for s in segments] == [
        ("ab", ("place",)),
        ("cd", ("place", "time")),
        ("ef", ("time",)),
    ]


def test_a_text_without_marks_is_one_segment_and_an_empty_text_none() -> None:
    assert mark_text("Quiet.", []) == [Segment(0, "Quiet.")]
    assert mark_text("", [Marking(0, 3, "figure")]) == []


def test_a_mark_beyond_the_text_counts_as_far_as_the_text_goes() -> None:
    assert [s.kinds for s in mark_text("abc", [Marking(1, 99, "figure"), Marking(50, 60, "time")])] == [
        (),
        ("figure",),
    ]


@given(ANY_TEXT, MARKINGS)
def test_joined_segments_give_the_text_back(text: str, marks: list[Marking]) -> None:
    segments = mark_text(text, marks)
    assert "".join(s.text for s in segments) == text
    assert all(s.text for s in segments)
    assert [s.start for s in segments] == [
        sum(len(p.text) for p in segments[:i]) for i in range(len(segments))
    ]


@given(ANY_TEXT, MARKINGS)
def test_a_character_is_marked_by_exactly_the_marks_that_cover_it(text: str, marks: list[Marking]) -> None:
    for segment in mark_text(text, marks):
        for offset in range(segment.start, segment.end):
            covering = [m for m in marks if m.start <= offset < m.end]
            assert set(segment.kinds) == {m.kind for m in covering}
            assert set(segment.labels) == {m.label for m in covering if m.label}


@given(ANY_TEXT, MARKINGS, st.integers(0, 80), st.integers(1, 80))
def test_the_asked_stretch_is_one_group_however_cut_up(
    text: str, marks: list[Marking], start: int, length: int
) -> None:
    others = [m for m in marks if m.kind != "asked"]
    groups = by_asked(mark_text(text, [*others, Marking(start, start + length, "asked")]))
    found = ["".join(s.text for s in segments) for asked, segments in groups if asked]
    assert found == ([text[start : start + length]] if start < len(text) else [])
