"""Until when what a meeting decided is provisional (INV-123, rule Q-36). Asked inside a cooperative.

In step with `assembly_results_stand` in `sql/effects_wait.sql`.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from rochdale.assembly.models import VoteStepKind
from rochdale.assembly.queries.ballots import provisional_until
from rochdale.assembly.queries.floor import votes_of


def results_wait_until(*, meeting_id: UUID, at: datetime) -> datetime | None:
    """When the last window of a meeting closes, of a ballot that is not counted or a vote; None where results stand.

    A ballot that was closed is waited for until it is counted, so the day may be over already.
    """
    windows = [
        vote.closes_at
        for vote in votes_of(meeting_id=meeting_id, with_participants=False)
        if vote.stands is VoteStepKind.PUT and vote.closes_at is not None and vote.closes_at > at
    ]
    ballots = provisional_until(meeting_id=meeting_id)
    return max([*windows, *([ballots] if ballots else [])], default=None)
