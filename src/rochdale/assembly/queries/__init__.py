"""Questions of this room: what a ballot paper says."""

from rochdale.assembly.queries import practice
from rochdale.assembly.queries.papers import Paper, PaperAnswer, PaperQuestion, paper

__all__ = ["Paper", "PaperAnswer", "PaperQuestion", "paper", "practice"]
