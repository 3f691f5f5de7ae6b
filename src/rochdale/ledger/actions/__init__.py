"""The verbs of the books."""

from rochdale.ledger.actions.accounts import AccountRequest, agree_overdraft, open_accounts, set_state
from rochdale.ledger.actions.days import ClosedDay, close_days, open_days
from rochdale.ledger.actions.holds import capture_hold, expire_holds, place_hold, release_hold
from rochdale.ledger.actions.posting import post_batch, post_each, post_entry
from rochdale.ledger.actions.requests import EntryRequest, Line, Posted, transfer
from rochdale.ledger.actions.reversals import reverse_entry
from rochdale.ledger.actions.together import post
from rochdale.ledger.models import AccountClass, AccountState

__all__ = [
    "AccountClass",
    "AccountRequest",
    "AccountState",
    "ClosedDay",
    "EntryRequest",
    "Line",
    "Posted",
    "agree_overdraft",
    "capture_hold",
    "close_days",
    "expire_holds",
    "open_accounts",
    "open_days",
    "place_hold",
    "post",
    "post_batch",
    "post_each",
    "post_entry",
    "release_hold",
    "reverse_entry",
    "set_state",
    "transfer",
]
