"""Verbs of this room: meetings and what they decide, and publishing a vote that is closed."""

from rochdale.assembly.actions.elections import Document, keep_missing_verdicts, publish_election
from rochdale.assembly.actions.meetings import (
    ItemDraft,
    MeetingDraft,
    SittingDraft,
    adjourn_meeting,
    call_meeting,
    cancel_meeting,
    close_meeting,
    draft_meeting,
    open_meeting,
    plan_meeting,
)

__all__ = [
    "Document",
    "ItemDraft",
    "MeetingDraft",
    "SittingDraft",
    "adjourn_meeting",
    "call_meeting",
    "cancel_meeting",
    "close_meeting",
    "draft_meeting",
    "keep_missing_verdicts",
    "open_meeting",
    "plan_meeting",
    "publish_election",
]
