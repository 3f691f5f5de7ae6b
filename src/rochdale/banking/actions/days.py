"""The end of the day: its books are closed for good, and the next business day begins."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

from rochdale.banking.actions.authority import require
from rochdale.cooperatives import actions as cooperatives_actions
from rochdale.cooperatives import queries as cooperatives
from rochdale.cooperatives.queries import Permission
from rochdale.kernel.acting import Acting
from rochdale.ledger import actions as ledger
from rochdale.ledger.errors import DayAlreadyOpen
from rochdale.membership import actions as membership
from rochdale.tenancy.actions import inside


def close_day(*, by: Acting) -> date:
    """Close every open day through `by.on`, open the next business day, and answer with it.

    What waits for a second person goes on waiting, and will be booked on the day of its approval. Applications
    whose time ends with the day lapse, and what is over long enough is forgotten. Raises NotAllowed, the ledger's
    DayNotOpen, and BusinessDateNotLater.
    """
    with inside(by.cooperative_id):
        require(by, Permission.CLOSE_DAY)
        ledger.close_days(by=by, through=by.on)
        membership.lapse_overdue_applications(by=by)
        membership.blank_ended_applications(by=by)
        membership.drop_stale_drafts(by=by)
        cooperatives_actions.end_day(by=by)
        following = cooperatives.next_business_day(cooperatives.cooperative(by.cooperative_id))
        with suppress(DayAlreadyOpen):  # a treasurer may have opened it ahead
            ledger.open_days(by=by, days=[following])
        return cooperatives_actions.move_business_date(by=by, to=following)
