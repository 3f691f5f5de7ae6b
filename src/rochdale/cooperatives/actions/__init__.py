"""The verbs of this room: founding and its dates, by-laws adopted and amended, offices given and ended."""

from rochdale.cooperatives.actions.answers import GivenAnswer, Request, keep_answer, recall_answer
from rochdale.cooperatives.actions.bylaws import BylawChange, adopt_pack, amend_bylaw, amendment_faults
from rochdale.cooperatives.actions.day_ends import DayEnd, end_day, offer_day_end
from rochdale.cooperatives.actions.institutions import found_cooperative, move_business_date
from rochdale.cooperatives.actions.offices import appoint, end_office
from rochdale.cooperatives.actions.proposals import (
    ActAsked,
    ActKind,
    act_kind,
    approve_proposal,
    blank_proposals,
    carry_out,
    offer_kind,
    refuse_proposal,
    withdraw_proposal,
)

__all__ = [
    "ActAsked",
    "ActKind",
    "BylawChange",
    "DayEnd",
    "GivenAnswer",
    "Request",
    "act_kind",
    "adopt_pack",
    "amend_bylaw",
    "amendment_faults",
    "appoint",
    "approve_proposal",
    "blank_proposals",
    "carry_out",
    "end_day",
    "end_office",
    "found_cooperative",
    "keep_answer",
    "move_business_date",
    "offer_day_end",
    "offer_kind",
    "recall_answer",
    "refuse_proposal",
    "withdraw_proposal",
]
