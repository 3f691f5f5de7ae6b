"""Verbs of this room: meetings and what they decide, and publishing a vote that is closed."""

from rochdale.assembly.actions.calling import (
    call_meeting,
    cancel_meeting,
    hand_over_notices,
)
from rochdale.assembly.actions.documents import (
    FileDraft,
    add_meeting_document,
)
from rochdale.assembly.actions.elections import (
    publish_election,
)
from rochdale.assembly.actions.meetings import (
    ItemDraft,
    MeetingDraft,
    SittingDraft,
    adjourn_meeting,
    close_meeting,
    draft_meeting,
    open_meeting,
    plan_meeting,
)
from rochdale.assembly.actions.requisitions import (
    MATTERS_MAX,
    begin_requisition,
    sign_requisition,
    tell_overdue_requisitions,
)
from rochdale.assembly.actions.rolls import (
    answer_challenge,
    challenge_line,
    correct_line,
    draw_roll,
    freeze_roll,
)
from rochdale.assembly.actions.telling import (
    MeetingLetter,
    offer_letters,
)

__all__ = [
    "MATTERS_MAX",
    "FileDraft",
    "ItemDraft",
    "MeetingDraft",
    "MeetingLetter",
    "SittingDraft",
    "add_meeting_document",
    "adjourn_meeting",
    "answer_challenge",
    "begin_requisition",
    "call_meeting",
    "cancel_meeting",
    "challenge_line",
    "close_meeting",
    "correct_line",
    "draft_meeting",
    "draw_roll",
    "freeze_roll",
    "hand_over_notices",
    "offer_letters",
    "open_meeting",
    "plan_meeting",
    "publish_election",
    "sign_requisition",
    "tell_overdue_requisitions",
]
