"""Shares as programs ask for them: classes, holdings, the register, the movements, the queue, papers to hand out."""

from rochdale.capital.api import certificates, delays, extracts, opening, questions, repayments, verbs
from rochdale.capital.api.routes import ROUTES

__all__ = ["ROUTES", "certificates", "delays", "extracts", "opening", "questions", "repayments", "verbs"]
