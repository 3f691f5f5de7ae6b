"""Two rounds once more, on whole ballots."""

from __future__ import annotations

from rochdale.voting.contests import Contest
from rochdale.voting.lots import Lots

from . import marks
from .instant_runoff import Rankings, votes_among


def count(contest: Contest, ballots: Rankings, seed: str) -> int:
    """Who is elected."""
    lots, names = Lots(seed), contest.candidates
    first = votes_among(list(contest.standing), ballots)
    for one, votes in first.items():
        if 2 * votes > sum(first.values()) or len(first) == 1:
            return one
    figures = sorted(first.values(), reverse=True)
    finalists = [one for one in first if first[one] > figures[1]]
    level = [one for one in first if first[one] == figures[1]]
    finalists += lots.draw("second round", level, names)[: 2 - len(finalists)] if len(level) > 1 else level
    if figures[0] == figures[1] and len(level) == 2:
        finalists = level
    second = votes_among(finalists, ballots)
    best = [one for one in finalists if second[one] == max(second.values())]
    best = [one for one in best if first[one] == max(first[other] for other in best)]
    return lots.draw("seat", best, names)[0]


def first_round(
    contest: Contest, ballots: list[tuple[int, ...]], seed: str
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Of ballots that name one candidate: who is elected, and else the two who meet again.

    Between two alone nothing is left for a second round to say, and the lot elects.
    """
    lots, names = Lots(seed), contest.candidates
    votes = marks.count(contest, ballots)
    others = {one: sum(votes[other] for other in votes if other != one) for one in votes}
    for one in votes:
        if votes[one] > others[one] or len(votes) == 1:
            return (one,), ()
    if len(votes) == 2:
        # Equal, or one would have more than the other: the round is drawn, and then the seat.
        return (lots.draw("seat", votes, names)[0],), ()
    finalists: list[int] = []
    while len(finalists) < 2:
        best = max(votes[one] for one in votes if one not in finalists)
        level = [one for one in votes if votes[one] == best and one not in finalists]
        fits = len(finalists) + len(level) <= 2
        finalists += level if fits else lots.draw("second round", level, names)[: 2 - len(finalists)]
    return (), tuple(finalists)
