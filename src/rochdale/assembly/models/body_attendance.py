"""Who of a body came to its meeting. Written down as a whole; a correction is a new version."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from rochdale.tenancy.models import Walled


class AttendanceState(models.TextChoices):
    """Whether a holder of a seat came to a meeting of the body."""

    PRESENT = "present", _("present in the room")
    ONLINE = "online", _("present at a distance")
    EXCUSED = "excused", _("excused")
    ABSENT = "absent", _("absent")


class BodyAttendance(Walled):
    """One writing down of who came to a meeting of a body; the last version holds (INV-113).

    It has a line for everybody who held a seat of the body on the day on which the meeting was opened.
    """

    meeting_id = models.UUIDField()
    body_id = models.UUIDField()
    version = models.PositiveIntegerField()
    lines_stated = models.PositiveIntegerField()
    at = models.DateTimeField()
    act_id = models.UUIDField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["cooperative_id", "meeting_id", "version"], name="assembly_bodyattendance_version"
            ),
        ]


class BodyAttendanceLine(models.Model):
    """Whether the holder of a mandate came."""

    pk = models.CompositePrimaryKey("cooperative_id", "attendance_id", "mandate_id")
    cooperative_id = models.UUIDField()
    attendance_id = models.UUIDField()
    mandate_id = models.UUIDField()
    state = models.TextField(choices=AttendanceState)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=AttendanceState.values), name="assembly_bodyattendanceline_state"
            ),
        ]
