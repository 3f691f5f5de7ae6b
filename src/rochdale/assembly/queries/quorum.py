"""The quorum of a meeting: how many it takes, of a second call too, and who is counted for it (rules Q-32, U-7)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Final
from uuid import UUID

from rochdale.assembly.models import Majority, MeetingStep, MeetingStepKind
from rochdale.assembly.queries.floor import VoteSeen, attendance, entitled_of
from rochdale.assembly.queries.terms import MotionTerms, motion_terms
from rochdale.tenancy.queries import rows

# The finest moment that is kept: who was there just before the adjournment was there to the end.
_INSTANT: Final = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class QuorumSeen:
    """The quorum at a moment: `present` are there now; `at_opening` were at the last opening, None where that does
    not suffice."""

    needed: int
    present: int
    at_opening: int | None

    @property
    def counted(self) -> int:
        """Who is counted for it: it is met once it was met at the last opening, or is now."""
        return max(self.present, self.at_opening or 0)

    @property
    def is_met(self) -> bool:
        """Whether something can be decided."""
        return self.counted >= self.needed


def terms_at(*, meeting_id: UUID, majority: Majority, on: date, at: datetime) -> MotionTerms:
    """How a motion is decided by the by-laws of a day; with the quorum of a second call where that is what sits."""
    return motion_terms(majority, on, is_second_call=is_second_call(meeting_id=meeting_id, at=at))


def is_second_call(*, meeting_id: UUID, at: datetime) -> bool:
    """Whether a meeting was called again by an instant, for want of its quorum.

    One that had its quorum and was only interrupted keeps it when it is called again.
    """
    steps = list(MeetingStep.objects.filter(meeting_id=meeting_id, at__lte=at).order_by("place"))
    return any(
        before.kind == MeetingStepKind.ADJOURNED
        and after.kind == MeetingStepKind.CALLED
        and not _sat_with_quorum(meeting_id, before)
        for before, after in pairwise(steps)
    )


def _sat_with_quorum(meeting_id: UUID, adjourned: MeetingStep) -> bool:
    """Whether a sitting had the quorum of a first call when it was adjourned, or at its opening where that suffices."""
    entitled = entitled_of(meeting_id=meeting_id)
    if entitled is None:
        return True  # a body, of whose quorum nothing is known
    said = motion_terms(Majority.ORDINARY, adjourned.on_date)
    there = attendance(meeting_id=meeting_id, at=adjourned.at - _INSTANT).voters
    needed = said.terms.quorum.least(entitled)
    return counted_for_quorum(meeting_id, adjourned.at, there, at_opening=said.quorum_at_opening) >= needed


def counted_for_quorum(meeting_id: UUID, until: datetime, present: int, *, at_opening: bool) -> int:
    """Who is counted for a quorum of which so many are present: those of the last opening where that suffices."""
    return max(present, present_at_opening(meeting_id, until)) if at_opening else present


def present_at_opening(meeting_id: UUID, until: datetime) -> int:
    """How many voters were there when the meeting was opened last, up to an instant."""
    opened = (
        MeetingStep.objects.filter(meeting_id=meeting_id, kind=MeetingStepKind.OPENED, at__lte=until)
        .order_by("-place")
        .first()
    )
    return attendance(meeting_id=meeting_id, at=opened.at).voters if opened else 0


def present_or_voted(*, meeting_id: UUID, vote_id: UUID, at: datetime) -> tuple[int, int]:
    """How many lines of the roll are there, or voted, and their weight: of a window nobody need be there."""
    asked = {"meeting_id": meeting_id, "vote_id": vote_id, "at": at}
    lines, weight = rows("assembly", "present_or_voted.sql", asked)[0]
    return int(lines), int(weight)


def quorum_of_vote(*, meeting_id: UUID, vote: VoteSeen, at: datetime) -> QuorumSeen:
    """The quorum of an open vote as its closing would judge it now."""
    lines, _weight = present_or_voted(meeting_id=meeting_id, vote_id=vote.id, at=at)
    suffices = vote.terms.quorum_at_opening
    opening = present_at_opening(meeting_id, vote.put_at) if suffices else None
    return QuorumSeen(vote.terms.quorum_needed, lines, opening)


def quorum_now(*, meeting_id: UUID, on: date, at: datetime, present: int) -> QuorumSeen | None:
    """The quorum of what would be put now, of so many who are there; None before the roll says of how many."""
    entitled = entitled_of(meeting_id=meeting_id)
    if entitled is None:
        return None
    said = terms_at(meeting_id=meeting_id, majority=Majority.ORDINARY, on=on, at=at)
    opening = present_at_opening(meeting_id, at) if said.quorum_at_opening else None
    return QuorumSeen(said.terms.quorum.least(entitled), present, opening)
