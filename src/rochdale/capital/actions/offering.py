"""The acts on shares that the by-laws may give to two persons: what each does with its facts, and its effect.

Facts are plain JSON: ids, codes, counts and minor units, never a person's particulars (rule V-7).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from fractions import Fraction
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rochdale.capital import queries
from rochdale.capital.actions.classes import ShareClassRequest, open_share_class
from rochdale.capital.actions.issues import Issue, issue_shares, pay_instalment
from rochdale.capital.actions.redemptions import (
    Repayment,
    foresee_repayments,
    pay_redemption,
    pay_redemptions,
)
from rochdale.capital.actions.reversals import reverse_movement
from rochdale.capital.actions.transfers import convert_shares, transfer_shares
from rochdale.capital.errors import CapitalRefusal
from rochdale.capital.models import DecidingOrgan, MovementCause, ShareKind
from rochdale.cooperatives.actions import ActKind, offer_kind
from rochdale.cooperatives.actions.proposals import Facts
from rochdale.cooperatives.queries import Permission
from rochdale.kernel.acting import Acting
from rochdale.membership import queries as membership
from rochdale.money.amount import Money, total
from rochdale.money.currency import Currency
from rochdale.web.values import Effect

Effects = Sequence[Effect]


def offer_kinds() -> None:
    """Let every act on shares be carried out, or proposed where the by-laws ask for a second person."""
    manage, counter = Permission.MANAGE_CAPITAL, Permission.POST_DEPOSIT
    kinds: tuple[tuple[str, Promise, Permission, Callable[..., None], Callable[[Facts], Effects]], ...] = (
        ("issue_shares", gettext_lazy("Issue shares"), manage, _issue, _issue_effects),
        ("issue_shares_at_counter", gettext_lazy("Issue shares"), counter, _issue, _issue_effects),
        ("pay_instalment", gettext_lazy("Take in an instalment"), manage, _pay_in, _pay_in_effects),
        (
            "pay_instalment_at_counter",
            gettext_lazy("Take in an instalment"),
            counter,
            _pay_in,
            _pay_in_effects,
        ),
        ("transfer_shares", gettext_lazy("Transfer shares"), manage, _transfer, _transfer_effects),
        ("convert_shares", gettext_lazy("Convert shares"), manage, _convert, _convert_effects),
        ("redeem_shares", gettext_lazy("Repay shares"), manage, _redeem, _redeem_effects),
        ("reverse_shares", gettext_lazy("Reverse a movement of shares"), manage, _reverse, _reverse_effects),
        (
            "open_share_class",
            gettext_lazy("Open a class of shares"),
            Permission.MANAGE_LIMITS,
            _open,
            _open_effects,
        ),
    )
    for name, label, permission, perform, effects in kinds:
        word = name.removesuffix("_at_counter")
        foresee = _foresee_redeeming if name == "redeem_shares" else None
        offer_kind(kind=ActKind(name, label, permission, perform, _harmless(effects), word, foresee))


def _harmless(effects: Callable[[Facts], Effects]) -> Callable[[Facts], Effects]:
    """What can no longer be done has no effect to show; it can still be refused or taken back."""

    def shown(facts: Facts) -> Effects:
        try:
            return effects(facts)
        except CapitalRefusal:
            return []

    return shown


def _id(facts: Facts, name: str) -> UUID:
    return UUID(str(facts[name]))


def _count(facts: Facts, name: str) -> int:
    return int(str(facts[name]))


def _money(facts: Facts, name: str) -> Money:
    return Money(_count(facts, name), Currency.of(str(facts["currency"])))


def _held(holder_id: UUID, code: str) -> int:
    found = queries.holdings(holder_ids=[holder_id], on=date.max)
    return sum(each.held for each in found if each.share_class.code == code)


def _holding_effect(holder_id: UUID, code: str, change: int) -> Effect:
    own = queries.share_class(code=code)
    name = membership.names_of(person_ids=[holder_id]).get(holder_id, "")
    held = _held(holder_id, code)
    return Effect(_("%(class)s of %(name)s") % {"class": own.name, "name": name}, held, held + change)


def _issue(by: Acting, facts: Facts, key: str) -> None:
    issue = Issue(
        key=key,
        holder_id=_id(facts, "holder"),
        code=str(facts["code"]),
        quantity=_count(facts, "quantity"),
        paid=_money(facts, "paid"),
        from_account_id=_id(facts, "account"),
        organ=DecidingOrgan(str(facts["organ"])),
    )
    issue_shares(by=by, issues=[issue])


def _issue_effects(facts: Facts) -> Effects:
    code, quantity = str(facts["code"]), _count(facts, "quantity")
    own = queries.share_class(code=code)
    owing = own.worth(quantity) - _money(facts, "paid")
    return [
        _holding_effect(_id(facts, "holder"), code, quantity),
        Effect(_("Paid now"), "", _money(facts, "paid")),
        Effect(_("Owed by instalments"), "", owing),
    ]


def _pay_in(by: Acting, facts: Facts, key: str) -> None:
    pay_instalment(
        by=by,
        key=key,
        movement_id=_id(facts, "movement"),
        amount=_money(facts, "amount"),
        from_account_id=_id(facts, "account"),
    )


def _pay_in_effects(facts: Facts) -> Effects:
    owing = queries.movement(movement_id=_id(facts, "movement")).owing
    return [Effect(_("Owed by instalments"), owing, owing - _money(facts, "amount"))]


def _transfer(by: Acting, facts: Facts, key: str) -> None:
    transfer_shares(
        by=by,
        key=key,
        code=str(facts["code"]),
        from_id=_id(facts, "holder"),
        to_id=_id(facts, "to"),
        quantity=_count(facts, "quantity"),
        cause=MovementCause(str(facts["cause"])),
        organ=DecidingOrgan(str(facts["organ"])),
    )


def _transfer_effects(facts: Facts) -> Effects:
    code, quantity = str(facts["code"]), _count(facts, "quantity")
    return [
        _holding_effect(_id(facts, "holder"), code, -quantity),
        _holding_effect(_id(facts, "to"), code, quantity),
    ]


def _convert(by: Acting, facts: Facts, key: str) -> None:
    convert_shares(
        by=by,
        key=key,
        holder_id=_id(facts, "holder"),
        from_code=str(facts["code"]),
        to_code=str(facts["to"]),
        quantity=_count(facts, "quantity"),
    )


def _convert_effects(facts: Facts) -> Effects:
    code, other, quantity = str(facts["code"]), str(facts["to"]), _count(facts, "quantity")
    worth = queries.share_class(code=code).worth(quantity)
    gained = worth.minor // queries.share_class(code=other).par.minor
    return [
        _holding_effect(_id(facts, "holder"), code, -quantity),
        _holding_effect(_id(facts, "holder"), other, gained),
    ]


def redemption_facts(
    *,
    repayments: Sequence[tuple[UUID, UUID]],
    currency: Currency,
    price: Money | None = None,
    set_off: Money | None = None,
    set_off_account_id: UUID | None = None,
) -> dict[str, object]:
    """The facts of the act `redeem_shares`: each request with the account that it is paid to, in their order.

    What `Repayment` says besides holds where one request is repaid alone.
    """
    return {
        "requests": [[str(request_id), str(account_id)] for request_id, account_id in repayments],
        "price": None if price is None else price.minor,
        "set_off": None if set_off is None else set_off.minor,
        "debt": None if set_off_account_id is None else str(set_off_account_id),
        "currency": currency.code,
    }


def _redeem(by: Acting, facts: Facts, key: str) -> None:
    pairs = _repaid(facts)
    if len(pairs) > 1:
        pay_redemptions(by=by, key=key, repayments=pairs)
        return
    pay_redemption(by=by, key=key, request_id=pairs[0][0], repayment=_repayment(facts, pairs[0][1]))


def _foresee_redeeming(by: Acting, facts: Facts) -> None:
    wanted = [(request_id, _repayment(facts, account_id)) for request_id, account_id in _repaid(facts)]
    foresee_repayments(by=by, repayments=wanted)


def _repaid(facts: Facts) -> list[tuple[UUID, UUID]]:
    return [(UUID(request), UUID(account)) for request, account in _pairs(facts)]


def _repayment(facts: Facts, to_account_id: UUID) -> Repayment:
    set_off = _money(facts, "set_off") if facts.get("set_off") else None
    return Repayment(
        to_account_id=to_account_id,
        price=_money(facts, "price") if facts.get("price") is not None else None,
        set_off=set_off,
        set_off_account_id=_id(facts, "debt") if set_off is not None else None,
    )


def _pairs(facts: Facts) -> list[tuple[str, str]]:
    found = facts["requests"]
    assert isinstance(found, list)
    return [(str(request), str(account)) for request, account in found]


def _redeem_effects(facts: Facts) -> Effects:
    pairs = _pairs(facts)
    if len(pairs) > 1:
        return _redeem_many_effects({UUID(request) for request, _account in pairs})
    found = [queries.queued_redemption(request_id=UUID(pairs[0][0]))]
    effects = [_holding_effect(each.holder_id, each.share_class.code, -each.quantity) for each in found]
    if facts.get("price") is not None:
        effects.append(Effect(_("Price, at par and now"), found[0].worth, _money(facts, "price")))
    else:
        effects.append(Effect(_("Repaid at par"), "", found[0].worth))
    if facts.get("set_off"):
        effects.append(Effect(_("Taken for what is owed"), "", _money(facts, "set_off")))
    return effects


def _redeem_many_effects(request_ids: set[UUID]) -> Effects:
    """How many shares of each class there are, and are left: one line a class, however many are repaid."""
    found = [each for each in queries.redemption_queue(limit=len(request_ids)) if each.id in request_ids]
    repaid: dict[str, int] = {}
    for each in found:
        repaid[each.share_class.code] = repaid.get(each.share_class.code, 0) + each.quantity
    left = [
        Effect(each.share_class.name, each.shares, each.shares - repaid[each.share_class.code])
        for each in queries.share_totals(on=date.max)
        if each.share_class.code in repaid
    ]
    worth = [each.worth for each in found]
    return [*left, Effect(_("Repaid at par"), "", total(worth, worth[0].currency))] if worth else left


def _reverse(by: Acting, facts: Facts, key: str) -> None:
    reverse_movement(by=by, key=key, movement_id=_id(facts, "movement"))


def _reverse_effects(facts: Facts) -> Effects:
    entry_id = queries.movement_entry(movement_id=_id(facts, "movement"))
    found = [queries.movement(movement_id=each) for each in queries.movements_of_entry(entry_id=entry_id)]
    return [_holding_effect(each.holder_id, each.share_class.code, -each.quantity) for each in found]


def _open(by: Acting, facts: Facts, key: str) -> None:
    del key  # a class is opened once: its code is the key
    names, holders = facts["names"], facts["open_to"]
    assert isinstance(names, dict)
    assert isinstance(holders, list)
    asked = ShareClassRequest(
        code=str(facts["code"]),
        kind=ShareKind(str(facts["kind"])),
        names={str(language): str(name) for language, name in names.items()},
        par=_money(facts, "par"),
        open_to=frozenset(map(str, holders)),
        holding_max=_count(facts, "holding_max") if facts.get("holding_max") is not None else None,
        is_redeemable=bool(facts["is_redeemable"]),
        return_cap=Fraction(str(facts["return_cap"])),
    )
    open_share_class(by=by, asked=asked)


def _open_effects(facts: Facts) -> Effects:
    return [
        Effect(_("Classes of shares"), len(queries.share_classes()), len(queries.share_classes()) + 1),
        Effect(_("Par"), "", _money(facts, "par")),
    ]
