"""Who holds which office on a day, and what each office may do. Asked inside a cooperative."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Final
from uuid import UUID

from django.db.models import F, QuerySet
from django.db.models.functions import Least

from rochdale.cooperatives import models
from rochdale.cooperatives.errors import NotAllowed, OfficeNotFound
from rochdale.cooperatives.models import OfficeKind
from rochdale.tenancy.queries import packed_rows


class Permission(StrEnum):
    """One thing that an office may do."""

    VIEW_REGISTER = "view_register"
    VIEW_ACCOUNTS = "view_accounts"
    VIEW_TRIAL_BALANCE = "view_trial_balance"
    VIEW_AUDIT = "view_audit"
    EXPORT_BOOKS = "export_books"
    MANAGE_REGISTER = "manage_register"
    OPEN_ACCOUNT = "open_account"
    MANAGE_LIMITS = "manage_limits"
    MANAGE_HOLDS = "manage_holds"
    POST_DEPOSIT = "post_deposit"
    POST_WITHDRAWAL = "post_withdrawal"
    POST_TRANSFER = "post_transfer"
    POST_ENTRY = "post_entry"
    REVERSE_ENTRY = "reverse_entry"
    APPROVE_OPERATION = "approve_operation"
    CLOSE_DAY = "close_day"
    MANAGE_OFFICES = "manage_offices"
    AMEND_BYLAWS = "amend_bylaws"
    PREPARE_APPLICATIONS = "prepare_applications"
    DECIDE_ADMISSIONS = "decide_admissions"
    DECIDE_DISCIPLINE = "decide_discipline"
    VIEW_CAPITAL = "view_capital"
    MANAGE_CAPITAL = "manage_capital"
    RUN_MEETINGS = "run_meetings"
    VIEW_MINUTES = "view_minutes"


_P = Permission
# Who only reads sees everything, and writes nothing.
READING: Final = frozenset(
    {
        _P.VIEW_REGISTER,
        _P.VIEW_ACCOUNTS,
        _P.VIEW_TRIAL_BALANCE,
        _P.VIEW_AUDIT,
        _P.EXPORT_BOOKS,
        _P.VIEW_CAPITAL,
        _P.VIEW_MINUTES,
    }
)
_COUNTER: Final = frozenset(
    {
        _P.VIEW_REGISTER,
        _P.VIEW_ACCOUNTS,
        _P.POST_DEPOSIT,
        _P.POST_WITHDRAWAL,
        _P.POST_TRANSFER,
        _P.PREPARE_APPLICATIONS,
        _P.VIEW_CAPITAL,
    }
)
_TREASURY: Final = frozenset(
    {_P.POST_ENTRY, _P.REVERSE_ENTRY, _P.APPROVE_OPERATION, _P.CLOSE_DAY, _P.MANAGE_CAPITAL}
)
# What the whole board decides, no officer decides alone.
_OF_THE_BOARD: Final = frozenset({_P.DECIDE_DISCIPLINE})
PERMISSIONS: Final[Mapping[OfficeKind, frozenset[Permission]]] = MappingProxyType(
    {
        OfficeKind.TELLER: _COUNTER,
        OfficeKind.LOAN_OFFICER: frozenset(
            {
                _P.VIEW_REGISTER,
                _P.VIEW_ACCOUNTS,
                _P.OPEN_ACCOUNT,
                _P.MANAGE_HOLDS,
            }
        ),
        OfficeKind.MANAGER: frozenset(Permission) - _OF_THE_BOARD,
        OfficeKind.TREASURER: READING | _TREASURY,
        OfficeKind.SECRETARY: frozenset(
            {
                _P.VIEW_REGISTER,
                _P.MANAGE_REGISTER,
                _P.VIEW_AUDIT,
                _P.PREPARE_APPLICATIONS,
                _P.VIEW_CAPITAL,
                _P.RUN_MEETINGS,
                _P.VIEW_MINUTES,
            }
        ),
        OfficeKind.CHAIR: frozenset(
            {
                _P.VIEW_REGISTER,
                _P.VIEW_TRIAL_BALANCE,
                _P.VIEW_AUDIT,
                _P.DECIDE_ADMISSIONS,
                _P.VIEW_CAPITAL,
                _P.RUN_MEETINGS,
                _P.VIEW_MINUTES,
            }
        )
        | _OF_THE_BOARD,
        OfficeKind.DIRECTOR: frozenset(
            {_P.VIEW_TRIAL_BALANCE, _P.DECIDE_ADMISSIONS, _P.VIEW_CAPITAL, _P.VIEW_MINUTES}
        )
        | _OF_THE_BOARD,
        OfficeKind.AUDITOR: READING,
        OfficeKind.INSPECTOR: READING,
    }
)
# In step with the database's own constraint (INV-25).
WATCHING: Final = frozenset({OfficeKind.AUDITOR, OfficeKind.INSPECTOR})


@dataclass(frozen=True, slots=True)
class OfficeHeld:
    """One person's time in one office: from `since_on` up to, but not on, `until_on` if it has an end.

    `act_id` is the act of appointment, `ended_act_id` the one that ended it before its term.
    """

    id: UUID
    person_id: UUID
    office: OfficeKind
    since_on: date
    until_on: date | None
    act_id: UUID
    ended_act_id: UUID | None

    def authority(self) -> str:
        """The words under which the record keeps what is done in this office."""
        return f"{self.office.value} since {self.since_on.isoformat()}"


def offices_of(person_id: UUID, on: date) -> list[OfficeHeld]:
    """The offices that a person holds on a day, the oldest first. Every visit asks: the plan is kept."""
    found = packed_rows("cooperatives", "offices_held.sql", {"person_id": person_id, "on_date": on})
    return [OfficeHeld(id_, holder_id, OfficeKind(office), *rest) for id_, holder_id, office, *rest in found]


def officers(on: date) -> list[OfficeHeld]:
    """Everyone who holds an office on a day, the oldest appointment first."""
    return _held(_on(models.Office.objects.all(), on))


def office_history(person_id: UUID | None = None) -> list[OfficeHeld]:
    """Every office ever given, to one person or to all, the oldest first."""
    given = models.Office.objects.all()
    return _held(given.filter(person_id=person_id) if person_id else given)


def office(office_id: UUID) -> OfficeHeld:
    """One appointment. Raises OfficeNotFound."""
    found = _held(models.Office.objects.filter(id=office_id))
    if not found:
        raise OfficeNotFound(office_id=office_id)
    return found[0]


def permissions_of(person_id: UUID, on: date) -> frozenset[Permission]:
    """Everything that a person's offices allow on a day."""
    return frozenset().union(*(PERMISSIONS[held.office] for held in offices_of(person_id, on)))


def require(person_id: UUID, permission: Permission, on: date) -> str:
    """The authority under which a person does something that day, for the record: "teller since 2026-01-05".

    Of several offices that allow it, the one held the longest. Raises NotAllowed.
    """
    for held in offices_of(person_id, on):
        if permission in PERMISSIONS[held.office]:
            return held.authority()
    raise NotAllowed(person_id=person_id, permission=permission.value, on=on)


def _on(offices: QuerySet[models.Office], on: date) -> QuerySet[models.Office]:
    return offices.filter(since_on__lte=on).exclude(term_until_on__lte=on).exclude(ended_on__lte=on)


def _held(offices: QuerySet[models.Office]) -> list[OfficeHeld]:
    # PostgreSQL's least() passes over what is not known: no end is later than any end.
    ends = Least(F("term_until_on"), F("ended_on"))
    found = offices.annotate(until_on=ends).order_by("since_on", "office", "id")
    return [
        OfficeHeld(
            id=row.id,
            person_id=row.person_id,
            office=OfficeKind(row.office),
            since_on=row.since_on,
            until_on=row.until_on,
            act_id=row.act_id,
            ended_act_id=row.ended_act_id,
        )
        for row in found
    ]
