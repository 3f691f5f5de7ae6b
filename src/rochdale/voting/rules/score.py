"""Score: each voter gives each candidate a score, and those with the highest sums are elected.

A score left empty adds nothing. With points to share out on the paper it is the cumulative vote.
"""

from __future__ import annotations

from rochdale.voting.ballots import BallotKind, Scores
from rochdale.voting.contests import Contest
from rochdale.voting.lots import Lots
from rochdale.voting.outcomes import Note, Outcome, Stage
from rochdale.voting.profiles import Profile
from rochdale.voting.rules.marks import table_of
from rochdale.voting.rules.rule import Rule
from rochdale.voting.rules.tops import elect_most, order_of
from rochdale.voting.words import N_

NAME = "score"


def count(contest: Contest, profile: Profile[Scores], lots: Lots) -> Outcome:
    """Add up the scores of each standing candidate, and elect who has the most. Raises LotNeeded."""
    sums = dict.fromkeys(contest.standing, 0)
    for scores, times in profile.ballots:
        for one in contest.standing:
            sums[one] += times * (scores[one] or 0)
    elected, notes = elect_most(contest, sums, lots)
    stage = Stage(Note("score.counted", {"ballots": profile.valid}), table_of(sums), notes)
    return Outcome(NAME, contest.candidates, elected, (stage,), tuple(lots.drawings), order_of(sums))


RULE = Rule(
    NAME,
    frozenset({BallotKind.SCORES}),
    count,
    {
        "score.counted": N_(
            "The scores of each candidate are added up; an empty one adds nothing. Valid ballots: %(ballots)s."
        ),
        "tops.elected": N_("%(candidate)s is elected with a sum of %(votes)s."),
        "tops.drawn": N_(
            "%(candidates_tied)s have the same sum. The lot puts %(candidates_drawn)s in this order."
        ),
    },
    several=True,
)
