"""Opening accounts of members: many at once, in a constant number of statements, as one act.

Each stands under the control account of its product (INV-40); of its holders only an end is written later (INV-41).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, cast
from uuid import UUID

import psycopg
from django.db import transaction

from rochdale.audit import actions as audit
from rochdale.banking import errors, queries
from rochdale.banking.actions.authority import require
from rochdale.banking.models import HolderRole
from rochdale.cooperatives.queries import Permission
from rochdale.kernel.acting import Acting
from rochdale.ledger import actions as ledger
from rochdale.tenancy.actions import inside, lock, new_id
from rochdale.tenancy.queries import array_of_ids, packed_send, rows

if TYPE_CHECKING:
    from rochdale.ledger.models import AccountClass


@dataclass(frozen=True, slots=True)
class HolderRequest:
    """Someone beside the owner who may use an account."""

    person_id: UUID
    role: HolderRole


@dataclass(frozen=True, slots=True)
class MemberAccountRequest:
    """An account that a person wants opened. `opened_on` is the day of the act unless told.

    `number` is for accounts that were numbered elsewhere; ours are made from the member's number. The
    overdraft is agreed from the start, in minor units of the product's currency.
    """

    person_id: UUID
    product: str
    opened_on: date | None = None
    holders: tuple[HolderRequest, ...] = ()
    overdraft_minor: int = 0
    number: str | None = None


@dataclass(frozen=True, slots=True)
class OpenedAccount:
    """An account that was opened."""

    account_id: UUID
    number: str
    product: str
    person_id: UUID


@dataclass(frozen=True, slots=True)
class _Numbered:
    """A request with the number that it gets; `serial` is None for a number from elsewhere."""

    request: MemberAccountRequest
    number: str
    serial: int | None


def open_member_accounts(*, by: Acting, requests: Sequence[MemberAccountRequest]) -> list[OpenedAccount]:
    """Open accounts for persons, under the control accounts of their products; in the order asked.

    Raises NotAllowed, ProductNotFound, NotAMember, TooManyAccounts, HolderTwice, HolderUnknown and the
    ledger's AccountNumberTaken: then none is opened.
    """
    if not requests:
        return []
    with inside(by.cooperative_id):
        require(by, Permission.OPEN_ACCOUNT)
        offered = {product.code: product for product in queries.products()}
        for request in requests:
            _require_sound(request, offered)
        numbered = _numbered(by, requests)
        asked = [_account_request(each, offered[each.request.product]) for each in numbered]
        ids = ledger.open_accounts(by=by, requests=asked)
        _write(by, numbered, ids)
    return [
        OpenedAccount(account_id, each.number, each.request.product, each.request.person_id)
        for account_id, each in zip(ids, numbered, strict=True)
    ]


def _require_sound(request: MemberAccountRequest, offered: Mapping[str, queries.Product]) -> None:
    if request.product not in offered:
        raise errors.ProductNotFound(product=request.product)
    people = [request.person_id, *(holder.person_id for holder in request.holders)]
    for person_id in people:
        if people.count(person_id) > 1:
            raise errors.HolderTwice(person_id=person_id)


def _numbered(by: Acting, requests: Sequence[MemberAccountRequest]) -> list[_Numbered]:
    unnumbered = {request.person_id for request in requests if request.number is None}
    known = _serials(by, unnumbered) if unnumbered else {}
    numbered = []
    for request in requests:
        if request.number is not None:
            numbered.append(_Numbered(request, request.number, None))
            continue
        if request.person_id not in known:
            raise errors.NotAMember(person_id=request.person_id)
        member_number, last = known[request.person_id]
        if last >= queries.SERIAL_MAX:
            raise errors.TooManyAccounts(person_id=request.person_id)
        known[request.person_id] = (member_number, last + 1)
        number = queries.account_number(member_number=member_number, serial=last + 1)
        numbered.append(_Numbered(request, number, last + 1))
    return numbered


def _serials(by: Acting, person_ids: set[UUID]) -> dict[UUID, tuple[int, int]]:
    # Two desks that open accounts for one member at once must not count to the same serial.
    lock(by.cooperative_id, invariant=40)
    found = rows("banking", "next_serials.sql", {"person_ids": list(person_ids)})
    return {person_id: (number, serial) for person_id, number, serial in found}


def _account_request(numbered: _Numbered, product: queries.Product) -> ledger.AccountRequest:
    return ledger.AccountRequest(
        number=numbered.number,
        names=product.names,
        account_class=cast("AccountClass", product.account_class),  # as the control account has it
        currency=product.currency.code,
        control_id=product.control_id,
        owner_id=numbered.request.person_id,
        keeps_balance=True,
        overdraft_minor=numbered.request.overdraft_minor,
    )


def _write(by: Acting, numbered: Sequence[_Numbered], ids: Sequence[UUID]) -> None:
    deed = audit.Deed("banking.open_accounts", "account", ids[0], facts={"accounts": len(ids)})
    act_id = audit.record(by=by, deed=deed)
    columns = _account_columns(by, numbered, ids) | _holder_columns(by, numbered, ids)
    parameters = {"cooperative_id": by.cooperative_id, "act_id": act_id, **columns}
    try:
        with transaction.atomic():
            packed_send("banking", "open_accounts.sql", parameters)
    except psycopg.errors.ForeignKeyViolation as error:
        if "person_id_wall" in (error.diag.constraint_name or ""):
            raise errors.HolderUnknown from error
        raise


def _account_columns(by: Acting, numbered: Sequence[_Numbered], ids: Sequence[UUID]) -> dict[str, object]:
    return {
        "account_id": array_of_ids(ids),
        "product": [each.request.product for each in numbered],
        "person_id": array_of_ids([each.request.person_id for each in numbered]),
        "serial": [each.serial for each in numbered],
        "opened_on": [each.request.opened_on or by.on for each in numbered],
    }


def _holder_columns(by: Acting, numbered: Sequence[_Numbered], ids: Sequence[UUID]) -> dict[str, object]:
    holders = [
        (account_id, holder, each.request.opened_on or by.on)
        for account_id, each in zip(ids, numbered, strict=True)
        for holder in (HolderRequest(each.request.person_id, HolderRole.OWNER), *each.request.holders)
    ]
    return {
        "holder_id": array_of_ids([new_id(by.at) for _ in holders]),
        "held_id": array_of_ids([account_id for account_id, _holder, _since in holders]),
        "holder_person_id": array_of_ids([holder.person_id for _account_id, holder, _since in holders]),
        "role": [holder.role.value for _account_id, holder, _since in holders],
        "since": [since for _account_id, _holder, since in holders],
    }
