"""Chance is passed in: `secrets.randbelow` where it counts, a seeded generator in tests."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from rochdale.voting.verifiable.arithmetic import number

Below: TypeAlias = Callable[[int], int]
"""A number from 0 up to, but not including, the one given; each equally likely."""


def exponent(order: int, below: Below) -> int:
    """A random exponent modulo `order`."""
    return number(below(int(order)))
