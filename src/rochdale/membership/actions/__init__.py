"""What can be done to the register: bringing people in, changing particulars, opening and closing doors."""

from rochdale.membership.actions.addresses import ask_for_address, change_address
from rochdale.membership.actions.classes import change_bond, change_class, keep_out_of_bond
from rochdale.membership.actions.consents import give_consents, withdraw_consent
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
from rochdale.membership.actions.extracts import record_extract
from rochdale.membership.actions.file_views import note_views
from rochdale.membership.actions.letters import (
    POSTED_AT_ONCE_MAX,
    Letter,
    LetterFact,
    LetterKind,
    letter_label,
    offer_letter,
    post_letters,
    send_letter,
    write_letter_to,
    write_letters,
)
from rochdale.membership.actions.persons import add_persons, blank_versions, change_particulars
from rochdale.membership.actions.register import (
    Enrolment,
    Newcomer,
    Registered,
    end_membership,
    enrol_persons,
    register_members,
)
from rochdale.membership.actions.sessions import end_session, end_sessions, note_session
from rochdale.membership.actions.sign_ins import (
    GivenSignIn,
    choose_language,
    give_sign_in,
    take_sign_in_away,
)
from rochdale.membership.actions.standing import (
    end_guardianship,
    end_representation,
    name_guardian,
    name_representative,
)
from rochdale.membership.actions.suspensions import lift_suspension, suspend_rights
from rochdale.membership.actions.tokens import (
    MadeToken,
    TokenRequest,
    make_token,
    note_use,
    revoke_token,
    revoke_tokens,
)
from rochdale.membership.models import (
    ConsentPurpose,
    ConsentWay,
    DepartureCause,
    JoiningCause,
    MemberClass,
    PersonKind,
    Right,
)
from rochdale.membership.queries import Particulars

__all__ = [
    "POSTED_AT_ONCE_MAX",
    "BoardVote",
    "ConsentPurpose",
    "ConsentWay",
    "DepartureCause",
    "Enrolment",
    "GivenSignIn",
    "JoiningCause",
    "Letter",
    "LetterFact",
    "LetterKind",
    "MadeToken",
    "MemberClass",
    "Newcomer",
    "Particulars",
    "PersonKind",
    "Registered",
    "Right",
    "TokenRequest",
    "add_persons",
    "appeal_exclusion",
    "ask_for_address",
    "ask_to_leave",
    "blank_versions",
    "change_address",
    "change_bond",
    "change_class",
    "change_particulars",
    "choose_language",
    "decide_appeal",
    "decide_exclusion",
    "end_departure",
    "end_guardianship",
    "end_membership",
    "end_representation",
    "end_session",
    "end_sessions",
    "enrol_persons",
    "give_consents",
    "give_sign_in",
    "hear",
    "keep_out_of_bond",
    "letter_label",
    "lift_suspension",
    "make_token",
    "name_guardian",
    "name_representative",
    "note_session",
    "note_use",
    "note_views",
    "notify_hearing",
    "offer_letter",
    "post_letters",
    "propose_exclusion",
    "record_extract",
    "register_members",
    "report_end",
    "revoke_token",
    "revoke_tokens",
    "send_letter",
    "suspend_rights",
    "take_back",
    "take_sign_in_away",
    "tell_decision",
    "withdraw_consent",
    "write_letter_to",
    "write_letters",
]
