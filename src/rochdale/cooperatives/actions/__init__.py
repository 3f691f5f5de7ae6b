"""The verbs of this room: founding and its dates, by-laws adopted and amended, offices given and ended."""

from rochdale.cooperatives.actions.bylaws import BylawChange, adopt_pack, amend_bylaw
from rochdale.cooperatives.actions.institutions import found_cooperative, move_business_date
from rochdale.cooperatives.actions.offices import appoint, end_office

__all__ = [
    "BylawChange",
    "adopt_pack",
    "amend_bylaw",
    "appoint",
    "end_office",
    "found_cooperative",
    "move_business_date",
]
