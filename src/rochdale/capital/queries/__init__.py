"""Questions to the share register. Everything comes back as frozen values; rows stay in this room."""

from rochdale.capital.models import DecidingOrgan, MovementCause, ShareKind
from rochdale.capital.queries.classes import ShareClassFacts, share_class, share_classes
from rochdale.capital.queries.holdings import (
    Holding,
    ShareLine,
    SharePage,
    ShareTotal,
    holdings,
    share_register,
    share_totals,
)
from rochdale.capital.queries.movements import (
    MovementLine,
    carries_shares,
    holder_of_movement,
    movement_entry,
    movements,
    movements_of_entry,
)
from rochdale.capital.queries.redemptions import (
    CapitalTest,
    QueuedRedemption,
    capital_test,
    queued_redemption,
    redemption_queue,
)

__all__ = [
    "CapitalTest",
    "DecidingOrgan",
    "Holding",
    "MovementCause",
    "MovementLine",
    "QueuedRedemption",
    "ShareClassFacts",
    "ShareKind",
    "ShareLine",
    "SharePage",
    "ShareTotal",
    "capital_test",
    "carries_shares",
    "holder_of_movement",
    "holdings",
    "movement_entry",
    "movements",
    "movements_of_entry",
    "queued_redemption",
    "redemption_queue",
    "share_class",
    "share_classes",
    "share_register",
    "share_totals",
]
