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
from rochdale.assembly.queries.mandates import (
    BodySeen,
    Composition,
    MandateSeen,
    SeatSeen,
    board,
    bodies,
    body,
    body_of,
    composition,
    holds_mandate,
    mandate,
    mandates_from,
    mandates_of_seat,
)
from rochdale.assembly.queries.meetings import ItemSeen, MeetingSeen, SittingSeen, StepSeen, meeting
from rochdale.assembly.queries.papers import Paper, PaperAnswer, PaperQuestion, paper

__all__ = [
    "BodySeen",
    "Checked",
    "Composition",
    "ElectionListed",
    "ItemSeen",
    "MandateSeen",
    "MeetingSeen",
    "Paper",
    "PaperAnswer",
    "PaperQuestion",
    "Place",
    "PublishedElection",
    "SeatSeen",
    "SittingSeen",
    "StepSeen",
    "board",
    "bodies",
    "body",
    "body_of",
    "check_archive",
    "composition",
    "election_archive",
    "elections",
    "holds_mandate",
    "mandate",
    "mandates_from",
    "mandates_of_seat",
    "meeting",
    "paper",
    "practice",
    "published_election",
]
