"""Plurality: each voter names one candidate, and whoever is named most often is elected.

With several seats and one mark each it is the single non-transferable vote.
"""

from __future__ import annotations

from rochdale.voting.ballots import BallotKind, Choice
from rochdale.voting.contests import Contest
from rochdale.voting.lots import Lots
from rochdale.voting.outcomes import Outcome
from rochdale.voting.profiles import Profile
from rochdale.voting.rules.marks import MARKS, elect_by_marks
from rochdale.voting.rules.rule import Rule

NAME = "plurality"


def count(contest: Contest, profile: Profile[Choice], lots: Lots) -> Outcome:
    """Count the one mark of each ballot, and elect who has the most. Raises BallotsFaulty, LotNeeded."""
    return elect_by_marks(NAME, contest, profile, lots, marks_max=1)


RULE = Rule(NAME, frozenset({BallotKind.CHOICE}), count, MARKS, several=True)
