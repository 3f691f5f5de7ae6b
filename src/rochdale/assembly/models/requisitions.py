"""Meetings that members require (rule Q-30): what they ask for, who signed, and what came of it (INV-97)."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from rochdale.tenancy.models import Walled


class Requisition(Walled):
    """What members want a special meeting for: its matters, in the language of who began it."""

    number = models.PositiveIntegerField()
    member_id = models.UUIDField()
    language = models.TextField()
    matters = ArrayField(models.TextField())
    reason = models.TextField(default="", db_default="")
    begun_on = models.DateField()
    act_id = models.UUIDField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["cooperative_id", "number"], name="assembly_requisition_number"),
            models.CheckConstraint(
                condition=Q(number__gte=1) & Q(matters__len__range=(1, 10)) & ~Q(matters__contains=[""]),
                name="assembly_requisition_matters",
            ),
        ]


class RequisitionSignature(Walled):
    """One member asks for it too: once (INV-97)."""

    requisition_id = models.UUIDField()
    member_id = models.UUIDField()
    signed_on = models.DateField()
    act_id = models.UUIDField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["cooperative_id", "requisition_id", "member_id"], name="assembly_signature_once"
            ),
        ]


class RequisitionReached(models.Model):
    """Enough members signed: how many were needed of how many, and by when the board calls the meeting."""

    pk = models.CompositePrimaryKey("cooperative_id", "requisition_id")
    cooperative_id = models.UUIDField()
    requisition_id = models.UUIDField()
    members = models.PositiveIntegerField()
    needed = models.PositiveIntegerField()
    signatures = models.PositiveIntegerField()
    reached_on = models.DateField()
    call_by = models.DateField(null=True)
    bylaw_version = models.PositiveIntegerField()
    act_id = models.UUIDField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(signatures__gte=F("needed")), name="assembly_requisitionreached_enough"
            ),
        ]


class RequisitionMeeting(Walled):
    """The meeting that is called on a requisition; another one only where it was cancelled."""

    requisition_id = models.UUIDField()
    meeting_id = models.UUIDField()
    act_id = models.UUIDField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["cooperative_id", "meeting_id"], name="assembly_requisitionmeeting_meeting"
            ),
        ]


class RequisitionOverdue(models.Model):
    """The board did not call in time, and who signed was told that they may (rule Q-30)."""

    pk = models.CompositePrimaryKey("cooperative_id", "requisition_id")
    cooperative_id = models.UUIDField()
    requisition_id = models.UUIDField()
    told_on = models.DateField()
    letters = models.PositiveIntegerField()
    act_id = models.UUIDField()
