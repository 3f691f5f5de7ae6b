"""The ballots of one question, alike ones counted together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import Any, Generic, TypeVar

from rochdale.kernel.errors import Fault
from rochdale.voting.ballots import Ballot, Paper, faults_of, is_blank, is_plain

B = TypeVar("B", bound=Ballot)
_BYTE = 256


@dataclass(frozen=True, slots=True)
class Sums:
    """Of ballots with several marks the sums alone are known. `voted` is how many were cast, the blank ones too, where
    that is known."""

    voted: int | None = None


@dataclass(frozen=True, slots=True)
class Profile(Generic[B]):
    """Each valid ballot with how often it was cast, in a fixed order, and how many were blank or spoilt.

    The order is that of the ballots as values, so that no rule can see in which order they were cast.
    `spoilt` counts the ballots with each reason; a ballot with two reasons is one of `spoilt_count`.
    Where there are `sums`, each ballot stands for a mark, and nobody cast it: `valid` counts marks then.
    """

    ballots: tuple[tuple[B, int], ...]
    blank: int = 0
    spoilt_count: int = 0
    spoilt: Mapping[str, int] = field(default_factory=dict)
    sums: Sums | None = None

    @classmethod
    def of(cls, counted: Mapping[B, int], *, blank: int = 0) -> Profile[B]:
        """A profile of ballots that are known to be valid."""
        assert all(times >= 0 for times in counted.values())
        order = _order_of(counted)
        ordered = sorted(counted.items(), key=lambda counted_ballot: order(counted_ballot[0]))
        return cls(tuple(one for one in ordered if one[1]), blank)

    @property
    def valid(self) -> int:
        """How many ballots count."""
        return sum(times for _ballot, times in self.ballots)

    @property
    def cast(self) -> int:
        """How many were handed in, the blank and the spoilt ones too."""
        return self.valid + self.blank + self.spoilt_count


def sort_ballots(cast: Iterable[B] | Mapping[B, int], paper: Paper) -> Profile[B]:
    """The profile of what was handed in: the valid ballots, the blank, and the spoilt with their reasons.

    `cast` is the ballots one by one, or each with how often it was handed in.
    """
    valid = Counter(cast)
    spoilt: Counter[str] = Counter()
    blank = spoilt_count = 0
    for ballot, times in [one for one in valid.items() if not (one[0] and is_plain(one[0], paper))]:
        if is_blank(ballot):
            blank += times
        elif faults := faults_of(ballot, paper):
            spoilt_count += times
            spoilt.update(dict.fromkeys(_reasons(faults), times))
        else:
            continue
        del valid[ballot]
    profile = Profile.of(valid, blank=blank)
    return Profile(profile.ballots, blank, spoilt_count, dict(sorted(spoilt.items())))


def _reasons(faults: Iterable[Fault]) -> set[str]:
    return {fault.code for fault in faults}


def _order_of(ballots: Iterable[Ballot]) -> Callable[[Ballot], Any]:
    """By what ballots are put in the order of their values: by themselves, unless there is something quicker."""
    parts: set[object] = set()
    for ballot in ballots:
        parts.update(ballot)
    if None in parts:
        return _with_blanks
    # Rankings of tuples are slow to compare. Where each tier is one candidate below 256, bytes have their order.
    if all(isinstance(part, tuple) and len(part) == 1 and 0 <= part[0] < _BYTE for part in parts):
        return _packed
    return _as_it_is


def _as_it_is(ballot: Ballot) -> object:
    return ballot


def _with_blanks(ballot: Ballot) -> object:
    # An empty score is no number: it comes before every one.
    return [(0, 0) if part is None else (1, part) for part in ballot]


def _packed(ranking: Ballot) -> object:
    return bytes(chain.from_iterable(ranking))  # type: ignore[arg-type]  # only rankings are packed
