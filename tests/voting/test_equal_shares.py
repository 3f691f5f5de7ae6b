"""Equal shares for committees: an example of the literature, the rule done once more, and its promise to groups."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given

from rochdale.voting.ballots import BallotKind
from rochdale.voting.contests import Contest
from rochdale.voting.errors import LotNeeded
from rochdale.voting.lots import Lots
from rochdale.voting.profiles import Profile
from rochdale.voting.rules import tally

from .budgeting import Cast, committees, few, profile_of, tell
from .obvious import equal_shares, phragmen

CHOICE = BallotKind.CHOICE
RULES = ("equal_shares", "equal_shares_approval", "equal_shares_increment")


def test_the_example_of_the_book_on_approval_committees() -> None:
    """M. Lackner and P. Skowron, "Multi-Winner Voting with Approval Preferences" (2022), examples 1 and 11."""
    a, b, c, d, e, f, g = range(7)
    votes = {(a, b): 3, (a, c): 3, (a, d): 2, (b, c, f): 1, (e,): 1, (f,): 1, (g,): 1}
    contest = Contest(tuple("abcdefg"), 4)
    outcome = tally("equal_shares", contest, Profile.of(votes), CHOICE, seed="1")
    assert sorted(outcome.elected_names) == ["a", "b", "c", "d"]
    bought, _go_on, *earned = outcome.stages[1:]
    assert bought.reason.facts["price"] == Fraction(1, 8)
    instants = [stage.reason.facts["instant"] for stage in earned]
    assert instants == [Fraction(1, 96), Fraction(37, 384), Fraction(7, 24)]
    assert "a asks the least of each supporter: 1/8 from each of 8." in tell(outcome)


def _once_more(rule: str, contest: Contest, ballots: Cast, lots: Lots) -> list[int]:
    count, names = len(contest.candidates), contest.candidates
    ones = dict.fromkeys(range(count), 1)
    seats = contest.seats
    if not ballots:
        return phragmen.committee(ballots, count, seats, lots, names)
    wanted = min(seats, len({one for ballot in ballots for one in ballot}))
    size = seats
    while True:
        share = Fraction(size, len(ballots))
        elected, purses = equal_shares.share_out(ballots, share, ones, ones, lots, names, "seat", seats)
        if rule != "equal_shares_increment" or len(elected) == wanted:
            break
        size += 1
    if rule == "equal_shares":
        return phragmen.committee(ballots, count, seats, lots, names, purses, elected)
    return elected


@pytest.mark.parametrize("rule", ["equal_shares", "equal_shares_increment"])
@few
@given(given_=committees())
def test_the_rule_once_more(rule: str, given_: tuple[Contest, Cast]) -> None:
    contest, ballots = given_
    outcome = tally(rule, contest, profile_of(ballots), CHOICE, seed="3 14 15")
    again = _once_more(rule, contest, ballots, Lots("3 14 15"))
    assert list(outcome.elected[: len(again)]) == again
    assert len(outcome.elected) == min(contest.seats, len(contest.candidates))
    assert tell(outcome)


@few
@given(committees())
def test_the_other_seats_go_to_those_with_the_most_approvals(given_: tuple[Contest, Cast]) -> None:
    contest, ballots = given_
    outcome = tally("equal_shares_approval", contest, profile_of(ballots), CHOICE, seed="3 14 15")
    again = _once_more("equal_shares_approval", contest, ballots, Lots("3 14 15")) if ballots else []
    assert list(outcome.elected[: len(again)]) == again
    votes = {one: sum(one in ballot for ballot in ballots) for one in contest.standing}
    filled = outcome.elected[len(again) :]
    out = set(contest.standing) - set(outcome.elected)
    assert all(votes[chosen] >= votes[other] for chosen in filled for other in out)
    assert tell(outcome)


def unserved(ballots: Cast, elected: set[int], candidates: int, seats: int) -> Iterator[tuple[int, ...]]:
    """The sets of candidates that a group large enough agrees on, without one of the group having as many elected.

    Extended justified representation is that there is none (H. Aziz and others, 2017).
    """
    for size in range(1, seats + 1):
        for common in combinations(range(candidates), size):
            group = [
                ballot
                for ballot in ballots
                if set(common) <= set(ballot) and len(elected & set(ballot)) < size
            ]
            if group and len(group) * seats >= size * len(ballots):
                yield common


def test_who_breaks_the_promise_is_found() -> None:
    assert list(unserved([(0, 1), (0, 1), (2,), (2,)], {0, 1}, 3, 2)) == [(2,)]


@pytest.mark.parametrize("rule", RULES)
@few
@given(given_=committees())
def test_every_group_gets_its_part(rule: str, given_: tuple[Contest, Cast]) -> None:
    contest, ballots = given_
    outcome = tally(rule, contest, profile_of(ballots), CHOICE, seed="5")
    assert not list(unserved(ballots, set(outcome.elected), len(contest.candidates), contest.seats))


@pytest.mark.parametrize("rule", RULES)
@few
@given(given_=committees())
def test_neither_the_order_of_candidates_nor_of_ballots_matters(
    rule: str, given_: tuple[Contest, Cast]
) -> None:
    contest, ballots = given_
    last = len(contest.candidates) - 1
    turned = Contest(tuple(reversed(contest.candidates)), contest.seats)
    moved = [tuple(sorted(last - one for one in ballot)) for ballot in reversed(ballots)]
    before = tally(rule, contest, profile_of(ballots), CHOICE, seed="7")
    after = tally(rule, turned, profile_of(moved), CHOICE, seed="7")
    assert set(before.elected_names) == set(after.elected_names)


def test_a_tie_needs_a_lot() -> None:
    contest = Contest(("Ada", "Blaise"), 1)
    with pytest.raises(LotNeeded):
        tally("equal_shares", contest, Profile.of({(0,): 2, (1,): 2}), CHOICE)


def test_a_larger_share_that_could_pay_for_more_than_the_seats_fills_the_seats_only() -> None:
    contest = Contest(("Ada", "Blaise"), 1)
    outcome = tally("equal_shares_increment", contest, Profile.of({(0,): 2, (1,): 2}), CHOICE, seed="1")
    assert len(outcome.elected) == 1
