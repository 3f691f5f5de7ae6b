"""What capital adds to a person's whole file: the shares held, class by class."""

from __future__ import annotations

from datetime import date
from typing import Final
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from rochdale.capital.queries.holdings import holdings
from rochdale.cooperatives.queries import Permission
from rochdale.membership.queries import FileSection, Record


def _holdings(person_id: UUID, on: date) -> list[Record]:
    return [
        {
            "class": each.share_class.code,
            "name": each.share_class.name,
            "shares": each.held,
            "par": each.share_class.par,
            "worth": each.worth,
            "waiting": each.waiting,
            "owing": each.owing,
        }
        for each in holdings(holder_ids=[person_id], on=on)
    ]


HOLDINGS: Final = FileSection(
    "shares",
    _("Shares"),
    {
        "class": _("Class"),
        "name": _("Name"),
        "shares": _("Shares"),
        "par": _("Par value"),
        "worth": _("Worth at par"),
        "waiting": _("Waiting to be repaid"),
        "owing": _("Still to be paid in"),
    },
    _holdings,
    Permission.VIEW_CAPITAL,
)
