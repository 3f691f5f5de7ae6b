"""What is said of the orders that a ballot may bring, before it is prepared and while trustees wait for them."""

from __future__ import annotations

from django.utils.translation import gettext as _

from rochdale.assembly.queries import MeetingSeen, balloting
from rochdale.assembly.queries.balloting import OVER, orders_possible
from rochdale.assembly.queries.ballots import BallotSeen
from rochdale.assembly.queries.floor import entitled_of
from rochdale.web.formatting import number_text
from rochdale.web.templatetags.rochdale_format import reader_locale

_MANY = 2  # from this part of what can be shuffled on it is worth a word
_ORDERS_A_MINUTE = 1000  # in the browser of a trustee (docs/guides/trustee.md)


def told_before(seen: MeetingSeen) -> str:
    """What a large roll means for questions that ask for an order; nothing where it means little."""
    entitled, most = entitled_of(meeting_id=seen.id) or 0, balloting.ORDERS_MAX
    said = {"entitled": _number(entitled), "orders_max": _number(most)}
    if entitled > most:
        return (
            _(
                "The roll has %(entitled)s voters, and trustees can shuffle %(orders_max)s orders: in this ballot no "
                "question can ask for an order. Ask for a choice."
            )
            % said
        )
    if entitled * _MANY > most:
        return (
            _(
                "The roll has %(entitled)s voters, and trustees can shuffle %(orders_max)s orders: in this ballot one "
                "question can ask for an order, and no more."
            )
            % said
        )
    return ""


def told_of(seen: BallotSeen) -> str:
    """That shuffles will be long, while a ballot is not over."""
    orders = orders_possible(seen.questions, seen.entitled)
    if seen.stands in OVER or orders * _MANY <= balloting.ORDERS_MAX:
        return ""
    return _(
        "If everybody votes, %(orders)s orders are to be shuffled: about %(minutes)s min for each trustee who does "
        "it, and as much for each shuffle before. Tell them."
    ) % {"orders": _number(orders), "minutes": _number(-(-orders // _ORDERS_A_MINUTE))}


def _number(value: int) -> str:
    return number_text(value, reader_locale())
