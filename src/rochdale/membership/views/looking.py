"""Who has looked: the mark of every page that shows a file to an officer, in this room and in those above."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from rochdale.cooperatives.views import Visit, visit_of
from rochdale.kernel.acting import Acting
from rochdale.membership import actions, queries
from rochdale.membership.queries import FilePart

View = Callable[..., HttpResponse]
Whose = Callable[..., Iterable[UUID]]
_SHOWN = 200


def shows_file(part: FilePart, whose: Whose) -> Callable[[View], View]:
    """Mark a view that shows a file: each time that it does to an officer, it is written down for the person.

    `whose` answers from what the address names. It stands under the marks that say who is let in; what was
    refused or not found has shown nothing.
    """

    def marked(view: View) -> View:
        @wraps(view)
        def noting(request: HttpRequest, **named: Any) -> HttpResponse:
            answer = view(request, **named)
            visit = visit_of(request)
            if answer.status_code == _SHOWN and visit.is_officer:
                note_looks(visit, part, whose(**named))
            return answer

        return noting

    return marked


def by_number(number: int) -> Iterable[UUID]:
    """The person of a member number."""
    return queries.persons_behind(number=number)


def by_person(person_id: UUID) -> Iterable[UUID]:
    """The person that the address names."""
    return [person_id]


def by_departure(departure_id: UUID) -> Iterable[UUID]:
    """The person of a departure."""
    return queries.persons_behind(departure_id=departure_id)


def by_letter(letter_id: UUID) -> Iterable[UUID]:
    """The person to whom a letter went."""
    return queries.persons_behind(letter_id=letter_id)


def note_look(visit: Visit, part: FilePart, person_id: UUID) -> None:
    """Write down that a part of one file was shown, if to an officer: for what a program asks."""
    if visit.is_officer:
        note_looks(visit, part, [person_id])


def note_looks(visit: Visit, part: FilePart, person_ids: Iterable[UUID]) -> None:
    """Write down that an officer was shown a part of some files: for a page that shows many at once."""
    others = [person_id for person_id in person_ids if person_id != visit.person_id]
    if not others:
        return
    by = Acting(
        visit.cooperative.id, visit.person_id, None, visit.offices[0].authority(), visit.today, visit.at
    )
    offices = [held.office for held in visit.offices]
    actions.note_views(by=by, person_ids=others, part=part, offices=offices)
