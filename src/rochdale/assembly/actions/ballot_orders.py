"""How many orders a ballot may bring: they are shuffled in one piece, and a piece that is not taken opens nothing."""

from __future__ import annotations

from rochdale.assembly.errors.ballots import OrdersTooMany
from rochdale.assembly.queries import balloting
from rochdale.assembly.queries.balloting import BallotDraft, orders_possible


def refuse_too_many_orders(draft: BallotDraft, entitled: int) -> None:
    """See that everybody on the frozen roll may vote, and the ballot can still be opened. Raises OrdersTooMany.

    The roll was frozen before and stays so: what holds at the set-up holds at the close.
    """
    orders = orders_possible(draft.questions, entitled)
    if orders > balloting.ORDERS_MAX:
        raise OrdersTooMany(entitled=entitled, orders=orders, orders_max=balloting.ORDERS_MAX)
