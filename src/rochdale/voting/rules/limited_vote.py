"""Limited vote: each voter names fewer candidates than there are seats, so that a minority can win some of them."""

from __future__ import annotations

from rochdale.voting.ballots import BallotKind, Choice
from rochdale.voting.contests import Contest
from rochdale.voting.errors import SeatsUnfit
from rochdale.voting.lots import Lots
from rochdale.voting.outcomes import Outcome
from rochdale.voting.profiles import Profile
from rochdale.voting.rules.marks import MARKS, elect_by_marks
from rochdale.voting.rules.rule import Rule

NAME = "limited_vote"
SEATS_LEAST = 2


def count(contest: Contest, profile: Profile[Choice], lots: Lots) -> Outcome:
    """Count marks, one fewer than seats at most, and elect who has the most.

    A by-law that allows fewer marks still says so on the ballot paper. Raises BallotsFaulty, SeatsUnfit,
    LotNeeded.
    """
    if contest.seats < SEATS_LEAST:
        raise SeatsUnfit(rule=NAME, seats=contest.seats, seats_least=SEATS_LEAST)
    return elect_by_marks(NAME, contest, profile, lots, marks_max=contest.seats - 1)


RULE = Rule(NAME, frozenset({BallotKind.CHOICE}), count, MARKS, several=True)
