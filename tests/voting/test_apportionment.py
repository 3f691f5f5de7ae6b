"""Apportionment: against a second count, examples of the literature, and the House of the United States."""

from __future__ import annotations

import csv
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from needs import needs_real_records, real_records
from rochdale.voting.apportionment import SEATS_MOST, Method, apportion
from rochdale.voting.ballots import BallotKind, Choice
from rochdale.voting.contests import Contest
from rochdale.voting.errors import ApportionmentImpossible, FigureImpossible, LotNeeded
from rochdale.voting.lots import Lots
from rochdale.voting.profiles import Profile
from rochdale.voting.rules import tally

from .conftest import NAMES, a_few
from .obvious import apportionment as obvious

DIVISORS = [method for method in Method if method != Method.HAMILTON]
CENSUS = "apportionment/us_house_1960_2020.csv"
SEATS = "Number of Representatives"
VOTES = st.lists(st.integers(0, 60), min_size=1, max_size=6).filter(any)


def seats_of(
    method: Method, votes: list[int], seats: int, threshold: str = "0", seed: str | None = "1"
) -> tuple[int, ...]:
    names = tuple(f"List {place}" for place in range(len(votes)))
    return apportion(method, names, votes, seats, Lots(seed), threshold=Fraction(threshold)).seats


@a_few
@given(VOTES, st.integers(0, 20))
def test_hamilton_is_the_count_by_hand(votes: list[int], seats: int) -> None:
    assert seats_of(Method.HAMILTON, votes, seats) in obvious.hamilton(votes, seats)


@pytest.mark.parametrize("method", DIVISORS)
@a_few
@given(votes=VOTES, seats=st.integers(0, 20))
def test_there_is_a_divisor_that_gives_the_seats(method: Method, votes: list[int], seats: int) -> None:
    shares = seats_of(method, votes, seats)
    assert sum(shares) == seats
    assert obvious.fits(method, votes, shares)


@pytest.mark.parametrize("method", DIVISORS)
def test_shares_that_no_divisor_gives_are_told_apart(method: Method) -> None:
    assert not obvious.fits(method, [60, 30, 10], [1, 5, 4])


@pytest.mark.parametrize("method", DIVISORS)
@a_few
@given(votes=VOTES, seats=st.integers(0, 20))
def test_one_more_seat_takes_none_from_anybody(method: Method, votes: list[int], seats: int) -> None:
    fewer, more = (
        apportion(method, NAMES[: len(votes)], votes, size, Lots("1")) for size in (seats, seats + 1)
    )
    if not fewer.transcript.lots and not more.transcript.lots:
        assert all(before <= after for before, after in zip(fewer.seats, more.seats, strict=True))


@pytest.mark.parametrize("method", list(Method))
@a_few
@given(votes=VOTES, seats=st.integers(0, 20))
def test_names_and_places_do_not_matter(method: Method, votes: list[int], seats: int) -> None:
    names = NAMES[: len(votes)]
    as_given = apportion(method, names, votes, seats, Lots("3"))
    turned = apportion(method, names[::-1], votes[::-1], seats, Lots("3"))
    assert as_given.seats == turned.seats[::-1]


def test_hamilton_keeps_to_the_quota_and_knows_the_alabama_paradox() -> None:
    # Balinski and Young's kind of example: with one seat more, the smallest party loses one.
    votes = [6, 6, 2]
    assert seats_of(Method.HAMILTON, votes, 10, seed=None) == (4, 4, 2)
    assert seats_of(Method.HAMILTON, votes, 11, seed=None) == (5, 5, 1)


@pytest.mark.parametrize(
    ("method", "seats"),
    [(Method.DHONDT, (4, 3, 1, 0)), (Method.SAINTE_LAGUE, (3, 3, 1, 1)),
     (Method.HAMILTON, (3, 3, 1, 1)), (Method.HUNTINGTON_HILL, (3, 3, 1, 1))],
)  # fmt: skip
def test_eight_seats_by_each_rule(method: Method, seats: tuple[int, ...]) -> None:
    # The votes of the usual example of D'Hondt's rule: 100,000, 80,000, 30,000 and 20,000 for eight seats.
    assert seats_of(method, [100_000, 80_000, 30_000, 20_000], 8, seed=None) == seats


