"""A vote of the board on a member: how it is counted, and whether it reached the by-law's majority (rule Q-19)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from rochdale.cooperatives.queries import bylaw, bylaws
from rochdale.membership import errors
from rochdale.membership.queries.departing import votes_needed


@dataclass(frozen=True, slots=True)
class BoardVote:
    """How the directors voted, and how many the board has: the basis of the majority may be any of the three."""

    votes_for: int
    votes_against: int
    votes_abstained: int
    directors: int

    @classmethod
    def of(cls, sent: Mapping[str, int]) -> BoardVote:
        """The vote among what a form or a program sent, by the same names."""
        return cls(**{name: sent[name] for name in cls.__slots__})

    @property
    def cast(self) -> int:
        """Votes for and against."""
        return self.votes_for + self.votes_against

    @property
    def present(self) -> int:
        """Directors who were there."""
        return self.cast + self.votes_abstained


def require_possible(vote: BoardVote) -> None:
    """Refuse a count in which nobody voted, or more than there are. Raises VotesImpossible."""
    counts = (vote.votes_for, vote.votes_against, vote.votes_abstained, vote.directors)
    if vote.cast == 0 or vote.present > vote.directors or min(counts) < 0:
        raise errors.VotesImpossible(votes=vote.present, directors=vote.directors)


def votes_needed_in(*, on: date, vote: BoardVote) -> int:
    """The fewest votes for an exclusion, by the majority and the basis of the by-laws of a day.

    Raises BylawNotInForce.
    """
    majority: Fraction = bylaw("expulsion_majority_fraction", on).fraction
    basis = bylaw("expulsion_majority_basis", on).text
    return votes_needed(majority, of_votes=_votes_of(vote, basis))


def votes_to_suspend(*, on: date, vote: BoardVote) -> int:
    """The fewest votes for a suspension: the majority that the by-laws of a day ask for suspending and excluding
    alike (rule Q-19), or more than half of the votes cast where they ask for none.
    """
    said = bylaws(on)
    if "expulsion_majority_fraction" not in said:
        return vote.cast // 2 + 1
    basis = said["expulsion_majority_basis"].text if "expulsion_majority_basis" in said else "cast"
    return votes_needed(said["expulsion_majority_fraction"].fraction, of_votes=_votes_of(vote, basis))


def _votes_of(vote: BoardVote, basis: str) -> int:
    return {"cast": vote.cast, "present": vote.present, "all": vote.directors}[basis]
