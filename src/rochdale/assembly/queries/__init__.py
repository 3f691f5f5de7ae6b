"""Questions of this room: what a ballot paper says, what an archive proves, and which votes are published."""

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
from rochdale.assembly.queries.lookup import OnBoard, published_ballots, published_heads, read_head
from rochdale.assembly.queries.papers import Paper, PaperQuestion, paper
from rochdale.assembly.queries.verdicts import board_kept

__all__ = [
    "BoundDocument",
    "Checked",
    "DocumentFile",
    "ElectionListed",
    "KeptVerdict",
    "OnBoard",
    "Paper",
    "PaperQuestion",
    "Place",
    "PublishedElection",
    "board_kept",
    "check_archive",
    "election_archive",
    "election_document",
    "election_documents",
    "elections",
    "paper",
    "practice",
    "published_ballots",
    "published_election",
    "published_heads",
    "read_head",
    "verified_anew",
]
