"""Disjoint sets: which items have been put together with which."""

from collections import defaultdict


class Unions:
    """Disjoint sets over the items 0..size-1, each known by its smallest member."""

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))

    def find(self, item: int) -> int:
        """Give the item that stands for the whole set: its smallest member."""
        parent = self._parent
        while parent[item] != item:
            parent[item] = parent[parent[item]]
            item = parent[item]
        return item

    def join(self, one: int, other: int) -> None:
        """Put two sets together."""
        one, other = self.find(one), self.find(other)
        if one < other:
            self._parent[other] = one
        else:
            self._parent[one] = other

    def sets(self) -> list[list[int]]:
        """List the sets, each ascending, in the order of their smallest members."""
        members: dict[int, list[int]] = defaultdict(list)
        for item in range(len(self._parent)):
            members[self.find(item)].append(item)
        return list(members.values())
