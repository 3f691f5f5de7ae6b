"""The tables of capital: classes of shares, their movements, what was paid in, and the queue of redemptions.

Everything here is written once (INV-02): a mistake is reversed by a movement of its own.
"""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from rochdale.tenancy.models import Walled


class ShareKind(models.TextChoices):
    """What a class of shares is for (rules Q-12, Q-13, K-4)."""

    QUALIFYING = "qualifying", _("qualifying shares")
    PERMANENT = "permanent", _("permanent shares")
    SURPLUS = "surplus", _("surplus shares")


class ShareClass(Walled):
    """A class of shares: par value, who may hold it, how much of it, and the account that carries it.

    `open_to` names classes and kinds of members; `return_cap` is a fraction of par a year, "0/1" for none.
    """

    code = models.TextField()
    names = models.JSONField()
    kind = models.TextField(choices=ShareKind)
    par_minor = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    open_to = ArrayField(models.TextField())
    holding_max = models.PositiveIntegerField(null=True)
    is_redeemable = models.BooleanField(default=True)
    return_cap = models.TextField(default="0/1")
    account_id = models.UUIDField()
    opened_on = models.DateField()
    act_id = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cooperative_id", "code"], name="capital_shareclass_code"),
            models.UniqueConstraint(
                fields=["cooperative_id", "account_id"], name="capital_shareclass_account"
            ),
            models.CheckConstraint(condition=Q(par_minor__gt=0), name="capital_shareclass_par"),
            models.CheckConstraint(condition=Q(kind__in=ShareKind.values), name="capital_shareclass_kind"),
            models.CheckConstraint(
                condition=Q(code__regex=r"^[a-z][a-z0-9_]*$"), name="capital_shareclass_word"
            ),
        ]


class MovementCause(models.TextChoices):
    """Why shares came or went."""

    TAKEN_OVER = "taken_over", _("taken over")
    ISSUE = "issue", _("issue")
    TRANSFER = "transfer", _("transfer")
    GIFT = "gift", _("gift")
    INHERITANCE = "inheritance", _("inheritance")
    CONVERSION = "conversion", _("conversion")
    REDEMPTION = "redemption", _("redemption")
    REVERSAL = "reversal", _("reversal")


class DecidingOrgan(models.TextChoices):
    """Who decided a movement."""

    OFFICER = "officer", _("officer")
    BOARD = "board", _("board")
    GENERAL_MEETING = "general_meeting", _("general meeting")
    MEMBER = "member", _("member")
    PROGRAM = "program", _("program")


class ShareMovement(Walled):
    """So many shares of a class to a holder, or with a minus from one, and the entry that carries it.

    `amount_minor` is quantity times par (INV-50). `effective_on` is the day from which it counts in the
    register; `recorded_on` the business date on which it was written.
    """

    class_id = models.UUIDField()
    holder_id = models.UUIDField()
    quantity = models.IntegerField()
    amount_minor = models.BigIntegerField()
    cause = models.TextField(choices=MovementCause)
    organ = models.TextField(choices=DecidingOrgan)
    recorded_on = models.DateField()
    recorded_at = models.DateTimeField()
    effective_on = models.DateField()
    reverses_id = models.UUIDField(null=True)
    entry_id = models.UUIDField()
    act_id = models.UUIDField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(quantity=0), name="capital_sharemovement_quantity"),
            models.CheckConstraint(
                condition=Q(effective_on__lte=F("recorded_on")), name="capital_sharemovement_dates"
            ),
            models.CheckConstraint(
                condition=Q(cause__in=MovementCause.values), name="capital_sharemovement_cause"
            ),
            models.CheckConstraint(
                condition=Q(organ__in=DecidingOrgan.values), name="capital_sharemovement_organ"
            ),
            models.CheckConstraint(
                condition=Q(cause="reversal", reverses_id__isnull=False)
                | (~Q(cause="reversal") & Q(reverses_id__isnull=True)),
                name="capital_sharemovement_reversal",
            ),
            models.UniqueConstraint(
                fields=["cooperative_id", "reverses_id"],
                condition=Q(reverses_id__isnull=False),
                name="capital_sharemovement_reversed",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["cooperative_id", "holder_id", "class_id"], name="capital_sharemovement_of"),
            models.Index(fields=["cooperative_id", "entry_id"], name="capital_sharemovement_entry"),
            models.Index(fields=["cooperative_id", "recorded_on"], name="capital_sharemovement_on"),
        ]


