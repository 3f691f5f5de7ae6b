"""How opening books and accounts is refused; nothing has changed when one is raised."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from django.utils.translation import gettext as _

from rochdale.banking.errors.base import BankingRefusal


class ChartNotFound(BankingRefusal):
    """No chart of accounts has this name."""

    code: ClassVar[str] = "chart_not_found"

    def __init__(self, *, chart: str) -> None:
        super().__init__()
        self.chart = chart

    def message(self) -> str:
        return _("There is no chart of accounts called “%(chart)s”.") % self.words()


class BooksAlreadyOpen(BankingRefusal):
    """The cooperative has its chart of accounts already."""

    code: ClassVar[str] = "books_already_open"

    def message(self) -> str:
        return _("The books of this cooperative are open already.")


class ProductNotFound(BankingRefusal):
    """The cooperative offers no such product."""

    code: ClassVar[str] = "product_not_found"

    def __init__(self, *, product: str) -> None:
        super().__init__()
        self.product = product

    def message(self) -> str:
        return _("This cooperative offers no account of the kind “%(product)s”.") % self.words()

    def unchanged(self) -> str:
        return _("No account was opened.")


class NotAMember(BankingRefusal):
    """Accounts are numbered by member: a person who is none needs a number from elsewhere."""

    code: ClassVar[str] = "not_a_member"

    def __init__(self, *, person_id: UUID) -> None:
        super().__init__()
        self.person_id = person_id

    def message(self) -> str:
        return _("This person is not a member of the cooperative.")

    def unchanged(self) -> str:
        return _("No account was opened.")

    def next_step(self) -> str:
        return _("Admit the person as a member first, then open the account.")


class TooManyAccounts(BankingRefusal):
    """One member holds 99 accounts at most: the serial has two digits."""

    code: ClassVar[str] = "too_many_accounts"

    def __init__(self, *, person_id: UUID) -> None:
        super().__init__()
        self.person_id = person_id

    def message(self) -> str:
        return _("This member has had 99 accounts: there is no number left for another.")

    def unchanged(self) -> str:
        return _("No account was opened.")


class HolderTwice(BankingRefusal):
    """A person holds an account once, in one role."""

    code: ClassVar[str] = "holder_twice"

    def __init__(self, *, person_id: UUID) -> None:
        super().__init__()
        self.person_id = person_id

    def message(self) -> str:
        return _("This person is named twice as a holder of the same account.")

    def unchanged(self) -> str:
        return _("No account was opened.")


class HolderUnknown(BankingRefusal):
    """Nobody with this id is known to the cooperative."""

    code: ClassVar[str] = "holder_unknown"

    def message(self) -> str:
        return _("One of the holders is not a person known to this cooperative.")

    def unchanged(self) -> str:
        return _("No account was opened.")


class RoleNotFilled(BankingRefusal):
    """The chart has no account for this purpose in this currency."""

    code: ClassVar[str] = "role_not_filled"

    def __init__(self, *, role: str, currency: str) -> None:
        super().__init__()
        self.role = role
        self.currency = currency

    def message(self) -> str:
        return _("The chart of accounts has no account for “%(role)s” in %(currency)s.") % self.words()

    def next_step(self) -> str:
        return _("Ask the manager to open the books, or that account, first.")


class AccountNotHeld(BankingRefusal):
    """No such account of a member in this cooperative."""

    code: ClassVar[str] = "account_not_held"

    def __init__(self, *, account: str) -> None:
        super().__init__()
        self.account = account

    def message(self) -> str:
        return _("There is no account %(account)s of a member in this cooperative.") % self.words()

    def next_step(self) -> str:
        return _("Look at the number again: its last digit tells whether the others are right.")
