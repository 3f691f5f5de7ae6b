"""Giving the seats of an election to who is elected by its count (INV-108)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from rochdale.assembly import errors
from rochdale.assembly.actions.authority import authorise
from rochdale.assembly.actions.mandates import Giving, Holder, give_mandates, held_body, make_room
from rochdale.assembly.models import MandateSource, Seat
from rochdale.assembly.queries.contests import ResultSeen, results_of
from rochdale.assembly.queries.meetings import meeting
from rochdale.kernel.acting import Acting
from rochdale.tenancy.actions import inside


def seat_elected(*, by: Acting, meeting_number: int, code: str, from_on: date | None = None) -> list[UUID]:
    """Give the seats of a body to who is elected to them by the counts of a meeting, from today unless told.

    Whose term ends with the election makes room first. Raises NotAllowed, MeetingNotFound, BodyNotFound,
    NobodyElected, and as give_mandates.
    """
    with inside(by.cooperative_id):
        authorise(by)
        body = held_body(code)
        results = [each for each in results_of(meeting(meeting_number).id, body.id) if each.waits]
        if not results:
            raise errors.NobodyElected
        givings = [
            (each, Giving(MandateSource.ELECTION, from_on or by.on, item_id=each.item_id, result_id=each.id))
            for each in results
        ]
        for result, giving in givings:
            for seated in result.elected:
                make_room(by, Seat.objects.get(id=seated.seat_id), giving)
        return [
            mandate_id
            for result, giving in givings
            for mandate_id in give_mandates(by=by, holders=_holders(result), giving=giving)
        ]


def _holders(result: ResultSeen) -> list[Holder]:
    return [
        Holder(each.seat_id, each.person_id, each.until_on)
        for each in result.elected
        if each.person_id is not None and not each.is_given
    ]
