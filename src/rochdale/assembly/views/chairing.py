"""Who runs the floor of one meeting: an office that runs meetings, or whoever was named its chair, in that one alone.

The chair has what a chair does: the order of items and speakers, rulings, votes, opening, adjourning and closing.
The roll, the desk, notices and minutes are the secretary's.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from rochdale.assembly.queries import FloorRole
from rochdale.assembly.queries.floor import named_in
from rochdale.assembly.views.seen import runs_meetings
from rochdale.cooperatives.queries import Permission
from rochdale.cooperatives.views import Task, Visit, requires
from rochdale.kernel.acting import Acting


def chairs(visit: Visit, number: int) -> bool:
    """Whether who visits was named chair of a meeting."""
    person_id = visit.self_id
    return person_id is not None and FloorRole.CHAIR in named_in(number=number, person_id=person_id)


def runs_floor(visit: Visit, number: int) -> bool:
    """Whether who visits runs the floor of a meeting, by office or as its chair."""
    return runs_meetings(visit) or chairs(visit, number)


def acting_on_floor(visit: Visit, number: int) -> Acting:
    """Who visits, acting by office, or else as the chair of a meeting. Raises NotAllowed."""
    if runs_meetings(visit) or not chairs(visit, number):
        return visit.acting(Permission.RUN_MEETINGS)
    by = visit.acting_for_oneself()
    program, colon, _own = by.authority.rpartition(": ")
    return replace(by, authority=f"{program}{colon}chair of meeting {number}")


def _holds(visit: Visit, values: Mapping[str, Any]) -> bool:
    return chairs(visit, int(values["number"]))


for_floor: Final = requires(Permission.RUN_MEETINGS, or_named=Task("named chair", _holds))
