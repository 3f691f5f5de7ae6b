"""What the pages of every room of a cooperative stand on: who is asking, and who is let in."""

from rochdale.cooperatives.views.admission import (
    Task,
    admit,
    admit_program,
    audience_of,
    freshly_signed_in,
    insiders_only,
    is_open_to,
    members_only,
    needs_proof,
    open_to_all,
    posts_alone,
    posts_by_itself,
    requires,
)
from rochdale.cooperatives.views.authority import authority_words, doer_words
from rochdale.cooperatives.views.gathering import Gathered, gathered_lines, offer_lines
from rochdale.cooperatives.views.keys import key_of
from rochdale.cooperatives.views.visits import Hat, Visit, visit_of

__all__ = [
    "Gathered",
    "Hat",
    "Task",
    "Visit",
    "admit",
    "admit_program",
    "audience_of",
    "authority_words",
    "doer_words",
    "freshly_signed_in",
    "gathered_lines",
    "insiders_only",
    "is_open_to",
    "key_of",
    "members_only",
    "needs_proof",
    "offer_lines",
    "open_to_all",
    "posts_alone",
    "posts_by_itself",
    "requires",
    "visit_of",
]
