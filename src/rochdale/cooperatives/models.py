"""Institutions, their by-laws by version, offices by date, acts that wait, and answers kept for programs."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from rochdale.tenancy.models import UuidV7, Walled


class Tier(models.TextChoices):
    """Where an institution stands in its movement: persons own a primary, cooperatives own the others."""

    PRIMARY = "primary", _("primary cooperative")
    FEDERATION = "federation", _("federation")
    CONFEDERATION = "confederation", _("confederation")


class Cooperative(models.Model):
    """An institution. Everyone may read the directory; each writes its own line (INV-27).

    `business_date` moves forward alone (INV-26); the rest of the line is written once.
    """

    id = models.UUIDField(primary_key=True, db_default=UuidV7())
    slug = models.SlugField(unique=True, max_length=60)
    name = models.TextField()
    tier = models.TextField(choices=Tier)
    currency = models.CharField(max_length=3)
    languages = ArrayField(models.CharField(max_length=5))
    time_zone = models.TextField()
    holidays = models.TextField()  # ISO 3166 code of the calendar of holidays, with subdivision: "CA-QC"
    business_date = models.DateField()
    founded_on = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(tier__in=Tier.values), name="cooperatives_cooperative_tier"),
            models.CheckConstraint(
                condition=Q(slug__regex=r"^[a-z0-9]+(-[a-z0-9]+)*$"), name="cooperatives_cooperative_slug"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="cooperatives_cooperative_name"),
            models.CheckConstraint(
                condition=Q(currency__regex=r"^[A-Z]{3}$"), name="cooperatives_cooperative_currency"
            ),
            models.CheckConstraint(condition=~Q(languages=[]), name="cooperatives_cooperative_languages"),
            models.CheckConstraint(
                condition=Q(business_date__gte=F("founded_on")), name="cooperatives_cooperative_dates"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class BylawSource(models.TextChoices):
    """Whose rule a version states: the jurisdiction's pack, the federation's standard, or the own by-law."""

    PACK = "pack", _("jurisdiction pack")
    FEDERATION = "federation", _("federation standard")
    BYLAW = "by-law", _("by-law of the cooperative")


class BylawKind(models.TextChoices):
    """What the value of a by-law is, and so how it is written and compared."""

    INTEGER = "integer"
    MONEY = "money"
    FRACTION = "fraction"
    DAYS = "days"
    BOOLEAN = "boolean"
    TEXT = "text"
    LIST = "list"


class BylawVersion(Walled):
    """One adoption: from `effective_from` on, the values that it states replace the earlier ones.

    Versions count from 1 without a gap and never go back in time (INV-20); each has exactly as many values as
    it says (INV-21), so that nothing is slipped into an old one. `resolution_id` names the resolution whose effect
    it is, once the cooperative decides here (INV-92).
    """

    version = models.PositiveIntegerField()
    effective_from = models.DateField()
    adopted_on = models.DateField()
    source = models.TextField(choices=BylawSource)
    pack = models.TextField(default="", db_default="")
    resolution = models.TextField(default="", db_default="")
    resolution_id = models.UUIDField(null=True)
    values_stated = models.PositiveIntegerField()
    act_id = models.UUIDField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(version__gte=1), name="cooperatives_bylawversion_number"),
            models.CheckConstraint(
                condition=Q(values_stated__gte=1), name="cooperatives_bylawversion_stated"
            ),
            models.CheckConstraint(
                condition=Q(source__in=BylawSource.values), name="cooperatives_bylawversion_source"
            ),
            models.CheckConstraint(
                condition=(Q(source="pack") & ~Q(pack=""))
                | (~Q(source="pack") & Q(pack="") & ~Q(resolution="")),
                name="cooperatives_bylawversion_ground",
            ),
            models.CheckConstraint(
                condition=Q(source="pack") | Q(effective_from__gte=F("adopted_on")),
                name="cooperatives_bylawversion_dates",
            ),
        ]


class BylawValue(Walled):
    """What one version states about one parameter; its rule and its source are never empty (INV-22)."""

    version = models.PositiveIntegerField()
    name = models.TextField()
    kind = models.TextField(choices=BylawKind)
    value = models.JSONField()
    unit = models.TextField()
    rule = models.TextField()
    source = models.TextField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=BylawKind.values), name="cooperatives_bylawvalue_kind"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="cooperatives_bylawvalue_name"),
            models.CheckConstraint(
                condition=~Q(rule="") & ~Q(source=""), name="cooperatives_bylawvalue_ground"
            ),
        ]


class OfficeKind(models.TextChoices):
    """The offices of a cooperative."""

    TELLER = "teller", _("teller")
    LOAN_OFFICER = "loan_officer", _("loan officer")
    MANAGER = "manager", _("manager")
    TREASURER = "treasurer", _("treasurer")
    SECRETARY = "secretary", _("secretary")
    CHAIR = "chair", _("chair")
    DIRECTOR = "director", _("director")
    AUDITOR = "auditor", _("auditor")
    INSPECTOR = "inspector", _("inspector")


class Office(Walled):
    """One person's time in one office (rule Q-46): a renewal is a new row.

    `since_on` is the first day, `term_until_on` the first day after the term if it has an end, `ended_on` the
    first day after an earlier end. An end comes by an act of its own and is only brought forward (INV-23).
    """

    person_id = models.UUIDField()
    office = models.TextField(choices=OfficeKind)
    since_on = models.DateField()
    term_until_on = models.DateField(null=True)
    act_id = models.UUIDField()
    ended_on = models.DateField(null=True)
    ended_act_id = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(office__in=OfficeKind.values), name="cooperatives_office_kind"
            ),
            models.CheckConstraint(
                condition=Q(term_until_on__isnull=True) | Q(term_until_on__gt=F("since_on")),
                name="cooperatives_office_term",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, ended_act_id__isnull=True)
                | Q(ended_on__gte=F("since_on"), ended_act_id__isnull=False),
                name="cooperatives_office_end",
            ),
        ]
        indexes = [models.Index(fields=["cooperative_id", "person_id"], name="cooperatives_office_person")]


class ProposedAct(Walled):
    """An act that one officer asked for and that waits for a second: what, on what, and with which facts.

    `facts` are what the act will be done with: ids, codes and amounts, never a person's particulars (V-7).
    """

    kind = models.TextField()
    subject_id = models.UUIDField(null=True)
    facts = models.JSONField()
    permission = models.TextField()
    bylaw_version = models.PositiveIntegerField()
    idempotency_key = models.TextField()
    reason = models.TextField(default="", db_default="")
    proposed_by = models.UUIDField()
    proposed_on = models.DateField()
    proposed_at = models.DateTimeField()
    act_id = models.UUIDField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["cooperative_id", "idempotency_key"], name="cooperatives_proposedact_key"
            ),
            models.CheckConstraint(
                condition=~Q(kind="") & ~Q(permission=""), name="cooperatives_proposedact_kind"
            ),
        ]


class ProposalOutcome(models.TextChoices):
    """What became of a proposed act."""

    APPROVED = "approved", _("approved")
    REFUSED = "refused", _("refused")
    WITHDRAWN = "withdrawn", _("withdrawn")


class ProposalDecision(models.Model):
    """The end of a proposed act, once: by another person, or withdrawn by who proposed it (INV-90)."""

    pk = models.CompositePrimaryKey("cooperative_id", "proposal_id")
    cooperative_id = models.UUIDField()
    proposal_id = models.UUIDField()
    outcome = models.TextField(choices=ProposalOutcome)
    reason = models.TextField(default="", db_default="")
    decided_by = models.UUIDField()
    decided_at = models.DateTimeField()
    act_id = models.UUIDField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome__in=ProposalOutcome.values), name="cooperatives_proposaldecision_outcome"
            ),
        ]


class KeptAnswer(Walled):
    """The answer to a request that wrote, under the key that a program sent with it (INV-78).

    `request_hash` is SHA-256 over method, address and body. It is kept until `kept_until`, and then removed.
    """

    person_id = models.UUIDField()
    key = models.TextField()
    request_hash = models.BinaryField()
    status = models.PositiveSmallIntegerField()
    content = models.TextField()
    answered_at = models.DateTimeField()
    kept_until = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["cooperative_id", "person_id", "key"], name="cooperatives_keptanswer_key"
            ),
            models.CheckConstraint(
                condition=Q(status__gte=200, status__lt=300) & ~Q(key=""),
                name="cooperatives_keptanswer_done",
            ),
            models.CheckConstraint(
                condition=Q(kept_until__gt=F("answered_at")), name="cooperatives_keptanswer_time"
            ),
        ]
        indexes = [
            models.Index(fields=["cooperative_id", "kept_until"], name="cooperatives_keptanswer_until")
        ]
