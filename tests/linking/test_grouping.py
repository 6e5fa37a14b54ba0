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

    linked = {pair: score for pair, score in points.items() if score >= LINK}
    return group_voices(count, linked, weigh, lambda a, b: (min(a, b), max(a, b)) in apart)


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


def test_a_crowd_is_cut_and_every_voice_is_kept() -> None:
    count = LARGEST + 50
    linked = {(n, n + 1): GOOD for n in range(count - 1)}
    groups = group_voices(count, linked, lambda a, b: GOOD if abs(a - b) == 1 else None, lambda a, b: False)
    assert sorted(voice for group in groups for voice in group) == list(range(count))
    assert max(map(len, groups)) == 2


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
