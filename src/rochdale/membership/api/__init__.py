"""The register and the ways out of it, as programs ask for them."""

from rochdale.membership.api.departures import ROUTES as DEPARTURES
from rochdale.membership.api.register import ROUTES as REGISTER

ROUTES = (REGISTER, DEPARTURES)

__all__ = ["ROUTES"]
