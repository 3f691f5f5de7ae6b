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
from rochdale.assembly.actions.rolls import (
    answer_challenge,
    challenge_line,
    correct_line,
    draw_roll,
    freeze_roll,
)

__all__ = [
    "ItemDraft",
    "MeetingDraft",
    "SittingDraft",
    "adjourn_meeting",
    "answer_challenge",
    "call_meeting",
    "cancel_meeting",
    "challenge_line",
    "close_meeting",
    "correct_line",
    "draft_meeting",
    "draw_roll",
    "freeze_roll",
    "open_meeting",
    "plan_meeting",
    "publish_election",
]
