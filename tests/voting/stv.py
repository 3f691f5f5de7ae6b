"""Random elections for the single transferable vote, and what holds of each rule for it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from hypothesis import strategies as st

from rochdale.voting.ballots import BallotKind, Ranking
from rochdale.voting.contests import Contest
from rochdale.voting.lots import Lots
from rochdale.voting.outcomes import Outcome
from rochdale.voting.profiles import Profile
from rochdale.voting.rules import tally

NAMES = ("Ada", "Blaise", "Chloé", "Denis", "Émilie", "Farid")
SEED = "4 8 15 16 23 42"


@dataclass(frozen=True)
class Election:
    """A contest and the ballots in the order in which they were cast."""

    contest: Contest
    ballots: tuple[Ranking, ...]

    def count(self, rule: str, seed: str | None = SEED) -> Outcome:
        """The outcome by a rule."""
        return tally(rule, self.contest, Profile.of(Counter(self.ballots)), BallotKind.RANKING, seed=seed)

    def draw(self, occasion: str, candidates: list[int]) -> tuple[int, ...]:
        """The lot that falls in this election, for counts that are not ours."""
        return Lots(SEED).draw(occasion, candidates, self.contest.candidates)

    def turned(self) -> Election:
        """The same with its candidates and its ballots in the opposite order."""
        last = len(self.contest.candidates) - 1
        contest = Contest(
            self.contest.candidates[::-1],
            self.contest.seats,
            frozenset(last - one for one in self.contest.withdrawn),
        )
        ballots = tuple(tuple((last - one,) for (one,) in ballot) for ballot in reversed(self.ballots))
        return Election(contest, ballots)


@st.composite
def strict_rankings(draw: st.DrawFn, candidates: int) -> Ranking:
    """One ranking without ties of any length, none at all too."""
    order = draw(st.permutations(range(candidates)))
    return tuple((one,) for one in order[: draw(st.integers(0, candidates))])


@st.composite
def elections(
    draw: st.DrawFn, *, seats_max: int = 4, ballots_max: int = 25, withdrawals: bool = True
) -> Election:
    """An election of up to six candidates; alike ballots come in packets, so that there are surpluses."""
    candidates = draw(st.integers(1, len(NAMES)))
    withdrawn: frozenset[int] = frozenset()
    if withdrawals and draw(st.integers(0, 3)) == 0:
        withdrawn = frozenset(draw(st.sets(st.integers(0, candidates - 1), max_size=candidates - 1)))
    contest = Contest(NAMES[:candidates], draw(st.integers(1, seats_max)), withdrawn)
    packets = st.tuples(strict_rankings(candidates), st.integers(1, 9))
    ballots: list[Ranking] = []
    for ranking, times in draw(st.lists(packets, max_size=ballots_max)):
        ballots += [ranking] * times
    return Election(contest, tuple(ballots))


@dataclass(frozen=True)
class Coalition:
    """An election in which `members` voters put the candidates of `clan`, all of them, before all others."""

    election: Election
    clan: frozenset[int]
    members: int


@st.composite
def coalitions(draw: st.DrawFn) -> Coalition:
    """A solid coalition among other voters, who may rank anybody."""
    candidates = draw(st.integers(2, len(NAMES)))
    contest = Contest(NAMES[:candidates], draw(st.integers(1, 4)))
    clan = draw(st.sets(st.integers(0, candidates - 1), min_size=1))
    rest = [one for one in range(candidates) if one not in clan]
    ours: list[Ranking] = []
    for _ in range(draw(st.integers(1, 6))):
        order = draw(st.permutations(sorted(clan))) + draw(st.permutations(rest)) if rest else [*clan]
        ours += [tuple((one,) for one in order)] * draw(st.integers(1, 9))
    packets = st.tuples(strict_rankings(candidates), st.integers(1, 9))
    others = [
        ranking for ranking, times in draw(st.lists(packets, max_size=10)) for _ in range(times) if ranking
    ]
    return Coalition(Election(contest, (*ours, *others)), frozenset(clan), len(ours))
