"""Questions of this room: what a ballot paper says, and what an archive proves, which votes are published."""

from rochdale.assembly.queries import practice
from rochdale.assembly.queries.checking import Checked, Place, check_archive
from rochdale.assembly.queries.elections import (
    ElectionListed,
    PublishedElection,
    election_archive,
    elections,
    published_election,
)
from rochdale.assembly.queries.papers import Paper, PaperAnswer, PaperQuestion, paper

__all__ = [
    "Checked",
    "ElectionListed",
    "Paper",
    "PaperAnswer",
    "PaperQuestion",
    "Place",
    "PublishedElection",
    "check_archive",
    "election_archive",
    "elections",
    "paper",
    "practice",
    "published_election",
]
