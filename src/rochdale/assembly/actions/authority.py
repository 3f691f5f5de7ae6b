"""The first two beats of the verbs of a meeting: who may, and one act on a meeting after the other."""

from __future__ import annotations

from django.db import connection

from rochdale.assembly.errors import MeetingNotFound
from rochdale.assembly.models import Meeting
from rochdale.cooperatives import queries as cooperatives
from rochdale.cooperatives.queries import Permission
from rochdale.kernel.acting import Acting


def authorise(by: Acting) -> None:
    """Refuse unless an office of the acting person lets them run meetings that day. Raises NotAllowed."""
    if by.person_id is not None:
        cooperatives.require(by.person_id, Permission.RUN_MEETINGS, by.on)


def meeting_row(number: int) -> Meeting:
    """A meeting by its number. Raises MeetingNotFound."""
    found = Meeting.objects.filter(number=number).first()
    if found is None:
        raise MeetingNotFound(number=number)
    return found


def lock(number: int) -> Meeting:
    """Take a meeting until the transaction ends; the database takes the same lock. Raises MeetingNotFound."""
    found = meeting_row(number)
    lock_for(str(found.id), 82)
    return found


def lock_for(what: str, invariant: int, *, shared: bool = False) -> None:
    """Take the lock that guards an invariant of something until the transaction ends, as its trigger does."""
    mode = "_shared" if shared else ""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT pg_advisory_xact_lock{mode}(hashtextextended(%s, %s))", [what, invariant])
