"""Questions of this room: meetings, what a ballot paper says, what an archive proves, which votes are published."""

from rochdale.assembly.models import (
    CastingVote,
    Channel,
    Choice,
    FloorRole,
    Majority,
    MeetingStepKind,
    VoteMethod,
    VoteStepKind,
)
from rochdale.assembly.queries import practice
from rochdale.assembly.queries.checking import Checked, Place, check_archive
from rochdale.assembly.queries.documents import (
    BoundDocument,
    DocumentFile,
    election_document,
    election_documents,
)
from rochdale.assembly.queries.elections import (
    ElectionListed,
    KeptVerdict,
    PublishedElection,
    election_archive,
    elections,
    published_election,
    verified_anew,
)
from rochdale.assembly.queries.floor import (
    Attendance,
    OutcomeSeen,
    VoteSeen,
    attendance,
    entitled_of,
    floor_state,
    vote_of,
    votes_of,
)
from rochdale.assembly.queries.lookup import OnBoard, published_ballots, published_heads, read_head
from rochdale.assembly.queries.meetings import ItemSeen, MeetingSeen, SittingSeen, StepSeen, meeting
from rochdale.assembly.queries.papers import Paper, PaperQuestion, paper
from rochdale.assembly.queries.verdicts import board_kept

__all__ = [
    "Attendance",
    "BoundDocument",
    "CastingVote",
    "Channel",
    "Checked",
    "Choice",
    "DocumentFile",
    "ElectionListed",
    "FloorRole",
    "ItemSeen",
    "KeptVerdict",
    "Majority",
    "MeetingSeen",
    "MeetingStepKind",
    "OnBoard",
    "OutcomeSeen",
    "Paper",
    "PaperQuestion",
    "Place",
    "PublishedElection",
    "SittingSeen",
    "StepSeen",
    "VoteMethod",
    "VoteSeen",
    "VoteStepKind",
    "attendance",
    "board_kept",
    "check_archive",
    "election_archive",
    "election_document",
    "election_documents",
    "elections",
    "entitled_of",
    "floor_state",
    "meeting",
    "paper",
    "practice",
    "published_ballots",
    "published_election",
    "published_heads",
    "read_head",
    "verified_anew",
    "vote_of",
    "votes_of",
]
