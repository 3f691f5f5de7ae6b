"""A budget and its ballots to a `.pb` text that `reading` takes back as the same."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from rochdale.kernel.errors import Fault
from rochdale.voting.ballots import Ballot, BallotKind
from rochdale.voting.budgets import BudgetContest
from rochdale.voting.errors import BallotsFaulty
from rochdale.voting.files import Counting

# What would end a line, or the text.
_BREAKS = re.compile(r"[\0\r\n]+")

TYPES = {
    BallotKind.CHOICE: "approval",
    BallotKind.RANKING: "ordinal",
    BallotKind.SCORES: "scoring",
}


def write(counting: Counting, selected: Iterable[int] | None = None) -> str:
    """The text of a budget, with the projects that are funded where they are known.

    Voters get numbers in the fixed order of a profile, so that nothing tells who voted when. Spoilt ballots have no
    place in the format and are left out. The titles of projects become one line each.
    Raises BallotsFaulty for names and ballots that the format cannot hold.
    """
    contest = counting.contest
    if not isinstance(contest, BudgetContest):
        raise BallotsFaulty(faults=[Fault("", None, "kind_unwritable", {"kind": "seats"})])
    if faults := [Fault("", None, code, facts) for code, facts in _unwritable(counting, contest)]:
        raise BallotsFaulty(faults=faults)
    rows = [
        *_meta(counting, contest),
        *_projects(counting, contest, None if selected is None else frozenset(selected)),
        *_votes(counting, contest),
    ]
    return "".join(";".join(map(_cell, row)) + "\n" for row in rows)


def _unwritable(counting: Counting, contest: BudgetContest) -> Iterator[tuple[str, dict[str, object]]]:
    for name in contest.candidates:
        if "," in name or name != _BREAKS.sub(" ", name).strip() or not name:
            yield "name_unwritable", {"name": name}
    if any(
        isinstance(part, tuple) and len(part) > 1
        for ballot, _times in counting.profile.ballots
        for part in ballot
    ):
        yield "kind_unwritable", {"kind": "several in one place"}


def _cell(text: object) -> str:
    plain = _BREAKS.sub(" ", str(text))
    if any(sign in plain for sign in ';"'):
        return '"' + plain.replace('"', '""') + '"'
    return plain


def _amount(minor: int, contest: BudgetContest) -> str:
    if not contest.decimals:
        return str(minor)
    units, part = divmod(minor, 10**contest.decimals)
    return f"{units}.{part:0{contest.decimals}}"


def _meta(counting: Counting, contest: BudgetContest) -> Iterator[Sequence[object]]:
    paper = counting.paper
    yield ("META",)
    yield "key", "value"
    yield "description", counting.title
    yield "num_projects", len(contest.candidates)
    yield "num_votes", counting.profile.valid + counting.profile.blank
    yield "budget", _amount(contest.budget, contest)
    yield "vote_type", TYPES[counting.kind]
    if contest.currency:
        yield "currency", contest.currency
    if contest.score_min:
        yield "min_project_score_threshold", contest.score_min
    if paper is not None and paper.marks_min:
        yield "min_length", paper.marks_min
    if paper is not None and paper.marks_max is not None:
        yield "max_length", paper.marks_max
    if counting.kind is BallotKind.SCORES and paper is not None:
        yield "min_points", paper.score_min
        yield "max_points", paper.score_max
        if paper.points is not None:
            yield "min_sum_points", paper.points
            yield "max_sum_points", paper.points


def _projects(
    counting: Counting, contest: BudgetContest, selected: frozenset[int] | None
) -> Iterator[Sequence[object]]:
    votes = _named(counting)
    yield ("PROJECTS",)
    yield (
        "project_id", "cost", "votes",
        *(["name"] if contest.titles else []), *([] if selected is None else ["selected"]),
    )  # fmt: skip
    for one, name in enumerate(contest.candidates):
        row: list[object] = [name, _amount(contest.costs[one], contest), votes[one]]
        if contest.titles:
            row.append(contest.titles[one])
        if selected is not None:
            row.append(int(one in selected))
        yield row


def _named(counting: Counting) -> Counter[int]:
    votes: Counter[int] = Counter()
    for ballot, times in counting.profile.ballots:
        votes.update(dict.fromkeys(_places(ballot, counting.kind), times))
    return votes


def _places(ballot: Ballot, kind: BallotKind) -> list[int]:
    """The projects that a ballot names, in its order."""
    if kind is BallotKind.SCORES:
        return [one for one, score in enumerate(ballot) if score is not None]
    return [
        one for part in ballot for one in (part if isinstance(part, tuple) else (part,)) if one is not None
    ]


def _votes(counting: Counting, contest: BudgetContest) -> Iterator[Sequence[object]]:
    scored = counting.kind is BallotKind.SCORES
    yield ("VOTES",)
    yield ("voter_id", "vote", "points") if scored else ("voter_id", "vote")
    every: list[tuple[Ballot, int]] = [*counting.profile.ballots, ((), counting.profile.blank)]
    cast = [ballot for ballot, times in every for _voter in range(times)]
    for voter, ballot in enumerate(cast, 1):
        places = _places(ballot, counting.kind)
        row: list[object] = [voter, ",".join(contest.candidates[one] for one in places)]
        if scored:
            row.append(",".join(str(ballot[one]) for one in places))
        yield row
