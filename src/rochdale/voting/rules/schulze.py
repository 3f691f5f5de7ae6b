"""Schulze: a candidate beats another whose strongest chain of duels the other way is weaker.

A duel is as strong as the number of ballots for its winner, a chain as its weakest duel (M. Schulze, A new
monotonic, clone-independent, reversal symmetric, and Condorcet-consistent single-winner election method, Social
Choice and Welfare 36, 2011; strength by winning votes). Several whom nobody beats need a lot.
"""

from __future__ import annotations

from rochdale.voting.ballots import BallotKind, Ranking
from rochdale.voting.contests import Contest
from rochdale.voting.lots import Lots
from rochdale.voting.outcomes import Figure, Matrix, Note, Outcome, Stage
from rochdale.voting.profiles import Profile
from rochdale.voting.rules.duels import DUELS, duels_stage, elect_first
from rochdale.voting.rules.preferences import levels_by, pairwise
from rochdale.voting.rules.rule import Rule
from rochdale.voting.words import N_

NAME = "schulze"


def count(contest: Contest, profile: Profile[Ranking], lots: Lots) -> Outcome:
    """Elect whom nobody beats by chains of duels. Raises LotNeeded."""
    duels = pairwise(contest, profile)
    paths = strengths(duels)
    beats = [
        (one, other)
        for one in contest.standing
        for other in contest.standing
        if paths.between(one, other) > paths.between(other, one)
    ]
    order = levels_by(contest.standing, beats)
    winner, notes = elect_first(contest, order[0], lots)
    stages = (duels_stage(duels, profile), Stage(Note("schulze.paths"), notes=notes, matrix=paths))
    return Outcome(NAME, contest.candidates, (winner,), stages, tuple(lots.drawings), order)


def strengths(duels: Matrix) -> Matrix:
    """The strength of the strongest chain from each candidate to each other, after Floyd and Warshall."""
    size = range(len(duels.subjects))
    best: list[list[Figure]] = [
        [duels.rows[one][other] if duels.rows[one][other] > duels.rows[other][one] else 0 for other in size]
        for one in size
    ]
    for middle in size:
        for one in size:
            for other in size:
                through = min(best[one][middle], best[middle][other])
                if one != other and through > best[one][other]:
                    best[one][other] = through
    return Matrix(duels.subjects, tuple(tuple(row) for row in best))


RULE = Rule(
    NAME,
    frozenset({BallotKind.RANKING}),
    count,
    {
        "schulze.paths": N_(
            "The table shows how strong the strongest chain of won duels is from each candidate to each other: as "
            "strong as its weakest duel. Whose chain is stronger than the one back beats the other."
        ),
        **DUELS,
    },
)
