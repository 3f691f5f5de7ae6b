"""Generators of which nobody knows how one is a power of another (section 6.1): from hashes of their numbers."""

from __future__ import annotations

from functools import lru_cache

from rochdale.voting.verifiable.groups import Group
from rochdale.voting.verifiable.hashing import as_number
from rochdale.voting.verifiable.refusals import Reason, Unsound


@lru_cache(maxsize=4)
def generators(group: Group, count: int) -> tuple[int, tuple[int, ...]]:
    """h = gen(-1), and h_0..h_(count-1). Raises Unsound where two are the same or one is trivial."""
    found = [generator(group, index) for index in range(-1, count)]
    if len(set(found)) != len(found) or {0, 1, group.g} & set(found):
        raise Unsound(Reason.GENERATORS_COLLIDE)
    return found[0], tuple(found[1:])


def generator(group: Group, index: int) -> int:
    """gen(i): SHA-256 of "ggen|i" as a number, brought into the group by the power (p-1)/q."""
    return group.power(as_number(f"ggen|{index}"), (group.p - 1) // group.q)
