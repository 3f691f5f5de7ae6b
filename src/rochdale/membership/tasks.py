"""What the worker does for this room; `config.worker` knows each task by its name."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from rochdale.membership import actions


def send_letter(cooperative_id: UUID, letter_id: UUID, at: datetime) -> None:
    """Send a letter that waits."""
    actions.send_letter(cooperative_id=cooperative_id, letter_id=letter_id, at=at)
