"""Resolutions: what a meeting decided for good, with every figure that made it so, and what followed from it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from rochdale.assembly.models.meetings import Majority
from rochdale.tenancy.models import Walled


class VoteBasis(models.TextChoices):
    """Of what a threshold is a part (rule Q-31)."""

    CAST = "cast", _("votes cast")
    PRESENT = "present", _("members present")
    ENTITLED = "entitled", _("members entitled to vote")


class CastingVote(models.TextChoices):
    """The chair's further vote where yes and no are equal."""

    YES = "yes", _("yes")
    NO = "no", _("no")


class Resolution(Walled):
    """A decision that is final: adopted or lost, with the figures from which anyone can tell which (INV-91).

    Numbered from 1 without a gap. The threshold is `part_numerator`/`part_denominator` of the basis, reached or,
    where `is_exceeded`, passed. `quorum_present` were there for the quorum: at the vote, or at the opening where
    the by-laws let that suffice (rule Q-32); it is `quorum_needed` at least in every decision, adopted or lost.
    `effect` runs once, if adopted.
    """

    number = models.PositiveIntegerField()
    meeting_id = models.UUIDField()
    item_id = models.UUIDField(null=True)
    titles = models.JSONField()
    texts = models.JSONField()
    majority = models.TextField(choices=Majority)
    part_numerator = models.PositiveIntegerField()
    part_denominator = models.PositiveIntegerField()
    is_exceeded = models.BooleanField()
    basis = models.TextField(choices=VoteBasis)
    yes = models.PositiveIntegerField()
    no = models.PositiveIntegerField()
    abstain = models.PositiveIntegerField()
    blank = models.PositiveIntegerField()
    spoilt = models.PositiveIntegerField()
    present = models.PositiveIntegerField()
    entitled = models.PositiveIntegerField()
    quorum_present = models.PositiveIntegerField()
    quorum_needed = models.PositiveIntegerField()
    casting_vote = models.TextField(choices=CastingVote, blank=True, default="", db_default="")
    is_adopted = models.BooleanField()
    decided_on = models.DateField()
    bylaw_version = models.PositiveIntegerField()
    effect = models.TextField(default="", db_default="")
    effect_facts = models.JSONField(default=dict)
    act_id = models.UUIDField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["cooperative_id", "number"], name="assembly_resolution_number"),
            models.CheckConstraint(
                condition=Q(majority__in=[Majority.ORDINARY, Majority.SPECIAL]),
                name="assembly_resolution_majority",
            ),
            models.CheckConstraint(condition=Q(basis__in=VoteBasis.values), name="assembly_resolution_basis"),
            models.CheckConstraint(
                condition=Q(part_denominator__gte=1, part_numerator__lte=models.F("part_denominator")),
                name="assembly_resolution_part",
            ),
            models.CheckConstraint(
                condition=Q(present__lte=models.F("entitled")), name="assembly_resolution_present"
            ),
            models.CheckConstraint(
                condition=Q(quorum_present__gte=models.F("quorum_needed")), name="assembly_resolution_quorum"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["cooperative_id", "meeting_id"], name="assembly_resolution_of"),
        ]
