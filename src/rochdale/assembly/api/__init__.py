"""Meetings, what members require, and published votes, as programs ask for them."""

from rochdale.assembly.api.elections import ROUTES as ELECTIONS
from rochdale.assembly.api.meetings import ROUTES as MEETINGS
from rochdale.assembly.api.notices import ROUTES as NOTICES
from rochdale.assembly.api.requisitions import ROUTES as REQUISITIONS

ROUTES = (ELECTIONS, MEETINGS, NOTICES, REQUISITIONS)

__all__ = ["ROUTES"]
