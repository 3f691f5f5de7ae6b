"""What can be done to the register: bringing people in, changing particulars, opening and closing doors."""

from rochdale.membership.actions.addresses import ask_for_address, change_address
from rochdale.membership.actions.consents import give_consents, withdraw_consent
from rochdale.membership.actions.corrections import (
    Contact,
    ask_for_name,
    correct_contact,
    decide_name,
    withdraw_name,
)
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
from rochdale.membership.actions.persons import add_persons, change_particulars
from rochdale.membership.actions.register import (
    Enrolment,
    Newcomer,
    Registered,
    end_membership,
    enrol_persons,
    hold_register,
    register_members,
)
from rochdale.membership.actions.sessions import end_session, end_sessions, note_session
from rochdale.membership.actions.sign_ins import (
    GivenSignIn,
    choose_language,
    give_sign_in,
    take_sign_in_away,
)
from rochdale.membership.actions.taking_over import OldMembership, OldPerson, take_over_members
from rochdale.membership.models import (
    ConsentPurpose,
    ConsentWay,
    DepartureCause,
    MemberClass,
    PersonKind,
)
from rochdale.membership.queries import Particulars

__all__ = [
    "POSTED_AT_ONCE_MAX",
    "BoardVote",
    "ConsentPurpose",
    "ConsentWay",
    "Contact",
    "DepartureCause",
    "Enrolment",
    "GivenSignIn",
    "Letter",
    "LetterFact",
    "LetterKind",
    "MemberClass",
    "Newcomer",
    "OldMembership",
    "OldPerson",
    "Particulars",
    "PersonKind",
    "Registered",
    "add_persons",
    "appeal_exclusion",
    "ask_for_address",
    "ask_for_name",
    "ask_to_leave",
    "change_address",
    "change_particulars",
    "choose_language",
    "correct_contact",
    "decide_appeal",
    "decide_exclusion",
    "decide_name",
    "end_departure",
    "end_membership",
    "end_session",
    "end_sessions",
    "enrol_persons",
    "give_consents",
    "give_sign_in",
    "hear",
    "hold_register",
    "letter_label",
    "note_session",
    "note_views",
    "notify_hearing",
    "offer_letter",
    "post_letters",
    "propose_exclusion",
    "register_members",
    "report_end",
    "send_letter",
    "take_back",
    "take_over_members",
    "take_sign_in_away",
    "tell_decision",
    "withdraw_consent",
    "withdraw_name",
    "write_letter_to",
    "write_letters",
]
