"""Ranked pairs: the duels are locked in, the largest majority first, unless one contradicts those before it.

A majority is as large as its margin (T. N. Tideman, Independence of clones as a criterion for voting rules, Social
Choice and Welfare 4, 1987). Where the order of equal margins matters, a lot puts the candidates in an order, and
the duels of whoever comes first in it are locked in first (after Zavist and Tideman, 1989).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from rochdale.voting.ballots import BallotKind, Ranking
from rochdale.voting.contests import Contest
from rochdale.voting.lots import Lots
from rochdale.voting.outcomes import Figure, Line, Matrix, Note, Outcome, Stage
from rochdale.voting.profiles import Profile
from rochdale.voting.rules.duels import DUELS, duels_stage, elect_first
from rochdale.voting.rules.preferences import levels_by, pairwise
from rochdale.voting.rules.rule import Rule
from rochdale.voting.words import N_

NAME = "ranked_pairs"
Pair = tuple[int, int]


@dataclass(slots=True)
class _Locked:
    """The pairs that are locked in, and whom each candidate beats by them, directly or not."""

    pairs: list[Pair] = field(default_factory=list)
    reach: dict[int, set[int]] = field(default_factory=dict)

    def contradicts(self, pair: Pair) -> bool:
        winner, loser = pair
        return winner in self.reach.get(loser, ())

    def lock(self, pair: Pair) -> None:
        winner, loser = pair
        gained = {loser} | self.reach.get(loser, set())
        self.pairs.append(pair)
        self.reach.setdefault(winner, set()).update(gained)
        for below in self.reach.values():
            if winner in below:
                below.update(gained)

    def copy(self) -> _Locked:
        return _Locked(list(self.pairs), {one: set(below) for one, below in self.reach.items()})


def count(contest: Contest, profile: Profile[Ranking], lots: Lots) -> Outcome:
    """Lock the duels in, and elect who then has nobody before. Raises LotNeeded."""
    duels = pairwise(contest, profile)
    locked = _Locked()
    stages = [duels_stage(duels, profile)]
    for margin, level in groupby(_won(duels), key=lambda pair: _margin(duels, pair)):
        pairs, notes = _in_order(contest, locked, list(level), lots)
        stages += _lock_all(locked, pairs, margin, notes)
    order = levels_by(contest.standing, locked.pairs)
    winner, notes = elect_first(contest, order[0], lots)
    stages.append(Stage(Note("ranked_pairs.order"), notes=notes))
    return Outcome(NAME, contest.candidates, (winner,), tuple(stages), tuple(lots.drawings), order)


def _margin(duels: Matrix, pair: Pair) -> Figure:
    winner, loser = pair
    return duels.between(winner, loser) - duels.between(loser, winner)


def _won(duels: Matrix) -> list[Pair]:
    pairs = [(one, other) for one in duels.subjects for other in duels.subjects]
    won = [pair for pair in pairs if _margin(duels, pair) > 0]
    return sorted(won, key=lambda pair: (-_margin(duels, pair), pair))


def _in_order(
    contest: Contest, locked: _Locked, level: list[Pair], lots: Lots
) -> tuple[Sequence[Pair], tuple[Note, ...]]:
    """Pairs of one margin in the order of locking: any order, unless they contradict each other."""
    trial = locked.copy()
    possible = [pair for pair in level if not locked.contradicts(pair)]
    for pair in possible:
        if trial.contradicts(pair):
            among = {one for pair in possible for one in pair}
            drawn = lots.draw(f"pairs {len(locked.pairs) + 1}", among, contest.candidates)
            note = Note("ranked_pairs.drawn", {"candidates_drawn": drawn})
            return _by_lot(level, drawn), (note,)
        trial.lock(pair)
    return level, ()


def _by_lot(level: Iterable[Pair], drawn: Sequence[int]) -> Sequence[Pair]:
    place = {one: number for number, one in enumerate(drawn)}
    last = len(place)
    return sorted(level, key=lambda pair: (place.get(pair[0], last), place.get(pair[1], last)))


def _lock_all(
    locked: _Locked, pairs: Sequence[Pair], margin: Figure, notes: tuple[Note, ...]
) -> Iterable[Stage]:
    for winner, loser in pairs:
        facts = {"candidate_winner": winner, "candidate_loser": loser, "margin": margin}
        table = (Line(winner, margin), Line(loser, -margin))
        if locked.contradicts((winner, loser)):
            yield Stage(Note("ranked_pairs.contradicts", facts), table, notes)
        else:
            locked.lock((winner, loser))
            yield Stage(Note("ranked_pairs.locked", facts), table, notes)
        notes = ()


RULE = Rule(
    NAME,
    frozenset({BallotKind.RANKING}),
    count,
    {
        "ranked_pairs.locked": N_(
            "%(candidate_winner)s before %(candidate_loser)s by %(margin)s: locked in."
        ),
        "ranked_pairs.contradicts": N_(
            "%(candidate_winner)s before %(candidate_loser)s by %(margin)s: left out, since it contradicts what is "
            "locked in already."
        ),
        "ranked_pairs.drawn": N_(
            "Duels of this margin contradict each other. By lot those of %(candidates_drawn)s come in this order."
        ),
        "ranked_pairs.order": N_("All duels are looked at."),
        **DUELS,
    },
)
