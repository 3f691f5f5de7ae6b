"""The single transferable vote by Meek's method, in exact fractions.

Source: I. D. Hill, B. A. Wichmann and D. R. Woodall, "Algorithm 123: Single transferable vote by Meek's method", The
Computer Journal 30 (1987), 277-281. Every candidate has a keep factor: a hopeful one keeps all of each vote that
comes (1), an excluded one nothing (0), and an elected one just so much that the quota stays; the rest goes on to the
next candidate on the ballot, whoever that is. The quota is what is not exhausted, divided by the seats and one, and
falls as votes exhaust. In each round every elected candidate's factor is multiplied by quota / votes.

What the paper leaves to the machine's arithmetic is fixed here:

- votes, quota and exhausted votes are exact; only factors are rounded, up, to KEEP_DECIMALS decimals, and are never
  over 1, so that numbers stay bounded: with n elected, votes are integers of 10 to the power -n x KEEP_DECIMALS;
- rounds end when the votes of every elected candidate are within one part in CLOSENESS of the quota (the paper: one
  in 100,000), or when no factor changes any more at its decimals, or after ROUNDS_MAX rounds, and the transcript
  says how they ended. A table shows the votes of the last round and the factors that made them;
- then whoever has the quota is elected; if nobody has, the candidate with the fewest votes is excluded. Among equals
  a lot decides at once, as in the paper. Nobody reaches a quota with no votes.

Where several are left over for the last seats with exactly the quota each, those with the fewest votes, and among
equals those on whom the lot falls, stay out. When no more candidates are left than seats they are elected.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from fractions import Fraction

from rochdale.voting.ballots import BallotKind, Ranking
from rochdale.voting.contests import Contest
from rochdale.voting.lots import Lots
from rochdale.voting.outcomes import Line, Note, Outcome, Stage
from rochdale.voting.profiles import Profile
from rochdale.voting.rules.rankings import Papers, strict_papers
from rochdale.voting.rules.rule import Rule
from rochdale.voting.words import N_, NP_

NAME = "meek_stv"
KEEP_DECIMALS = 12
ALL = 10**KEEP_DECIMALS
CLOSENESS = 10**9
ROUNDS_MAX = 1_000
# How many decimals a table shows; the figures in it are exact.
DECIMALS_SHOWN = 6

# The elected candidates whom a vote passes, and who gets the rest: a hopeful one, or nobody.
_Path = tuple[tuple[int, ...], int | None]


def count(contest: Contest, profile: Profile[Ranking], lots: Lots) -> Outcome:
    """Count by Meek's method. Raises BallotsUnfit, LotNeeded."""
    papers = strict_papers(contest, profile, NAME)
    counting = _Count(contest, papers, lots, set(contest.standing))
    reason = Note("meek_stv.first", {"ballots": profile.valid, "seats": contest.seats})
    while not counting.ended:
        reason = counting.next_stage(reason)
    return Outcome(
        NAME,
        contest.candidates,
        tuple(counting.elected),
        tuple(counting.stages),
        tuple(lots.drawings),
        facts={"keep": {one: Fraction(kept, ALL) for one, kept in counting.keep.items()}},
        decimals=DECIMALS_SHOWN,
    )


@dataclass(frozen=True, slots=True)
class _Round:
    """Votes in integers of 1/`whole`, and what the same factors leave to nobody."""

    votes: Mapping[int, int]
    exhausted: int
    total: int
    whole: int

    @property
    def used(self) -> int:
        """The votes that somebody holds: quota x (seats + 1)."""
        return self.total - self.exhausted


