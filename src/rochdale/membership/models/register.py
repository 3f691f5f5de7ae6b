"""The register: a line for each membership, with the number that is never given again."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from rochdale.membership.models.departures import DepartureCause
from rochdale.tenancy.models import Walled


class MemberClass(models.TextChoices):
    """Full members vote; auxiliary members do not (rule Q-14)."""

    FULL = "full", _("full member")
    AUXILIARY = "auxiliary", _("auxiliary member")


class JoiningCause(models.TextChoices):
    """How a membership began."""

    FOUNDING = "founding", _("founding")
    TAKEN_OVER = "taken_over", _("taken over from an earlier register")
    APPLICATION = "application", _("application")
    RETURN = "return", _("return")


class Member(Walled):
    """A line of the register: a person, the number that is never given again (INV-30), and since when.

    `left_on` is the first day on which the person was no longer a member; who comes back gets a new line.
    Class and bond are today's; `MemberVersion` keeps every day's, and the database the two in step (INV-74).
    """

    number = models.BigIntegerField()
    person_id = models.UUIDField()
    member_class = models.TextField(choices=MemberClass, default=MemberClass.FULL)
    bond_ground = models.TextField(default="", db_default="")
    out_of_bond_since = models.DateField(null=True)
    joined_on = models.DateField()
    joining_cause = models.TextField(
        choices=JoiningCause, default=JoiningCause.APPLICATION, db_default=JoiningCause.APPLICATION
    )
    act_id = models.UUIDField()
    left_on = models.DateField(null=True)
    left_act_id = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cooperative_id", "number"], name="membership_member_number"),
            models.UniqueConstraint(
                fields=["cooperative_id", "person_id"],
                condition=Q(left_on__isnull=True),
                name="membership_member_person",
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="membership_member_counted"),
            models.CheckConstraint(
                condition=Q(member_class__in=MemberClass.values), name="membership_member_class"
            ),
            models.CheckConstraint(
                condition=Q(joining_cause__in=JoiningCause.values), name="membership_member_cause"
            ),
            models.CheckConstraint(
                condition=Q(left_on__isnull=True, left_act_id__isnull=True)
                | Q(left_on__gte=F("joined_on"), left_act_id__isnull=False),
                name="membership_member_dates",
            ),
        ]
        indexes = [
            models.Index(fields=["cooperative_id", "person_id"], name="membership_member_of"),
            models.Index(
                fields=["cooperative_id", "left_on", "person_id"],
                condition=Q(left_on__isnull=False),
                name="membership_member_left",
            ),
        ]


class OldEnding(Walled):
    """Why a membership ended that an older register had ended already: what it says, without the steps.

    A membership that ends here has a departure, which says more.
    """

    member_id = models.UUIDField()
    cause = models.TextField(choices=DepartureCause)
    act_id = models.UUIDField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(cause__in=DepartureCause.values), name="membership_oldending_cause"
            ),
            models.UniqueConstraint(fields=["cooperative_id", "member_id"], name="membership_oldending_once"),
        ]
