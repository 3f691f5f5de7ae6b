"""The Scottish rules once more, paper by paper, rule after rule of the Order as a returning officer would read it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from rochdale.voting.contests import Contest

Draw = Callable[[str, list[int]], tuple[int, ...]]


@dataclass
class Paper:
    """A ballot paper: the preferences still to come, and what the paper is worth."""

    preferences: list[int]
    value: Fraction = Fraction(1)


class Count:
    """The whole count: who is elected, and at the end of each stage the votes of every candidate."""

    def __init__(self, contest: Contest, ballots: list[tuple[tuple[int, ...], ...]], draw: Draw) -> None:
        self.seats = contest.seats
        self.draw = draw
        self.continuing = set(contest.standing)
        self.piles: dict[int, list[Paper]] = {one: [] for one in contest.standing}
        self.votes = {one: Fraction(0) for one in contest.standing}
        self.surpluses: set[int] = set()
        self.elected: list[int] = []
        self.tables: list[dict[int, Fraction]] = []
        # Rules 45 and 46. Papers without any standing candidate have no first preference.
        valid = sum(self.give(Paper([one for (one,) in ballot])) for ballot in ballots)
        self.quota = valid // (contest.seats + 1) + 1
        self.end_stage()
        while len(self.elected) < self.seats and self.continuing:
            if self.surpluses:
                self.transfer()
            else:
                self.exclude()
            self.end_stage()

    def give(self, paper: Paper) -> bool:
        """Lay a paper on the pile of the next available preference, if there is one."""
        while paper.preferences:
            one = paper.preferences.pop(0)
            if one in self.continuing:
                self.piles[one].append(paper)
                self.votes[one] += paper.value
                return True
        return False

    def transfer(self) -> None:
        """Rules 48 and 49: nobody whose surplus waits may have had more at the latest difference."""
        first = [
            one for one in self.surpluses if all(self.differ(one, other) >= 0 for other in self.surpluses)
        ]
        one = self.draw(f"surplus {len(self.tables)}", first)[0] if len(first) > 1 else first[0]
        self.surpluses.remove(one)
        total, surplus = self.votes[one], self.votes[one] - self.quota
        self.votes[one] -= surplus
        papers, self.piles[one] = self.piles[one], []
        for paper in papers:
            paper.value = Fraction(int(surplus * paper.value / total * 100_000), 100_000)
            self.give(paper)

    def exclude(self) -> None:
        """Rules 50 and 51: nobody who continues may have had fewer at the latest difference."""
        everyone = self.continuing
        last = [one for one in everyone if all(self.differ(one, other) <= 0 for other in everyone)]
        one = self.draw(f"exclusion {len(self.tables)}", last)[-1] if len(last) > 1 else last[0]
        self.continuing.remove(one)
        self.votes[one] = Fraction(0)
        for paper in self.piles.pop(one):
            self.give(paper)

    def end_stage(self) -> None:
        """Rules 47 and 52."""
        self.tables.append(dict(self.votes))
        for one in self.most_first():
            if self.votes[one] >= self.quota:
                self.elected.append(one)
                self.continuing.remove(one)
                if self.votes[one] > self.quota:
                    self.surpluses.add(one)
        if len(self.continuing) + len(self.elected) <= self.seats:
            self.elected.extend(self.most_first())
            self.continuing.clear()

    def most_first(self) -> list[int]:
        """Those who continue, the most votes first."""
        return sorted(self.continuing, key=lambda one: (-self.votes[one], one))

    def differ(self, one: int, other: int) -> int:
        """At the latest stage at which they had unequal votes: 1 if `one` had more, -1 if fewer; 0 for none."""
        for table in reversed(self.tables):
            if table[one] != table[other]:
                return 1 if table[one] > table[other] else -1
        return 0
