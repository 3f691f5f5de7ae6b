"""Orders in words: what a person compares with the minutes says all that the ranks say, and how many gave each."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from rochdale.voting.verifiable.verifier.report import Answered

NAMES = ("Amina", "Bruno", "Chen", "Diop")
RANKS = st.tuples(*(st.integers(0, 4) for _ in NAMES))


def answered(*rankings: tuple[int, ...]) -> Answered:
    return Answered("In which order?", (), None, rankings, NAMES)


def read_back(order: str) -> list[set[str]]:
    return [set(step.split(" = ")) for step in order.split(" > ")] if order != "-" else []


@given(rankings=st.lists(RANKS, max_size=12))
def test_every_ballot_is_in_one_order_and_the_most_frequent_comes_first(
    rankings: list[tuple[int, ...]],
) -> None:
    orders = answered(*rankings).orders()
    assert sum(count for _, count in orders) == len(rankings)
    assert [count for _, count in orders] == sorted((count for _, count in orders), reverse=True)
    assert answered(*reversed(rankings)).orders() == orders


@given(ranks=RANKS)
def test_an_order_says_who_stands_before_whom(ranks: tuple[int, ...]) -> None:
    ((order, count),) = answered(ranks).orders()
    wanted: dict[int, set[str]] = {}
    for rank, name in zip(ranks, NAMES, strict=True):
        if rank:
            wanted.setdefault(rank, set()).add(name)
    assert (read_back(order), count) == ([wanted[rank] for rank in sorted(wanted)], 1)


def test_orders_of_a_vote() -> None:
    told = answered((1, 2, 0, 0), (2, 1, 3, 0), (1, 2, 0, 0), (1, 1, 0, 2), (0, 0, 0, 0))
    assert told.orders() == [
        ("Amina > Bruno", 2), ("-", 1), ("Amina = Bruno > Diop", 1), ("Bruno > Amina > Chen", 1),
    ]  # fmt: skip
    assert Counter(dict(told.orders())).total() == 5
