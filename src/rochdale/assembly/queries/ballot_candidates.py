"""Which candidacy an answer of a verifiable ballot is, and what a ballot does to who stands (INV-119).

Asked inside a cooperative.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

from rochdale.assembly.models import BallotStepKind, NominationStepKind
from rochdale.assembly.queries.ballots import BallotSeen
from rochdale.membership import queries as membership
from rochdale.tenancy.queries import rows


class VotedOn(StrEnum):
    """Where a ballot on seats stands: it takes votes or waits for its count, or is counted and gave no seat yet."""

    OPEN = "open"
    COUNTED = "counted"


@dataclass(frozen=True, slots=True)
class CandidateOn:
    """An answer that is a candidacy: both places from 0, the nomination by its number for a body, and who stands."""

    question: int
    answer: int
    number: int
    electoral_group: str
    code: str
    person_id: UUID
    stands: NominationStepKind

    @property
    def is_withdrawn(self) -> bool:
        """Whether the candidate has withdrawn since."""
        return self.stands is NominationStepKind.WITHDRAWN


def candidates_on(ballot_id: UUID) -> list[CandidateOn]:
    """The candidacies that answers of a ballot are, by question and answer."""
    found = rows("assembly", "ballot_candidates.sql", {"ballot_id": ballot_id})
    return [_candidate_on(row) for row in found]


def _candidate_on(row: tuple[Any, ...]) -> CandidateOn:
    question, answer, number, group, code, person_id, stands = row
    return CandidateOn(question, answer, number, group, code, person_id, NominationStepKind(stands))


def passed_over(ballot_id: UUID) -> dict[int, tuple[int, ...]]:
    """By question, the answers that the count passes over: candidates who have withdrawn since it was opened."""
    gone: dict[int, tuple[int, ...]] = {}
    for each in candidates_on(ballot_id):
        if each.is_withdrawn:
            gone[each.question] = (*gone.get(each.question, ()), each.answer)
    return gone


def withdrawn_from(seen: BallotSeen) -> list[str]:
    """Who is on a ballot that was opened and has withdrawn since, by name, while that matters to who votes."""
    if seen.step(BallotStepKind.OPENED) is None or seen.stands is BallotStepKind.GIVEN_UP:
        return []
    gone = [each.person_id for each in candidates_on(seen.id) if each.is_withdrawn]
    names = membership.names_of(person_ids=gone)
    return [names[person_id] for person_id in gone]


def seats_voted_on(*, meeting_id: UUID, body_id: UUID, electoral_group: str | None = None) -> VotedOn | None:
    """Where the ballots on the seats of a body stand, or of one of its groups; None where none is on them."""
    asked = {"meeting_id": meeting_id, "body_id": body_id, "electoral_group": electoral_group}
    (stands,) = rows("assembly", "seats_voted_on.sql", asked)[0]
    return VotedOn(stands) if stands else None


def lists_who_stands(ballot_id: UUID) -> bool:
    """Whether the answers that are candidacies are everybody who stands for their seats, and nobody else."""
    (is_whole,) = rows("assembly", "lists_candidates.sql", {"ballot_id": ballot_id})[0]
    return bool(is_whole)
