"""Meetings and votes as programs ask for them."""

from rochdale.assembly.api import elections, floor, minutes
from rochdale.assembly.api.routes import LOOKUP, ROUTES

__all__ = ["LOOKUP", "ROUTES", "elections", "floor", "minutes"]
