"""Plurality: each voter names one candidate, and whoever is named most often is elected.

With several seats and one mark each it is the single non-transferable vote.
"""

from __future__ import annotations

from collections import Counter

from rochdale.voting.ballots import BallotKind, Choice
from rochdale.voting.contests import Contest
from rochdale.voting.lots import Lots
from rochdale.voting.outcomes import Line, Note, Outcome, Stage
from rochdale.voting.profiles import Profile
from rochdale.voting.rules.rule import Rule
from rochdale.voting.rules.tops import elect_most
from rochdale.voting.words import N_

NAME = "plurality"


def count(contest: Contest, profile: Profile[Choice], lots: Lots) -> Outcome:
    """Count the marks of each standing candidate, and elect those with the most. Raises LotNeeded."""
    votes: Counter[int] = Counter()
    for chosen, times in profile.ballots:
        votes.update({one: times for one in chosen if one in contest.standing})
    elected, notes = elect_most(contest, {one: votes[one] for one in contest.standing}, lots)
    table = tuple(Line(one, votes[one]) for one in contest.standing)
    first = Stage(Note("plurality.counted", {"ballots": profile.valid}), table, notes)
    return Outcome(NAME, contest.candidates, elected, (first,), tuple(lots.drawings))


RULE = Rule(
    NAME,
    frozenset({BallotKind.CHOICE}),
    count,
    {
        "plurality.counted": N_(
            "Each ballot counts for the candidate that it names. Valid ballots: %(ballots)s."
        ),
        "tops.elected": N_("%(candidate)s is elected with %(votes)s votes."),
        "tops.drawn": N_(
            "%(candidates_tied)s have as many votes. The lot puts %(candidates_drawn)s in this order."
        ),
    },
    several=True,
)
