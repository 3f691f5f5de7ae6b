"""Consents: for what a person let the cooperative use what it knows, given and withdrawn, each written once."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from rochdale.tenancy.models import Walled


class ConsentPurpose(models.TextChoices):
    """What a consent is for: one purpose each, never several at once (rule V-9)."""

    IDENTITY_CHECK = "identity_check", _("checking who I am with a third party")
    ELECTRONIC_LETTERS = "electronic_letters", _("letters by e-mail instead of on paper")
    NEWS_AND_EDUCATION = "news_and_education", _("news, courses and invitations")
    CREDIT_REFERENCE = "credit_reference", _("asking and telling a credit bureau")
    ACTS_AT_COUNTER = "acts_at_counter", _("an officer acting for me at the counter")


class ConsentWay(models.TextChoices):
    """How a person said it."""

    PAGE = "page", _("on the page, by the person")
    COUNTER = "counter", _("at the counter, on paper")
    APPLICATION = "application", _("with the application")
    ASSISTED = "assisted", _("at the counter, by an officer acting for the person")
    TAKEN_OVER = "taken_over", _("as an older register has it")


class Consent(Walled):
    """One giving or withdrawal: its place from 1 for a person and a purpose.

    `wording` is the version of the words that were agreed to, in `language`; of a withdrawal, those withdrawn.
    """

    person_id = models.UUIDField()
    purpose = models.TextField(choices=ConsentPurpose)
    place = models.PositiveIntegerField()
    is_given = models.BooleanField()
    wording = models.PositiveIntegerField()
    language = models.CharField(max_length=5)
    way = models.TextField(choices=ConsentWay)
    on_date = models.DateField()
    at = models.DateTimeField()
    act_id = models.UUIDField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(purpose__in=ConsentPurpose.values), name="membership_consent_purpose"
            ),
            models.CheckConstraint(condition=Q(way__in=ConsentWay.values), name="membership_consent_way"),
            models.CheckConstraint(condition=Q(wording__gte=1), name="membership_consent_wording"),
            models.UniqueConstraint(
                fields=["cooperative_id", "person_id", "purpose", "place"], name="membership_consent_place"
            ),
        ]
