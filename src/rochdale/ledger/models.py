"""The tables of the books. Amounts are minor units: a debit is positive, a credit negative.

Entries, postings, steps of holds, numbers and daily balances are written once; triggers in `sql/` see to it.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from rochdale.tenancy.models import Walled


class AccountClass(models.TextChoices):
    """What an account is in the balance sheet or the statement of income."""

    ASSET = "asset"
    LIABILITY = "liability"
    EQUITY = "equity"
    INCOME = "income"
    EXPENSE = "expense"


DEBIT_CLASSES = frozenset({AccountClass.ASSET, AccountClass.EXPENSE})


class AccountState(models.TextChoices):
    """What may be posted to an account."""

    OPEN = "open"
    DEBIT_FROZEN = "debit_frozen"
    CREDIT_FROZEN = "credit_frozen"
    FROZEN = "frozen"
    CLOSED = "closed"


class Account(Walled):
    """An account of the chart, or of a member under the control account that sums its kind.

    `side` is +1 where a debit increases what the account is for (assets, expenses), else -1. `owner_id` is
    opaque here: the books know no persons.
    """

    number = models.TextField()
    names = models.JSONField()
    account_class = models.TextField(choices=AccountClass)
    side = models.SmallIntegerField()
    currency = models.CharField(max_length=3)
    is_control = models.BooleanField(default=False)
    keeps_balance = models.BooleanField(default=False)
    control_id = models.UUIDField(null=True)
    owner_id = models.UUIDField(null=True)
    role = models.TextField(default="")
    state = models.TextField(choices=AccountState, default=AccountState.OPEN)
    opened_on = models.DateField()
    closed_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cooperative_id", "number"], name="ledger_account_number"),
            models.UniqueConstraint(
                fields=["cooperative_id", "id", "currency"], name="ledger_account_currency"
            ),
            models.UniqueConstraint(
                fields=["cooperative_id", "role", "currency"],
                condition=~Q(role=""),
                name="ledger_account_role",
            ),
            models.CheckConstraint(
                condition=Q(account_class__in=["asset", "expense"], side=1)
                | Q(account_class__in=["liability", "equity", "income"], side=-1),
                name="ledger_account_side",
            ),
            models.CheckConstraint(condition=Q(state__in=AccountState.values), name="ledger_account_state"),
            models.CheckConstraint(
                condition=Q(state="closed", closed_on__isnull=False)
                | (~Q(state="closed") & Q(closed_on__isnull=True)),
                name="ledger_account_closed_on",
            ),
            models.CheckConstraint(
                condition=~(Q(is_control=True) & (Q(keeps_balance=True) | Q(control_id__isnull=False))),
                name="ledger_account_control_is_top",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["cooperative_id", "owner_id"],
                condition=Q(owner_id__isnull=False),
                name="ledger_account_owner",
            ),
            models.Index(
                fields=["cooperative_id", "control_id"],
                condition=Q(control_id__isnull=False),
                name="ledger_account_control",
            ),
        ]


class Balance(models.Model):
    """What an account with a limit holds now: kept by triggers, and by nothing else.

    Available = side x balance - held + agreed overdraft, and no posting may make it less than nothing.
    """

    pk = models.CompositePrimaryKey("cooperative_id", "account_id")
    cooperative_id = models.UUIDField()
    account_id = models.UUIDField()
    side = models.SmallIntegerField()
    balance_minor = models.BigIntegerField(default=0)
    held_minor = models.BigIntegerField(default=0)
    overdraft_minor = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(held_minor__gte=0), name="ledger_balance_held"),
            models.CheckConstraint(condition=Q(overdraft_minor__gte=0), name="ledger_balance_overdraft"),
        ]


class Day(models.Model):
    """A booking date. Once closed it has its numbers, its totals, and no further entry."""

    pk = models.CompositePrimaryKey("cooperative_id", "booking_date")
    cooperative_id = models.UUIDField()
    booking_date = models.DateField()
    opened_act_id = models.UUIDField()
    closed_act_id = models.UUIDField(null=True)
    first_number = models.BigIntegerField(null=True)
    last_number = models.BigIntegerField(null=True)


class Entry(Walled):
    """A journal entry: balanced postings under one act, known by the key that its asker gave it (INV-12)."""

    booking_date = models.DateField()
    value_date = models.DateField()
    kind = models.TextField()
    text = models.TextField()
    idempotency_key = models.TextField()
    request_hash = models.BinaryField()
    act_id = models.UUIDField()
    reverses_id = models.UUIDField(null=True)
    posted_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cooperative_id", "idempotency_key"], name="ledger_entry_key"),
            models.UniqueConstraint(
                fields=["cooperative_id", "reverses_id"],
                condition=Q(reverses_id__isnull=False),
                name="ledger_entry_reverses",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["cooperative_id", "booking_date"], name="ledger_entry_booked"),
        ]


class Posting(models.Model):
    """One line of an entry: so much to one account, debit positive. The dates are those of its entry."""

    pk = models.CompositePrimaryKey("cooperative_id", "entry_id", "line")
    cooperative_id = models.UUIDField()
    entry_id = models.UUIDField()
    line = models.SmallIntegerField()
    account_id = models.UUIDField()
    currency = models.CharField(max_length=3)
    amount_minor = models.BigIntegerField()
    booking_date = models.DateField()
    value_date = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(amount_minor=0), name="ledger_posting_amount"),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["cooperative_id", "account_id", "booking_date"], name="ledger_posting_account"
            ),
            models.Index(
                fields=["cooperative_id", "account_id", "value_date"],
                condition=~Q(value_date=F("booking_date")),
                name="ledger_posting_dated_apart",
            ),
        ]


class EntryNumber(models.Model):
    """The number of an entry in the journal, given without gaps when its day is closed."""

    pk = models.CompositePrimaryKey("cooperative_id", "number")
    cooperative_id = models.UUIDField()
    number = models.BigIntegerField()
    entry_id = models.UUIDField()
    booking_date = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cooperative_id", "entry_id"], name="ledger_entrynumber_entry"),
        ]


class DailyBalance(models.Model):
    """What a closed day left on an account that it touched; control accounts have theirs as well."""

    pk = models.CompositePrimaryKey("cooperative_id", "account_id", "booking_date")
    cooperative_id = models.UUIDField()
    account_id = models.UUIDField()
    booking_date = models.DateField()
    debit_minor = models.BigIntegerField()
    credit_minor = models.BigIntegerField()
    closing_minor = models.BigIntegerField()


class Hold(Walled):
    """Money set aside on an account until it is captured, released, or its time is up."""

    account_id = models.UUIDField()
    amount_minor = models.BigIntegerField()
    purpose = models.TextField()
    idempotency_key = models.TextField()
    expires_at = models.DateTimeField(null=True)
    act_id = models.UUIDField()
    placed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount_minor__gt=0), name="ledger_hold_amount"),
            models.UniqueConstraint(fields=["cooperative_id", "idempotency_key"], name="ledger_hold_key"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["cooperative_id", "account_id"], name="ledger_hold_account"),
        ]


class HoldStepKind(models.TextChoices):
    """How money leaves a hold."""

    CAPTURE = "capture"
    RELEASE = "release"
    EXPIRE = "expire"


class HoldStep(Walled):
    """What became of a hold, or of a part of it: captured by an entry, released, or expired."""

    hold_id = models.UUIDField()
    kind = models.TextField(choices=HoldStepKind)
    amount_minor = models.BigIntegerField()
    entry_id = models.UUIDField(null=True)
    act_id = models.UUIDField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount_minor__gt=0), name="ledger_holdstep_amount"),
            models.CheckConstraint(
                condition=Q(kind="capture", entry_id__isnull=False)
                | Q(kind__in=["release", "expire"], entry_id__isnull=True),
                name="ledger_holdstep_entry",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["cooperative_id", "hold_id"], name="ledger_holdstep_hold"),
        ]
