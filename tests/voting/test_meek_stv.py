"""Meek's method: against the same counted ballot by ballot, and what holds for every election."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings

from rochdale.voting.ballots import BallotKind, Ranking
from rochdale.voting.contests import Contest
from rochdale.voting.errors import BallotsUnfit, LotNeeded
from rochdale.voting.outcomes import Outcome
from rochdale.voting.profiles import Profile
from rochdale.voting.rules import meek_stv, tally

from .obvious import meek_stv as obvious
from .stv import SEED, Coalition, Election, coalitions, elections

pytestmark = pytest.mark.slow

RULE = "meek_stv"


def _count(candidates: int, seats: int, *ballots: str, seed: str | None = None) -> Outcome:
    """Count texts such as "7 ABC": seven ballots that put A first, then B, then C."""
    counted: dict[Ranking, int] = {}
    for ballot in ballots:
        times, _, letters = ballot.partition(" ")
        counted[tuple((ord(letter) - ord("A"),) for letter in letters)] = int(times)
    contest = Contest(tuple("ABCDEFGH"[:candidates]), seats)
    return tally(RULE, contest, Profile.of(counted), BallotKind.RANKING, seed=seed)


def _only_candidates(outcome: Outcome, stage: int) -> dict[int | str, Fraction | int]:
    return {line.subject: line.after for line in outcome.stages[stage].table if isinstance(line.subject, int)}


def _keeps(outcome: Outcome, stage: int) -> dict[int, Fraction]:
    return {
        note.facts["candidate"]: note.facts["keep"]
        for note in outcome.stages[stage].notes
        if note.code == "meek_stv.keep"
    }


@given(elections(ballots_max=12))
@settings(max_examples=60, deadline=None)
def test_the_fast_count_is_the_count_ballot_by_ballot(election: Election) -> None:
    outcome = election.count(RULE)
    by_hand = obvious.count(election.contest, list(election.ballots), election.draw)
    standing = election.contest.standing
    assert [_only_candidates(outcome, stage) for stage in range(len(outcome.stages))] == [
        {one: votes[one] for one in standing} for votes in by_hand.tables
    ]
    for stage in range(len(outcome.stages)):
        keeps = _keeps(outcome, stage)
        assert keeps == {one: by_hand.weights[stage][one] for one in keeps}
    assert outcome.elected == tuple(by_hand.elected)


@given(elections())
def test_neither_the_order_of_ballots_nor_names_matter(election: Election) -> None:
    outcome, turned = election.count(RULE), election.turned().count(RULE)
    assert set(outcome.elected_names) == set(turned.elected_names)
    assert outcome.lots == turned.lots


@given(elections())
def test_every_table_adds_up_and_no_seat_stays_empty_while_somebody_stands(election: Election) -> None:
    outcome = election.count(RULE)
    for stage in outcome.stages:
        votes = {line.subject: line.after for line in stage.table}
        assert votes.pop("total") == sum(votes.values()) == len(election.ballots)
    assert len(set(outcome.elected)) == min(election.contest.seats, len(election.contest.standing))
    assert not set(outcome.elected) & election.contest.withdrawn


@given(elections())
def test_when_rounds_settle_every_elected_candidate_is_at_the_quota(election: Election) -> None:
    outcome = election.count(RULE)
    for place, stage in enumerate(outcome.stages):
        told = stage.notes[0]
        quota = told.facts["quota"]
        if told.code == "meek_stv.settled":
            votes = _only_candidates(outcome, place)
            assert all(
                abs(votes[one] - quota) * meek_stv.CLOSENESS <= quota for one in _keeps(outcome, place)
            )
        assert all(0 < keep <= 1 for keep in _keeps(outcome, place).values())


@given(coalitions())
def test_a_solid_coalition_gets_as_many_seats_as_it_exceeds_quotas(coalition: Coalition) -> None:
    outcome = coalition.election.count(RULE)
    seats, ballots = coalition.election.contest.seats, len(coalition.election.ballots)
    # As many as k with members > k x ballots / (seats + 1).
    due = -(-coalition.members * (seats + 1) // ballots) - 1
    assert len(set(outcome.elected) & coalition.clan) >= min(due, len(coalition.clan), seats)


def test_a_factor_that_can_be_found_with_a_pencil() -> None:
    # Quota 30 / 3 = 10. A keeps 10 of 15 votes, and of the 5 that go on B has too many by 1.
    outcome = _count(4, 2, "15 ABC", "6 B", "5 C", "4 D")
    assert _keeps(outcome, 1) == {0: Fraction(666_666_666_667, 10**12)}
    assert outcome.elected_names == ("A", "B")
    votes = _only_candidates(outcome, 1)
    assert votes[0] == 15 * Fraction(666_666_666_667, 10**12)
    assert votes[1] == 6 + 15 * Fraction(333_333_333_333, 10**12)


def test_votes_that_come_to_the_elected_pass_on_through_them() -> None:
    # What sets Meek's method apart: D's ballots name A first of those left, who keeps a part and passes the rest to C.
    outcome = _count(4, 2, "10 A", "6 B", "5 C", "4 DAC")
    assert [note.code for note in outcome.stages[2].notes][-1] == "meek_stv.reached"
    keep = _keeps(outcome, 2)[0]
    votes = _only_candidates(outcome, 2)
    assert votes[2] == 5 + 4 * (1 - keep)
    assert outcome.elected_names == ("A", "C")


def test_the_quota_falls_as_votes_exhaust() -> None:
    outcome = _count(3, 2, "12 A", "2 B", "1 C")
    quotas = [stage.notes[0].facts["quota"] for stage in outcome.stages]
    assert quotas[0] == 5
    assert quotas[1] < 2
    assert outcome.elected_names == ("A", "B")


def test_rounds_that_cannot_come_close_end_and_say_so() -> None:
    # All vote for A alone: quota and factor fall together for ever, down to the last decimal that is kept.
    outcome = _count(3, 2, "9 A", seed=SEED)
    assert outcome.stages[1].notes[0].code == "meek_stv.unsettled"
    assert outcome.facts["keep"][0] == Fraction(1, 10**meek_stv.KEEP_DECIMALS)
    assert len(outcome.elected) == 2


def test_more_with_the_quota_than_seats_are_decided_by_lot() -> None:
    with pytest.raises(LotNeeded) as refused:
        _count(2, 1, "2 A", "2 B")
    assert refused.value.occasion == "quota 1"
    outcome = _count(2, 1, "2 A", "2 B", seed=SEED)
    assert outcome.elected_names == outcome.lots[0].drawn[:1]


def test_who_is_drawn_last_of_equals_is_excluded() -> None:
    outcome = _count(4, 1, "9 A", "8 B", "2 CB", "2 DB", seed=SEED)
    assert outcome.candidates[outcome.stages[1].reason.facts["candidate"]] == outcome.lots[0].drawn[-1]
    assert outcome.elected_names == ("B",)


def test_no_more_candidates_than_seats_are_elected_at_once() -> None:
    assert _count(2, 3, "2 B", "1 A").elected_names == ("B", "A")
    assert len(_count(2, 2).stages) == 1


def test_rankings_with_ties_are_refused() -> None:
    contest = Contest(("A", "B", "C"), 1)
    with pytest.raises(BallotsUnfit):
        tally(RULE, contest, Profile.of({((0, 1),): 1}), BallotKind.RANKING)


def test_every_note_has_its_sentence() -> None:
    told = {
        note.code
        for outcome in (
            _count(4, 2, "10 A", "6 B", "5 C", "4 DAC"),
            _count(3, 2, "9 A", seed=SEED),
            _count(2, 1, "2 A", "2 B", seed=SEED),
            _count(4, 1, "9 A", "8 B", "2 CB", "2 DB", seed=SEED),
        )
        for stage in outcome.stages
        for note in (stage.reason, *stage.notes)
    }
    assert told == meek_stv.RULE.sentences.keys()
