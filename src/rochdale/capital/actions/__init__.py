"""What can be done to shares: classes opened, shares issued, paid in, moved, repaid, certified; mistakes reversed."""

from rochdale.capital.actions.admissions import Admitted, pay_admission
from rochdale.capital.actions.authority import counter_permission
from rochdale.capital.actions.certificates import issue_certificate
from rochdale.capital.actions.classes import (
    HOLDERS,
    QUALIFYING,
    ShareClassRequest,
    open_qualifying_class,
    open_share_class,
)
from rochdale.capital.actions.extracts import record_extract
from rochdale.capital.actions.issues import (
    Issue,
    OldHolding,
    issue_shares,
    pay_instalment,
    take_over,
)
from rochdale.capital.actions.leaving import end_departure, queue_leavers
from rochdale.capital.actions.offering import offer_kinds, redemption_facts
from rochdale.capital.actions.redemptions import (
    Repayment,
    ask_redemption,
    pay_redemption,
    pay_redemptions,
    withdraw_redemption,
)
from rochdale.capital.actions.reversals import reverse_movement
from rochdale.capital.actions.telling import offer_letters, remind_instalments
from rochdale.capital.actions.transfers import convert_shares, transfer_shares
from rochdale.capital.actions.writing import Moved

__all__ = [
    "HOLDERS",
    "QUALIFYING",
    "Admitted",
    "Issue",
    "Moved",
    "OldHolding",
    "Repayment",
    "ShareClassRequest",
    "ask_redemption",
    "convert_shares",
    "counter_permission",
    "end_departure",
    "issue_certificate",
    "issue_shares",
    "offer_kinds",
    "offer_letters",
    "open_qualifying_class",
    "open_share_class",
    "pay_admission",
    "pay_instalment",
    "pay_redemption",
    "pay_redemptions",
    "queue_leavers",
    "record_extract",
    "redemption_facts",
    "remind_instalments",
    "reverse_movement",
    "take_over",
    "transfer_shares",
    "withdraw_redemption",
]
