"""Verbs of this room: meetings, what they decide and what follows, and publishing a vote that is closed."""

from rochdale.assembly.actions.attendance import check_in, check_out, let_in_guest, name_floor_officer
from rochdale.assembly.actions.balloting import cast_ballot, give_ballot_paper
from rochdale.assembly.actions.body_attendance import record_attendance
from rochdale.assembly.actions.calling import call_meeting, cancel_meeting, hand_over_notices
from rochdale.assembly.actions.casting import Cast, call_out, cast_vote, give_paper
from rochdale.assembly.actions.closing import Tally, close_vote, enter_count
from rochdale.assembly.actions.counting import count_ballot, enter_paper_count
from rochdale.assembly.actions.documents import FileDraft, add_meeting_document
from rochdale.assembly.actions.effects import (
    OTHER,
    Changed,
    Decided,
    EffectKind,
    Setting,
    annul_resolution,
    effect_kind,
    effect_kinds,
    offer_effect,
    refuse_faulty_effect,
    run_effect,
)
from rochdale.assembly.actions.elections import Document, keep_missing_verdicts, publish_election
from rochdale.assembly.actions.follow_ups import add_follow_up, move_follow_up, object_to_resolution
from rochdale.assembly.actions.item_effects import set_item_effect
from rochdale.assembly.actions.mandates import (
    Holder,
    OldMandate,
    end_mandate,
    make_body,
    open_seat,
    record_election,
    take_over_mandates,
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
from rochdale.assembly.actions.minutes import approve_minutes, draft_minutes, save_minutes, sign_minutes
from rochdale.assembly.actions.putting import Window, put_to_vote, withdraw_vote
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
from rochdale.assembly.actions.running import (
    close_ballot,
    close_ended_ballots,
    end_shuffles,
    give_up_ballot,
    make_codes,
    open_ballot,
    set_up_ballot,
)
from rochdale.assembly.actions.signers_call import call_required_meeting
from rochdale.assembly.actions.telling import MeetingLetter, offer_letters
from rochdale.assembly.actions.trusteeship import PartVerdict, give_part, note_key_lost, say_key_lost

__all__ = [
    "MATTERS_MAX",
    "OTHER",
    "Cast",
    "Changed",
    "Decided",
    "Document",
    "EffectKind",
    "FileDraft",
    "Holder",
    "ItemDraft",
    "MeetingDraft",
    "MeetingLetter",
    "OldMandate",
    "PartVerdict",
    "Setting",
    "SittingDraft",
    "Tally",
    "Window",
    "add_follow_up",
    "add_meeting_document",
    "adjourn_meeting",
    "annul_resolution",
    "answer_challenge",
    "approve_minutes",
    "begin_requisition",
    "call_meeting",
    "call_out",
    "call_required_meeting",
    "cancel_meeting",
    "cast_ballot",
    "cast_vote",
    "challenge_line",
    "check_in",
    "check_out",
    "close_ballot",
    "close_ended_ballots",
    "close_meeting",
    "close_vote",
    "correct_line",
    "count_ballot",
    "draft_meeting",
    "draft_minutes",
    "draw_roll",
    "effect_kind",
    "effect_kinds",
    "end_mandate",
    "end_shuffles",
    "enter_count",
    "enter_paper_count",
    "freeze_roll",
    "give_ballot_paper",
    "give_paper",
    "give_part",
    "give_up_ballot",
    "hand_over_notices",
    "keep_missing_verdicts",
    "let_in_guest",
    "make_body",
    "make_codes",
    "move_follow_up",
    "name_floor_officer",
    "note_key_lost",
    "object_to_resolution",
    "offer_effect",
    "offer_letters",
    "open_ballot",
    "open_meeting",
    "open_seat",
    "plan_meeting",
    "publish_election",
    "put_to_vote",
    "record_attendance",
    "record_election",
    "refuse_faulty_effect",
    "run_effect",
    "save_minutes",
    "say_key_lost",
    "set_item_effect",
    "set_up_ballot",
    "sign_minutes",
    "sign_requisition",
    "take_over_mandates",
    "tell_overdue_requisitions",
    "withdraw_vote",
]
