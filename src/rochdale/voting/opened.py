"""What was opened of a verifiable ballot, as ballots that a counting rule reads.

Of choices only sums were opened: as many ballots of one mark as an answer has marks give the same sums, and every
rule that counts marks gives the same outcome. Where a ballot may have several marks these are not the ballots that were
cast, and the profile says so. Orders were opened one by one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from rochdale.voting.ballots import BallotKind, Paper, Ranking
from rochdale.voting.contests import Contest
from rochdale.voting.files import Counting
from rochdale.voting.profiles import Profile, Sums, sort_ballots
from rochdale.voting.verifiable.questions import Ranking as RankingQuestion
from rochdale.voting.verifiable.result import Rankings


def ranking_of(ranks: Sequence[int]) -> Ranking:
    """The tiers of a ballot that gives each answer a number: the lowest first, 0 for what is not ranked."""
    given = sorted({rank for rank in ranks if rank})
    return tuple(tuple(one for one, rank in enumerate(ranks) if rank == place) for place in given)


def profile_of_rankings(rankings: Iterable[Sequence[int]], answers: int) -> Profile[Ranking]:
    """Opened orders with how often each was cast; the blank ones, and those that are none, are counted apart."""
    cast = Counter(ranking_of(ranks) for ranks in rankings)
    return sort_ballots(cast, Paper(BallotKind.RANKING, answers))


def profile_of_counts(
    counts: Sequence[int], blank: int = 0, *, marks_most: int = 1, voted: int | None = None
) -> Profile[tuple[int, ...]]:
    """Opened sums as ballots of one mark each, of which one might have `marks_most`.

    `voted` is how many cast a ballot, the blank ones too, where that is known.
    """
    ballots: dict[tuple[int, ...], int] = {(one,): count for one, count in enumerate(counts)}
    profile = Profile.of(ballots, blank=blank)
    return profile if marks_most == 1 else replace(profile, sums=Sums(voted))


def counting_of(question: RankingQuestion, rankings: Rankings, seats: int) -> Counting:
    """The orders that were opened for a question, as a file of ballots holds them. Raises as Contest does."""
    contest = Contest(question.answers, seats)
    profile = profile_of_rankings(rankings, len(question.answers))
    return Counting(contest, profile, BallotKind.RANKING, question.text)
