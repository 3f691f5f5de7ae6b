"""Meetings, their rolls, and votes that are closed, as programs ask for them."""

from rochdale.assembly.api import elections, rolls
from rochdale.assembly.api.routes import ROUTES

__all__ = ["ROUTES", "elections", "rolls"]
