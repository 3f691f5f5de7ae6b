"""Meetings and published votes as programs ask for them."""

from rochdale.assembly.api.elections import ROUTES as ELECTIONS

ROUTES = (ELECTIONS,)

__all__ = ["ROUTES"]
