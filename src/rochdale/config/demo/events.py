"""What does not happen every day: a mistake, a refusal, frozen accounts, somebody who leaves, what waits today."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from rochdale.banking import actions as banking
from rochdale.capital import actions as capital
from rochdale.config.demo import shares
from rochdale.config.demo.desk import AFTERNOON, CURRENCY, EVENING, Desk
from rochdale.config.demo.people import Resident
from rochdale.config.demo.town import Town, key
from rochdale.cooperatives.queries import OfficeKind
from rochdale.ledger import actions as ledger
from rochdale.membership import actions as membership
from rochdale.money.amount import Money
from rochdale.money.currency import Currency

CAD = Currency.of(CURRENCY)
SMALL_MINOR = 450_000  # below what takes two officers
Event = Callable[[Desk, Town, date], None]


@dataclass(frozen=True, slots=True)
class Plan:
    """Which events happen on which day."""

    events: Mapping[date, Sequence[Event]]

    def happen(self, desk: Desk, town: Town, stretch: Sequence[date]) -> None:
        """Let the events of some days happen, after the business of the last of them."""
        for day in stretch:
            for event in self.events.get(day, ()):
                event(desk, town, stretch[-1])


def plan(days: Sequence[date]) -> Plan:
    """Spread the events over the days; what waits and what is held stands on the last."""
    placed: dict[date, list[Event]] = {}
    for percent, event in (
        (20, shares.open_class),
        (31, _approved_withdrawal),
        (45, shares.subscribe),
        (48, _mistake),
        (57, _approved_withdrawal),
        (66, _refused_withdrawal),
        (72, shares.subscribe),
        (79, _leaving),
        (82, shares.pay_in),
        (84, shares.cast),
        (88, _approved_withdrawal),
        (96, _freezing),
        (100, _today),
        (100, shares.today),
    ):
        placed.setdefault(days[(len(days) - 1) * percent // 100], []).append(event)
    return Plan(placed)


def _wealthy(town: Town, minor: int, product: str = "savings") -> Iterator[Resident]:
    """People who have room for `minor`, in the order of the register; those of the cast are left in peace."""
    for resident in town.people:
        if (
            resident.part is None
            and resident.place not in town.taken
            and town.purses.room(key(resident, product)) > minor
        ):
            yield resident


def _ask_withdrawal(desk: Desk, town: Town, on: date, resident: Resident, minor: int) -> banking.Operation:
    by = desk.officer(OfficeKind.TELLER, on, AFTERNOON, town.texts.reasons[0])
    return banking.withdraw(
        by=by,
        key=f"demo:large:{on}",
        account_id=desk.accounts[key(resident, "savings")],
        amount=Money(minor, CAD),
        text=town.texts.counter_out[0],
    )


def _approved_withdrawal(desk: Desk, town: Town, on: date) -> None:
    """Over the limit of one person: asked for by the teller, approved by the manager."""
    minor = 620_000
    for resident in list(_wealthy(town, minor))[:1]:
        asked = _ask_withdrawal(desk, town, on, resident, minor)
        assert asked.pending_id is not None
        banking.approve(by=desk.officer(OfficeKind.MANAGER, on, EVENING), pending_id=asked.pending_id)
        town.purses.note(on, ((key(resident, "savings"), minor), ("cash", -minor)))
        desk.entries += 1


def _refused_withdrawal(desk: Desk, town: Town, on: date) -> None:
    for resident in list(_wealthy(town, 900_000))[:1]:
        asked = _ask_withdrawal(desk, town, on, resident, 850_000)
        assert asked.pending_id is not None
        by = desk.officer(OfficeKind.MANAGER, on, EVENING, town.texts.reasons[1])
        banking.refuse(by=by, pending_id=asked.pending_id)


def _mistake(desk: Desk, town: Town, on: date) -> None:
    """A teller types ten times too much; the manager reverses it, and the right amount is taken in."""
    resident = next(iter(_wealthy(town, 0, "everyday")))
    account_id = desk.accounts[key(resident)]
    teller = desk.officer(OfficeKind.TELLER, on, AFTERNOON)
    text = town.texts.counter_in[0]
    wrong = banking.deposit(
        by=teller, key="demo:mistake", account_id=account_id, amount=Money(125_000, CAD), text=text
    )
    assert wrong.entry_id is not None
    manager = desk.officer(OfficeKind.MANAGER, on, EVENING, town.texts.reasons[2])
    banking.reverse(by=manager, key="demo:mistake:reversed", entry_id=wrong.entry_id)
    by = replace(teller, at=manager.at + timedelta(minutes=4))
    banking.deposit(
        by=by, key="demo:mistake:right", account_id=account_id, amount=Money(12_500, CAD), text=text
    )
    town.purses.note(on, (("cash", 12_500), (key(resident), -12_500)))
    desk.entries += 3


def _leaving(desk: Desk, town: Town, on: date) -> None:
    """Somebody moves away: the share is paid back, the accounts are emptied and closed, the membership ends."""
    for resident in list(_leavers(town))[:1]:
        town.taken.add(resident.place)
        manager = desk.officer(OfficeKind.MANAGER, on, EVENING, town.texts.reasons[3])
        membership.end_membership(by=manager, number=desk.numbers[resident.place], left_on=on)
        capital.queue_leavers(by=manager, holder_ids=[desk.persons[resident.place]])
        settle(desk, town, on, resident)


def settle(desk: Desk, town: Town, on: date, resident: Resident) -> None:
    """Pay somebody out who is no member any more: the share is repaid, the accounts are emptied and closed."""
    town.silence(resident)
    texts, purses = town.texts, town.purses
    manager = desk.officer(OfficeKind.MANAGER, on, EVENING, texts.reasons[3])
    for code, minor in desk.repay_shares(manager, resident).items():
        role = "qualifying_shares" if code == "qualifying" else f"shares_{code}"
        purses.note(on, ((role, minor), (key(resident), -minor)))
    for product in resident.products:
        left = purses.minor(key(resident, product))
        purses.draw(on, texts.counter_out[0], key(resident, product), left)
    teller = desk.officer(OfficeKind.TELLER, on, AFTERNOON)
    desk.post(teller, purses.taken())
    desk.post(teller, purses.taken_at_counter())
    for product in resident.products:
        ledger.set_state(
            by=manager,
            account_id=desk.accounts[key(resident, product)],
            state=ledger.AccountState.CLOSED,
        )


def _leavers(town: Town) -> Iterator[Resident]:
    for resident in town.people:
        left = [town.purses.minor(key(resident, product)) for product in resident.products]
        is_free = resident.part is None and resident.place not in town.taken
        if (
            is_free
            and set(resident.products) <= {"everyday", "savings"}
            and all(0 <= minor < SMALL_MINOR for minor in left)
        ):
            yield resident


def _freezing(desk: Desk, town: Town, on: date) -> None:
    """An estate, a court order, a lost card: three accounts that no longer move freely."""
    states = (ledger.AccountState.FROZEN, ledger.AccountState.DEBIT_FROZEN, ledger.AccountState.DEBIT_FROZEN)
    chosen = list(_wealthy(town, 20_000, "everyday"))[4::9]
    for resident, state, reason in zip(chosen, states, town.texts.frozen_reasons, strict=False):
        town.taken.add(resident.place)
        town.silence(resident)
        by = desk.officer(OfficeKind.MANAGER, on, EVENING, reason)
        ledger.set_state(by=by, account_id=desk.accounts[key(resident)], state=state)


def _today(desk: Desk, town: Town, on: date) -> None:
    """What stands open: a hold on a cheque, and three operations that wait for a second person."""
    _hold(desk, town, on)
    by = desk.officer(OfficeKind.TELLER, on, AFTERNOON, town.texts.reasons[4])
    rich = list(_wealthy(town, 1_500_000))[1:]
    for resident, taker in list(pairwise(rich))[:1]:
        banking.transfer(
            by=by, key="demo:waiting:transfer", from_id=desk.accounts[key(resident, "savings")],
            to_id=desk.accounts[key(taker)], amount=Money(1_200_000, CAD), text=town.texts.loan_use,
        )  # fmt: skip
    for resident in rich[2:3]:
        _ask_withdrawal(desk, town, on, resident, 650_000)
    for shop in town.shops[:1]:
        banking.deposit(
            by=replace(by, reason=town.texts.reasons[5]), key="demo:waiting:deposit",
            account_id=desk.accounts[key(shop)], amount=Money(945_000, CAD), text=town.texts.takings,
        )  # fmt: skip


def _hold(desk: Desk, town: Town, on: date) -> None:
    """On the account of the first of the cast, who is the member that visitors sign in as."""
    holders = [each for each in town.present if each.part is not None and each.part.office is None]
    for resident in holders[:1]:
        amount = Money(12_000, CAD)
        if town.purses.room(key(resident)) < amount.minor:
            continue
        by = desk.officer(OfficeKind.MANAGER, on, AFTERNOON, town.texts.reasons[6])
        ledger.place_hold(
            by=by, account_id=desk.accounts[key(resident)], amount=amount, purpose="cheque",
            key="demo:hold", expires_at=by.at + timedelta(days=5),
        )  # fmt: skip
        town.purses.members[key(resident)].held_minor += amount.minor
