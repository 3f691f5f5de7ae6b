"""What a ballot says, by kind, and everything that is wrong with one.

A ballot is a plain immutable value, so that equal ballots are one value and can be counted together:

- a choice (choose one, up to k, approval) is the chosen candidates in ascending order;
- a ranking is the tiers from the best: a tier of one candidate, or of several where ties are allowed; who is in no
  tier is not ranked;
- scores are one number per candidate, None where nothing was written.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from rochdale.kernel.errors import Fault

Choice = tuple[int, ...]
Ranking = tuple[tuple[int, ...], ...]
Scores = tuple[int | None, ...]
Ballot = Choice | Ranking | Scores


class BallotKind(StrEnum):
    """What voters are asked to write."""

    CHOICE = "choice"
    RANKING = "ranking"
    SCORES = "scores"


@dataclass(frozen=True, slots=True)
class Paper:
    """What one ballot may say: the kind, the number of candidates, and the bounds that were announced.

    Of a choice or a ranking, `marks_min` to `marks_max` candidates are named (None: no bound but the candidates).
    Of scores, each lies from `score_min` to `score_max`; where voters share out points their sum is `points`, or
    from `points_min` to `points` where they need not give all of them. Where voters put together a budget, the
    costs of what they choose are `cost_max` at most. `voting.papers` makes the papers that meetings use.
    """

    kind: BallotKind
    candidates: int
    marks_min: int = 0
    marks_max: int | None = None
    ties: bool = False
    score_min: int = 0
    score_max: int = 10
    points: int | None = None
    points_min: int | None = None
    costs: tuple[int, ...] | None = None
    cost_max: int | None = None


def faults_of(ballot: Ballot, paper: Paper, source: str = "ballot", line: int | None = None) -> list[Fault]:
    """Everything that is wrong with a ballot; none for a good one and for a blank one, which says nothing."""
    found = _FAULTS[paper.kind](ballot, paper)
    return [Fault(source, line, code, facts) for code, facts in found]


def is_blank(ballot: Ballot) -> bool:
    """Whether a ballot says nothing at all: no candidate named, no score written."""
    return all(part is None for part in ballot)


def is_plain(ballot: Ballot, paper: Paper) -> bool:
    """Whether a ballot is seen at once to be good: it ranks candidates of the paper one by one, with no bound on
    how many. Of any other only `faults_of` can tell."""
    if paper.kind is not BallotKind.RANKING or paper.marks_min or paper.marks_max is not None:
        return False
    named = set(ballot)
    return len(named) == len(ballot) and named <= _alone(paper.candidates)


@lru_cache
def _alone(candidates: int) -> frozenset[object]:
    return frozenset((one,) for one in range(candidates))


_Found = Iterator[tuple[str, dict[str, object]]]


def _of_choice(ballot: Ballot, paper: Paper) -> _Found:
    yield from _of_names([one for one in ballot if isinstance(one, int)], paper)
    if list(ballot) != sorted(ballot):  # type: ignore[type-var]  # a choice holds candidates only
        yield "choice_unsorted", {}
    if paper.costs is not None and paper.cost_max is not None:
        cost = sum(paper.costs[one] for one in ballot if isinstance(one, int) and 0 <= one < len(paper.costs))
        if cost > paper.cost_max:
            yield "cost_too_high", {"cost": cost, "cost_max": paper.cost_max}


def _of_ranking(ballot: Ballot, paper: Paper) -> _Found:
    tiers = [tier for tier in ballot if isinstance(tier, tuple)]
    yield from _of_names([one for tier in tiers for one in tier], paper)
    for place, tier in enumerate(tiers, 1):
        if not tier:
            yield "tier_empty", {"place": place}
        if len(tier) > 1 and not paper.ties:
            yield "tie_not_allowed", {"place": place, "candidates": tier}


def _of_names(named: Sequence[int], paper: Paper) -> _Found:
    for one, times in Counter(named).items():
        if not 0 <= one < paper.candidates:
            yield "candidate_unknown", {"candidate": one}
        if times > 1:
            yield "candidate_repeated", {"candidate": one, "times": times}
    marks_max = paper.candidates if paper.marks_max is None else paper.marks_max
    if len(named) > marks_max:
        yield "marks_too_many", {"marks": len(named), "marks_max": marks_max}
    if 0 < len(named) < paper.marks_min:
        yield "marks_too_few", {"marks": len(named), "marks_min": paper.marks_min}


def _of_scores(ballot: Ballot, paper: Paper) -> _Found:
    if len(ballot) != paper.candidates:
        yield "scores_miscounted", {"scores": len(ballot), "candidates": paper.candidates}
    written = {one: score for one, score in enumerate(ballot) if isinstance(score, int)}
    for one, score in written.items():
        if not paper.score_min <= score <= paper.score_max:
            yield "score_out_of_range", {"candidate": one, "score": score}
    points = sum(written.values())
    if paper.points is not None and written and not _least_points(paper) <= points <= paper.points:
        yield "points_miscounted", {"points": points, "points_wanted": paper.points}


def _least_points(paper: Paper) -> int:
    least = paper.points if paper.points_min is None else paper.points_min
    assert least is not None
    return least


_FAULTS = {
    BallotKind.CHOICE: _of_choice,
    BallotKind.RANKING: _of_ranking,
    BallotKind.SCORES: _of_scores,
}
