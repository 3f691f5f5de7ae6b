"""From a counting to its file of JSON, a ballot a line."""

from __future__ import annotations

import json
from typing import Any

from rochdale.kernel.errors import Fault
from rochdale.voting.ballots import BallotKind, Paper, Scores
from rochdale.voting.contests import Contest
from rochdale.voting.errors import BallotsFaulty
from rochdale.voting.files import Counting
from rochdale.voting.files.json_ballots.reading import BOUNDS, FORMAT


def write(counting: Counting) -> str:
    """The file of a counting, a ballot a line; `read` gives back an equal one, with the paper that was announced.

    Where the counting has no paper, the file gets the narrowest that all its ballots have room on. Raises
    BallotsFaulty for a contest that says more than the format has room for, such as a budget.
    """
    contest, profile = counting.contest, counting.profile
    if type(contest) is not Contest:
        raise BallotsFaulty(faults=[Fault("ballots.json", None, "contest_unwritable")])
    paper = counting.paper or _paper_for(counting)
    head: dict[str, Any] = {"format": FORMAT, "title": counting.title, "candidates": list(contest.candidates)}
    if contest.withdrawn:
        head["withdrawn"] = [contest.candidates[one] for one in sorted(contest.withdrawn)]
    head |= {"seats": contest.seats, "paper": _paper_told(paper, contest.candidates), "blank": profile.blank}
    if profile.spoilt_count:
        head["spoilt"] = {"count": profile.spoilt_count, "reasons": dict(profile.spoilt)}
    lines = [f" {_json(name)}: {_json(value)}," for name, value in head.items()]
    told = [
        "  " + _json({"count": times, paper.kind: _ballot_told(ballot, paper.kind, contest.candidates)})
        for ballot, times in profile.ballots
    ]
    ballots = "\n".join([' "ballots": [', ",\n".join(told), " ]"] if told else [' "ballots": []'])
    return "\n".join(["{", *lines, ballots, "}"]) + "\n"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _paper_for(counting: Counting) -> Paper:
    kind, candidates = counting.kind, len(counting.contest.candidates)
    ballots = [ballot for ballot, _times in counting.profile.ballots]
    if kind == BallotKind.RANKING:
        return Paper(kind, candidates, ties=any(len(tier) > 1 for ballot in ballots for tier in ballot))
    if kind == BallotKind.CHOICE:
        return Paper(kind, candidates)
    scores = [score for ballot in ballots for score in ballot if score is not None]
    return Paper(kind, candidates, score_min=min(scores, default=0), score_max=max(scores, default=0))


def _paper_told(paper: Paper, candidates: tuple[str, ...]) -> dict[str, Any]:
    """Only what differs from a paper without bounds."""
    plain = Paper(paper.kind, paper.candidates)
    told: dict[str, Any] = {"kind": paper.kind}
    told |= {
        name: getattr(paper, name)
        for name in ("ties", *BOUNDS)
        if getattr(paper, name) != getattr(plain, name)
    }
    if paper.costs is not None:
        told["costs"] = dict(zip(candidates, paper.costs, strict=True))
    return told


def _ballot_told(ballot: Any, kind: BallotKind, candidates: tuple[str, ...]) -> object:
    if kind == BallotKind.CHOICE:
        return [candidates[one] for one in ballot]
    if kind == BallotKind.SCORES:
        scores: Scores = ballot
        return {candidates[one]: score for one, score in enumerate(scores) if score is not None}
    names = [[candidates[one] for one in tier] for tier in ballot]
    return [tier[0] if len(tier) == 1 else tier for tier in names]
