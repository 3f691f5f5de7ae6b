"""How banking speaks: kinds of entries, names of accounts, and values made ready for the shared parts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from rochdale.banking.queries import (
    AccountNamed,
    HeldAccount,
    OperationKind,
    PendingOperation,
    in_own_language,
)
from rochdale.cooperatives.queries import Permission
from rochdale.cooperatives.views import Visit
from rochdale.membership import queries as membership
from rochdale.web.formatting import money_text
from rochdale.web.templatetags.rochdale_format import reader_locale
from rochdale.web.values import Fact, Waiting, Words

_KINDS: Mapping[str, Promise] = {
    "deposit": gettext_lazy("Deposit at the counter"),
    "withdrawal": gettext_lazy("Withdrawal at the counter"),
    "transfer": pgettext_lazy("kind of entry", "Transfer"),
    "reversal": gettext_lazy("Reversal"),
    "interest": gettext_lazy("Interest"),
    "fee": gettext_lazy("Fee"),
    "penalty_interest": gettext_lazy("Penalty interest"),
    "card_withdrawal": gettext_lazy("Withdrawal by card"),
    "transfer_in": gettext_lazy("Transfer received"),
    "transfer_out": gettext_lazy("Transfer sent"),
    "insurance": gettext_lazy("Insurance"),
    "leasing": gettext_lazy("Leasing"),
    "pension": gettext_lazy("Pension"),
    "loan_payment": gettext_lazy("Loan payment"),
    "loan": gettext_lazy("Loan"),
    "household": gettext_lazy("Household payment"),
    "pay": gettext_lazy("Pay"),
    "payment": gettext_lazy("Payment"),
    "purchase": gettext_lazy("Purchase"),
    "rounding": gettext_lazy("Rounding difference"),
    "opening": gettext_lazy("Opening balance"),
    "share_issue": gettext_lazy("Shares subscribed"),
    "share_payment": gettext_lazy("Instalment on shares"),
    "share_taken_over": gettext_lazy("Shares taken over"),
    "share_transfer": gettext_lazy("Shares transferred"),
    "share_conversion": gettext_lazy("Shares converted"),
    "share_redemption": gettext_lazy("Shares repaid"),
}


def kind_words(kind: str) -> Words:
    """What a kind of entry is called; a kind of another room is shown as it is written."""
    return _KINDS.get(kind) or kind.replace("_", " ").capitalize()


def account_words(account: HeldAccount | AccountNamed) -> str:
    """An account by number and name: "4182-01-0, Everyday account"."""
    return f"{account.number}, {in_own_language(account.names)}"


def account_href(visit: Visit, number: str) -> str:
    """The page of an account."""
    return visit.href("banking:account", number=number)


def held_line(visit: Visit, account: HeldAccount) -> Fact:
    """A passbook line."""
    return Fact(account.name, account.worth, account_href(visit, account.number), _held_note(account))


def _held_note(account: HeldAccount) -> str:
    told = [account.number]
    if account.role != "owner":
        told.append(str(account.role.label))
    if account.held.is_positive:
        held, available = (money_text(each, reader_locale()) for each in (account.held, account.available))
        told.append(_("%(held)s held, %(available)s available") % {"held": held, "available": available})
    if account.state != "open":
        told.append(str(_STATES[account.state]))
    return " · ".join(told)


_STATES: Mapping[str, Promise] = {
    "closed": gettext_lazy("closed"),
    "frozen": gettext_lazy("frozen"),
    "debit_frozen": gettext_lazy("frozen for withdrawals"),
    "credit_frozen": gettext_lazy("frozen for deposits"),
}


def pending_words(pending: PendingOperation, names: Mapping[UUID, str]) -> str:
    """What is asked, in one sentence."""
    owner = names.get(pending.account.owner_id or pending.id, "")
    facts = {"number": pending.account.number, "owner": owner}
    match pending.kind:
        case OperationKind.DEPOSIT:
            return _("Deposit in cash to account %(number)s of %(owner)s") % facts
        case OperationKind.WITHDRAWAL:
            return _("Withdrawal in cash from account %(number)s of %(owner)s") % facts
        case OperationKind.TRANSFER:
            to = pending.takes.number if pending.takes else ""
            return _("Transfer from account %(number)s of %(owner)s to account %(to)s") % (facts | {"to": to})
        case OperationKind.REVERSAL:
            return _("Reversal of an entry on account %(number)s of %(owner)s") % facts


def owners_of(pending: PendingOperation) -> list[UUID | None]:
    """The members whose accounts an operation touches."""
    return [pending.gives.owner_id, pending.takes.owner_id if pending.takes else None]


def names_in(operations: Iterable[PendingOperation]) -> dict[UUID, str]:
    """The names of everybody that some operations name, in one statement."""
    people: set[UUID] = set()
    for pending in operations:
        people |= {pending.asked_by}
        people |= {pending.account.owner_id} if pending.account.owner_id else set()
        people |= {pending.decided.decided_by} if pending.decided else set()
    return membership.names_of(person_ids=people) if people else {}


def rule_words(pending: PendingOperation) -> str:
    """The by-law that asks for a second person."""
    return _("By-laws, version %(version)s: an amount over %(limit)s takes two officers.") % {
        "version": pending.bylaw_version,
        "limit": money_text(pending.threshold, reader_locale()),
    }


def waiting_value(visit: Visit, pending: PendingOperation, names: Mapping[UUID, str]) -> Waiting:
    """An operation as `parts/waiting.html` shows it."""
    return Waiting(
        what=pending_words(pending, names),
        asked_by=names.get(pending.asked_by, ""),
        asked_at=pending.asked_at,
        rule=rule_words(pending),
        amount=pending.amount,
        why=pending.reason,
        href=visit.href("banking:pending", pending_id=pending.id),
    )


IN_ALL = gettext_lazy("In all")
COUNTER = (
    ("deposit", gettext_lazy("Take a deposit"), Permission.POST_DEPOSIT),
    ("withdraw", gettext_lazy("Pay out"), Permission.POST_WITHDRAWAL),
    ("transfer", gettext_lazy("Transfer"), Permission.POST_TRANSFER),
)
