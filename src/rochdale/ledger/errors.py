"""The ways the books can refuse. Each refusal says what was wrong; nothing was posted."""

from __future__ import annotations

from datetime import date
from typing import ClassVar
from uuid import UUID

from django.utils.translation import gettext as _

from rochdale.kernel.errors import Refusal
from rochdale.money.amount import Money
from rochdale.web.errors import SpokenRefusal


class LedgerRefusal(SpokenRefusal):
    """A refusal of the books."""


class EntryUnbalanced(LedgerRefusal):
    """The postings do not sum to zero in a currency (INV-03)."""

    code: ClassVar[str] = "entry_unbalanced"

    def __init__(self, *, currency: str, difference_minor: int) -> None:
        super().__init__()
        self.currency = currency
        self.difference_minor = difference_minor

    def message(self) -> str:
        return (
            _("The debits and the credits of this entry differ in %(currency)s. Nothing was posted.")
            % self.words()
        )


class EntryTooShort(LedgerRefusal):
    """An entry needs two postings at least, and none of them may be zero (INV-13)."""

    code: ClassVar[str] = "entry_too_short"

    def __init__(self, *, postings: int) -> None:
        super().__init__()
        self.postings = postings

    def message(self) -> str:
        return _("An entry needs at least two amounts, and none of them may be zero. Nothing was posted.")


class AccountNotFound(LedgerRefusal):
    """No such account in this cooperative."""

    code: ClassVar[str] = "account_not_found"

    def __init__(self, *, account: str) -> None:
        super().__init__()
        self.account = account

    def message(self) -> str:
        return _("There is no account %(account)s in this cooperative. Nothing was posted.") % self.words()


class AccountClosed(LedgerRefusal):
    """The account is closed (INV-05)."""

    code: ClassVar[str] = "account_closed"

    def __init__(self, *, account_id: UUID) -> None:
        super().__init__()
        self.account_id = account_id

    def message(self) -> str:
        return _("This account is closed. Nothing was posted.")


class AccountFrozen(LedgerRefusal):
    """The account is frozen in this direction (INV-05)."""

    code: ClassVar[str] = "account_frozen"

    def __init__(self, *, account_id: UUID, state: str) -> None:
        super().__init__()
        self.account_id = account_id
        self.state = state

    def message(self) -> str:
        return _("This account is frozen for such an operation. Nothing was posted. The manager can say why.")


class ControlAccount(LedgerRefusal):
    """A control account only sums the accounts under it (INV-05)."""

    code: ClassVar[str] = "control_account"

    def __init__(self, *, account_id: UUID) -> None:
        super().__init__()
        self.account_id = account_id

    def message(self) -> str:
        return _("This account only sums the accounts of members: post to one of those. Nothing was posted.")


class CurrencyMismatch(LedgerRefusal):
    """A posting has another currency than its account (INV-07)."""

    code: ClassVar[str] = "currency_mismatch"

    def __init__(self, *, account_id: UUID, currency: str, account_currency: str) -> None:
        super().__init__()
        self.account_id = account_id
        self.currency = currency
        self.account_currency = account_currency

    def message(self) -> str:
        return (
            _("This account is in %(account_currency)s, not in %(currency)s. Nothing was posted.")
            % self.words()
        )


class InsufficientFunds(LedgerRefusal):
    """The account does not hold as much, its holds and agreed overdraft included (INV-06)."""

    code: ClassVar[str] = "insufficient_funds"

    def __init__(self, *, account_id: UUID, available: Money, wanted: Money) -> None:
        super().__init__()
        self.account_id = account_id
        self.available = available
        self.wanted = wanted

    def message(self) -> str:
        return (
            _(
                "Only %(available)s is available on this account, and %(wanted)s was asked. Nothing was posted."
            )
            % self.words()
        )


class DayNotOpen(LedgerRefusal):
    """The booking date is closed, or was never opened (INV-04)."""

    code: ClassVar[str] = "day_not_open"

    def __init__(self, *, booking_date: date) -> None:
        super().__init__()
        self.booking_date = booking_date

    def message(self) -> str:
        return _("The day %(booking_date)s is not open in the books. Nothing was posted.") % self.words()


