"""Letters, and what became of each: sent, failed, given up, or printed and posted."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from rochdale.tenancy.models import Walled


class Channel(models.TextChoices):
    """How a letter goes out."""

    EMAIL = "email", _("by e-mail")
    PAPER = "paper", _("on paper")


class DeliveryOutcome(models.TextChoices):
    """What happened to a letter."""

    SENT = "sent", _("sent")
    FAILED = "failed", _("not sent yet")
    GIVEN_UP = "given_up", _("could not be sent")
    POSTED = "posted", _("printed and posted")


class DeliveryFault(models.TextChoices):
    """Why a letter was not sent."""

    ADDRESS_REFUSED = "address_refused", _("the address does not take letters")
    SERVER_REFUSED = "server_refused", _("the mail server refused it")
    UNREACHABLE = "unreachable", _("the mail server was not reached")
    CONSENT_MISSING = "consent_missing", _("the person does not consent to letters by e-mail")


class Letter(Walled):
    """One letter as it was written, in the recipient's language; only blanking changes its words (V-5).

    `recipient` is the name and the postal lines, one under the other. `settled_at` is when it was sent or
    posted; `blanked_act_id` the act that took its words away. `consent_id` is the giving under which a letter to
    a person of the register goes by e-mail (INV-35); letters of before that rule name none.
    """

    kind = models.TextField()
    language = models.CharField(max_length=5)
    channel = models.TextField(choices=Channel)
    address = models.TextField(default="", db_default="")
    recipient = models.TextField(default="", db_default="")
    person_id = models.UUIDField(null=True)
    subject = models.TextField()
    body = models.TextField()
    written_on = models.DateField()
    written_at = models.DateTimeField()
    act_id = models.UUIDField()
    settled_at = models.DateTimeField(null=True)
    blanked_act_id = models.UUIDField(null=True)
    consent_id = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(channel__in=Channel.values), name="membership_letter_channel"),
            models.CheckConstraint(
                condition=Q(blanked_act_id__isnull=False, subject="", body="", address="", recipient="")
                | (Q(blanked_act_id__isnull=True) & ~Q(subject="") & ~Q(body="") & ~Q(kind="")),
                name="membership_letter_words",
            ),
            models.CheckConstraint(
                condition=Q(blanked_act_id__isnull=False)
                | (Q(channel="email") & ~Q(address=""))
                | (Q(channel="paper") & Q(address="") & ~Q(recipient="")),
                name="membership_letter_address",
            ),
        ]
        indexes = [
            models.Index(fields=["cooperative_id", "person_id", "id"], name="membership_letter_of"),
            models.Index(
                fields=["cooperative_id", "id"],
                condition=Q(settled_at__isnull=True),
                name="membership_letter_open",
            ),
        ]


class LetterDelivery(Walled):
    """One thing that happened to a letter, from 1. An officer's doing has its act, the worker's has none."""

    letter_id = models.UUIDField()
    place = models.PositiveIntegerField()
    outcome = models.TextField(choices=DeliveryOutcome)
    fault = models.TextField(choices=DeliveryFault, default="", db_default="")
    at = models.DateTimeField()
    next_at = models.DateTimeField(null=True)
    act_id = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome__in=DeliveryOutcome.values), name="membership_letterdelivery_outcome"
            ),
            models.CheckConstraint(
                condition=(Q(outcome__in=["failed", "given_up"]) & Q(fault__in=DeliveryFault.values))
                | (Q(outcome__in=["sent", "posted"]) & Q(fault="")),
                name="membership_letterdelivery_fault",
            ),
            models.CheckConstraint(
                condition=Q(outcome="failed", next_at__isnull=False)
                | (~Q(outcome="failed") & Q(next_at__isnull=True)),
                name="membership_letterdelivery_next",
            ),
            models.CheckConstraint(
                condition=Q(outcome="posted", act_id__isnull=False)
                | (~Q(outcome="posted") & Q(act_id__isnull=True)),
                name="membership_letterdelivery_act",
            ),
            models.UniqueConstraint(
                fields=["cooperative_id", "letter_id", "place"], name="membership_letterdelivery_place"
            ),
        ]
