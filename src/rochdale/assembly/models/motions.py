"""Motions: what members and items move, who seconds it, what it amends, and what became of it short of a vote.

An item of the agenda is a motion too, once somebody amends it, splits it, tables it or refers it. Which motion an
item is follows from its words, for a plan may be made anew: both have the same titles.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from rochdale.tenancy.models import Walled


class MotionKind(models.TextChoices):
    """What is moved: by an item itself, by a member, a change of another motion, a part of it, or an appeal."""

    ITEM = "item", _("item of the agenda")
    MOTION = "motion", _("motion")
    AMENDMENT = "amendment", _("amendment")
    PART = "part", _("part of a motion")
    APPEAL = "appeal", _("appeal against a ruling")


class MotionStepKind(models.TextChoices):
    """What can happen to a motion beside a vote on it."""

    MOVED = "moved", _("moved")
    ADMITTED = "admitted", _("admitted")
    REFUSED = "refused", _("refused")
    WITHDRAWN = "withdrawn", _("withdrawn")
    SPLIT = "split", _("split into parts")
    TABLED = "tabled", _("tabled")
    TAKEN_UP = "taken_up", _("taken up again")
    REFERRED = "referred", _("referred")


class Motion(Walled):
    """One motion, by its number in the meeting. `seconds_needed` is what the by-laws asked for when it was moved.

    `parent_id` is the motion that it amends or is a part of; `item_id` the item under which it is treated, None for
    one that comes before the meeting and is not on the agenda yet. `member_id` moves it, None where an item or the
    meeting itself does. `ruling_id` is the point of order whose ruling is appealed against.
    """

    meeting_id = models.UUIDField()
    number = models.PositiveIntegerField()
    kind = models.TextField(choices=MotionKind)
    parent_id = models.UUIDField(null=True)
    item_id = models.UUIDField(null=True)
    member_id = models.UUIDField(null=True)
    ruling_id = models.UUIDField(null=True)
    is_from_floor = models.BooleanField()
    seconds_needed = models.PositiveIntegerField()
    reason = models.TextField(default="", db_default="")
    act_id = models.UUIDField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["cooperative_id", "meeting_id", "number"], name="assembly_motion_number"
            ),
            models.CheckConstraint(condition=Q(kind__in=MotionKind.values), name="assembly_motion_kind"),
            models.CheckConstraint(
                condition=Q(kind__in=["amendment", "part"], parent_id__isnull=False)
                | (~Q(kind__in=["amendment", "part"]) & Q(parent_id__isnull=True)),
                name="assembly_motion_parent",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["item", "part"], member_id__isnull=True)
                | (~Q(kind__in=["item", "part"]) & Q(member_id__isnull=False)),
                name="assembly_motion_mover",
            ),
            models.CheckConstraint(
                condition=Q(kind="appeal", ruling_id__isnull=False)
                | (~Q(kind="appeal") & Q(ruling_id__isnull=True)),
                name="assembly_motion_ruling",
            ),
            models.CheckConstraint(
                condition=Q(kind="motion", is_from_floor=False) | Q(item_id__isnull=False),
                name="assembly_motion_item",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["cooperative_id", "parent_id"], name="assembly_motion_of"),
        ]


class MotionWording(Walled):
    """The words of a motion, by language; the last version is what is put, unless an amendment changed it.

    Of an amendment, `texts` are the wording that its motion would have, and `base` the one that it was written on;
    `effect_facts` are what the effect of the item would be told then, None where nobody said so.
    """

    motion_id = models.UUIDField()
    version = models.PositiveIntegerField()
    titles = models.JSONField()
    texts = models.JSONField()
    base = models.JSONField(default=dict)
    effect_facts = models.JSONField(null=True)
    at = models.DateTimeField()
    act_id = models.UUIDField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["cooperative_id", "motion_id", "version"], name="assembly_motionwording_version"
            ),
            models.CheckConstraint(condition=~Q(titles={}), name="assembly_motionwording_titled"),
        ]


class AmendedEffect(Walled):
    """What follows from an item once it is adopted in the words to which it was amended; the last version stands.

    `texts` are those words (INV-121). An empty `effect` says that nothing follows.
    """

    motion_id = models.UUIDField()
    version = models.PositiveIntegerField()
    texts = models.JSONField()
    effect = models.TextField(default="", db_default="")
    effect_facts = models.JSONField(default=dict)
    at = models.DateTimeField()
    act_id = models.UUIDField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["cooperative_id", "motion_id", "version"], name="assembly_amendedeffect_version"
            ),
        ]


class MotionSecond(Walled):
    """One member wants it treated too: once, and not who moved it (INV-109)."""

    motion_id = models.UUIDField()
    member_id = models.UUIDField()
    on_date = models.DateField()
    act_id = models.UUIDField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["cooperative_id", "motion_id", "member_id"], name="assembly_motionsecond_once"
            ),
        ]


class MotionStep(Walled):
    """What happened to a motion, in its place from 1. `words` say why, until when, or to whom."""

    motion_id = models.UUIDField()
    place = models.PositiveIntegerField()
    kind = models.TextField(choices=MotionStepKind)
    words = models.TextField(default="", db_default="")
    on_date = models.DateField()
    at = models.DateTimeField()
    bylaw_version = models.PositiveIntegerField()
    act_id = models.UUIDField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["cooperative_id", "motion_id", "place"], name="assembly_motionstep_place"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=MotionStepKind.values), name="assembly_motionstep_kind"
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=["refused", "tabled", "referred"]) | ~Q(words=""),
                name="assembly_motionstep_words",
            ),
        ]


class VoteMotion(models.Model):
    """Which motion a vote is on, where it is not the item itself (INV-110)."""

    pk = models.CompositePrimaryKey("cooperative_id", "vote_id")
    cooperative_id = models.UUIDField()
    vote_id = models.UUIDField()
    motion_id = models.UUIDField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["cooperative_id", "motion_id"], name="assembly_votemotion_of"),
        ]
