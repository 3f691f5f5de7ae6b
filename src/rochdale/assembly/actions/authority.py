"""The first two beats of the verbs of a meeting: who may, and one act on a meeting after the other."""

from __future__ import annotations

from rochdale.assembly.errors import MeetingNotFound
from rochdale.assembly.models import FloorRole, Meeting
from rochdale.assembly.queries.floor import named
from rochdale.cooperatives import queries as cooperatives
from rochdale.cooperatives.errors import NotAllowed
from rochdale.cooperatives.queries import Permission
from rochdale.kernel.acting import Acting
from rochdale.tenancy.actions import lock as take


def authorise(by: Acting) -> None:
    """Refuse unless an office of the acting person lets them run meetings that day. Raises NotAllowed."""
    if by.person_id is not None:
        cooperatives.require(by.person_id, Permission.RUN_MEETINGS, by.on)


def authorise_floor(by: Acting, number: int) -> None:
    """Refuse unless an office lets the acting person run meetings that day, or chairs this meeting by being named.

    Raises NotAllowed, MeetingNotFound.
    """
    try:
        authorise(by)
    except NotAllowed:
        row = meeting_row(number)
        assert by.person_id is not None, "what the program does by itself is allowed"
        if FloorRole.CHAIR not in named(meeting_id=row.id, person_id=by.person_id):
            raise


def meeting_row(number: int) -> Meeting:
    """A meeting by its number. Raises MeetingNotFound."""
    found = Meeting.objects.filter(number=number).first()
    if found is None:
        raise MeetingNotFound(number=number)
    return found


def lock(number: int) -> Meeting:
    """Take a meeting until the transaction ends; the database takes the same lock. Raises MeetingNotFound."""
    found = meeting_row(number)
    take(found.id, invariant=82)
    return found
