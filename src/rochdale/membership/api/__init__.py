"""The register, the ways into it and out of it, as programs ask for them."""

from rochdale.membership.api.applications import ROUTES as APPLICATIONS
from rochdale.membership.api.departures import ROUTES as DEPARTURES
from rochdale.membership.api.register import ROUTES as REGISTER
from rochdale.membership.api.standing import ROUTES as STANDING

ROUTES = (REGISTER, STANDING, APPLICATIONS, DEPARTURES)

__all__ = ["ROUTES"]
