"""Opening accounts, changing what may be posted to them, closing them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import IntegrityError, connection, transaction

from rochdale.audit import actions as audit
from rochdale.kernel.acting import Acting
from rochdale.ledger import errors
from rochdale.ledger.models import DEBIT_CLASSES, Account, AccountClass, AccountState, Balance
from rochdale.money.currency import Currency
from rochdale.tenancy.actions import inside, new_id


@dataclass(frozen=True, slots=True)
class AccountRequest:
    """An account that someone wants opened.

    `names` maps a language to the name shown in it. `control_id` is the account of the chart that sums this
    one; `keeps_balance` is wanted where a limit binds; `role` is the word by which other rooms find it.
    """

    number: str
    names: Mapping[str, str]
    account_class: AccountClass
    currency: str
    control_id: UUID | None = None
    owner_id: UUID | None = None
    is_control: bool = False
    keeps_balance: bool = False
    role: str = ""
    overdraft_minor: int = 0


def open_accounts(*, by: Acting, requests: Sequence[AccountRequest]) -> list[UUID]:
    """Open accounts as one act, in a constant number of statements; their ids in the order asked.

    Raises AccountNumberTaken; CurrencyUnknown for a currency that is not in ISO 4217.
    """
    accounts = [_account(by, request) for request in requests]
    with inside(by.cooperative_id):
        try:
            with transaction.atomic():
                made = Account.objects.bulk_create(accounts)
        except IntegrityError as error:
            raise _number_taken(error, requests) from error
        deed = audit.Deed("ledger.open_accounts", "account", made[0].id, facts={"accounts": len(made)})
        audit.record(by=by, deed=deed)
        _set_overdrafts(
            {account.id: request.overdraft_minor for account, request in zip(made, requests, strict=True)}
        )
    return [account.id for account in made]


def _account(by: Acting, request: AccountRequest) -> Account:
    return Account(
        id=new_id(by.at),
        cooperative_id=by.cooperative_id,
        number=request.number,
        names=dict(request.names),
        account_class=request.account_class,
        side=1 if request.account_class in DEBIT_CLASSES else -1,
        currency=Currency.of(request.currency).code,
        is_control=request.is_control,
        keeps_balance=request.keeps_balance,
        control_id=request.control_id,
        owner_id=request.owner_id,
        role=request.role,
        opened_on=by.on,
    )


def _number_taken(error: IntegrityError, requests: Sequence[AccountRequest]) -> Exception:
    if "ledger_account_number" not in str(error):
        return error
    taken = set(
        Account.objects.filter(number__in=[r.number for r in requests]).values_list("number", flat=True)
    )
    return errors.AccountNumberTaken(number=min(taken) if taken else requests[0].number)


def _set_overdrafts(overdrafts: Mapping[UUID, int]) -> None:
    agreed = {account_id: minor for account_id, minor in overdrafts.items() if minor}
    if agreed:
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE ledger_balance AS kept SET overdraft_minor = agreed.minor "
                "FROM unnest(%s::uuid[], %s::bigint[]) AS agreed (account_id, minor) "
                "WHERE kept.cooperative_id = tenancy_current() AND kept.account_id = agreed.account_id",
                [list(agreed), list(agreed.values())],
            )


def agree_overdraft(*, by: Acting, account_id: UUID, overdraft_minor: int) -> None:
    """Let an account go below zero by at most `overdraft_minor`, from now on.

    Less than is drawn already is allowed: nothing more can then be drawn. Raises AccountNotFound.
    """
    assert overdraft_minor >= 0
    with inside(by.cooperative_id):
        if not Balance.objects.filter(account_id=account_id).exists():
            raise errors.AccountNotFound(account=str(account_id))
        _set_overdrafts({account_id: overdraft_minor})
        if overdraft_minor == 0:
            Balance.objects.filter(account_id=account_id).update(overdraft_minor=0)
        facts = {"overdraft_minor": overdraft_minor}
        audit.record(by=by, deed=audit.Deed("ledger.agree_overdraft", "account", account_id, facts=facts))


def set_state(*, by: Acting, account_id: UUID, state: AccountState) -> None:
    """Freeze an account in one direction or both, open it again, or close it for good.

    Raises AccountNotFound, AccountClosed where it is closed already, AccountNotEmpty on closing.
    """
    with inside(by.cooperative_id):
        account = Account.objects.filter(id=account_id).first()
        if account is None:
            raise errors.AccountNotFound(account=str(account_id))
        if account.state == AccountState.CLOSED:
            raise errors.AccountClosed(account_id=account_id)
        _change_state(account, state, by)
        deed = audit.Deed(
            "ledger.set_state", "account", account_id, facts={"from": account.state, "to": state.value}
        )
        audit.record(by=by, deed=deed)


def _change_state(account: Account, state: AccountState, by: Acting) -> None:
    closed_on = by.on if state == AccountState.CLOSED else None
    try:
        with transaction.atomic():
            Account.objects.filter(id=account.id).update(state=state, closed_on=closed_on)
    except Exception as error:
        if getattr(error.__cause__, "sqlstate", None) == "RD005":
            raise errors.AccountNotEmpty(account_id=account.id) from error
        raise
