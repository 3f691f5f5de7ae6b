"""What a person asks the register to change with proof, and what an officer did for a person at the counter."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from rochdale.tenancy.models import Walled


class RequestOutcome(models.TextChoices):
    """What became of a request."""

    GRANTED = "granted", _("granted")
    REFUSED = "refused", _("refused")
    WITHDRAWN = "withdrawn", _("withdrawn")


class NameRequest(Walled):
    """A change of name or birth date that a person asked for. Once decided it holds no particulars any more."""

    person_id = models.UUIDField()
    given_names = models.TextField(default="", db_default="")
    family_name = models.TextField(default="", db_default="")
    birth_date = models.DateField(null=True)
    words = models.TextField(default="", db_default="")
    asked_on = models.DateField()
    asked_at = models.DateTimeField()
    act_id = models.UUIDField()
    outcome = models.TextField(choices=RequestOutcome, default="", db_default="")
    decided_at = models.DateTimeField(null=True)
    decided_act_id = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=(
                    Q(outcome="", decided_at__isnull=True, decided_act_id__isnull=True) & ~Q(family_name="")
                )
                | (
                    Q(outcome__in=RequestOutcome.values, decided_at__isnull=False)
                    & Q(decided_act_id__isnull=False, given_names="", family_name="")
                    & Q(birth_date__isnull=True, words="")
                ),
                name="membership_namerequest_decided",
            ),
            models.UniqueConstraint(
                fields=["cooperative_id", "person_id"],
                condition=Q(outcome=""),
                name="membership_namerequest_open",
            ),
        ]
        indexes = [
            models.Index(
                fields=["cooperative_id", "id"], condition=Q(outcome=""), name="membership_namerequest_due"
            )
        ]


class Assistance(Walled):
    """An officer did something for a person at the counter: by which act, and under which consent (INV-64)."""

    person_id = models.UUIDField()
    officer_id = models.UUIDField()
    consent_id = models.UUIDField()
    verb = models.TextField()
    on_date = models.DateField()
    at = models.DateTimeField()
    act_id = models.UUIDField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(officer_id=models.F("person_id")) & ~Q(verb=""),
                name="membership_assistance_officer",
            ),
        ]
        indexes = [
            models.Index(fields=["cooperative_id", "person_id", "id"], name="membership_assistance_of")
        ]
