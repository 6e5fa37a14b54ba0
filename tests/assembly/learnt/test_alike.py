"""The counts of one outcome, as one of them sees the others: the same as by going through them all."""

from hypothesis import given
from hypothesis import strategies as st

from warledger.assembly.learnt.alike import Alike, adds_up, by_outcome
from warledger.reading import Count
from warledger.records import Bounds, Span


def counted(values: list[tuple[int, int, bool]]) -> list[Count]:
    """Counts in text order: of each the step from the sentence before, what it counts, and whether it is a share."""
    counts: list[Count] = []
    sentence = 0
    for first, (step, value, share) in enumerate(values):
        sentence += step
        counts.append(
            Count(
                Span(first, first + 1, "n"),
                first,
                first + 1,
                first,
                first,
                sentence,
                "casualty",
                "killed",
                "civilians",
                Bounds(value or None, None if value % 3 else value or None),
                None,
                within=0 if share else None,
            )
        )
    return counts


COUNTS = st.lists(
    st.tuples(st.integers(0, 2), st.integers(0, 9), st.booleans()), min_size=1, max_size=14
).map(counted)


@given(COUNTS)
def test_a_count_sees_the_others_as_if_it_went_through_them_all(counts: list[Count]) -> None:
    alike = Alike.of(counts)
    wholes = [c for c in counts if c.within is None]
    for count in counts:
        away = [c.bounds.low or 0 for c in wholes if c.sentence != count.sentence]
        assert alike.elsewhere(count.sentence) == (len(away), sum(away), max(away, default=0))
        assert alike.bounds[count.bounds] == sum(c.bounds == count.bounds for c in counts)
        assert alike.lows[count.bounds.low] == sum(c.bounds.low == count.bounds.low for c in counts)
        assert alike.first_of[count.bounds.low] == min(
            c.first for c in counts if c.bounds.low == count.bounds.low
        )
        for at, value in ((0, 5), (len(wholes) // 2, 7), (len(wholes), 9)):
            assert alike.adds_up(value, at) == adds_up(value, [c.bounds.low or 0 for c in wholes[at:]])


def test_a_sum_is_one_of_two_parts_or_more() -> None:
    assert adds_up(7, [3, 4])
    assert adds_up(7, [9, 3, 0, 4])
    assert not adds_up(7, [7, 7])
    assert not adds_up(7, [3, 5])


def test_each_outcome_is_seen_alone() -> None:
    counts = counted([(0, 3, False), (1, 4, False)])
    assert by_outcome(counts)["killed"].many == 2
    assert "injured" not in by_outcome(counts)
