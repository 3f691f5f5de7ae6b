"""The ballots of one question, alike ones counted together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from rochdale.kernel.errors import Fault
from rochdale.voting.ballots import Ballot, Paper, faults_of, is_blank

B = TypeVar("B", bound=Ballot)


@dataclass(frozen=True, slots=True)
class Profile(Generic[B]):
    """Each valid ballot with how often it was cast, in a fixed order, and how many were blank or spoilt.

    The order is that of the ballots as values, so that no rule can see in which order they were cast.
    `spoilt` counts the ballots with each reason; a ballot with two reasons is one of `spoilt_count`.
    """

    ballots: tuple[tuple[B, int], ...]
    blank: int = 0
    spoilt_count: int = 0
    spoilt: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, counted: Mapping[B, int], *, blank: int = 0) -> Profile[B]:
        """A profile of ballots that are known to be valid."""
        ordered = sorted(((one, times) for one, times in counted.items() if times), key=_order)
        assert all(times > 0 for _one, times in ordered)
        return cls(tuple(ordered), blank)

    @property
    def valid(self) -> int:
        """How many ballots count."""
        return sum(times for _ballot, times in self.ballots)

    @property
    def cast(self) -> int:
        """How many were handed in, the blank and the spoilt ones too."""
        return self.valid + self.blank + self.spoilt_count


def sort_ballots(cast: Iterable[B], paper: Paper) -> Profile[B]:
    """The profile of what was handed in: the valid ballots, the blank, and the spoilt with their reasons."""
    whole = Counter(cast)
    spoilt: Counter[str] = Counter()
    valid: dict[B, int] = {}
    blank = spoilt_count = 0
    for ballot, times in whole.items():
        if is_blank(ballot):
            blank += times
        elif faults := faults_of(ballot, paper):
            spoilt_count += times
            spoilt.update(dict.fromkeys(_reasons(faults), times))
        else:
            valid[ballot] = times
    profile = Profile.of(valid, blank=blank)
    return Profile(profile.ballots, blank, spoilt_count, dict(sorted(spoilt.items())))


def _reasons(faults: Iterable[Fault]) -> set[str]:
    return {fault.code for fault in faults}


def _order(counted: tuple[B, int]) -> list[tuple[int, object]]:
    # An empty score is no number: it comes before every one.
    return [(0, 0) if part is None else (1, part) for part in counted[0]]
