"""Who stands for whom, and whose rights are suspended: each with its days, of which only the end is written later."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from rochdale.tenancy.models import Walled


class Right(models.TextChoices):
    """What a member may do; a suspension takes away some of these, never simply all (rule Q-21)."""

    VOTE = "vote", _("to vote")
    ATTENDANCE = "attendance", _("to attend meetings and be told of them")
    ELIGIBILITY = "eligibility", _("to be elected")
    SERVICES = "services", _("to use the services")


class Stand(Walled):
    """One person who stands for another from `from_on` up to, but not on, `until_on` if it has an end.

    `ended_on` is an earlier end, written once by an act of its own. `mandate` says what entitles them: a
    resolution, a judgment, a notarial act, with its date.
    """

    from_on = models.DateField()
    until_on = models.DateField(null=True)
    mandate = models.TextField(default="")
    act_id = models.UUIDField()
    ended_on = models.DateField(null=True)
    ended_act_id = models.UUIDField(null=True)

    class Meta:
        abstract = True


def _ends(table: str) -> list[models.CheckConstraint]:
    return [
        models.CheckConstraint(
            condition=Q(until_on__isnull=True) | Q(until_on__gt=F("from_on")), name=f"{table}_days"
        ),
        models.CheckConstraint(
            condition=Q(ended_on__isnull=True, ended_act_id__isnull=True)
            | Q(ended_on__gte=F("from_on"), ended_act_id__isnull=False),
            name=f"{table}_end",
        ),
    ]


class Representative(Stand):
    """The one person through whom an organization is a member; a person represents one at a time (Q-16, INV-71)."""

    organization_id = models.UUIDField()
    person_id = models.UUIDField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(organization_id=F("person_id")), name="membership_representative_other"
            ),
            *_ends("membership_representative"),
        ]
        indexes = [
            models.Index(fields=["cooperative_id", "organization_id"], name="membership_representative_of")
        ]


class Guardian(Stand):
    """Who acts for a minor (rule Q-17); it also ends by itself on the day the ward comes of age."""

    ward_id = models.UUIDField()
    person_id = models.UUIDField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(ward_id=F("person_id")), name="membership_guardian_other"),
            *_ends("membership_guardian"),
        ]
        indexes = [models.Index(fields=["cooperative_id", "ward_id"], name="membership_guardian_of")]


class Suspension(Walled):
    """Rights that a member is without, from `from_on` up to, but not on, `until_on`; or to its lifting (INV-72).

    `months_max` is what the by-laws of its day allowed, `bylaw_version` where they said so. The board's vote stands
    with it, and how many directors there were; suspensions of before that rule have none.
    """

    member_id = models.UUIDField()
    person_id = models.UUIDField()
    rights: ClassVar[models.Field[list[str], list[str]]] = ArrayField(models.TextField())
    ground = models.TextField()
    words = models.TextField()
    from_on = models.DateField()
    until_on = models.DateField()
    months_max = models.PositiveIntegerField()
    bylaw_version = models.PositiveIntegerField(null=True)
    act_id = models.UUIDField()
    lifted_on = models.DateField(null=True)
    lifted_words = models.TextField(default="")
    lifted_act_id = models.UUIDField(null=True)
    votes_for = models.PositiveIntegerField(null=True)
    votes_against = models.PositiveIntegerField(null=True)
    votes_abstained = models.PositiveIntegerField(null=True)
    directors = models.PositiveIntegerField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(until_on__gt=F("from_on")), name="membership_suspension_days"),
            models.CheckConstraint(
                condition=~Q(rights=[]) & Q(rights__contained_by=Right.values),
                name="membership_suspension_rights",
            ),
            models.CheckConstraint(condition=~Q(words=""), name="membership_suspension_words"),
            models.CheckConstraint(
                condition=Q(lifted_on__isnull=True, lifted_act_id__isnull=True, lifted_words="")
                | Q(lifted_on__gte=F("from_on"), lifted_on__lt=F("until_on"), lifted_act_id__isnull=False),
                name="membership_suspension_lifted",
            ),
            models.CheckConstraint(
                condition=Q(
                    votes_for__isnull=True,
                    votes_against__isnull=True,
                    votes_abstained__isnull=True,
                    directors__isnull=True,
                )
                | Q(
                    votes_for__isnull=False,
                    votes_against__isnull=False,
                    votes_abstained__isnull=False,
                    directors__gte=F("votes_for") + F("votes_against") + F("votes_abstained"),
                ),
                name="membership_suspension_votes",
            ),
        ]
        indexes = [models.Index(fields=["cooperative_id", "member_id"], name="membership_suspension_of")]
