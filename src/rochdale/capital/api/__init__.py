"""Shares as programs ask for them: classes, holdings, the register, the movements, and the queue of redemptions."""

from rochdale.capital.api import questions, verbs
from rochdale.capital.api.routes import ROUTES

__all__ = ["ROUTES", "questions", "verbs"]
