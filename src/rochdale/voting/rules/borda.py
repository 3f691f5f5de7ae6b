"""Borda: a candidate gets a point for each other one whom a ballot puts after, and half a point for each alike.

So the points of a ballot always have the same sum, however many candidates it names (J.-C. de Borda, 1784; the
averaging of those alike is that of Black, The Theory of Committees and Elections, 1958).
"""

from __future__ import annotations

from collections import Counter
from fractions import Fraction

from rochdale.voting.ballots import BallotKind, Ranking
from rochdale.voting.contests import Contest
from rochdale.voting.lots import Lots
from rochdale.voting.outcomes import Figure, Note, Outcome, Stage
from rochdale.voting.profiles import Profile
from rochdale.voting.rules.marks import table_of
from rochdale.voting.rules.preferences import places_of, plain
from rochdale.voting.rules.rule import Rule
from rochdale.voting.rules.tops import elect_most, order_of
from rochdale.voting.words import N_, NP_

NAME = "borda"


def count(contest: Contest, profile: Profile[Ranking], lots: Lots) -> Outcome:
    """Add up the points of each standing candidate, and elect who has the most. Raises LotNeeded."""
    points = _points(contest, profile)
    elected, notes = elect_most(contest, points, lots)
    decimals = 1 if any(isinstance(figure, Fraction) for figure in points.values()) else 0
    reason = Note("borda.counted", {"ballots": profile.valid, "most": len(contest.standing) - 1})
    stage = Stage(reason, table_of(points), notes)
    return Outcome(
        NAME, contest.candidates, elected, (stage,), tuple(lots.drawings), order_of(points), decimals=decimals
    )


def _points(contest: Contest, profile: Profile[Ranking]) -> dict[int, Figure]:
    """In half points first, which are integers."""
    standing = frozenset(contest.standing)
    halves: Counter[int] = Counter()
    for ranking, times in profile.ballots:
        after = len(standing)
        for place in places_of(ranking, standing):
            after -= len(place)
            halves.update(dict.fromkeys(place, times * (2 * after + len(place) - 1)))
    return {one: plain(Fraction(halves[one], 2)) for one in contest.standing}


RULE = Rule(
    NAME,
    frozenset({BallotKind.RANKING}),
    count,
    {
        "borda.counted": NP_(
            "On the %(ballots)s valid ballot a candidate gets a point for each other one who "
            "comes after, %(most)s at most, and half a point for each who is alike.",
            "On each of %(ballots)s valid ballots a candidate gets a point for each other one who "
            "comes after, %(most)s at most, and half a point for each who is alike.",
            "ballots",
        ),
        "tops.elected": NP_(
            "%(candidate)s is elected with %(votes)s point.",
            "%(candidate)s is elected with %(votes)s points.",
            "votes",
        ),
        "tops.drawn": N_(
            "%(candidates_tied)s have as many points. The lot puts %(candidates_drawn)s in this order."
        ),
    },
    several=True,
)
