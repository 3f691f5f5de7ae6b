"""Instant runoff once more: every ballot is read again at every stage."""

from __future__ import annotations

from fractions import Fraction

from rochdale.voting.contests import Contest
from rochdale.voting.lots import Lots

Rankings = list[tuple[tuple[int, ...], ...]]


def votes_among(left: list[int], ballots: Rankings) -> dict[int, Fraction]:
    """What each of those left gets when all ballots are read."""
    votes = {one: Fraction(0) for one in left}
    for ballot in ballots:
        for tier in ballot:
            best = [one for one in tier if one in left]
            if best:
                for one in best:
                    votes[one] += Fraction(1, len(best))
                break
    return votes


def count(contest: Contest, ballots: Rankings, seed: str) -> tuple[int, list[int]]:
    """Who is elected, and who dropped out, in order."""
    left, history, out, lots = list(contest.standing), [], [], Lots(seed)
    while True:
        votes = votes_among(left, ballots)
        history.append(votes)
        for one in left:
            if votes[one] > sum(votes.values()) / 2 or len(left) == 1:
                return one, out
        doomed = left
        for earlier in history[::-1]:
            doomed = [one for one in doomed if earlier[one] == min(earlier[other] for other in doomed)]
        loser = lots.draw(f"exclusion {len(history)}", doomed, contest.candidates)[-1]
        left.remove(loser)
        out.append(loser)
