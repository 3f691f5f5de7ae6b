"""A requisition of members and the meeting that is prepared on it (rule Q-30)."""

from __future__ import annotations

from uuid import UUID

from rochdale.assembly import errors, queries
from rochdale.assembly.models import RequisitionMeeting
from rochdale.assembly.queries import RequisitionSeen
from rochdale.kernel.acting import Acting
from rochdale.tenancy.actions import lock as take
from rochdale.tenancy.actions import new_id


def hold_requisition(*, number: int) -> RequisitionSeen:
    """Take a requisition until the transaction ends; the database takes the same lock. Raises RequisitionNotFound."""
    found = queries.requisition(number)
    take(found.id, invariant=97)
    return queries.requisition(number)


def answer_requisition(*, by: Acting, number: int, meeting_id: UUID, act_id: UUID) -> None:
    """Tie a meeting to the requisition on which it is prepared (INV-97). The caller authorised.

    Raises RequisitionNotFound, RequisitionNotReached, RequisitionAnswered.
    """
    asked = hold_requisition(number=number)
    if not asked.is_reached:
        raise errors.RequisitionNotReached(signatures=asked.signatures, needed=asked.needed or 0)
    if asked.meeting_number is not None and asked.meeting_stands != "cancelled":
        raise errors.RequisitionAnswered(meeting=asked.meeting_number)
    RequisitionMeeting(
        id=new_id(by.at),
        cooperative_id=by.cooperative_id,
        requisition_id=asked.id,
        meeting_id=meeting_id,
        act_id=act_id,
    ).save(force_insert=True)
