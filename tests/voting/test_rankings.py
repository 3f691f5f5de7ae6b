"""The rules that count rankings: each against a second count, and what must hold of them for every profile."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rochdale.voting.ballots import BallotKind, Ranking
from rochdale.voting.contests import Contest
from rochdale.voting.errors import LotNeeded, SeatsUnfit
from rochdale.voting.outcomes import Outcome
from rochdale.voting.profiles import Profile
from rochdale.voting.rules import tally
from rochdale.voting.rules.preferences import pairwise

from .conftest import a_few, contests, rankings
from .obvious import duels, instant_runoff, points, two_rounds

pytestmark = pytest.mark.slow

RANKING = BallotKind.RANKING
SEED = "4 8 15 16 23 42"
SINGLE = ("two_rounds", "instant_runoff", "schulze", "ranked_pairs", "borda")
CONDORCET = ("schulze", "ranked_pairs")
Cast = tuple[Contest, list[Ranking]]


@st.composite
def cast(draw: st.DrawFn, candidates_max: int = 5, ballots_max: int = 12) -> Cast:
    """A few ballots of a few candidates, one of whom may have withdrawn, so that ties and cycles are common."""
    contest = draw(contests(candidates_max=candidates_max))
    if len(contest.candidates) > 2 and draw(st.booleans()):
        contest = Contest(contest.candidates, withdrawn=frozenset({draw(st.integers(0, 1))}))
    ties = draw(st.booleans())
    ballots = st.lists(rankings(len(contest.candidates), ties=ties), min_size=1, max_size=ballots_max)
    return contest, draw(ballots)


def counted(rule: str, contest: Contest, ballots: Sequence[Ranking], seed: str | None = SEED) -> Outcome:
    return tally(rule, contest, Profile.of(Counter(ballots)), RANKING, seed=seed)


@a_few
@given(cast())
def test_instant_runoff_is_the_count_by_hand(given_: Cast) -> None:
    contest, ballots = given_
    outcome = counted("instant_runoff", contest, ballots)
    winner, out = instant_runoff.count(contest, ballots, SEED)
    assert outcome.elected == (winner,)
    assert [stage.reason.facts["candidate"] for stage in outcome.stages[1:]] == out


@a_few
@given(cast())
def test_every_stage_of_instant_runoff_is_a_recount(given_: Cast) -> None:
    contest, ballots = given_
    left = list(contest.standing)
    for stage in counted("instant_runoff", contest, ballots).stages:
        if "candidate" in stage.reason.facts:
            left.remove(stage.reason.facts["candidate"])
        figures = {line.subject: line.after for line in stage.table if line.subject in left}
        assert figures == instant_runoff.votes_among(left, ballots)
        assert sum(line.after for line in stage.table) == len(ballots)
        assert sum(line.change or 0 for line in stage.table) == 0


@a_few
@given(cast())
def test_two_rounds_are_the_count_by_hand(given_: Cast) -> None:
    contest, ballots = given_
    assert counted("two_rounds", contest, ballots).elected == (two_rounds.count(contest, ballots, SEED),)


@a_few
@given(cast())
def test_the_duels_are_those_of_the_ballots(given_: Cast) -> None:
    contest, ballots = given_
    table = pairwise(contest, Profile.of(Counter(ballots)))
    for one in contest.standing:
        for other in contest.standing:
            assert table.between(one, other) == duels.prefer(ballots, one, other)


@a_few
@given(cast())
def test_schulze_elects_by_the_strongest_chains(given_: Cast) -> None:
    contest, ballots = given_
    outcome = counted("schulze", contest, ballots)
    unbeaten = duels.schulze(contest.standing, ballots)
    assert set(outcome.order[0]) == unbeaten
    assert set(outcome.elected) <= unbeaten
    assert bool(outcome.lots) == (len(unbeaten) > 1)
    paths = outcome.stages[1].matrix
    assert paths is not None
    for one, other in permutations(contest.standing, 2):
        assert paths.between(one, other) == duels.strength(contest.standing, ballots, one, other)


@a_few
@given(cast())
def test_ranked_pairs_gives_a_stack(given_: Cast) -> None:
    contest, ballots = given_
    outcome = counted("ranked_pairs", contest, ballots)
    possible = duels.stacks(contest.standing, ballots)
    assert any(outcome.elected[0] == stack[0] for stack in possible)
    if len(possible) == 1:
        assert tuple(one for level in outcome.order for one in level) == possible[0]
        assert outcome.lots == ()


@a_few
@given(cast(candidates_max=7))
def test_borda_is_the_count_by_hand(given_: Cast) -> None:
    contest, ballots = given_
    outcome = counted("borda", contest, ballots)
    assert {line.subject: line.after for line in outcome.stages[0].table} == points.borda(
        contest.standing, ballots
    )
    standing = len(contest.standing)
    assert sum(line.after for line in outcome.stages[0].table) * 2 == len(ballots) * standing * (standing - 1)


@pytest.mark.parametrize("rule", SINGLE)
@a_few
@given(given_=cast(), turn=st.randoms(use_true_random=False))
def test_neither_the_order_of_ballots_nor_names_matter(rule: str, given_: Cast, turn: object) -> None:
    contest, ballots = given_
    turned = list(range(len(contest.candidates)))
    turn.shuffle(turned)  # type: ignore[attr-defined]  # hypothesis gives a random.Random
    names = {turned[one]: name for one, name in enumerate(contest.candidates)}
    moved = [tuple(tuple(sorted(turned[one] for one in tier)) for tier in ballot) for ballot in ballots[::-1]]
    renamed = Contest(
        tuple(names[one] for one in sorted(names)),
        withdrawn=frozenset(turned[one] for one in contest.withdrawn),
    )
    before, after = counted(rule, contest, ballots), counted(rule, renamed, moved)
    assert before.elected_names == after.elected_names
    assert before.lots == after.lots


def beats_all(contest: Contest, ballots: list[Ranking], one: int) -> bool:
    others = [other for other in contest.standing if other != one]
    return all(duels.prefer(ballots, one, other) > duels.prefer(ballots, other, one) for other in others)


@pytest.mark.parametrize("rule", CONDORCET)
@a_few
@given(given_=cast())
def test_who_wins_every_duel_is_elected(rule: str, given_: Cast) -> None:
    contest, ballots = given_
    winner = next((one for one in contest.standing if beats_all(contest, ballots, one)), None)
    outcome = counted(rule, contest, ballots)
    told = outcome.stages[0].notes[0]
    assert told.facts.get("candidate") == winner
    assert outcome.stages[0].matrix is not None
    if winner is not None:
        assert outcome.elected == (winner,)
        assert outcome.lots == ()


@pytest.mark.parametrize("rule", SINGLE)
@a_few
@given(given_=cast())
def test_who_loses_every_duel_is_not_elected(rule: str, given_: Cast) -> None:
    contest, ballots = given_
    upside_down = [
        tuple(reversed(whole)) for whole in ([*ballot, _unnamed(contest, ballot)] for ballot in ballots)
    ]
    loser = next((one for one in contest.standing if beats_all(contest, upside_down, one)), None)
    if loser is not None and len(contest.standing) > 1:
        assert counted(rule, contest, ballots).elected != (loser,)


def _unnamed(contest: Contest, ballot: Ranking) -> tuple[int, ...]:
    named = {one for tier in ballot for one in tier}
    return tuple(one for one in range(len(contest.candidates)) if one not in named)


@pytest.mark.parametrize("rule", [rule for rule in SINGLE if rule != "borda"])
@a_few
@given(given_=cast(), data=st.data())
def test_whom_most_ballots_put_first_is_elected(rule: str, given_: Cast, data: st.DataObject) -> None:
    contest, ballots = given_
    favourite = data.draw(st.sampled_from(contest.standing))
    most = [((favourite,),)] * (len(ballots) + 1)
    assert counted(rule, contest, [*ballots, *most]).elected == (favourite,)


@pytest.mark.parametrize("rule", ["schulze", "ranked_pairs", "borda"])
@a_few
@given(given_=cast(), data=st.data())
def test_to_raise_the_winner_does_no_harm(rule: str, given_: Cast, data: st.DataObject) -> None:
    contest, ballots = given_
    before = counted(rule, contest, ballots)
    (winner,) = before.elected
    raised_place = data.draw(st.integers(0, len(ballots) - 1))
    ballot = ballots[raised_place]
    rest = tuple(tier for tier in (tuple(one for one in tier if one != winner) for tier in ballot) if tier)
    after = counted(
        rule, contest, [*ballots[:raised_place], ((winner,), *rest), *ballots[raised_place + 1 :]]
    )
    if not before.lots and not after.lots:
        assert after.elected == (winner,)


# Four towns look for a capital, and everybody prefers the nearer one: an example that textbooks use to compare
# rules, with the well-known result of each.
TOWNS = Contest(("Memphis", "Nashville", "Chattanooga", "Knoxville"))
TENNESSEE = Profile.of(
    {
        ((0,), (1,), (2,), (3,)): 42,
        ((1,), (2,), (3,), (0,)): 26,
        ((2,), (3,), (1,), (0,)): 15,
        ((3,), (2,), (1,), (0,)): 17,
    }
)


@pytest.mark.parametrize(
    ("rule", "winner"),
    [
        ("two_rounds", "Nashville"),
        ("instant_runoff", "Knoxville"),
        ("schulze", "Nashville"),
        ("ranked_pairs", "Nashville"),
        ("borda", "Nashville"),
    ],
)
def test_the_capital_of_tennessee(rule: str, winner: str) -> None:
    assert tally(rule, TOWNS, TENNESSEE, RANKING).elected_names == (winner,)


def test_the_points_of_tennessee() -> None:
    table = tally("borda", TOWNS, TENNESSEE, RANKING).stages[0].table
    assert [line.after for line in table] == [126, 194, 173, 107]


def test_the_stages_of_tennessee() -> None:
    outcome = tally("instant_runoff", TOWNS, TENNESSEE, RANKING)
    assert [[(line.after, line.change) for line in stage.table] for stage in outcome.stages] == [
        [(42, None), (26, None), (15, None), (17, None), (0, None)],
        [(42, 0), (26, 0), (32, 15), (0, -15), (0, 0)],
        [(42, 0), (58, 26), (0, -26), (0, 0)],
    ]
    assert outcome.order == ((3,), (0,), (1,), (2,))


# Example 1 of Schulze's paper: 45 ballots, chains of strengths, and the order E A C B D.
SCHULZE_BALLOTS = {
    "ACBED": 5,
    "ADECB": 5,
    "BEDAC": 8,
    "CABED": 3,
    "CAEBD": 7,
    "CBADE": 2,
    "DCEBA": 7,
    "EBADC": 8,
}
SCHULZE = Profile.of(
    {tuple(("ABCDE".index(one),) for one in ballot): times for ballot, times in SCHULZE_BALLOTS.items()}
)


def test_the_example_of_schulze() -> None:
    outcome = tally("schulze", Contest(tuple("ABCDE")), SCHULZE, RANKING)
    duels_table, paths = outcome.stages[0].matrix, outcome.stages[1].matrix
    assert duels_table is not None
    assert duels_table.rows == (
        (0, 20, 26, 30, 22), (25, 0, 16, 33, 18), (19, 29, 0, 17, 24), (15, 12, 28, 0, 14), (23, 27, 21, 31, 0),
    )  # fmt: skip
    assert paths is not None
    assert paths.rows == (
        (0, 28, 28, 30, 24), (25, 0, 28, 33, 24), (25, 29, 0, 29, 24), (25, 28, 28, 0, 24), (25, 28, 28, 31, 0),
    )  # fmt: skip
    assert outcome.order == ((4,), (0,), (2,), (1,), (3,))
    assert outcome.elected_names == ("E",)


# A paradox of Condorcet with unequal majorities: A over B by 7, B over C by 5, C over A by 3. The last is left out.
CYCLE = Profile.of({((0,), (1,), (2,)): 6, ((1,), (2,), (0,)): 5, ((2,), (0,), (1,)): 4})


def test_the_weakest_duel_of_a_cycle_is_left_out() -> None:
    outcome = tally("ranked_pairs", Contest(("Ada", "Blaise", "Chloé")), CYCLE, RANKING)
    assert [stage.reason.code for stage in outcome.stages[1:-1]] == [
        "ranked_pairs.locked", "ranked_pairs.locked", "ranked_pairs.contradicts",
    ]  # fmt: skip
    assert [stage.reason.facts["margin"] for stage in outcome.stages[1:-1]] == [7, 5, 3]
    assert outcome.order == ((0,), (1,), (2,))


def test_a_perfect_cycle_needs_a_lot() -> None:
    cycle = Profile.of({((0,), (1,), (2,)): 1, ((1,), (2,), (0,)): 1, ((2,), (0,), (1,)): 1})
    for rule in ("schulze", "ranked_pairs", "borda", "instant_runoff", "two_rounds"):
        with pytest.raises(LotNeeded):
            tally(rule, Contest(("Ada", "Blaise", "Chloé")), cycle, RANKING)


def test_a_tie_for_exclusion_looks_back_before_any_lot() -> None:
    # Ada 4, Blaise 3, Chloé 2, Denis 1: Denis's goes to Chloé, so that Blaise and Chloé have 3; Chloé had fewer.
    profile = Profile.of({((0,),): 4, ((1,),): 3, ((2,), (1,)): 2, ((3,), (2,), (1,)): 1})
    outcome = tally("instant_runoff", Contest(("Ada", "Blaise", "Chloé", "Denis")), profile, RANKING)
    assert outcome.stages[2].reason.facts == {"candidate": 2, "votes": 3}
    assert outcome.stages[2].notes[0].facts["stage"] == 1
    assert outcome.elected_names == ("Blaise",)


def test_equals_of_the_second_round_are_told_apart_by_the_first() -> None:
    # Ada 4, Blaise 3, Chloé 1: the one of Chloé makes it four to four.
    profile = Profile.of({((0,),): 4, ((1,),): 3, ((2,), (1,)): 1})
    outcome = tally("two_rounds", Contest(("Ada", "Blaise", "Chloé")), profile, RANKING)
    assert outcome.elected_names == ("Ada",)
    assert outcome.stages[1].notes[0].code == "two_rounds.ahead"


def test_ballots_of_one_place_for_two_count_for_both_in_parts() -> None:
    profile = Profile.of({((0, 1), (2,)): 1, ((2,),): 1, ((0,),): 1})
    outcome = tally("instant_runoff", Contest(("Ada", "Blaise", "Chloé")), profile, RANKING)
    assert [str(line.after) for line in outcome.stages[0].table] == ["3/2", "1/2", "1", "0"]
    assert outcome.decimals is None
    assert outcome.elected_names == ("Ada",)


@pytest.mark.parametrize("rule", ["two_rounds", "instant_runoff", "schulze", "ranked_pairs"])
def test_one_winner_cannot_fill_two_seats(rule: str) -> None:
    with pytest.raises(SeatsUnfit) as refused:
        tally(rule, Contest(("Ada", "Blaise", "Chloé"), 2), CYCLE, RANKING)
    assert (refused.value.rule, refused.value.seats, refused.value.seats_most) == (rule, 2, 1)
