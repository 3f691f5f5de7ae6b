"""Verbs of this room: meetings and what they decide, and publishing a vote that is closed."""

from rochdale.assembly.actions.attendance import check_in, check_out, let_in_guest, name_floor_officer
from rochdale.assembly.actions.casting import Cast, call_out, cast_vote, give_paper
from rochdale.assembly.actions.closing import Tally, close_vote, enter_count
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
from rochdale.assembly.actions.minutes import approve_minutes, draft_minutes, save_minutes, sign_minutes
from rochdale.assembly.actions.putting import Window, put_to_vote, withdraw_vote

__all__ = [
    "Cast",
    "Document",
    "ItemDraft",
    "MeetingDraft",
    "SittingDraft",
    "Tally",
    "Window",
    "adjourn_meeting",
    "approve_minutes",
    "call_meeting",
    "call_out",
    "cancel_meeting",
    "cast_vote",
    "check_in",
    "check_out",
    "close_meeting",
    "close_vote",
    "draft_meeting",
    "draft_minutes",
    "enter_count",
    "give_paper",
    "keep_missing_verdicts",
    "let_in_guest",
    "name_floor_officer",
    "open_meeting",
    "plan_meeting",
    "publish_election",
    "put_to_vote",
    "save_minutes",
    "sign_minutes",
    "withdraw_vote",
]
