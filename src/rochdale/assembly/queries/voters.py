"""A meeting for one voter in it. Thousands ask at once, so everything is asked in as few statements as it takes.

Their parameters travel apart from the text: the database plans each of them once for all voters.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from rochdale.assembly.errors import MeetingNotFound
from rochdale.assembly.models import Channel, FloorRole, MeetingKind, MeetingMode, MeetingStepKind
from rochdale.assembly.queries.meetings import in_language
from rochdale.tenancy.queries import array_of_ids, packed_rows


@dataclass(frozen=True, slots=True)
class VoterNow:
    """Where a meeting stands, whether it is settled who votes in it, and a person in it.

    `line_id` is the line of the roll for which the person votes, with so many `votes`: for oneself, for the
    organization `for_person_id`, or as a delegate by `mandate_id`. `channel` by which way he or she is there now, and
    `comings` how many times that person came or went.
    """

    meeting_id: UUID
    number: int
    kind: MeetingKind
    mode: MeetingMode
    titles: Mapping[str, str]
    stands: MeetingStepKind
    was_called: bool
    is_frozen: bool
    line_id: UUID | None
    for_person_id: UUID | None
    votes: int
    mandate_id: UUID | None
    channel: Channel | None
    comings: int
    roles: frozenset[FloorRole]

    @property
    def is_online(self) -> bool:
        """Whether one can take part in it online (rule Q-35)."""
        return self.mode is not MeetingMode.IN_PERSON

    def title(self, language: str) -> str:
        """The meeting's title in a language, or else in the first of those that there are."""
        return in_language(self.titles, language)


def voter_now(*, number: int, person_id: UUID) -> VoterNow:
    """A meeting for one person in it. Raises MeetingNotFound."""
    found = packed_rows("assembly", "voter_now.sql", {"number": number, "person_id": person_id})
    if not found:
        raise MeetingNotFound(number=number)
    (meeting_id, kind, mode, titles, stands, was_called, is_frozen, line_id, for_person_id, votes, mandate_id,
     channel, comings, roles) = found[0]  # fmt: skip
    return VoterNow(
        meeting_id=meeting_id,
        number=number,
        kind=MeetingKind(kind),
        mode=MeetingMode(mode),
        titles=json.loads(titles),
        stands=MeetingStepKind(stands),
        was_called=was_called,
        is_frozen=is_frozen,
        line_id=line_id,
        for_person_id=for_person_id,
        votes=votes,
        mandate_id=mandate_id,
        channel=Channel(channel) if channel else None,
        comings=comings,
        roles=frozenset(FloorRole(role) for role in roles),
    )


def voted_in(*, line_id: UUID, vote_ids: Sequence[UUID]) -> frozenset[UUID]:
    """In which of these votes a line of the roll has voted."""
    if not vote_ids:
        return frozenset()
    asked = {"line_id": line_id, "vote_ids": array_of_ids(vote_ids)}
    return frozenset(row[0] for row in packed_rows("assembly", "voted_in.sql", asked))


def voter_state(*, meeting_id: UUID) -> str:
    """A short text that changes whenever a voter's screen of a meeting does.

    It stays as it is while others come and vote: else each of them would make every phone load its page anew.
    """
    return "-".join(
        str(count) for count in packed_rows("assembly", "voter_state.sql", {"meeting_id": meeting_id})[0]
    )
