"""What can be done to shares: classes opened, shares issued, paid in, moved, repaid, and mistakes reversed."""

from rochdale.capital.actions.admissions import Admitted, pay_admission
from rochdale.capital.actions.classes import (
    QUALIFYING,
    ShareClassRequest,
    open_qualifying_class,
    open_share_class,
)
from rochdale.capital.actions.issues import (
    Issue,
    OldHolding,
    issue_shares,
    pay_instalment,
    reverse_movement,
    take_over,
)
from rochdale.capital.actions.redemptions import (
    Repayment,
    ask_redemption,
    pay_redemption,
    withdraw_redemption,
)
from rochdale.capital.actions.transfers import convert_shares, transfer_shares
from rochdale.capital.actions.writing import Moved

__all__ = [
    "QUALIFYING",
    "Admitted",
    "Issue",
    "Moved",
    "OldHolding",
    "Repayment",
    "ShareClassRequest",
    "ask_redemption",
    "convert_shares",
    "issue_shares",
    "open_qualifying_class",
    "open_share_class",
    "pay_admission",
    "pay_instalment",
    "pay_redemption",
    "reverse_movement",
    "take_over",
    "transfer_shares",
    "withdraw_redemption",
]
