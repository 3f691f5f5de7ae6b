"""Opening classes of shares."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from uuid import UUID

from rochdale.audit import actions as audit
from rochdale.capital import errors, queries
from rochdale.capital.models import ShareClass, ShareKind
from rochdale.capital.queries import ShareClassFacts
from rochdale.cooperatives import queries as cooperatives
from rochdale.cooperatives.queries import Permission, bylaw, bylaw_or_none
from rochdale.kernel.acting import Acting
from rochdale.ledger import actions as ledger
from rochdale.ledger import queries as books
from rochdale.ledger.errors import AccountNotFound
from rochdale.money.amount import Money
from rochdale.tenancy.actions import inside, new_id

QUALIFYING = "qualifying"
HOLDERS = frozenset({"full", "auxiliary", "natural", "organization"})
_ROLES = {ShareKind.QUALIFYING: "qualifying_shares"}
_QUALIFYING_NAMES = {"en": "Qualifying shares", "fr": "Parts de qualification"}
_SUBSCRIPTION_NAMES = {"en": "Shares subscribed, not yet paid", "fr": "Parts souscrites à payer"}


@dataclass(frozen=True, slots=True)
class ShareClassRequest:
    """A class of shares that someone wants opened; `open_to` holds full, auxiliary, natural, organization."""

    code: str
    kind: ShareKind
    names: Mapping[str, str]
    par: Money
    open_to: frozenset[str] = field(default_factory=lambda: frozenset({"full", "auxiliary"}))
    holding_max: int | None = None
    is_redeemable: bool = True
    return_cap: Fraction = Fraction(0)


def open_share_class(*, by: Acting, asked: ShareClassRequest) -> ShareClassFacts:
    """Open a class with the account that carries it, and the account of subscriptions where there is none.

    Raises NotAllowed (permission manage_limits), ShareClassImpossible, ReturnCapTooHigh (rule T-6),
    ShareClassExists.
    """
    with inside(by.cooperative_id):
        if by.person_id is not None:
            cooperatives.require(by.person_id, Permission.MANAGE_LIMITS, by.on)
        _refuse(by, asked)
        if ShareClass.objects.filter(code=asked.code).exists():
            raise errors.ShareClassExists(share_class=asked.code)
        account_id = _account(
            by, _ROLES.get(asked.kind, f"shares_{asked.code}"), asked.names, asked.par, "equity"
        )
        _account(by, "share_subscriptions", _SUBSCRIPTION_NAMES, asked.par, "asset")
        facts = {"code": asked.code, "kind": asked.kind.value, "par_minor": asked.par.minor}
        version = cooperatives.bylaw_version(by.on)
        deed = audit.Deed("capital.open_share_class", "account", account_id, version, facts)
        row = ShareClass(
            id=new_id(by.at),
            cooperative_id=by.cooperative_id,
            code=asked.code,
            names=dict(asked.names),
            kind=asked.kind,
            par_minor=asked.par.minor,
            currency=asked.par.currency.code,
            open_to=sorted(asked.open_to),
            holding_max=asked.holding_max,
            is_redeemable=asked.is_redeemable,
            return_cap=f"{asked.return_cap.numerator}/{asked.return_cap.denominator}",
            account_id=account_id,
            opened_on=by.on,
            act_id=audit.record(by=by, deed=deed),
        )
        row.save(force_insert=True)
        return queries.share_class(code=asked.code)


def _refuse(by: Acting, asked: ShareClassRequest) -> None:
    is_sound = re.fullmatch(r"[a-z][a-z0-9_]{0,39}", asked.code) and asked.par.minor > 0
    if not is_sound or not asked.open_to or not asked.open_to <= HOLDERS or asked.holding_max == 0:
        raise errors.ShareClassImpossible
    cap = bylaw_or_none("share_return_cap_fraction", by.on)
    if asked.return_cap < 0 or (cap is not None and asked.return_cap > cap.fraction):
        most = cap.fraction if cap is not None else Fraction(0)
        raise errors.ReturnCapTooHigh(most=f"{Decimal(most.numerator * 100) / most.denominator:f} %")


def open_qualifying_class(*, by: Acting, in_force_on: date | None = None) -> ShareClassFacts:
    """Open the class of qualifying shares at the par that the by-laws give (rule Q-12).

    Raises NotAllowed, ShareClassExists, BylawNotInForce.
    """
    with inside(by.cooperative_id):
        on = in_force_on or by.on
        return open_share_class(
            by=by,
            asked=ShareClassRequest(
                code=QUALIFYING,
                kind=ShareKind.QUALIFYING,
                names=_QUALIFYING_NAMES,
                par=bylaw("qualifying_share_par_minor", on).money,
                return_cap=bylaw("share_return_cap_fraction", on).fraction,
            ),
        )


def _account(by: Acting, role: str, names: Mapping[str, str], par: Money, account_class: str) -> UUID:
    """The account of the chart that plays a role; opened beside its neighbours where there is none."""
    currency = par.currency.code
    try:
        return books.account_by_role(by.cooperative_id, role, currency).id
    except AccountNotFound:
        number = "1400" if account_class == "asset" else f"30{ShareClass.objects.count() + 1:02}"
        request = ledger.AccountRequest(
            number=number,
            names=names,
            account_class=ledger.AccountClass(account_class),
            currency=currency,
            role=role,
        )
        return ledger.open_accounts(by=by, requests=[request])[0]
