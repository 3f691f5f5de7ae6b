"""Block vote: each voter names up to as many candidates as there are seats, and those named most often are elected.

Also called plurality at large; usual for the boards of small cooperatives.
"""

from __future__ import annotations

from rochdale.voting.ballots import BallotKind, Choice
from rochdale.voting.contests import Contest
from rochdale.voting.lots import Lots
from rochdale.voting.outcomes import Outcome
from rochdale.voting.profiles import Profile
from rochdale.voting.rules.marks import MARKS, elect_by_marks
from rochdale.voting.rules.rule import Rule

NAME = "block_vote"


def count(contest: Contest, profile: Profile[Choice], lots: Lots) -> Outcome:
    """Count up to one mark for each seat, and elect who has the most. Raises BallotsFaulty, LotNeeded."""
    return elect_by_marks(NAME, contest, profile, lots, marks_max=contest.seats)


RULE = Rule(NAME, frozenset({BallotKind.CHOICE}), count, MARKS, several=True)
