"""Grouping inside components: best first, everybody must fit everybody, and no limit is broken."""

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from warledger.linking.grouping import LARGEST, components, group_voices
from warledger.linking.weights import FLOOR, LINK

GOOD, BAD = LINK + 3.0, FLOOR - 1.0


def grouped(
    count: int, points: dict[tuple[int, int], float], apart: frozenset[tuple[int, int]] = frozenset()
) -> list[list[int]]:
    def weigh(one: int, other: int) -> float | None:
        score = points.get((min(one, other), max(one, other)), BAD)
        return score if score >= FLOOR else None

    linked = [(*pair, score) for pair, score in points.items() if score >= LINK]
    parts = components(count, ((one, other) for one, other, _ in linked))
    return group_voices(parts, linked, weigh, lambda a, b: (min(a, b), max(a, b)) in apart)


def test_components_are_what_the_edges_connect() -> None:
    assert components(5, [(0, 3), (3, 4)]) == [[0, 3, 4], [1], [2]]
    assert components(2, []) == [[0], [1]]


def test_a_chain_whose_ends_contradict_is_cut_at_its_weaker_tie() -> None:
    assert grouped(3, {(0, 1): GOOD, (1, 2): GOOD + 1, (0, 2): BAD}) == [[0], [1, 2]]


def test_who_fits_the_group_on_the_whole_joins_it_though_one_tie_is_weak() -> None:
    assert grouped(3, {(0, 1): GOOD, (1, 2): GOOD, (0, 2): FLOOR + 1}) == [[0, 1, 2]]


def test_a_hard_limit_outweighs_every_score() -> None:
    points = dict.fromkeys(combinations(range(3), 2), GOOD)
    assert grouped(3, points, frozenset({(0, 1)})) in ([[0, 2], [1]], [[0], [1, 2]])


def chain(first: int, count: int, points: float) -> list[tuple[int, int, float]]:
    """Voices of which each is linked to the next."""
    return [(n, n + 1, points) for n in range(first, first + count - 1)]


def cut(count: int, edges: list[tuple[int, int, float]]) -> list[list[int]]:
    points = {(one, other): score for one, other, score in edges}
    parts = components(count, points)
    return group_voices(parts, edges, lambda a, b: points.get((min(a, b), max(a, b))), lambda a, b: False)


def test_a_crowd_is_cut_and_every_voice_is_kept() -> None:
    count = LARGEST + 50
    groups = cut(count, chain(0, count, GOOD))
    assert sorted(voice for group in groups for voice in group) == list(range(count))
    assert max(map(len, groups)) == 2


def test_a_crowd_all_of_whose_ties_are_equal_is_not_torn_into_single_voices() -> None:
    groups = cut(LARGEST + 1, chain(0, LARGEST + 1, LINK + 1.0))
    assert len(groups) <= (LARGEST + 1) // 2 + 2


def test_how_a_crowd_is_cut_depends_on_no_other_component() -> None:
    count = LARGEST + 50
    alone = cut(count, chain(0, count, GOOD))
    beside = cut(count + 2, [*chain(0, count, GOOD), (count, count + 1, GOOD + 9.0)])
    assert beside == [*alone, [count, count + 1]]


@given(
    st.integers(2, 6).flatmap(
        lambda n: st.tuples(
            st.just(n),
            st.lists(
                st.sampled_from([-5.0, -1.0, 1.0, 2.0, 4.0]),
                min_size=n * (n - 1) // 2,
                max_size=n * (n - 1) // 2,
            ),
        )
    )
)
@settings(deadline=None, max_examples=200)
def test_no_two_groups_are_left_apart_that_fit_and_no_member_is_under_the_floor(
    case: tuple[int, list[float]],
) -> None:
    count, scores = case
    points = dict(zip(combinations(range(count), 2), scores, strict=True))
    groups = grouped(count, points)
    for group in groups:
        assert all(points[pair] >= FLOOR for pair in combinations(group, 2))
    for one, other in combinations(groups, 2):
        cross = [points[min(a, b), max(a, b)] for a in one for b in other]
        assert min(cross) < FLOOR or sum(cross) / len(cross) < LINK
