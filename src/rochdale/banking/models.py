"""What members hold at the cooperative, who may use it, and operations that wait for a second person.

The money itself is in the books: these rows say whose account is whose. Nothing here is ever removed.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from rochdale.tenancy.models import Walled


class Product(models.Model):
    """A kind of account that the cooperative offers; `control_role` finds the account that sums it."""

    pk = models.CompositePrimaryKey("cooperative_id", "code")
    cooperative_id = models.UUIDField()
    code = models.TextField()
    names = models.JSONField()
    control_role = models.TextField()
    position = models.SmallIntegerField()


class MemberAccount(models.Model):
    """An account of the books that a member holds, under the product it was opened as.

    `serial` counts the accounts of one member; it is null where the number came from elsewhere.
    """

    pk = models.CompositePrimaryKey("cooperative_id", "account_id")
    cooperative_id = models.UUIDField()
    account_id = models.UUIDField()
    product = models.TextField()
    person_id = models.UUIDField()
    serial = models.SmallIntegerField(null=True)
    opened_on = models.DateField()
    act_id = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["cooperative_id", "person_id", "serial"],
                condition=Q(serial__isnull=False),
                name="banking_memberaccount_serial",
            ),
            models.CheckConstraint(
                condition=Q(serial__isnull=True) | Q(serial__gte=1, serial__lte=99),
                name="banking_memberaccount_serial_range",
            ),
        ]


class HolderRole(models.TextChoices):
    """What a person is to an account: an authorised signatory may use it, and owns nothing of it."""

    OWNER = "owner", _("owner")
    JOINT = "joint", _("joint owner")
    SIGNATORY = "signatory", _("authorised signatory")


class Holder(Walled):
    """A person may use an account, from `since` until the day before `until`."""

    account_id = models.UUIDField()
    person_id = models.UUIDField()
    role = models.TextField(choices=HolderRole)
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["cooperative_id", "account_id", "person_id"],
                condition=Q(until__isnull=True),
                name="banking_holder_once",
            ),
            models.CheckConstraint(condition=Q(role__in=HolderRole.values), name="banking_holder_role"),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="banking_holder_dates"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["cooperative_id", "person_id"], name="banking_holder_person"),
            models.Index(fields=["cooperative_id", "account_id"], name="banking_holder_account"),
        ]


class OperationKind(models.TextChoices):
    """What an officer does at the counter."""

    DEPOSIT = "deposit", _("Deposit")
    WITHDRAWAL = "withdrawal", _("Withdrawal")
    TRANSFER = "transfer", _("Transfer")
    REVERSAL = "reversal", _("Reversal")


class Pending(Walled):
    """An operation over the limit of the by-laws: asked for, not posted, until a second person decides.

    The row holds the whole request. What would leave an account is set aside by `hold_id` meanwhile.
    """

    kind = models.TextField(choices=OperationKind)
    account_id = models.UUIDField()
    other_account_id = models.UUIDField(null=True)
    entry_id = models.UUIDField(null=True)
    amount_minor = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    text = models.TextField()
    reason = models.TextField()
    threshold_minor = models.BigIntegerField()
    bylaw_version = models.IntegerField()
    idempotency_key = models.TextField()
    request_hash = models.BinaryField()
    hold_id = models.UUIDField(null=True)
    asked_by = models.UUIDField()
    asked_on = models.DateField()
    asked_at = models.DateTimeField()
    act_id = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cooperative_id", "idempotency_key"], name="banking_pending_key"),
            models.UniqueConstraint(
                fields=["cooperative_id", "hold_id"],
                condition=Q(hold_id__isnull=False),
                name="banking_pending_hold",
            ),
            models.CheckConstraint(condition=Q(kind__in=OperationKind.values), name="banking_pending_kind"),
            models.CheckConstraint(
                condition=Q(amount_minor__gt=0) & Q(amount_minor__gt=F("threshold_minor")),
                name="banking_pending_amount",
            ),
            models.CheckConstraint(
                condition=Q(kind="reversal", entry_id__isnull=False, other_account_id__isnull=True)
                | (~Q(kind="reversal") & Q(entry_id__isnull=True, other_account_id__isnull=False)),
                name="banking_pending_facts",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["cooperative_id", "asked_at"], name="banking_pending_asked"),
        ]


class Outcome(models.TextChoices):
    """How a second person decided."""

    APPROVED = "approved", _("approved")
    REFUSED = "refused", _("refused")


class Decision(models.Model):
    """What the second person decided, once: approved with the entry posted by it, or refused with a reason."""

    pk = models.CompositePrimaryKey("cooperative_id", "pending_id")
    cooperative_id = models.UUIDField()
    pending_id = models.UUIDField()
    outcome = models.TextField(choices=Outcome)
    reason = models.TextField()
    entry_id = models.UUIDField(null=True)
    decided_by = models.UUIDField()
    decided_at = models.DateTimeField()
    act_id = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["cooperative_id", "entry_id"],
                condition=Q(entry_id__isnull=False),
                name="banking_decision_entry",
            ),
            models.CheckConstraint(
                condition=Q(outcome="approved", entry_id__isnull=False)
                | (Q(outcome="refused", entry_id__isnull=True) & ~Q(reason="")),
                name="banking_decision_outcome",
            ),
        ]


class ImportRecord(models.Model):
    """A bank's files were brought in from `source`: `digests` tells them, file by file, from any others."""

    pk = models.CompositePrimaryKey("cooperative_id", "source")
    cooperative_id = models.UUIDField()
    source = models.TextField()
    digests = models.JSONField()
    act_id = models.UUIDField()


class StandingInstruction(Walled):
    """A monthly payment that a member ordered elsewhere, as it was found: nothing here pays it."""

    account_id = models.UUIDField()
    bank = models.TextField()
    bank_account = models.TextField()
    amount_minor = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    purpose = models.TextField(default="")
    source_key = models.TextField()
    act_id = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["cooperative_id", "source_key"], name="banking_instruction_source"
            ),
            models.CheckConstraint(condition=Q(amount_minor__gte=0), name="banking_instruction_amount"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["cooperative_id", "account_id"], name="banking_instruction_account"),
        ]


class RecordedLoan(Walled):
    """A loan that another system granted, as it was found: the amount is all that was to be paid back."""

    account_id = models.UUIDField()
    granted_on = models.DateField()
    amount_minor = models.BigIntegerField()
    payment_minor = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    duration_months = models.IntegerField()
    status = models.TextField()
    source_key = models.TextField()
    act_id = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["cooperative_id", "source_key"], name="banking_recordedloan_source"
            ),
            models.CheckConstraint(
                condition=Q(amount_minor=F("payment_minor") * F("duration_months")),
                name="banking_recordedloan_amount",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["cooperative_id", "account_id"], name="banking_recordedloan_account"),
        ]


class RecordedCard(Walled):
    """A card that another system issued to a holder of an account, as it was found."""

    account_id = models.UUIDField()
    person_id = models.UUIDField()
    kind = models.TextField()
    issued_on = models.DateField()
    source_key = models.TextField()
    act_id = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["cooperative_id", "source_key"], name="banking_recordedcard_source"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["cooperative_id", "account_id"], name="banking_recordedcard_account"),
        ]


class Counterparty(models.Model):
    """The bank, and the account there, from which an entry's money came or to which it went."""

    pk = models.CompositePrimaryKey("cooperative_id", "entry_id")
    cooperative_id = models.UUIDField()
    entry_id = models.UUIDField()
    bank = models.TextField()
    bank_account = models.TextField()
