"""Whether entries may be posted, one after the other, on accounts as they stand: pure, and tested as such."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from rochdale.kernel.errors import Refusal
from rochdale.ledger import errors
from rochdale.ledger.actions.requests import EntryRequest, Line
from rochdale.money.amount import Money
from rochdale.money.currency import Currency

LINES_MIN = 2  # money comes from somewhere and goes somewhere


@dataclass(slots=True)
class Standing:
    """An account under lock. `balance_minor` is None where no balance is kept, because no limit needs it."""

    account_id: UUID
    currency: str
    side: int
    is_control: bool
    state: str
    balance_minor: int | None
    held_minor: int
    overdraft_minor: int

    def room_minor(self) -> int:
        """What is available: own balance less holds, plus the agreed overdraft."""
        assert self.balance_minor is not None
        return self.side * self.balance_minor - self.held_minor + self.overdraft_minor


def decide(
    requests: Sequence[EntryRequest], standings: Mapping[UUID, Standing], open_days: Collection[date]
) -> dict[int, Refusal]:
    """The refusals by position; requests that are not refused move the standings for those after them."""
    refusals: dict[int, Refusal] = {}
    for position, request in enumerate(requests):
        refusal = _refusal(request, standings, open_days)
        if refusal is None:
            _move(request.lines, standings)
        else:
            refusals[position] = refusal
    return refusals


def _refusal(
    request: EntryRequest, standings: Mapping[UUID, Standing], open_days: Collection[date]
) -> Refusal | None:
    if request.booking_date not in open_days:
        return errors.DayNotOpen(booking_date=request.booking_date)
    return _shape_refusal(request.lines) or _account_refusal(request.lines, standings)


def _shape_refusal(lines: Sequence[Line]) -> Refusal | None:
    if len(lines) < LINES_MIN:
        return errors.EntryTooShort(postings=len(lines))
    sums: dict[str, int] = {}
    for line in lines:
        if line.amount_minor == 0:
            return errors.EntryTooShort(postings=len(lines))
        sums[line.currency] = sums.get(line.currency, 0) + line.amount_minor
    for currency, difference in sums.items():
        if difference:
            return errors.EntryUnbalanced(currency=currency, difference_minor=difference)
    return None


def _account_refusal(lines: Sequence[Line], standings: Mapping[UUID, Standing]) -> Refusal | None:
    for line in lines:
        standing = standings.get(line.account_id)
        if standing is None:
            return errors.AccountNotFound(account=str(line.account_id))
        if standing.is_control or standing.state != "open" or standing.currency != line.currency:
            refusal = _state_refusal(line, standing)
            if refusal is not None:
                return refusal
    return _limit_refusal(lines, standings)


def _state_refusal(line: Line, standing: Standing) -> Refusal | None:
    if standing.is_control:
        return errors.ControlAccount(account_id=line.account_id)
    if standing.currency != line.currency:
        return errors.CurrencyMismatch(
            account_id=line.account_id, currency=line.currency, account_currency=standing.currency
        )
    if standing.state == "closed":
        return errors.AccountClosed(account_id=line.account_id)
    frozen = {"frozen", "debit_frozen" if line.amount_minor > 0 else "credit_frozen"}
    if standing.state in frozen:
        return errors.AccountFrozen(account_id=line.account_id, state=standing.state)
    return None


def _limit_refusal(lines: Sequence[Line], standings: Mapping[UUID, Standing]) -> Refusal | None:
    """The limit binds what an entry takes as a whole: an account may stand on several lines of it."""
    taken: dict[UUID, int] = {}
    for line in lines:
        standing = standings[line.account_id]
        if standing.balance_minor is not None:
            growth = standing.side * line.amount_minor
            taken[line.account_id] = taken.get(line.account_id, 0) - growth
    for account_id, amount in taken.items():
        if amount <= 0:
            continue
        room = standings[account_id].room_minor()
        if amount > room:
            currency = Currency.of(standings[account_id].currency)
            available = Money(max(room, 0), currency)
            return errors.InsufficientFunds(
                account_id=account_id, available=available, wanted=Money(amount, currency)
            )
    return None


def _move(lines: Sequence[Line], standings: Mapping[UUID, Standing]) -> None:
    for line in lines:
        standing = standings[line.account_id]
        if standing.balance_minor is not None:
            standing.balance_minor += line.amount_minor
