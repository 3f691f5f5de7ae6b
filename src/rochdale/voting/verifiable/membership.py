"""Whether many numbers are all members of the group, in a fraction of the time that asking each one takes.

The bucket test of Bellare, Garay and Rabin: put the numbers into buckets at random, multiply each bucket, and ask
of the products only. Where some number is no member, one round overlooks it with a probability of at most one
over the number of buckets: think of all but that number as placed, then at most one bucket can hide it. This
holds whatever small factors (p-1)/q has. Rounds are repeated until less than 2^-128 remains. Chance comes from a
hash of the numbers, so that whoever chose them could not know it, and anyone can repeat the test.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from typing import Final

from rochdale.voting.verifiable.arithmetic import number
from rochdale.voting.verifiable.groups import Group

_SOUNDNESS_BITS: Final = 128
_POWER_IN_PRODUCTS: Final = 230  # what a power of 256 bits costs, in products
_BUCKET_BITS: Final = range(3, 9)


def all_members(group: Group, candidates: Sequence[int]) -> bool:
    """Whether every candidate, between 1 and p-1 each, is a member."""
    bits = min(_BUCKET_BITS, key=lambda bits: _cost(bits, len(candidates)))
    if group.squares or len(candidates) * _POWER_IN_PRODUCTS <= _cost(bits, len(candidates)):
        return all(group.has(candidate) for candidate in candidates)
    return all(
        group.has(product)
        for buckets in _rounds(candidates, bits)
        for product in _products(group, candidates, buckets, bits)
    )


def _rounds_needed(bits: int) -> int:
    return -(-_SOUNDNESS_BITS // bits)


def _cost(bits: int, size: int) -> int:
    """Of all rounds, in products."""
    return _rounds_needed(bits) * (size + (_POWER_IN_PRODUCTS << bits))


def _rounds(candidates: Sequence[int], bits: int) -> Iterator[list[int]]:
    """For each round the bucket of each candidate."""
    seed = hashlib.sha256(",".join(map(str, candidates)).encode()).digest()
    mask = 2**bits - 1
    for place in range(_rounds_needed(bits)):
        stream = hashlib.shake_256(seed + place.to_bytes(2, "big")).digest(len(candidates))
        yield [byte & mask for byte in stream]


def _products(group: Group, candidates: Sequence[int], buckets: Sequence[int], bits: int) -> list[int]:
    products, p = [number(1)] * 2**bits, group.p
    for candidate, bucket in zip(candidates, buckets, strict=True):
        products[bucket] = products[bucket] * candidate % p
    return products
