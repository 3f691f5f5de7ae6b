"""Meetings, what they decide, and votes, as programs ask for them."""

from rochdale.assembly.api import (
    ballot_seats,
    ballot_trustees,
    ballots,
    body_attendance,
    body_deciding,
    contests,
    elections,
    floor,
    follow_ups,
    mandates,
    minutes,
    motions,
    nominations,
    order,
    resolutions,
    rolls,
)
from rochdale.assembly.api.meetings import ROUTES as MEETINGS
from rochdale.assembly.api.notices import ROUTES as NOTICES
from rochdale.assembly.api.requisitions import ROUTES as REQUISITIONS
from rochdale.assembly.api.routes import LOOKUP
from rochdale.assembly.api.routes import ROUTES as OWN

ROUTES = (OWN, MEETINGS, NOTICES, REQUISITIONS)

__all__ = [
    "LOOKUP",
    "ROUTES",
    "ballot_seats",
    "ballot_trustees",
    "ballots",
    "body_attendance",
    "body_deciding",
    "contests",
    "elections",
    "floor",
    "follow_ups",
    "mandates",
    "minutes",
    "motions",
    "nominations",
    "order",
    "resolutions",
    "rolls",
]
