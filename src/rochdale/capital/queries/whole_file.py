"""What capital adds to a person's whole file: shares held, every movement, requests to be repaid, certificates."""

from __future__ import annotations

from datetime import date
from typing import Final
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from rochdale.capital.models import RedemptionEnd, RedemptionOutcome, RedemptionRequest
from rochdale.capital.queries.certificates import certificates_of
from rochdale.capital.queries.classes import share_classes
from rochdale.capital.queries.holdings import holdings
from rochdale.capital.queries.movements import movements
from rochdale.cooperatives.queries import Permission
from rochdale.membership.queries import SECTION_LINES_MAX, FileSection, Record


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


def _movements(person_id: UUID, _on: date) -> list[Record]:
    found = movements(first=date.min, last=date.max, holder_id=person_id, limit=SECTION_LINES_MAX + 1)
    return [
        {
            "class": each.share_class.code,
            "cause": each.cause,
            "shares": each.quantity,
            "amount": each.amount,
            "organ": each.organ,
            "recorded_on": each.recorded_on,
            "effective_on": each.effective_on,
            "owing": each.owing,
            "is_reversed": each.reversed_by is not None,
        }
        for each in found
    ]


def _requests(person_id: UUID, _on: date) -> list[Record]:
    names = {each.id: each.code for each in share_classes()}
    asked = list(RedemptionRequest.objects.filter(holder_id=person_id).order_by("place"))
    ends = {
        each.request_id: each
        for each in RedemptionEnd.objects.filter(request_id__in=[row.id for row in asked])
    }
    return [
        {
            "class": names[row.class_id],
            "shares": row.quantity,
            "asked_on": row.asked_on,
            "outcome": RedemptionOutcome(ends[row.id].outcome) if row.id in ends else None,
            "ended_on": ends[row.id].ended_on if row.id in ends else None,
        }
        for row in asked
    ]


def _certificates(person_id: UUID, _on: date) -> list[Record]:
    return [
        {
            "number": each.number,
            "class": each.share_class.code,
            "shares": each.quantity,
            "issued_on": each.issued_on,
            "ended_on": each.ended_on,
        }
        for each in certificates_of(holder_id=person_id)
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
MOVEMENTS: Final = FileSection(
    "share_movements",
    _("Movements of shares"),
    {
        "class": _("Class"),
        "cause": _("Cause"),
        "shares": _("Shares"),
        "amount": _("Amount"),
        "organ": _("Decided by"),
        "recorded_on": _("Written down"),
        "effective_on": _("From which day"),
        "owing": _("Still to be paid in"),
        "is_reversed": _("Reversed"),
    },
    _movements,
    Permission.VIEW_CAPITAL,
)
REQUESTS: Final = FileSection(
    "share_requests",
    _("Shares that I asked to have repaid"),
    {
        "class": _("Class"),
        "shares": _("Shares"),
        "asked_on": _("When"),
        "outcome": _("What became of it"),
        "ended_on": _("Ended on"),
    },
    _requests,
    Permission.VIEW_CAPITAL,
)
CERTIFICATES: Final = FileSection(
    "certificates",
    _("Certificates"),
    {
        "number": _("Number"),
        "class": _("Class"),
        "shares": _("Shares"),
        "issued_on": _("Issued on"),
        "ended_on": _("Ended on"),
    },
    _certificates,
    Permission.VIEW_CAPITAL,
)
