"""Rankings without ties, as the rules that transfer votes read them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import chain

from rochdale.voting.ballots import BallotKind, Ranking
from rochdale.voting.contests import Contest
from rochdale.voting.errors import BallotsUnfit
from rochdale.voting.profiles import Profile

WITH_TIES = "ranking with ties"
_BYTE = 256

# The candidates of a ballot from the first preference on, and how many ballots say the same.
Papers = tuple[Sequence[int], int]


def strict_papers(contest: Contest, profile: Profile[Ranking], rule: str) -> list[Papers]:
    """Each ballot as a plain row of candidates. Raises BallotsUnfit where several share a place."""
    # A row of bytes lies in one piece of memory, and is read through several times as fast as a tuple of tuples.
    row: Callable[[Iterable[int]], Sequence[int]] = bytes if len(contest.candidates) <= _BYTE else tuple
    papers = [(row(chain.from_iterable(ranking)), times) for ranking, times in profile.ballots]
    for (preferences, _times), (ranking, _) in zip(papers, profile.ballots, strict=True):
        if len(preferences) != len(ranking):
            raise BallotsUnfit(rule=rule, kind=WITH_TIES, wanted=[BallotKind.RANKING])
    return papers
