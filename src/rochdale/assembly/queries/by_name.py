"""Votes by name: who voted how, with how many votes, in elections and on motions. Asked inside a cooperative."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from rochdale.membership import queries as membership
from rochdale.tenancy.queries import rows


@dataclass(frozen=True, slots=True)
class NamedBallot:
    """A ballot beside its voter: the places on the paper, in a ranking the best first; none for a blank one.

    `votes_for` names the organization whose votes it casts, and is empty for who votes for oneself. In a vote
    on a motion the ballot is the choice.
    """

    number: int
    name: str
    votes_for: str
    votes: int
    ballot: str


def named_ballots(vote_id: UUID) -> list[NamedBallot]:
    """The ballots of an election by name, in the order of the roll."""
    return _named(rows("assembly", "open_ballots.sql", {"vote_id": vote_id}))


def named_choices(vote_id: UUID) -> list[NamedBallot]:
    """What each voted in an open vote or a roll call on a motion, in the order of the roll."""
    return _named(rows("assembly", "open_choices.sql", {"vote_id": vote_id}))


def _named(found: Sequence[tuple[Any, ...]]) -> list[NamedBallot]:
    ids = {id_ for _number, person_id, voter_id, *_rest in found for id_ in (person_id, voter_id)}
    names = membership.names_of(person_ids=ids)
    return [
        NamedBallot(
            number,
            names.get(voter_id, ""),
            names.get(person_id, "") if person_id != voter_id else "",
            weight,
            ballot,
        )
        for number, person_id, voter_id, weight, ballot in found
    ]


def weighed_ballots(vote_id: UUID) -> Counter[str]:
    """The ballots of an election by name as they count: each as many times as its voter has votes."""
    counted: Counter[str] = Counter()
    for *_who, weight, ballot in rows("assembly", "open_ballots.sql", {"vote_id": vote_id}):
        counted[ballot] += weight
    return counted