class DayOutOfOrder(LedgerRefusal):
    """Days are opened after the last closed one and closed once (INV-04)."""

    code: ClassVar[str] = "day_out_of_order"

    def __init__(self, *, booking_date: date) -> None:
        super().__init__()
        self.booking_date = booking_date

    def message(self) -> str:
        return (
            _("The day %(booking_date)s comes before a day that is closed for good. Nothing changed.")
            % self.words()
        )


class DayAlreadyOpen(LedgerRefusal):
    """The day was opened before."""

    code: ClassVar[str] = "day_already_open"

    def __init__(self, *, booking_date: date) -> None:
        super().__init__()
        self.booking_date = booking_date

    def message(self) -> str:
        return _("The day %(booking_date)s is already open. Nothing changed.") % self.words()


class IdempotencyKeyReused(LedgerRefusal):
    """This key was used before with other facts (INV-12)."""

    code: ClassVar[str] = "idempotency_key_reused"

    def __init__(self, *, idempotency_key: str) -> None:
        super().__init__()
        self.idempotency_key = idempotency_key

    def message(self) -> str:
        return _(
            "This request was already made, with other facts. The first one stands; nothing else was posted."
        )


class EntryNotFound(LedgerRefusal):
    """No such entry in this cooperative."""

    code: ClassVar[str] = "entry_not_found"

    def __init__(self, *, entry_id: UUID) -> None:
        super().__init__()
        self.entry_id = entry_id

    def message(self) -> str:
        return _("There is no such entry in this cooperative. Nothing changed.")


class EntryAlreadyReversed(LedgerRefusal):
    """An entry is reversed once (INV-14)."""

    code: ClassVar[str] = "entry_already_reversed"

    def __init__(self, *, entry_id: UUID) -> None:
        super().__init__()
        self.entry_id = entry_id

    def message(self) -> str:
        return _("This entry was already reversed. Nothing changed.")


class HoldNotFound(LedgerRefusal):
    """No such hold in this cooperative."""

    code: ClassVar[str] = "hold_not_found"

    def __init__(self, *, hold_id: UUID) -> None:
        super().__init__()
        self.hold_id = hold_id

    def message(self) -> str:
        return _("There is no such hold in this cooperative. Nothing changed.")


class HoldExceeded(LedgerRefusal):
    """More was asked of a hold than is left in it (INV-11)."""

    code: ClassVar[str] = "hold_exceeded"

    def __init__(self, *, hold_id: UUID, left_minor: int, wanted_minor: int) -> None:
        super().__init__()
        self.hold_id = hold_id
        self.left_minor = left_minor
        self.wanted_minor = wanted_minor

    def message(self) -> str:
        return _("This hold no longer holds as much. Nothing changed.")


class AccountNotEmpty(LedgerRefusal):
    """An account is closed when nothing is on it, and nothing is held."""

    code: ClassVar[str] = "account_not_empty"

    def __init__(self, *, account_id: UUID) -> None:
        super().__init__()
        self.account_id = account_id

    def message(self) -> str:
        return _("There is still money on this account, or some of it is held. Nothing changed.")


class AccountNumberTaken(LedgerRefusal):
    """Account numbers are given once."""

    code: ClassVar[str] = "account_number_taken"

    def __init__(self, *, number: str) -> None:
        super().__init__()
        self.number = number

    def message(self) -> str:
        return _("The account number %(number)s is already given. Nothing changed.") % self.words()


class BooksBusy(LedgerRefusal):
    """The database was stopped, or too long in answering; what was asked may be asked again with its key."""

    code: ClassVar[str] = "books_busy"

    def message(self) -> str:
        return _(
            "The books did not answer in time. Nothing was posted. Ask again: it cannot be posted twice."
        )


class BatchRefused(LedgerRefusal):
    """Some entries of a batch were refused, so none of it was posted; all the reasons, by position."""

    code: ClassVar[str] = "batch_refused"

    def __init__(self, *, refusals: dict[int, Refusal]) -> None:
        super().__init__()
        self.refusals = refusals

    def message(self) -> str:
        return _("%(count)s entries of this batch were refused. Nothing was posted.") % {
            "count": len(self.refusals)
        }
