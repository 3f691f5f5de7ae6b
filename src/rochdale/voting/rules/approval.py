"""Approval: each voter names every candidate that he or she approves of, and those named most often are elected."""

from __future__ import annotations

from rochdale.voting.ballots import BallotKind, Choice
from rochdale.voting.contests import Contest
from rochdale.voting.lots import Lots
from rochdale.voting.outcomes import Outcome
from rochdale.voting.profiles import Profile
from rochdale.voting.rules.marks import MARKS, elect_by_marks
from rochdale.voting.rules.rule import Rule

NAME = "approval"


def count(contest: Contest, profile: Profile[Choice], lots: Lots) -> Outcome:
    """Count the approvals, and elect who has the most. Raises LotNeeded."""
    return elect_by_marks(NAME, contest, profile, lots)


RULE = Rule(NAME, frozenset({BallotKind.CHOICE}), count, MARKS, several=True)
