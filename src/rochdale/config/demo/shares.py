"""The capital of the demo: a second class of shares, who holds it and how, gifts, what is owed, and who waits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from rochdale.capital import actions as capital
from rochdale.capital import queries
from rochdale.capital.queries import MovementCause, ShareKind
from rochdale.config.demo.desk import AFTERNOON, COUNTER, CURRENCY, EVENING, Desk
from rochdale.config.demo.people import Resident
from rochdale.config.demo.town import Town
from rochdale.cooperatives import actions as cooperatives
from rochdale.cooperatives.actions import ActAsked
from rochdale.cooperatives.queries import OfficeKind
from rochdale.money.amount import Money
from rochdale.money.currency import Currency
from rochdale.tenancy.actions import inside

PERMANENT = "permanent"
PAR_MINOR = 1_000
INSTALMENTS_MAX = 4
_NAMES = {"en": "Permanent shares", "fr": "Parts permanentes"}
_HOLDING_MAX = 500
_MINOR = Currency.of(CURRENCY)


def open_class(desk: Desk, town: Town, on: date) -> None:
    """The manager opens the class of permanent shares, and some members take the first."""
    asked = capital.ShareClassRequest(
        PERMANENT, ShareKind.PERMANENT, _NAMES, Money(PAR_MINOR, _MINOR), holding_max=_HOLDING_MAX
    )
    capital.open_share_class(by=desk.officer(OfficeKind.MANAGER, on, COUNTER), asked=asked)
    subscribe(desk, town, on)


def subscribe(desk: Desk, town: Town, on: date) -> None:
    """One member in nine takes some permanent shares, in cash; one in three of them by instalments."""
    takers = [each for each in _plain(town) if each.place % 9 == on.month % 9]
    issues = [_issue(desk, on, each, 5 + each.place % 40, in_parts=each.place % 3 == 0) for each in takers]
    _take(desk, town, on, issues)


def cast(desk: Desk, town: Town, on: date) -> None:
    """The member that visitors sign in as has thirty shares and their certificates; grandparents give one away."""
    known = _known(town)
    if known is None:
        return
    whole = _issue(desk, on, known, 30, in_parts=False)
    _take(desk, town, on, [whole])
    holder_id = desk.persons[known.place]
    for code in (capital.QUALIFYING, PERMANENT):
        capital.issue_certificate(
            by=desk.officer(OfficeKind.TELLER, on, EVENING), holder_id=holder_id, code=code
        )
    holders = _holders(desk, town)
    for giver, taker in zip(holders[:3], _plain(town)[-3:], strict=False):
        if giver is not taker:
            _give(desk, on, giver, taker)


def pay_in(desk: Desk, town: Town, on: date) -> None:
    """Who bought by instalments pays the rest, but for a few whom the caisse will remind."""
    with inside(desk.cooperative_id):
        owed = queries.instalments(on=on, limit=_HOLDING_MAX)
    by = desk.officer(OfficeKind.TELLER, on, AFTERNOON)
    for each in owed[2:]:
        capital.pay_instalment(
            by=by,
            key=f"demo:instalment:{each.movement_id}",
            movement_id=each.movement_id,
            amount=each.owing,
            from_account_id=desk.accounts["cash"],
        )
        lines = (("cash", each.owing.minor), ("share_subscriptions", -each.owing.minor))
        town.purses.note(on, lines)
        desk.entries += 1


def today(desk: Desk, town: Town, on: date) -> None:
    """Some wait for repayment; the member that visitors sign in as asks, then takes more, by instalments."""
    for each in _holders(desk, town)[3:7]:
        _ask(desk, on, desk.persons[each.place], 1)
    _propose_gift(desk, on, _holders(desk, town)[7:9])
    known = _known(town)
    if known is not None:
        _ask(desk, on, desk.persons[known.place], 10)
        _take(desk, town, on, [_issue(desk, on, known, 20, in_parts=True)])


def _plain(town: Town) -> list[Resident]:
    return [each for each in town.people if each.part is None]


def _known(town: Town) -> Resident | None:
    return next((each for each in town.present if each.part is not None and each.part.office is None), None)


def _holders(desk: Desk, town: Town) -> list[Resident]:
    """Members with permanent shares that are paid in full, in the order of the register."""
    people = {desk.persons[each.place]: each for each in _plain(town)}
    with inside(desk.cooperative_id):
        held = queries.holdings(holder_ids=people, on=date.max)
    paid = [each.holder_id for each in held if each.share_class.code == PERMANENT and not each.owing.minor]
    return sorted((people[holder_id] for holder_id in paid), key=lambda each: each.place)


def _issue(desk: Desk, on: date, resident: Resident, quantity: int, *, in_parts: bool) -> capital.Issue:
    cost = quantity * PAR_MINOR
    paid = -(-cost // INSTALMENTS_MAX) if in_parts else cost
    return capital.Issue(
        key=f"demo:permanent:{resident.place}:{on}",
        holder_id=desk.persons[resident.place],
        code=PERMANENT,
        quantity=quantity,
        paid=Money(paid, _MINOR),
        from_account_id=desk.accounts["cash"],
    )


def _take(desk: Desk, town: Town, on: date, issues: list[capital.Issue]) -> None:
    capital.issue_shares(by=desk.officer(OfficeKind.MANAGER, on, AFTERNOON), issues=issues)
    for issue in issues:
        cost = issue.quantity * PAR_MINOR
        lines = (
            ("cash", issue.paid.minor),
            ("share_subscriptions", cost - issue.paid.minor),
            ("shares_permanent", -cost),
        )
        town.purses.note(on, lines)
    desk.entries += len(issues)


def _give(desk: Desk, on: date, giver: Resident, taker: Resident) -> None:
    capital.transfer_shares(
        by=desk.officer(OfficeKind.TREASURER, on, EVENING),
        key=f"demo:gift:{giver.place}",
        code=PERMANENT,
        from_id=desk.persons[giver.place],
        to_id=desk.persons[taker.place],
        quantity=1,
        cause=MovementCause.GIFT,
    )
    desk.entries += 1


def _ask(desk: Desk, on: date, holder_id: UUID, quantity: int) -> None:
    capital.ask_redemption(
        by=replace(desk.program(on, COUNTER), person_id=holder_id, authority="oneself"),
        key=f"demo:redemption:{holder_id}",
        holder_id=holder_id,
        code=PERMANENT,
        quantity=quantity,
    )


def _propose_gift(desk: Desk, on: date, pair: Sequence[Resident]) -> None:
    """One member gives another a share: the by-laws ask for a second officer, and none has looked yet."""
    if not pair[1:]:
        return
    giver, taker = (desk.persons[each.place] for each in pair)
    facts = {"code": PERMANENT, "quantity": 1, "cause": MovementCause.GIFT.value, "organ": "officer"}
    cooperatives.carry_out(
        by=desk.officer(OfficeKind.TREASURER, on, AFTERNOON),
        asked=ActAsked(
            "transfer_shares",
            f"demo:waiting:gift:{giver}",
            facts | {"holder": str(giver), "to": str(taker)},
            subject_id=giver,
            amount=Money(PAR_MINOR, _MINOR),
        ),
    )
