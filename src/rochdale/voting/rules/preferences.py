"""What rankings say of the candidates who stand: whom a ballot puts first, and whom before whom.

A ranking puts whoever it names before whoever it does not; those it leaves out, or puts in one place, are alike.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from fractions import Fraction

from rochdale.voting.ballots import Ranking
from rochdale.voting.contests import Contest
from rochdale.voting.outcomes import Figure, Matrix
from rochdale.voting.profiles import Profile


def top_of(ranking: Ranking, among: AbstractSet[int]) -> tuple[int, ...]:
    """The candidates of the best place that has any of `among`; none where the ranking has none of them."""
    for tier in ranking:
        if found := tuple(one for one in tier if one in among):
            return found
    return ()


def share_of(times: int, heads: int) -> Figure:
    """What each of `heads` candidates in one place gets of so many ballots: an integer where it is one."""
    return times // heads if times % heads == 0 else Fraction(times, heads)


def plain(figure: Figure) -> Figure:
    """An integer where the fraction is one, so that equal figures look the same."""
    return figure.numerator if isinstance(figure, Fraction) and figure.denominator == 1 else figure


def places_of(ranking: Ranking, standing: AbstractSet[int]) -> Iterator[tuple[int, ...]]:
    """All who stand, place by place: those of the ranking, then in the last place whoever it does not name."""
    named: set[int] = set()
    for tier in ranking:
        if found := tuple(one for one in tier if one in standing):
            named.update(found)
            yield found
    if rest := tuple(sorted(standing - named)):
        yield rest


def pairwise(contest: Contest, profile: Profile[Ranking]) -> Matrix:
    """On how many ballots each candidate stands before each other."""
    standing = contest.standing
    everybody = frozenset(standing)
    wins = {one: dict.fromkeys(standing, 0) for one in standing}
    for ranking, times in profile.ballots:
        before: list[int] = []
        for place in places_of(ranking, everybody):
            for winner in before:
                row = wins[winner]
                for loser in place:
                    row[loser] += times
            before += place
    return Matrix(standing, tuple(tuple(wins[one].values()) for one in standing))


def levels_by(standing: Sequence[int], beats: Sequence[tuple[int, int]]) -> tuple[tuple[int, ...], ...]:
    """The candidates in levels: those whom nobody beats, then those whom only they beat, and so on.

    `beats` are pairs of winner and loser, in which nobody beats himself by any detour.
    """
    left, levels = set(standing), []
    while left:
        beaten = {loser for winner, loser in beats if winner in left and loser in left}
        level = tuple(sorted(left - beaten))
        assert level, "a cycle among the pairs"
        levels.append(level)
        left -= set(level)
    return tuple(levels)
