"""The ways in which capital refuses; nothing has changed when one is raised."""

from __future__ import annotations

from datetime import date
from typing import ClassVar
from uuid import UUID

from django.utils.translation import gettext as _

from rochdale.money.amount import Money
from rochdale.web.errors import SpokenRefusal


class CapitalRefusal(SpokenRefusal):
    """A refusal of the share register."""


class ShareClassNotFound(CapitalRefusal):
    """No class of shares of this code."""

    code: ClassVar[str] = "share_class_not_found"

    def __init__(self, *, share_class: str) -> None:
        super().__init__()
        self.share_class = share_class

    def message(self) -> str:
        return _("This cooperative has no class of shares “%(share_class)s”. Nothing changed.") % self.words()


class ShareClassExists(CapitalRefusal):
    """A class of this code is there already."""

    code: ClassVar[str] = "share_class_exists"

    def __init__(self, *, share_class: str) -> None:
        super().__init__()
        self.share_class = share_class

    def message(self) -> str:
        return _("There is a class of shares “%(share_class)s” already. Nothing changed.") % self.words()


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


class ClassNotRedeemable(CapitalRefusal):
    """Shares of this class are not repaid."""

    code: ClassVar[str] = "class_not_redeemable"

    def __init__(self, *, share_class: str) -> None:
        super().__init__()
        self.share_class = share_class

    def message(self) -> str:
        return _("Shares of this class are not repaid; they can be transferred. Nothing changed.")


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


class RedemptionNotFound(CapitalRefusal):
    """No such request in the queue, or it has ended."""

    code: ClassVar[str] = "redemption_not_found"

    def __init__(self, *, request_id: UUID) -> None:
        super().__init__()
        self.request_id = request_id

    def message(self) -> str:
        return _("This request does not wait for repayment. Nothing changed.")


class NotFirstInQueue(CapitalRefusal):
    """Others asked before (INV-54)."""

    code: ClassVar[str] = "not_first_in_queue"

    def __init__(self, *, before: int) -> None:
        super().__init__()
        self.before = before

    def message(self) -> str:
        return _("%(before)s asked before and are repaid first. Nothing changed.") % self.words()


class CapitalTestFailed(CapitalRefusal):
    """A repayment would leave less capital than the by-laws ask (rule Q-22)."""

    code: ClassVar[str] = "capital_test_failed"

    def __init__(self, *, capital_after: Money, capital_needed: Money) -> None:
        super().__init__()
        self.capital_after = capital_after
        self.capital_needed = capital_needed

    def message(self) -> str:
        return (
            _(
                "After this repayment the capital would be %(capital_after)s, and the by-laws ask for "
                "%(capital_needed)s. Nothing changed; the request keeps its place."
            )
            % self.words()
        )


class PriceImpossible(CapitalRefusal):
    """A price below nothing or above par, or a set-off larger than the price or not allowed (rule Q-24)."""

    code: ClassVar[str] = "price_impossible"

    def __init__(self, *, par: Money) -> None:
        super().__init__()
        self.par = par

    def message(self) -> str:
        return (
            _("Shares are repaid at %(par)s at most, and no more is set off than is repaid. Nothing changed.")
            % self.words()
        )


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


class ShareClassImpossible(CapitalRefusal):
    """A class without a sound code or par, or open to nobody."""

    code: ClassVar[str] = "share_class_impossible"

    def message(self) -> str:
        return _(
            "A class needs a code in small letters, a par value, and somebody who may hold it. Nothing changed."
        )


class ReturnCapTooHigh(CapitalRefusal):
    """A return on shares above the cap of the by-laws (rule T-6)."""

    code: ClassVar[str] = "return_cap_too_high"

    def __init__(self, *, most: str) -> None:
        super().__init__()
        self.most = most

    def message(self) -> str:
        return (
            _("The by-laws allow a return of %(most)s of par a year at most. Nothing changed.") % self.words()
        )


class SharesStayQueued(CapitalRefusal):
    """Shares of who has left wait until they are repaid or inherited (INV-58)."""

    code: ClassVar[str] = "shares_stay_queued"

    def message(self) -> str:
        return _("The membership has ended: these shares wait until they are repaid. Nothing changed.")


class NothingToCertify(CapitalRefusal):
    """A certificate is of shares that are held."""

    code: ClassVar[str] = "nothing_to_certify"

    def message(self) -> str:
        return _("No share of this class is held, so there is nothing to certify. Nothing changed.")


class CertificateNotFound(CapitalRefusal):
    """No such certificate here."""

    code: ClassVar[str] = "certificate_not_found"

    def message(self) -> str:
        return _("There is no such certificate.")


class CertificateNotPrinted(CapitalRefusal):
    """The paper cannot be made again, because the key of its code was changed since."""

    code: ClassVar[str] = "certificate_not_printed"

    def message(self) -> str:
        return _("This certificate cannot be printed again. Issue a new one, which takes its place.")


class PaperTooLong(CapitalRefusal):
    """More lines than a paper has room for; the table takes them all."""

    code: ClassVar[str] = "share_paper_too_long"

    def __init__(self, *, lines_max: int) -> None:
        super().__init__()
        self.lines_max = lines_max

    def message(self) -> str:
        return _("A paper takes %(lines_max)s lines, and this one has more.") % self.words()

    def next_step(self) -> str:
        return _("Take the CSV table, which has them all, or choose other days.")
