"""Grouping held against a search through every way to part a component.

What grouping promises, of any points whatever: every group is admissible (no two members contradict each other or are
kept apart, the mean over every two reaches LINK), no two groups could be put together admissibly, and where the
points are of one mind the outcome is what they say. It does not promise the greatest total: that takes a search that
grows beyond all bounds. On simulated accounts it reaches it nearly always.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.linking.simulated import accounts_of, reports_of_war
from tests.linking.test_grouping import grouped
from warledger.linking import link
from warledger.linking.grouping import components
from warledger.linking.pairs import compare_pair
from warledger.linking.profiles import profile
from warledger.linking.weights import FLOOR, LINK

MOST = 7
"""Voices in a component that is searched through: they can be parted in 877 ways."""

POINTS = (FLOOR - 4.0, FLOOR, -1.0, 0.0, LINK - 0.01, LINK, 1.2, 2.7, 3.5, 6.0, 9.0)
"""Points as comparisons give them: contradictions, the thresholds themselves, and what lies between."""

type Points = Mapping[tuple[int, int], float]
type Groups = Sequence[Sequence[int]]


def every_parting(voices: Sequence[int]) -> Iterator[list[list[int]]]:
    """Every way to part voices into groups."""
    if not voices:
        yield []
        return
    first, *others = voices
    for parting in every_parting(others):
        yield [[first], *parting]
        for n, group in enumerate(parting):
            yield [*parting[:n], [first, *group], *parting[n + 1 :]]


def between(points: Points, voices: Sequence[int]) -> list[float]:
    return [points.get((min(pair), max(pair)), FLOOR - 1) for pair in combinations(voices, 2)]


def admissible(points: Points, voices: Sequence[int]) -> bool:
    inside = between(points, voices)
    return not inside or (min(inside) >= FLOOR and sum(inside) / len(inside) >= LINK - 1e-9)


def total(points: Points, groups: Groups) -> float:
    """How far the pairs inside the groups lie above the threshold, all together."""
    return sum(p - LINK for group in groups for p in between(points, group))


def best_total(points: Points, voices: Sequence[int]) -> float:
    return max(
        total(points, parting)
        for parting in every_parting(voices)
        if all(admissible(points, group) for group in parting)
    )


@st.composite
def weighed_components(draw: st.DrawFn) -> tuple[int, dict[tuple[int, int], float]]:
    count = draw(st.integers(2, MOST))
    pairs = list(combinations(range(count), 2))
    drawn = draw(st.lists(st.sampled_from(POINTS), min_size=len(pairs), max_size=len(pairs)))
    return count, dict(zip(pairs, drawn, strict=True))


@given(weighed_components())
@settings(deadline=None, max_examples=150)
def test_every_group_is_admissible_and_no_two_groups_could_be_one(
    case: tuple[int, dict[tuple[int, int], float]],
) -> None:
    count, points = case
    groups = grouped(count, points)
    assert sorted(voice for group in groups for voice in group) == list(range(count))
    assert all(admissible(points, group) for group in groups)
    for one, other in combinations(groups, 2):
        across = [points[min(a, b), max(a, b)] for a in one for b in other]
        assert min(across) < FLOOR or sum(across) / len(across) < LINK


@given(weighed_components())
@settings(deadline=None, max_examples=150)
def test_the_outcome_is_never_worse_than_joining_the_two_that_fit_best(
    case: tuple[int, dict[tuple[int, int], float]],
) -> None:
    count, points = case
    reached = total(points, grouped(count, points))
    assert max(0.0, max(points.values()) - LINK) - 1e-9 <= reached <= best_total(points, range(count)) + 1e-9


@given(st.lists(st.integers(0, 3), min_size=2, max_size=9), st.randoms(use_true_random=False))
@settings(deadline=None, max_examples=100)
def test_points_of_one_mind_give_the_groups_that_they_say(act_of: list[int], chance: object) -> None:
    assert hasattr(chance, "choice")
    agreeing, parting = [p for p in POINTS if p >= LINK], [p for p in POINTS if p < LINK]
    points = {
        (one, other): chance.choice(agreeing if act_of[one] == act_of[other] else parting)
        for one, other in combinations(range(len(act_of)), 2)
    }
    acts = sorted([n for n, act in enumerate(act_of) if act == wanted] for wanted in set(act_of))
    assert grouped(len(act_of), points) == acts


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_on_simulated_accounts_hardly_any_component_could_be_parted_better(seed: int) -> None:
    told = [report for report in reports_of_war(130, seed=seed) if report.note.copy_of is None]
    accounts, notes, _ = accounts_of(told)
    profiles = sorted((profile(account, notes) for account in accounts), key=lambda p: p.id)
    points: dict[tuple[int, int], float] = {}
    for one, other in combinations(range(len(profiles)), 2):
        if profiles[one].report != profiles[other].report:
            score = compare_pair(profiles[one], profiles[other])
            if score.fits:
                points[one, other] = score.points
    place = {profile_.id: n for n, profile_ in enumerate(profiles)}
    groups = [[place[id_] for id_ in group] for group in link(accounts, notes).groups]
    group_of = {voice: n for n, group in enumerate(groups) for voice in group}
    searched = best = 0
    for part in components(len(profiles), [pair for pair, p in points.items() if p >= LINK]):
        if 2 <= len(part) <= MOST:
            own = [groups[n] for n in sorted({group_of[voice] for voice in part})]
            assert all(set(group) <= set(part) for group in own), "a group reaches over its component"
            assert all(admissible(points, group) for group in own)
            searched += 1
            best += total(points, own) >= best_total(points, part) - 1e-9
    assert searched >= 15
    assert best >= 0.9 * searched
