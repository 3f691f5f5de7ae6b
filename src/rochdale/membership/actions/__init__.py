"""What can be done to the register: bringing people in, changing particulars, opening and closing doors."""

from rochdale.membership.actions.persons import add_persons, change_particulars
from rochdale.membership.actions.register import (
    Enrolment,
    Newcomer,
    Registered,
    end_membership,
    enrol_persons,
    register_members,
)
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
    "change_particulars",
    "choose_language",
    "end_membership",
    "enrol_persons",
    "give_sign_in",
    "register_members",
    "take_sign_in_away",
]