def test_the_last_of_eight_seats_by_the_modified_rule_is_a_tie() -> None:
    # 20,000 ÷ 1.4 is 100,000 ÷ 7 exactly, which no floating quotient would see.
    with pytest.raises(LotNeeded) as refused:
        seats_of(Method.MODIFIED_SAINTE_LAGUE, [100_000, 80_000, 30_000, 20_000], 8, seed=None)
    assert refused.value.candidates == ("List 0", "List 3")


def test_the_first_divisor_of_the_modified_rule_keeps_the_smallest_out() -> None:
    votes = [53, 24, 23, 13]
    assert seats_of(Method.SAINTE_LAGUE, votes, 5, seed=None) == (2, 1, 1, 1)
    assert seats_of(Method.MODIFIED_SAINTE_LAGUE, votes, 5, seed=None) == (3, 1, 1, 0)


def test_a_threshold_is_reached_exactly() -> None:
    assert seats_of(Method.HAMILTON, [950, 50], 20, "1/20") == (19, 1)
    assert seats_of(Method.HAMILTON, [951, 49], 20, "1/20") == (20, 0)


def test_equal_claims_for_the_last_seat_need_a_lot() -> None:
    for method in Method:
        with pytest.raises(LotNeeded):
            seats_of(method, [5, 5], 3, seed=None)
        drawn = apportion(method, ("Ada", "Blaise"), [5, 5], 3, Lots("7"))
        assert drawn.seats[("Ada", "Blaise").index(drawn.transcript.lots[0].drawn[0])] == 2


def test_what_cannot_be_shared_out_is_refused() -> None:
    for votes, seats, threshold in (
        ([0, 0], 3, "0"),
        ([5, 5], 3, "3/4"),
        ([5], -1, "0"),
        ([5], SEATS_MOST + 1, "0"),
    ):
        with pytest.raises(ApportionmentImpossible):
            seats_of(Method.DHONDT, votes, seats, threshold)
    with pytest.raises(FigureImpossible):
        seats_of(Method.HAMILTON, [5, -1], 3)


def test_cents_are_shared_out_to_the_last_one() -> None:
    assert seats_of(Method.HAMILTON, [1, 1, 1], 10**12, seed="1").count(10**12 // 3) == 2


def test_lists_are_elected_as_often_as_they_have_seats() -> None:
    ballots: dict[Choice, int] = {(0,): 100, (1,): 80, (2,): 30, (3,): 20}
    outcome = tally("jefferson", Contest(("A", "B", "C", "D"), 8), Profile.of(ballots), BallotKind.CHOICE)
    assert "".join(outcome.elected_names) == "ABABACBA"
    assert outcome.rule == "dhondt"
    assert outcome.facts == {"seats": (4, 3, 1, 0)}


def census(year: int) -> dict[str, tuple[int, int]]:
    """The states with the population that counts and the seats of the House that they got."""
    with real_records(CENSUS).open(newline="", encoding="utf-8") as lines:
        rows = [row for row in csv.DictReader(lines) if row["Year"] == str(year)]
    return {
        row["Name"]: (int(row["Population used for apportionment"]), int(float(row[SEATS])))
        for row in rows
        if row["Geography Type"] == "State" and row[SEATS]
    }


def differing(method: Method, year: int) -> list[str]:
    """The states that would have other seats than the official ones."""
    states = census(year)
    assert len(states) == 50
    assert sum(seats for _people, seats in states.values()) == 435
    got = apportion(method, tuple(states), [people for people, _ in states.values()], 435, Lots())
    return [name for (name, (_, seats)), mine in zip(states.items(), got.seats, strict=True) if seats != mine]


YEARS = range(1960, 2021, 10)


@needs_real_records(CENSUS)
@pytest.mark.realdata
@pytest.mark.parametrize("year", YEARS)
def test_the_seats_of_the_house_are_those_of_huntington_and_hill(year: int) -> None:
    assert differing(Method.HUNTINGTON_HILL, year) == []


@needs_real_records(CENSUS)
@pytest.mark.realdata
def test_other_rules_would_have_given_other_houses() -> None:
    wrong = {method: [year for year in YEARS if differing(method, year)] for method in Method}
    assert wrong[Method.HUNTINGTON_HILL] == []
    assert wrong[Method.SAINTE_LAGUE]
    assert wrong[Method.HAMILTON]
    assert wrong[Method.DHONDT] == list(YEARS)
