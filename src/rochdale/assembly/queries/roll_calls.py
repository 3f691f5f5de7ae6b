"""A roll call: whose name is still to be called out, and what the others answered. Asked inside a cooperative."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from rochdale.assembly.models import Choice
from rochdale.membership import queries as membership
from rochdale.tenancy.queries import rows


@dataclass(frozen=True, slots=True)
class Called:
    """A voter of a roll call, with the answer; None for whom it is not the turn yet.

    `votes_for` names the organization for which the voter answers, and is empty for who answers for oneself; `votes`
    are all of them. In an election by name there is no answer, and `has_voted` alone tells.
    """

    number: int
    name: str
    votes_for: str
    choice: Choice | None
    votes: int
    has_voted: bool


def roll_call(*, vote_id: UUID) -> list[Called]:
    """Who is there, in the order of the roll, and who has answered and left since; in two statements."""
    found = rows("assembly", "roll_call.sql", {"vote_id": vote_id})
    names = membership.names_of(
        person_ids={id_ for _, person, voter, *_rest in found for id_ in (person, voter)}
    )
    return [
        Called(
            number,
            names.get(voter_id, ""),
            names.get(person_id, "") if person_id != voter_id else "",
            Choice(choice) if choice else None,
            votes,
            has_voted,
        )
        for number, person_id, voter_id, choice, votes, has_voted in found
    ]
