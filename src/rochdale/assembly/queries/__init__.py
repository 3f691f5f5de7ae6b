"""Questions of this room: meetings, what a ballot paper says, what an archive proves, which votes are published."""

from rochdale.assembly.queries import practice
from rochdale.assembly.queries.checking import Checked, Place, check_archive
from rochdale.assembly.queries.elections import (
    ElectionListed,
    PublishedElection,
    election_archive,
    elections,
    published_election,
)
from rochdale.assembly.queries.meetings import ItemSeen, MeetingSeen, SittingSeen, StepSeen, meeting
from rochdale.assembly.queries.papers import Paper, PaperAnswer, PaperQuestion, paper

__all__ = [
    "Checked",
    "ElectionListed",
    "ItemSeen",
    "MeetingSeen",
    "Paper",
    "PaperAnswer",
    "PaperQuestion",
    "Place",
    "PublishedElection",
    "SittingSeen",
    "StepSeen",
    "check_archive",
    "election_archive",
    "elections",
    "meeting",
    "paper",
    "practice",
    "published_election",
]
