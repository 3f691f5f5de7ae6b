"""Lists that share the seats in proportion to their votes: each voter names one, and a list is elected many times."""

from __future__ import annotations

from functools import partial

from rochdale.voting.apportionment import SENTENCES, Method, apportion
from rochdale.voting.ballots import BallotKind, Choice
from rochdale.voting.contests import Contest
from rochdale.voting.lots import Lots
from rochdale.voting.outcomes import Outcome
from rochdale.voting.profiles import Profile
from rochdale.voting.rules.marks import marks_of
from rochdale.voting.rules.rule import Rule


def count(method: Method, contest: Contest, profile: Profile[Choice], lots: Lots) -> Outcome:
    """Share out the seats by the votes of each list; one that withdrew has none.

    Raises BallotsFaulty, ApportionmentImpossible, LotNeeded.
    """
    marks = marks_of(contest, profile, 1)
    votes = [marks.get(one, 0) for one in range(len(contest.candidates))]
    return apportion(method, contest.candidates, votes, contest.seats, lots).transcript


RULES = tuple(
    Rule(
        method.value,
        frozenset({BallotKind.CHOICE}),
        partial(count, method),
        SENTENCES,
        several=True,
        persons=False,
    )
    for method in Method
)
