"""What tests of marks have in common: random contests, with as many marks on a ballot as the rule allows."""

from __future__ import annotations

from hypothesis import strategies as st

from rochdale.voting.ballots import Choice
from rochdale.voting.contests import Contest

from .conftest import choices, contests

# The fewest and the most seats of the rules that do not take one to four.
SEATS = {"limited_vote": (2, 4), "two_rounds": (1, 1)}


def marks_allowed(rule: str, contest: Contest) -> int:
    """How many candidates one ballot may name."""
    by_seats = {"block_vote": contest.seats, "absolute_majority": contest.seats, "two_rounds": 1}
    return {**by_seats, "limited_vote": contest.seats - 1}.get(rule, len(contest.candidates))


@st.composite
def marked(draw: st.DrawFn, rule: str) -> tuple[Contest, list[Choice]]:
    """A contest that the rule takes, from which one may have withdrawn, and a few ballots, so that ties are common."""
    least, most = SEATS.get(rule, (1, 4))
    contest = draw(contests(seats_max=most, candidates_max=6).filter(lambda each: each.seats >= least))
    allowed = marks_allowed(rule, contest)
    if len(contest.candidates) > contest.seats and draw(st.booleans()):
        gone = frozenset({draw(st.integers(0, len(contest.candidates) - 1))})
        contest = Contest(contest.candidates, contest.seats, withdrawn=gone)
    return contest, draw(st.lists(choices(len(contest.candidates), allowed), max_size=12))
