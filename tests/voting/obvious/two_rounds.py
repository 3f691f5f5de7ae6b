"""Two rounds once more, on whole ballots."""

from __future__ import annotations

from rochdale.voting.contests import Contest
from rochdale.voting.lots import Lots

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