@dataclass(slots=True)
class _Count:
    """Where the count stands; `keep` holds the factors of the elected in integers of 1/ALL."""

    contest: Contest
    papers: Sequence[Papers]
    lots: Lots
    hopeful: set[int]
    elected: list[int] = field(default_factory=list)
    keep: dict[int, int] = field(default_factory=dict)
    stages: list[Stage] = field(default_factory=list)

    @property
    def ended(self) -> bool:
        """Whether every seat is filled, or nobody is left to fill one."""
        return len(self.elected) >= self.contest.seats or not self.hopeful

    @property
    def free(self) -> int:
        """How many seats are left."""
        return self.contest.seats - len(self.elected)

    def next_stage(self, reason: Note) -> Note:
        """Find the factors, elect or exclude, and answer why the next stage will be. Raises LotNeeded."""
        last, notes = self._settled()
        after: Note | None = None
        if reached := self._reached(last, notes):
            after = Note("meek_stv.surplus", {"candidates": reached})
            self._elect(reached, last, "meek_stv.reached", notes)
            self.keep.update({one: self._keep_next(ALL, one, last) for one in reached})
        elif len(self.hopeful) > self.free:
            after = self._exclude(last, notes)
        if 0 < len(self.hopeful) <= self.free:
            if after and after.code == "meek_stv.excluded":
                notes.append(after)
            self._elect(self.hopeful, last, "meek_stv.filled", notes)
        self.stages.append(Stage(reason, self._table(last), tuple(notes)))
        return after or reason

    def _settled(self) -> tuple[_Round, list[Note]]:
        """The last round with its factors and what is to be told of it."""
        paths = paths_of(self.papers, self.hopeful, self.keep.keys())
        rounds = 1
        last = self._round(paths)
        while not self._is_close(last):
            keep = {one: self._keep_next(kept, one, last) for one, kept in self.keep.items()}
            if keep == self.keep or rounds == ROUNDS_MAX:
                break
            self.keep, rounds = keep, rounds + 1
            last = self._round(paths)
        quota = Fraction(last.used, last.whole * (self.contest.seats + 1))
        code = "meek_stv.settled" if self._is_close(last) else "meek_stv.unsettled"
        notes = [Note(code, {"rounds": rounds, "quota": quota})]
        for one, kept in self.keep.items():
            notes.append(Note("meek_stv.keep", {"candidate": one, "keep": Fraction(kept, ALL)}))
        return last, notes

    def _round(self, paths: Mapping[_Path, int]) -> _Round:
        """Let every vote run down its path, exactly: a factor takes KEEP_DECIMALS decimals, and there are enough."""
        whole = ALL ** len(self.keep)
        votes = dict.fromkeys((*self.hopeful, *self.keep), 0)
        exhausted = 0
        for (passed, heir), times in paths.items():
            rest = times * whole
            for one in passed:
                kept = rest * self.keep[one] // ALL
                votes[one] += kept
                rest -= kept
            if heir is None:
                exhausted += rest
            else:
                votes[heir] += rest
        return _Round(votes, exhausted, sum(paths.values()) * whole, whole)

    def _is_close(self, last: _Round) -> bool:
        return all(
            abs(last.votes[one] * (self.contest.seats + 1) - last.used) * CLOSENESS <= last.used
            for one in self.keep
        )

    def _keep_next(self, kept: int, one: int, last: _Round) -> int:
        """The factor times quota / votes, rounded up, and at most 1."""
        votes = last.votes[one] * (self.contest.seats + 1)
        return min(ALL, -(-kept * last.used // votes)) if votes else kept

    def _reached(self, last: _Round, notes: list[Note]) -> list[int]:
        """Who has the quota, the most votes first; where they are more than the seats, those who stay in."""
        quotas = self.contest.seats + 1
        reached = {one for one in self.hopeful if last.votes[one] and last.votes[one] * quotas >= last.used}
        while len(reached) > self.free:
            one, told = self._lowest(reached, last, "quota")
            notes += [*told, Note("meek_stv.left_over", {"candidate": one, "votes": _votes(one, last)})]
            reached.discard(one)
        return sorted(reached, key=lambda one: (-last.votes[one], one))

    def _elect(self, candidates: Collection[int], last: _Round, code: str, notes: list[Note]) -> None:
        ordered = sorted(candidates, key=lambda one: (-last.votes[one], one))
        notes += [Note(code, {"candidate": one, "votes": _votes(one, last)}) for one in ordered]
        self.elected += ordered
        self.hopeful.difference_update(ordered)

    def _exclude(self, last: _Round, notes: list[Note]) -> Note:
        one, told = self._lowest(self.hopeful, last, "exclusion")
        notes += told
        self.hopeful.discard(one)
        return Note("meek_stv.excluded", {"candidate": one, "votes": _votes(one, last)})

    def _lowest(self, among: AbstractSet[int], last: _Round, turn: str) -> tuple[int, list[Note]]:
        fewest = min(last.votes[one] for one in among)
        tied = sorted(one for one in among if last.votes[one] == fewest)
        if len(tied) == 1:
            return tied[0], []
        # The lot puts them in order, the best first: it is the last who has to go.
        last_drawn = self.lots.draw(f"{turn} {len(self.stages) + 1}", tied, self.contest.candidates)[-1]
        return last_drawn, [Note("meek_stv.drawn", {"candidates_tied": tied, "candidate": last_drawn})]

    def _table(self, last: _Round) -> tuple[Line, ...]:
        before = {line.subject: line.after for line in self.stages[-1].table} if self.stages else {}
        figures: dict[int | str, Fraction] = {
            one: Fraction(last.votes.get(one, 0), last.whole) for one in self.contest.standing
        }
        figures["exhausted"] = Fraction(last.exhausted, last.whole)
        figures["total"] = Fraction(last.total, last.whole)
        return tuple(
            Line(subject, after, after - before[subject] if before else None)
            for subject, after in figures.items()
        )


def paths_of(
    papers: Iterable[Papers], hopeful: AbstractSet[int], elected: AbstractSet[int]
) -> Counter[_Path]:
    """The ballots by what matters of them now: the elected before the first hopeful candidate, and that one.

    They are few, however many ballots there are, and so rounds cost little. A ballot that names nobody who is
    hopeful or elected passes nobody and has no heir.
    """
    paths: Counter[_Path] = Counter()
    for preferences, times in papers:
        passed: list[int] = []
        heir: int | None = None
        for one in preferences:
            if one in hopeful:
                heir = one
                break
            if one in elected:
                passed.append(one)
        paths[tuple(passed), heir] += times
    return paths


def _votes(one: int, last: _Round) -> Fraction:
    return Fraction(last.votes[one], last.whole)


RULE = Rule(
    NAME,
    frozenset({BallotKind.RANKING}),
    count,
    {
        "meek_stv.first": N_("First preferences are counted. Valid ballots: %(ballots)s. Seats: %(seats)s."),
        "meek_stv.surplus": N_(
            "Of each vote only so much stays with %(candidates)s that the quota is kept, and the rest goes on."
        ),
        "meek_stv.excluded": N_("%(candidate)s has the fewest votes, %(votes)s, and is excluded."),
        "meek_stv.settled": N_("The quota is %(quota)s. Rounds of calculation: %(rounds)s."),
        "meek_stv.unsettled": N_(
            "The quota is %(quota)s. The calculation was ended after %(rounds)s rounds, before every elected"
            " candidate came close to the quota."
        ),
        "meek_stv.keep": N_("%(candidate)s keeps %(keep)s of each vote."),
        "meek_stv.reached": NP_(
            "%(candidate)s reaches the quota with %(votes)s vote and is elected.",
            "%(candidate)s reaches the quota with %(votes)s votes and is elected.",
            "votes",
        ),
        "meek_stv.filled": NP_(
            "No more candidates are left than seats: %(candidate)s is elected with %(votes)s vote.",
            "No more candidates are left than seats: %(candidate)s is elected with %(votes)s votes.",
            "votes",
        ),
        "meek_stv.left_over": NP_(
            "More candidates have the quota than there are seats: %(candidate)s stays out with "
            "%(votes)s vote.",
            "More candidates have the quota than there are seats: %(candidate)s stays out with "
            "%(votes)s votes.",
            "votes",
        ),
        "meek_stv.drawn": N_("%(candidates_tied)s have equally few votes. The lot falls on %(candidate)s."),
    },
    several=True,
)