class SharePayment(Walled):
    """What was paid in on an issue, at once or by instalments; a reversed issue takes its payments back."""

    movement_id = models.UUIDField()
    amount_minor = models.BigIntegerField()
    paid_on = models.DateField()
    entry_id = models.UUIDField()
    act_id = models.UUIDField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(amount_minor=0), name="capital_sharepayment_amount"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["cooperative_id", "movement_id"], name="capital_sharepayment_of"),
        ]


class RedemptionRequest(Walled):
    """A holder's place in the queue of redemptions: `place` counts from 1 without a gap."""

    place = models.PositiveIntegerField()
    class_id = models.UUIDField()
    holder_id = models.UUIDField()
    quantity = models.PositiveIntegerField()
    asked_on = models.DateField()
    asked_at = models.DateTimeField()
    idempotency_key = models.TextField()
    act_id = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["cooperative_id", "place"], name="capital_redemptionrequest_place"
            ),
            models.UniqueConstraint(
                fields=["cooperative_id", "idempotency_key"], name="capital_redemptionrequest_key"
            ),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="capital_redemptionrequest_quantity"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["cooperative_id", "holder_id"], name="capital_redemptionrequest_of"),
        ]


class RedemptionOutcome(models.TextChoices):
    """What became of a request for redemption."""

    PAID = "paid", _("paid")
    WITHDRAWN = "withdrawn", _("withdrawn")


class RedemptionEnd(models.Model):
    """The end of a request, once: paid by a movement, or withdrawn.

    Of one that is paid: the price of all its shares, what was paid in on them, and from the books before it the net
    worth and what was paid in on all shares (INV-80), and the assets (INV-48). Repayments of before these rules have
    none of these.
    """

    pk = models.CompositePrimaryKey("cooperative_id", "request_id")
    cooperative_id = models.UUIDField()
    request_id = models.UUIDField()
    outcome = models.TextField(choices=RedemptionOutcome)
    movement_id = models.UUIDField(null=True)
    ended_on = models.DateField()
    act_id = models.UUIDField()
    price_minor = models.BigIntegerField(null=True)
    paid_in_minor = models.BigIntegerField(null=True)
    net_worth_minor = models.BigIntegerField(null=True)
    outstanding_minor = models.BigIntegerField(null=True)
    assets_minor = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="paid", movement_id__isnull=False)
                | Q(outcome="withdrawn", movement_id__isnull=True),
                name="capital_redemptionend_outcome",
            ),
        ]


class Certificate(Walled):
    """A certificate: so many shares of a class, held by a person on a day (INV-57). The next one supersedes it.

    `movement_ids` are the movements that it counts, in their order. `code_hash` is of the code on the paper, which is
    kept nowhere; `seal` of what the certificate says and of the seal before it, so that none is slipped in.
    """

    number = models.BigIntegerField()
    class_id = models.UUIDField()
    holder_id = models.UUIDField()
    quantity = models.PositiveIntegerField()
    issued_on = models.DateField()
    movement_ids = ArrayField(models.UUIDField())
    code_hash = models.BinaryField()
    seal = models.BinaryField()
    act_id = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cooperative_id", "number"], name="capital_certificate_number"),
            models.CheckConstraint(condition=Q(quantity__gt=0), name="capital_certificate_quantity"),
            models.CheckConstraint(condition=Q(number__gte=1), name="capital_certificate_counted"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["cooperative_id", "holder_id", "class_id"], name="capital_certificate_of"),
        ]
