"""What can be done to the register: bringing people in, changing particulars, opening and closing doors."""

from rochdale.membership.actions.addresses import ask_for_address, change_address
from rochdale.membership.actions.departures import (
    BoardVote,
    appeal_exclusion,
    ask_to_leave,
    decide_appeal,
    decide_exclusion,
    end_departure,
    hear,
    notify_hearing,
    propose_exclusion,
    report_end,
    take_back,
    tell_decision,
)
from rochdale.membership.actions.persons import add_persons, change_particulars
from rochdale.membership.actions.register import (
    Enrolment,
    Newcomer,
    Registered,
    end_membership,
    enrol_persons,
    register_members,
)
from rochdale.membership.actions.sessions import end_session, end_sessions, note_session
from rochdale.membership.actions.sign_ins import GivenSignIn, choose_language, give_sign_in, take_sign_in_away
from rochdale.membership.actions.tokens import (
    MadeToken,
    TokenRequest,
    make_token,
    note_use,
    revoke_token,
    revoke_tokens,
)
from rochdale.membership.models import DepartureCause, MemberClass, PersonKind
from rochdale.membership.queries import Particulars

__all__ = [
    "BoardVote",
    "DepartureCause",
    "Enrolment",
    "GivenSignIn",
    "MadeToken",
    "MemberClass",
    "Newcomer",
    "Particulars",
    "PersonKind",
    "Registered",
    "TokenRequest",
    "add_persons",
    "appeal_exclusion",
    "ask_for_address",
    "ask_to_leave",
    "change_address",
    "change_particulars",
    "choose_language",
    "decide_appeal",
    "decide_exclusion",
    "end_departure",
    "end_membership",
    "end_session",
    "end_sessions",
    "enrol_persons",
    "give_sign_in",
    "hear",
    "make_token",
    "note_session",
    "note_use",
    "notify_hearing",
    "propose_exclusion",
    "register_members",
    "report_end",
    "revoke_token",
    "revoke_tokens",
    "take_back",
    "take_sign_in_away",
    "tell_decision",
]
