"""Staggered boards: acclamation, terms of different length, seats vacated early, ties and groups."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rochdale.voting import boards
from rochdale.voting.ballots import BallotKind, Choice, Ranking
from rochdale.voting.boards import Election, Group, How, Seat, Terms, elect_board, elect_group
from rochdale.voting.errors import (
    CandidatesAlike,
    GroupsAlike,
    LotNeeded,
    RuleUnfit,
    SeatsAlike,
    SeatsImpossible,
    VoteNeeded,
)
from rochdale.voting.profiles import Profile
from rochdale.voting.words import Words

from .conftest import NAMES, choices

LONG, MIDDLE, SHORT = Seat("1", 36), Seat("2", 24), Seat("3", 7, vacated=True)
SEATS = (SHORT, LONG, MIDDLE)
FOUR = ("Ada", "Blaise", "Chloé", "Denis")


def marks(votes: dict[Choice, int]) -> Profile[Choice]:
    return Profile.of(votes)


def seated(election: Election) -> dict[str, str | None]:
    return {each.seat.name: each.candidate for each in election.filled}


def told(election: Election, rule: str) -> list[str]:
    words = Words(boards.sentences_of(rule), str, lambda figure, _decimals: str(figure))
    return [sentence for reason, _, notes in words.story(election.outcome) for sentence in (reason, *notes)]


def test_the_longest_terms_go_to_the_most_voted() -> None:
    votes = marks({(0,): 10, (1,): 30, (2,): 20, (3,): 5})
    election = elect_group(Group("town", SEATS, FOUR, votes), "block_vote")
    assert seated(election) == {"1": "Blaise", "2": "Chloé", "3": "Ada"}
    assert [each.how for each in election.filled] == [How.VOTE] * 3
    assert told(election, "block_vote")[-4:] == [
        "The longest terms go to those with the most votes.",
        "Seat 1, 36 months: Blaise.",
        "Seat 2, 24 months: Chloé.",
        "Seat 3, the 7 months that are left of a term: Ada.",
    ]


def test_equals_for_terms_of_different_length_need_a_lot() -> None:
    group = Group("town", SEATS, FOUR, marks({(0,): 10, (1,): 30, (2,): 10, (3,): 5}))
    with pytest.raises(LotNeeded) as refused:
        elect_group(group, "block_vote")
    assert set(refused.value.candidates) == {"Ada", "Chloé"}
    election = elect_group(group, "block_vote", seed="3 9 27")
    assert seated(election)["1"] == "Blaise"
    (lot,) = election.outcome.lots
    assert (seated(election)["2"], seated(election)["3"]) == lot.drawn


def test_equals_for_terms_of_one_length_need_none() -> None:
    seats = (Seat("1", 36), Seat("2", 36), SHORT)
    votes = marks({(0,): 30, (1,): 30, (2,): 10, (3,): 5})
    election = elect_group(Group("town", seats, FOUR, votes), "block_vote")
    assert seated(election) == {"1": "Ada", "2": "Blaise", "3": "Chloé"}
    assert election.outcome.lots == ()


def test_the_lot_for_the_last_seat_decides_its_term_too() -> None:
    group = Group("town", SEATS, FOUR, marks({(0,): 10, (1,): 10, (2,): 10, (3,): 10}))
    election = elect_group(group, "block_vote", seed="1")
    (lot,) = election.outcome.lots
    assert (seated(election)["1"], seated(election)["2"], seated(election)["3"]) == lot.drawn[:3]


def test_no_more_candidates_than_seats_are_elected_by_acclamation() -> None:
    seats = (Seat("1", 36), Seat("2", 36))
    election = elect_group(Group("town", seats, ("Ada", "Blaise")), "block_vote")
    assert [(each.candidate, each.how) for each in election.filled] == [
        ("Ada", How.ACCLAMATION), ("Blaise", How.ACCLAMATION),
    ]  # fmt: skip
    assert told(election, "block_vote")[0] == (
        "There are no more candidates than seats (2): Ada, Blaise are elected by acclamation."
    )


def test_terms_of_different_length_are_drawn_among_the_acclaimed() -> None:
    group = Group("town", SEATS, ("Ada", "Blaise", "Chloé"))
    with pytest.raises(LotNeeded):
        elect_group(group, "block_vote")
    election = elect_group(group, "block_vote", seed="1")
    (lot,) = election.outcome.lots
    assert (seated(election)["1"], seated(election)["2"], seated(election)["3"]) == lot.drawn


def test_of_too_few_candidates_the_shortest_terms_stay_open() -> None:
    election = elect_group(Group("town", SEATS, ("Ada",)), "plurality")
    assert seated(election) == {"1": "Ada", "2": None, "3": None}
    assert election.open_seats == (SHORT, MIDDLE)
    nobody = elect_group(Group("town", SEATS, ()), "plurality")
    assert nobody.open_seats == SEATS
    assert told(nobody, "plurality")[0] == "Nobody stands."


def test_seats_without_a_majority_stay_open() -> None:
    group = Group("town", (LONG, MIDDLE), ("Ada", "Blaise", "Chloé"), marks({(0, 1): 6, (0, 2): 4}))
    election = elect_group(group, "absolute_majority")
    assert seated(election) == {"1": "Ada", "2": "Blaise"}
    group = Group("town", (LONG, MIDDLE), ("Ada", "Blaise", "Chloé"), marks({(0, 1): 5, (0, 2): 5}))
    assert elect_group(group, "absolute_majority").open_seats == (MIDDLE,)


def test_terms_by_lot_do_not_look_at_votes() -> None:
    group = Group("town", SEATS, FOUR, marks({(0,): 10, (1,): 30, (2,): 20, (3,): 5}))
    longest = {
        seated(elect_group(group, "block_vote", seed=str(seed), terms=Terms.LOT))["1"] for seed in range(30)
    }
    assert longest == {"Ada", "Blaise", "Chloé"}


def test_each_group_draws_its_own_lots() -> None:
    tied = marks({(0,): 1, (1,): 1})
    groups = [Group(f"group {number}", (LONG,), ("Ada", "Blaise"), tied) for number in range(20)]
    elections = elect_board(groups, "plurality", seed="1")
    assert {seated(election)["1"] for election in elections} == {"Ada", "Blaise"}
    assert [each.group for election in elections for each in election.filled] == [
        each.name for each in groups
    ]


def test_rankings_fill_a_seat_of_a_group() -> None:
    votes: dict[Ranking, int] = {((0,), (1,)): 4, ((1,),): 3, ((2,), (1,)): 2}
    group = Group("north", (LONG,), ("Ada", "Blaise", "Chloé"), Profile.of(votes), BallotKind.RANKING)
    assert seated(elect_group(group, "instant_runoff")) == {"1": "Blaise"}


def test_what_no_board_can_be_is_refused() -> None:
    with pytest.raises(SeatsAlike) as seats:
        Group("town", (LONG, Seat("1", 12)), FOUR)
    assert seats.value.group == "town"
    with pytest.raises(VoteNeeded) as vote:
        elect_group(Group("town", SEATS, FOUR), "block_vote")
    assert (vote.value.group, vote.value.candidates, vote.value.seats) == ("town", 4, 3)
    with pytest.raises(RuleUnfit):
        elect_group(Group("town", SEATS, FOUR, marks({(0,): 1})), "jefferson")
    with pytest.raises(GroupsAlike):
        elect_board([Group("town", SEATS, FOUR)] * 2, "block_vote")
    with pytest.raises(CandidatesAlike):
        elect_group(Group("town", SEATS, ("Ada", "Ada")), "block_vote")
    with pytest.raises(SeatsImpossible):
        elect_group(Group("town", (), FOUR), "block_vote")


@given(st.data())
def test_every_seat_has_one_person_and_nobody_two_seats(data: st.DataObject) -> None:
    months = data.draw(st.lists(st.sampled_from([36, 24, 12, 5]), min_size=1, max_size=5))
    seats = tuple(Seat(str(number), length) for number, length in enumerate(months))
    names = NAMES[: data.draw(st.integers(0, len(NAMES)))]
    ballots = (
        data.draw(st.lists(choices(len(names), min(len(seats), len(names))), max_size=15)) if names else []
    )
    votes: dict[Choice, int] = {ballot: ballots.count(ballot) for ballot in ballots}
    election = elect_group(Group("town", seats, names, Profile.of(votes)), "block_vote", seed="5")
    people = [each.candidate for each in election.filled if each.candidate]
    assert len(set(people)) == len(people) == min(len(names), len(seats))
    got = {name: sum(ballot.count(names.index(name)) for ballot in ballots) for name in people}
    terms = {each.candidate: each.seat.months for each in election.filled if each.candidate}
    if len(names) > len(seats):
        assert all(terms[one] >= terms[other] for one in people for other in people if got[one] > got[other])
