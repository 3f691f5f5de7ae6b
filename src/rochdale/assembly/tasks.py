"""What the worker does for this room; `config.worker` knows each task by its name."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from rochdale.assembly import actions


def do_ballot_work(cooperative_id: UUID, work_id: UUID, at: datetime) -> None:
    """Judge what a trustee gave, or count a ballot and publish it."""
    actions.do_ballot_work(cooperative_id=cooperative_id, work_id=work_id, at=at)
