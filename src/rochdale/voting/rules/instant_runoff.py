"""Instant runoff: the candidate with the fewest votes drops out, until one has more than half of those that count.

Each ballot counts for the best placed of those who are left; where several share that place, in equal parts. Of
several with the fewest, whoever had fewer at the last stage at which they differed drops out; else the lot decides.
Also called the alternative vote.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from rochdale.voting.ballots import BallotKind, Ranking
from rochdale.voting.contests import Contest
from rochdale.voting.lots import Lots
from rochdale.voting.outcomes import Figure, Line, Note, Outcome, Stage
from rochdale.voting.profiles import Profile
from rochdale.voting.rules.preferences import plain, share_of, top_of
from rochdale.voting.rules.rule import Rule
from rochdale.voting.rules.tops import order_of
from rochdale.voting.words import N_, NP_

NAME = "instant_runoff"


@dataclass(slots=True)
class _Piles:
    """The ballots on the candidates' piles. A ballot whose best place is shared lies on several."""

    ballots: tuple[tuple[Ranking, int], ...]
    left: set[int]
    votes: dict[int, Figure] = field(default_factory=dict)
    exhausted: int = 0
    piles: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        self.votes = dict.fromkeys(sorted(self.left), 0)
        for place, (ranking, times) in enumerate(self.ballots):
            self._lay(place, top_of(ranking, self.left), times, new=self.left)

    def _lay(self, place: int, top: tuple[int, ...], times: int, new: Iterable[int]) -> None:
        for one in top:
            self.votes[one] = plain(self.votes[one] + share_of(times, len(top)))
            if one in new:
                self.piles[one].append(place)
        if not top:
            self.exhausted += times

    def exclude(self, loser: int) -> None:
        """Take a candidate out, and give each ballot of the pile to whom it names next."""
        before = frozenset(self.left)
        self.left.discard(loser)
        del self.votes[loser]
        for place in self.piles.pop(loser, ()):
            ranking, times = self.ballots[place]
            shared = [one for one in top_of(ranking, before) if one != loser]
            for one in shared:
                self.votes[one] -= share_of(times, len(shared) + 1)
            top = top_of(ranking, self.left)
            self._lay(place, top, times, new=set(top) - set(shared))


def count(contest: Contest, profile: Profile[Ranking], lots: Lots) -> Outcome:
    """Let the last drop out until one has the majority. Raises LotNeeded."""
    piles = _Piles(profile.ballots, set(contest.standing))
    history: list[dict[int, Figure]] = [dict(piles.votes)]
    stages = [Stage(Note("instant_runoff.first", {"ballots": profile.valid}), _table(piles, {}, 0))]
    excluded: list[int] = []
    while (winner := _majority(piles.votes)) is None:
        loser, notes = _last(contest, history, lots)
        before, before_exhausted = dict(piles.votes), piles.exhausted
        piles.exclude(loser)
        excluded.append(loser)
        history.append(dict(piles.votes))
        reason = Note("instant_runoff.excluded", {"candidate": loser, "votes": before[loser]})
        stages.append(Stage(reason, _table(piles, before, before_exhausted), notes))
    stages[-1] = _with_winner(stages[-1], winner, piles.votes)
    others = {one: figure for one, figure in piles.votes.items() if one != winner}
    order = ((winner,), *order_of(others), *((one,) for one in reversed(excluded)))
    split = any(isinstance(figure, Fraction) for votes in history for figure in votes.values())
    return Outcome(NAME, contest.candidates, (winner,), tuple(stages), tuple(lots.drawings), order,
                   decimals=None if split else 0)  # fmt: skip


def _majority(votes: Mapping[int, Figure]) -> int | None:
    best = max(votes, key=lambda one: votes[one])
    return best if len(votes) == 1 or 2 * votes[best] > sum(votes.values()) else None


def _last(contest: Contest, history: list[dict[int, Figure]], lots: Lots) -> tuple[int, tuple[Note, ...]]:
    """Who drops out, and how a tie for it was broken."""
    level = list(history[-1])
    notes: list[Note] = []
    for votes in reversed(history):
        fewest = min(votes[one] for one in level)
        fewer = [one for one in level if votes[one] == fewest]
        if votes is not history[-1] and len(fewer) < len(level):
            stage = history.index(votes) + 1
            notes.append(Note("instant_runoff.earlier", {"candidates_tied": level, "candidates_fewer": fewer,
                                                         "stage": stage}))  # fmt: skip
        level = fewer
    if len(level) == 1:
        return level[0], tuple(notes)
    drawn = lots.draw(f"exclusion {len(history)}", level, contest.candidates)
    notes.append(Note("instant_runoff.drawn", {"candidates_tied": level, "candidate": drawn[-1]}))
    return drawn[-1], tuple(notes)


def _table(piles: _Piles, before: Mapping[int, Figure], exhausted: int) -> tuple[Line, ...]:
    """All who had votes before this stage, then the ballots that name nobody who is left."""
    lines = [
        Line(one, figure, plain(figure - before[one]) if before else None)
        for one, figure in piles.votes.items()
    ]
    lines += [Line(one, 0, -figure) for one, figure in before.items() if one not in piles.votes]
    return (*lines, Line("exhausted", piles.exhausted, piles.exhausted - exhausted if before else None))


def _with_winner(stage: Stage, winner: int, votes: Mapping[int, Figure]) -> Stage:
    facts = {"candidate": winner, "votes": votes[winner], "counting": plain(sum(votes.values()))}
    return Stage(stage.reason, stage.table, (*stage.notes, Note("instant_runoff.elected", facts)))


RULE = Rule(
    NAME,
    frozenset({BallotKind.RANKING}),
    count,
    {
        "instant_runoff.first": N_(
            "Each ballot counts for the candidate in its first place. Valid ballots: %(ballots)s."
        ),
        "instant_runoff.excluded": N_(
            "Nobody has more than half. %(candidate)s has the fewest votes, %(votes)s, and drops out; these ballots "
            "count for whom they name next."
        ),
        "instant_runoff.earlier": N_(
            "%(candidates_tied)s had as few votes. At stage %(stage)s the fewest of them were those of "
            "%(candidates_fewer)s."
        ),
        "instant_runoff.drawn": N_(
            "%(candidates_tied)s have had as few votes at every stage. The lot says that %(candidate)s drops out."
        ),
        "instant_runoff.elected": NP_(
            "%(candidate)s is elected with %(votes)s of the %(counting)s vote that still counts.",
            "%(candidate)s is elected with %(votes)s of %(counting)s votes that still count.",
            "counting",
        ),
    },
)
