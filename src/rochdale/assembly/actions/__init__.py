"""Verbs of this room: meetings and what they decide, and publishing a vote that is closed."""

from rochdale.assembly.actions.elections import publish_election
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
    "ItemDraft",
    "MeetingDraft",
    "SittingDraft",
    "adjourn_meeting",
    "call_meeting",
    "cancel_meeting",
    "close_meeting",
    "draft_meeting",
    "open_meeting",
    "plan_meeting",
    "publish_election",
]
