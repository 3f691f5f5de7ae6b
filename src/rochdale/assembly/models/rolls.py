"""The roll of a meeting: every member of the record date, with the right to vote in it or each reason why not."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from rochdale.tenancy.models import Walled


class Roll(Walled):
    """The roll of one meeting as it was drawn, with what the rule was given.

    `inputs` are the by-laws of the day that the rule used; `challenged_until` is the last day on which a member
    may challenge a line.
    """

    meeting_id = models.UUIDField()
    record_date = models.DateField()
    held_on = models.DateField()
    inputs = models.JSONField()
    bylaw_version = models.PositiveIntegerField()
    challenged_until = models.DateField()
    drawn_at = models.DateTimeField()
    act_id = models.UUIDField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["cooperative_id", "meeting_id"], name="assembly_roll_meeting"),
        ]


class RollLine(Walled):
    """One member on the roll. `voter_id` is the person who votes: the member, or the representative.

    `reasons` are codes, empty for who is entitled. `weight` is 1 in a primary cooperative.
    """

    roll_id = models.UUIDField()
    meeting_id = models.UUIDField()
    member_id = models.UUIDField()
    number = models.BigIntegerField()
    person_id = models.UUIDField()
    voter_id = models.UUIDField(null=True)
    reasons = ArrayField(models.TextField(), default=list)
    weight = models.PositiveIntegerField(default=1, db_default=1)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["cooperative_id", "roll_id", "member_id"], name="assembly_rollline_member"
            ),
            models.CheckConstraint(condition=Q(weight__gte=1), name="assembly_rollline_weight"),
            models.CheckConstraint(
                condition=~Q(reasons=[]) | Q(voter_id__isnull=False), name="assembly_rollline_voter"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["cooperative_id", "roll_id", "number"], name="assembly_rollline_number"),
            models.Index(fields=["cooperative_id", "voter_id"], name="assembly_rollline_voter_of"),
        ]


class RollFreeze(models.Model):
    """A roll that is closed for good, with the hash of its lines that was published."""

    pk = models.CompositePrimaryKey("cooperative_id", "roll_id")
    cooperative_id = models.UUIDField()
    roll_id = models.UUIDField()
    hash = models.TextField()
    entitled = models.PositiveIntegerField()
    frozen_at = models.DateTimeField()
    act_id = models.UUIDField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(hash__regex="^[0-9a-f]{64}$"), name="assembly_rollfreeze_hash"
            ),
        ]
