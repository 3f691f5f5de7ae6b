"""The roll of a meeting: every member of the record date, with the right to vote in it or each reason why not.

A roll is drawn, challenged, corrected and frozen; each is a row of its own, beside the lines and never over them.
"""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from rochdale.tenancy.models import Walled


class Roll(Walled):
    """One drawing of the roll of a meeting, with what the rule was given; the last version is the roll (INV-85).

    `inputs` are the by-laws of the record date that the rule used; `challenged_until` is the last day on which a
    member may challenge a line. It has exactly as many lines as it says.
    """

    meeting_id = models.UUIDField()
    version = models.PositiveIntegerField()
    record_date = models.DateField()
    held_on = models.DateField()
    inputs = models.JSONField()
    bylaw_version = models.PositiveIntegerField()
    challenged_until = models.DateField()
    lines_stated = models.PositiveIntegerField()
    drawn_at = models.DateTimeField()
    act_id = models.UUIDField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["cooperative_id", "meeting_id", "version"], name="assembly_roll_version"
            ),
        ]


class RollLine(Walled):
    """One member on the roll. `voter_id` is the person who votes: the member, or the representative.

    `reasons` are codes, empty for who is entitled. `weight` is 1 in a primary cooperative (INV-84);
    `members_counted` is from how many members of its own a cooperative has its weight in a federation; `mandate_id`
    is by what a delegate is on the roll of an assembly of delegates (INV-130).
    """

    roll_id = models.UUIDField()
    meeting_id = models.UUIDField()
    place = models.PositiveIntegerField()
    member_id = models.UUIDField()
    number = models.BigIntegerField()
    person_id = models.UUIDField()
    voter_id = models.UUIDField(null=True)
    reasons = ArrayField(models.TextField(), default=list)
    weight = models.PositiveIntegerField(default=1, db_default=1)
    members_counted = models.PositiveIntegerField(null=True)
    mandate_id = models.UUIDField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["cooperative_id", "roll_id", "place"], name="assembly_rollline_place"
            ),
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
            models.Index(fields=["cooperative_id", "roll_id", "person_id"], name="assembly_rollline_of"),
            models.Index(fields=["cooperative_id", "voter_id"], name="assembly_rollline_voter_of"),
        ]


class RollChallenge(Walled):
    """What a member says against a line: the own exclusion, or that another is on the roll. Numbered from 1."""

    roll_id = models.UUIDField()
    line_id = models.UUIDField()
    place = models.PositiveIntegerField()
    challenger_id = models.UUIDField()
    words = models.TextField()
    on_date = models.DateField()
    at = models.DateTimeField()
    act_id = models.UUIDField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["cooperative_id", "roll_id", "place"], name="assembly_rollchallenge_place"
            ),
            models.CheckConstraint(condition=~Q(words=""), name="assembly_rollchallenge_words"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["cooperative_id", "line_id"], name="assembly_rollchallenge_of"),
        ]


class RollAnswer(models.Model):
    """What was answered to a challenge, and why. One that is upheld comes with its correction."""

    pk = models.CompositePrimaryKey("cooperative_id", "challenge_id")
    cooperative_id = models.UUIDField()
    challenge_id = models.UUIDField()
    is_upheld = models.BooleanField()
    words = models.TextField()
    on_date = models.DateField()
    at = models.DateTimeField()
    act_id = models.UUIDField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(words=""), name="assembly_rollanswer_words"),
        ]


class RollCorrection(Walled):
    """What holds of a line instead of what was drawn, and why. Of several the last; the line itself stands."""

    roll_id = models.UUIDField()
    line_id = models.UUIDField()
    place = models.PositiveIntegerField()
    reasons = ArrayField(models.TextField(), default=list)
    words = models.TextField()
    challenge_id = models.UUIDField(null=True)
    on_date = models.DateField()
    at = models.DateTimeField()
    act_id = models.UUIDField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["cooperative_id", "roll_id", "place"], name="assembly_rollcorrection_place"
            ),
            models.UniqueConstraint(
                fields=["cooperative_id", "challenge_id"], name="assembly_rollcorrection_challenge"
            ),
            models.CheckConstraint(condition=~Q(words=""), name="assembly_rollcorrection_words"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["cooperative_id", "line_id", "-place"], name="assembly_rollcorrection_of"),
        ]


class RollFreeze(models.Model):
    """A roll that is closed for good, with the hash of its text that was published (INV-85)."""

    pk = models.CompositePrimaryKey("cooperative_id", "roll_id")
    cooperative_id = models.UUIDField()
    roll_id = models.UUIDField()
    hash = models.TextField()
    entitled = models.PositiveIntegerField()
    frozen_on = models.DateField()
    frozen_at = models.DateTimeField()
    act_id = models.UUIDField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(hash__regex="^[0-9a-f]{64}$"), name="assembly_rollfreeze_hash"
            ),
        ]
