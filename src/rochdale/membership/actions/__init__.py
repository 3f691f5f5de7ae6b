"""What can be done to the register: bringing people in, changing particulars, opening and closing doors."""

from rochdale.membership.actions.addresses import ask_for_address, change_address
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
from rochdale.membership.models import MemberClass, PersonKind
from rochdale.membership.queries import Particulars

__all__ = [
    "Enrolment",
    "GivenSignIn",
    "MemberClass",
    "Newcomer",
    "Particulars",
    "PersonKind",
    "Registered",
    "add_persons",
    "ask_for_address",
    "change_address",
    "change_particulars",
    "choose_language",
    "end_membership",
    "end_session",
    "end_sessions",
    "enrol_persons",
    "give_sign_in",
    "note_session",
    "register_members",
    "take_sign_in_away",
]
