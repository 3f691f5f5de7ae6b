"""Refusals about shares that are issued, paid in, moved or taken back."""

from __future__ import annotations

from datetime import date
from typing import ClassVar
from uuid import UUID

from django.utils.translation import gettext as _

from rochdale.capital.errors.base import CapitalRefusal
from rochdale.money.amount import Money


class HolderNotAdmitted(CapitalRefusal):
    """The class is not open to this person: no member today, or a member of another kind."""

    code: ClassVar[str] = "holder_not_admitted"

    def __init__(self, *, holder_id: UUID) -> None:
        super().__init__()
        self.holder_id = holder_id

    def message(self) -> str:
        return _("This person is not a member who may hold shares of this class. Nothing changed.")


class QuantityImpossible(CapitalRefusal):
    """A number of shares that is none."""

    code: ClassVar[str] = "quantity_impossible"

    def __init__(self, *, quantity: int) -> None:
        super().__init__()
        self.quantity = quantity

    def message(self) -> str:
        return _("Say how many shares: a whole number, one or more. Nothing changed.")


class HoldingTooLarge(CapitalRefusal):
    """More shares than one member may hold of the class."""

    code: ClassVar[str] = "holding_too_large"

    def __init__(self, *, most: int) -> None:
        super().__init__()
        self.most = most

    def message(self) -> str:
        return _("One member may hold %(most)s shares of this class at most. Nothing changed.") % self.words()


class SharesNotHeld(CapitalRefusal):
    """The holder does not have so many shares free (INV-51)."""

    code: ClassVar[str] = "shares_not_held"

    def __init__(self, *, held: int, asked: int) -> None:
        super().__init__()
        self.held = held
        self.asked = asked

    def message(self) -> str:
        return _("%(asked)s shares were asked for, and %(held)s are free. Nothing changed.") % self.words()


class SharesUnpaid(CapitalRefusal):
    """Shares that are not paid in full are neither transferred, converted nor repaid."""

    code: ClassVar[str] = "shares_unpaid"

    def __init__(self, *, owing: Money) -> None:
        super().__init__()
        self.owing = owing

    def message(self) -> str:
        return _("%(owing)s is still owed on these shares. Take it in first. Nothing changed.") % self.words()


class InstalmentImpossible(CapitalRefusal):
    """An amount paid in that is none, too small for the by-laws, or more than is owed."""

    code: ClassVar[str] = "instalment_impossible"

    def __init__(self, *, least: Money, most: Money) -> None:
        super().__init__()
        self.least = least
        self.most = most

    def message(self) -> str:
        return _("Between %(least)s and %(most)s can be paid in here. Nothing changed.") % self.words()


class EffectiveTooLate(CapitalRefusal):
    """A movement counts from the day on which it is written, or from an earlier one."""

    code: ClassVar[str] = "effective_too_late"

    def __init__(self, *, effective_on: date, today: date) -> None:
        super().__init__()
        self.effective_on = effective_on
        self.today = today

    def message(self) -> str:
        return (
            _("It is %(today)s: write this down when %(effective_on)s has come. Nothing changed.")
            % self.words()
        )


class MovementNotFound(CapitalRefusal):
    """No such movement, or one that this cannot be done to."""

    code: ClassVar[str] = "movement_not_found"

    def __init__(self, *, movement_id: UUID) -> None:
        super().__init__()
        self.movement_id = movement_id

    def message(self) -> str:
        return _("There is no such movement of shares to do this to. Nothing changed.")


class MovementReversed(CapitalRefusal):
    """The movement was reversed already, or is a reversal (INV-55)."""

    code: ClassVar[str] = "movement_reversed"

    def __init__(self, *, movement_id: UUID) -> None:
        super().__init__()
        self.movement_id = movement_id

    def message(self) -> str:
        return _("This movement was reversed already, or is a reversal itself. Nothing changed.")


class ShareKeyReused(CapitalRefusal):
    """The key of the request was used for another movement."""

    code: ClassVar[str] = "share_key_reused"

    def __init__(self, *, key: str) -> None:
        super().__init__()
        self.key = key

    def message(self) -> str:
        return _("This request was used for another movement already. Nothing changed. Begin again.")


class SameHolder(CapitalRefusal):
    """A transfer has two holders."""

    code: ClassVar[str] = "same_holder"

    def message(self) -> str:
        return _("The shares would go to who has them already. Nothing changed. Choose another member.")


class PaymentAccountImpossible(CapitalRefusal):
    """Shares are paid from, and repaid to, the cash of the cooperative or an account of the holder."""

    code: ClassVar[str] = "payment_account_impossible"

    def message(self) -> str:
        return _("Choose cash, or an account of the person whose shares these are. Nothing changed.")


class SharesStayQueued(CapitalRefusal):
    """Shares of who has left wait until they are repaid or inherited (INV-58)."""

    code: ClassVar[str] = "shares_stay_queued"

    def message(self) -> str:
        return _("The membership has ended: these shares wait until they are repaid. Nothing changed.")


class QualifyingShareNeeded(CapitalRefusal):
    """A member keeps the qualifying shares as long as the membership lasts (rule Q-12)."""

    code: ClassVar[str] = "qualifying_share_needed"

    def __init__(self, *, required: int) -> None:
        super().__init__()
        self.required = required

    def message(self) -> str:
        return (
            _("A member holds %(required)s qualifying shares until the membership ends. Nothing changed.")
            % self.words()
        )
