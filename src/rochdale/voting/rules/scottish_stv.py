"""The single transferable vote as the councils of Scotland count it: the Weighted Inclusive Gregory method.

Source: the Scottish Local Government Elections Order 2007 (SSI 2007/42), schedule 1, rules 45 to 52; the numbers in
brackets below are its rules. Votes are integers of 1/100000: the value of a paper is cut, never rounded, to five
decimals [48(3)], and everything else follows exactly.

Where the Order is silent: a paper that names only candidates who withdrew has no first preference and does not enter
the quota; candidates elected at one stage stand in the order of their votes, equals in that of the ballot paper.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from rochdale.voting.ballots import BallotKind, Ranking
from rochdale.voting.contests import Contest
from rochdale.voting.lots import Lots
from rochdale.voting.outcomes import Line, Note, Outcome, Stage
from rochdale.voting.profiles import Profile
from rochdale.voting.rules.parcels import Parcel, Parcels
from rochdale.voting.rules.rankings import Papers, strict_papers
from rochdale.voting.rules.rule import Rule
from rochdale.voting.words import N_, NP_

NAME = "scottish_stv"
DECIMALS = 5
ONE = 10**DECIMALS


def count(contest: Contest, profile: Profile[Ranking], lots: Lots) -> Outcome:
    """Count by the Order of 2007, one surplus or one exclusion a stage. Raises BallotsUnfit, LotNeeded."""
    papers = strict_papers(contest, profile, NAME)
    counting = _Count(contest, lots, set(contest.standing), dict.fromkeys(contest.standing, 0))
    counting.first_stage(papers)
    while not counting.ended:
        counting.next_stage()
    return Outcome(
        NAME,
        contest.candidates,
        tuple(counting.elected),
        tuple(counting.stages),
        tuple(lots.drawings),
        facts={"valid": counting.valid, "quota": counting.quota // ONE},
        decimals=DECIMALS,
    )


@dataclass(slots=True)
class _Count:
    """Where the count stands. All votes, and the quota, are in 1/100000.

    `pending` are the elected whose surplus still waits; `history` holds the figures at the end of each stage.
    """

    contest: Contest
    lots: Lots
    continuing: set[int]
    votes: dict[int, int]
    parcels: Parcels = field(default_factory=Parcels)
    valid: int = 0
    quota: int = 0
    exhausted: int = 0
    lost: int = 0
    elected: list[int] = field(default_factory=list)
    pending: set[int] = field(default_factory=set)
    history: list[dict[int | str, int]] = field(default_factory=list)
    stages: list[Stage] = field(default_factory=list)

    @property
    def ended(self) -> bool:
        """Whether every seat is filled, or nobody is left to fill one: then no transfer is made. [52(2)]"""
        return len(self.elected) >= self.contest.seats or not self.continuing

    def first_stage(self, papers: Iterable[Papers]) -> None:
        """Sort the papers by first preference, and find the quota. [45, 46]"""
        dealt = self.parcels.deal(papers, ONE, self.continuing)
        self.valid = sum(dealt.gained.values())
        self.quota = (self.valid // (self.contest.seats + 1) + 1) * ONE
        self._credit([dealt])
        self.exhausted = 0
        facts = {"valid": self.valid, "seats": self.contest.seats, "quota": self.quota // ONE}
        self._end_stage(Note("scottish_stv.first", facts))

    def next_stage(self) -> None:
        """Transfer the largest surplus or, where there is none, exclude the lowest candidate. [48 to 51]"""
        notes: list[Note] = []
        if self.pending:
            self._transfer_surplus(self._chosen(self.pending, max, "surplus", notes), notes)
        else:
            self._exclude(self._chosen(self.continuing, min, "exclusion", notes), notes)

    def _transfer_surplus(self, one: int, notes: list[Note]) -> None:
        """Move each paper on at surplus x value / votes, cut to five decimals; the quota stays behind. [48]"""
        self.pending.discard(one)
        total, surplus = self.votes[one], self.votes[one] - self.quota
        moved = self.parcels.transfer(one, lambda value: surplus * value // total, self.continuing)
        self.votes[one] -= surplus
        self.lost += surplus - sum(parcel.papers * parcel.value for parcel in moved)
        facts = {"candidate": one, "surplus": _exact(surplus), "votes": _exact(total)}
        self._credit(moved)
        self._end_stage(Note("scottish_stv.surplus", facts), [*notes, *_told(moved, "scottish_stv.revalued")])

    def _exclude(self, one: int, notes: list[Note]) -> None:
        """Move the papers of the lowest candidate on, each at the value at which it came. [50]"""
        self.continuing.discard(one)
        total, self.votes[one] = self.votes[one], 0
        moved = self.parcels.transfer(one, lambda value: value, self.continuing)
        self._credit(moved)
        reason = Note("scottish_stv.excluded", {"candidate": one, "votes": _exact(total)})
        self._end_stage(reason, [*notes, *_told(moved, "scottish_stv.parcel")])

    def _credit(self, moved: Iterable[Parcel]) -> None:
        for parcel in moved:
            self.exhausted += parcel.exhausted * parcel.value
            for one, papers in parcel.gained.items():
                self.votes[one] += papers * parcel.value

    def _end_stage(self, reason: Note, notes: Sequence[Note] = ()) -> None:
        """Elect who has reached the quota, then all who are left if they are no more than the seats. [47, 52(1)]"""
        self.history.append(self._figures())
        reached = [one for one in self.continuing if self.votes[one] >= self.quota]
        self.pending.update(one for one in reached if self.votes[one] > self.quota)
        told = [*notes, *self._elect(reached, "scottish_stv.reached")]
        if len(self.continuing) <= self.contest.seats - len(self.elected):
            told += self._elect(self.continuing, "scottish_stv.filled")
        self.stages.append(Stage(reason, _table(*self.history[-2:]), tuple(told)))

    def _elect(self, candidates: Collection[int], code: str) -> list[Note]:
        ordered = sorted(candidates, key=lambda one: (-self.votes[one], one))
        self.elected += ordered
        self.continuing.difference_update(ordered)
        return [Note(code, {"candidate": one, "votes": _exact(self.votes[one])}) for one in ordered]

    def _chosen(
        self, among: Collection[int], best: Callable[[Iterable[int]], int], turn: str, notes: list[Note]
    ) -> int:
        """Who has the most votes, or the fewest. Equals are told apart by the latest stage at which they were not
        equal, and if there is none by lot. [49, 51] Raises LotNeeded."""
        tied = level = sorted(among)
        for stage in range(len(self.history), 0, -1):
            votes = self.history[stage - 1]
            reached = best(votes[one] for one in level)
            level = [one for one in level if votes[one] == reached]
            if stage == len(self.history):
                tied = level
            if len(level) == 1:
                if len(tied) > 1:
                    facts = {"candidates_tied": tied, "candidate": level[0], "stage": stage}
                    notes.append(Note(f"scottish_stv.{turn}_by_stage", facts))
                return level[0]
        # The lot puts them in order, the best first: it is the last who is excluded.
        drawn = self.lots.draw(f"{turn} {len(self.history)}", level, self.contest.candidates)
        chosen = drawn[0] if best is max else drawn[-1]
        notes.append(Note(f"scottish_stv.{turn}_by_lot", {"candidates_tied": level, "candidate": chosen}))
        return chosen

    def _figures(self) -> dict[int | str, int]:
        total = sum(self.votes.values()) + self.exhausted + self.lost
        assert total == self.valid * ONE
        figures: dict[int | str, int] = dict(self.votes.items())
        figures.update(exhausted=self.exhausted, lost_by_fractions=self.lost, total=total)
        return figures


def _table(*figures: dict[int | str, int]) -> tuple[Line, ...]:
    """The last figures, with what changed since those before where there are any."""
    now = figures[-1]
    if len(figures) == 1:
        return tuple(Line(subject, _exact(after)) for subject, after in now.items())
    return tuple(
        Line(subject, _exact(after), _exact(after - figures[0][subject])) for subject, after in now.items()
    )


def _told(moved: Iterable[Parcel], code: str) -> list[Note]:
    """Parcel by parcel, at what value papers go on, how many to whom, and what that is worth."""
    notes: list[Note] = []
    for parcel in moved:
        values = {"value_before": _exact(parcel.value_before), "value": _exact(parcel.value)}
        notes.append(Note(code, {"papers": parcel.papers, **values}))
        for one, papers in sorted(parcel.gained.items()):
            facts = {"candidate": one, "papers": papers, "votes": _exact(papers * parcel.value)}
            notes.append(Note("scottish_stv.gained", facts))
        if papers := parcel.exhausted:
            facts = {"papers": papers, "votes": _exact(papers * parcel.value)}
            notes.append(Note("scottish_stv.exhausted", facts))
    return notes


def _exact(hundred_thousandths: int) -> Fraction:
    return Fraction(hundred_thousandths, ONE)


RULE = Rule(
    NAME,
    frozenset({BallotKind.RANKING}),
    count,
    {
        "scottish_stv.first": N_(
            "First preferences are counted. Valid papers: %(valid)s. Seats: %(seats)s. Quota: %(quota)s."
        ),
        "scottish_stv.surplus": NP_(
            "The surplus of %(candidate)s is transferred: %(surplus)s of %(votes)s vote.",
            "The surplus of %(candidate)s is transferred: %(surplus)s of %(votes)s votes.",
            "votes",
        ),
        "scottish_stv.excluded": N_("%(candidate)s has the fewest votes, %(votes)s, and is excluded."),
        "scottish_stv.revalued": N_(
            "Papers that came at a value of %(value_before)s go on at %(value)s: %(papers)s in all."
        ),
        "scottish_stv.parcel": N_(
            "Papers that came at a value of %(value)s go on as they are: %(papers)s in all."
        ),
        "scottish_stv.gained": NP_(
            "Papers to %(candidate)s: %(papers)s, worth %(votes)s vote.",
            "Papers to %(candidate)s: %(papers)s, worth %(votes)s votes.",
            "votes",
        ),
        "scottish_stv.exhausted": NP_(
            "Papers without a further choice: %(papers)s, worth %(votes)s vote.",
            "Papers without a further choice: %(papers)s, worth %(votes)s votes.",
            "votes",
        ),
        "scottish_stv.reached": NP_(
            "%(candidate)s reaches the quota with %(votes)s vote and is elected.",
            "%(candidate)s reaches the quota with %(votes)s votes and is elected.",
            "votes",
        ),
        "scottish_stv.filled": NP_(
            "No more candidates are left than seats: %(candidate)s is elected with %(votes)s vote.",
            "No more candidates are left than seats: %(candidate)s is elected with %(votes)s votes.",
            "votes",
        ),
        "scottish_stv.surplus_by_stage": N_(
            "%(candidates_tied)s have equal surpluses. %(candidate)s had the most votes after stage %(stage)s,"
            " the latest at which they differed, and goes first."
        ),
        "scottish_stv.surplus_by_lot": N_(
            "%(candidates_tied)s had equal votes at every stage. The lot falls on %(candidate)s,"
            " whose surplus goes first."
        ),
        "scottish_stv.exclusion_by_stage": N_(
            "%(candidates_tied)s have equally few votes. %(candidate)s had the fewest after stage %(stage)s,"
            " the latest at which they differed."
        ),
        "scottish_stv.exclusion_by_lot": N_(
            "%(candidates_tied)s had equal votes at every stage. The lot falls on %(candidate)s,"
            " who is excluded."
        ),
    },
    several=True,
)
