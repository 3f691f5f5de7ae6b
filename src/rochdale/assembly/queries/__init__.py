"""Questions of this room: what a ballot paper says, and what an archive proves."""

from rochdale.assembly.queries import practice
from rochdale.assembly.queries.checking import Checked, Place, check_archive
from rochdale.assembly.queries.papers import Paper, PaperAnswer, PaperQuestion, paper

__all__ = [
    "Checked",
    "Paper",
    "PaperAnswer",
    "PaperQuestion",
    "Place",
    "check_archive",
    "paper",
    "practice",
]
