"""What linking joins and parts wrongly in simulated accounts, by the findings that it went by.

    python measure/linking_errors.py [--accounts N] [--seed N] [--density X] [--examples N]

Every two accounts of one act in two groups are *parted*, every two of different acts in one group *joined*. Counted
are the pairs by what speaks most against them (parted) or for them (joined); shares are of all pairs of one act.
Pairs by copying are left out, and those that nothing can join because one of them has no day or no place.
"""

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from simulating import World
from simulation import COMPARISONS, first_accounts

from warledger.linking import link
from warledger.linking.profiles import Profile, profile
from warledger.linking.weights import FLOOR, LINK, Finding, finding

CONTRADICTIONS = frozenset({"two_apart", "apart", "other_site", "other_part", "beyond"})
SHOWN = 14


class Pair(NamedTuple):
    """Two accounts that linking got wrong: what was found, the sum, and what decided."""

    left: Profile
    right: Profile
    findings: Mapping[str, Finding]
    points: float
    cause: str


def weighed(left: Profile, right: Profile, *, parted: bool) -> Pair:
    """Weigh a pair in full and name what decided."""
    found = {name: compare(left, right) for name, compare in COMPARISONS.items()}
    points = finding("prior", "pair").weight + sum(f.weight for f in found.values())
    levels = {name: f.level for name, f in found.items()}
    against = next((f"{n} {levels[n]}" for n in ("days", "place") if levels[n] in CONTRADICTIONS), None)
    silent = next(
        (f"{n} {levels[n]}" for n in ("days", "place") if levels[n] in ("unknown", "unlocated")), None
    )
    if parted:
        if against or silent:
            cause = against or silent or ""
        elif points >= LINK:
            cause = "fit as a pair, parted in grouping"
        else:
            weak = sorted((f.weight, f"{n} {f.level}") for n, f in found.items() if f.weight < 0)
            cause = " + ".join(sorted(text for _, text in weak[:2])) or "too little in common"
            cause = f"{'under the floor' if points < FLOOR else 'too few points'}: {cause}"
    else:
        strong = sorted((-f.weight, f"{n} {f.level}") for n, f in found.items() if f.weight > 0)
        cause = " + ".join(sorted(text for _, text in strong[:3]))
        cause = f"{'fits' if points >= LINK else 'by others'}: {cause}"
    return Pair(left, right, found, points, cause)


def wrong_pairs(
    profiles: Mapping[str, Profile], act_of: Mapping[str, str], groups: Sequence[Sequence[str]]
) -> Iterator[tuple[str, Pair]]:
    """Give every pair that is parted or joined wrongly."""
    group_of = {id_: n for n, group in enumerate(groups) for id_ in group}
    acts: dict[str, list[str]] = defaultdict(list)
    for id_, act in act_of.items():
        acts[act].append(id_)
    for told in acts.values():
        for one, other in combinations(sorted(told), 2):
            if group_of[one] != group_of[other]:
                yield "parted", weighed(profiles[one], profiles[other], parted=True)
    for group in groups:
        for one, other in combinations(group, 2):
            if act_of[one] != act_of[other]:
                yield "joined", weighed(profiles[one], profiles[other], parted=False)


def described(profile_: Profile) -> str:
    """Write an account in one line."""
    return (
        f"{profile_.type} {profile_.place!r} {profile_.precision} days {profile_.days} targets {sorted(profile_.targets)} "
        f"killed {profile_.killed} injured {profile_.injured} by {sorted(profile_.actors)}"
    )


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the classes of error, the largest first."""
    parser = argparse.ArgumentParser(description="What linking gets wrong in simulated accounts")
    parser.add_argument("--accounts", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--density", type=float, default=1.0)
    parser.add_argument("--examples", type=int, default=0)
    options = parser.parse_args(arguments)
    told = first_accounts(
        World.from_gazetteer(options.seed), options.accounts, seed=options.seed, density=options.density
    )
    notes = {t.note.id: t.note for t in told}
    accounts = [a for t in told for a in t.telling.accounts]
    act_of = {a.id: act for t in told for a, act in zip(t.telling.accounts, t.acts, strict=True)}
    groups = link(accounts, notes).groups
    profiles = {a.id: profile(a, notes) for a in accounts}
    pairs = sum(n * (n - 1) // 2 for n in Counter(act_of.values()).values())
    found: dict[str, list[Pair]] = defaultdict(list)
    for kind, pair in wrong_pairs(profiles, act_of, groups):
        found[f"{kind:7} {pair.cause}"].append(pair)
    print(f"{len(accounts):,} accounts, {pairs:,} pairs of one act")
    for kind in ("parted", "joined"):
        classes = {cause: held for cause, held in found.items() if cause.startswith(kind)}
        print(f"{kind}: {sum(map(len, classes.values())) / pairs:.3f}")
        for cause, held in sorted(classes.items(), key=lambda c: -len(c[1]))[:SHOWN]:
            print(f"  {len(held) / pairs:.4f}  {len(held):5}  {cause}")
            for pair in held[: options.examples]:
                print(
                    f"      {pair.points:5.1f}  {described(pair.left)}\n             {described(pair.right)}"
                )


if __name__ == "__main__":
    main()
