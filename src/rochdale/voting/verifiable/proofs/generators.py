"""Generators of which nobody knows how one is a power of another (section 6.1): from hashes of their numbers."""

from __future__ import annotations

from functools import lru_cache

from rochdale.voting.verifiable.groups import Group
from rochdale.voting.verifiable.hashing import as_number


@lru_cache(maxsize=4)
def generators(group: Group, count: int) -> tuple[int, tuple[int, ...]]:
    """h = gen(-1), and h_0..h_(count-1): all different, and none trivial, or SHA-256 were broken."""
    found = [generator(group, index) for index in range(-1, count)]
    assert len(set(found)) == len(found)
    assert not {0, 1, group.g} & set(found)
    return found[0], tuple(found[1:])


def generator(group: Group, index: int) -> int:
    """gen(i): SHA-256 of "ggen|i" as a number, brought into the group by the power (p-1)/q."""
    return group.power(as_number(f"ggen|{index}"), (group.p - 1) // group.q)
