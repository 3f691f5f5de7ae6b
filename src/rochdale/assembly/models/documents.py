"""The papers of a meeting, each in its languages."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from rochdale.tenancy.models import Walled


class MeetingDocument(Walled):
    """A file that belongs to a meeting, in one language: it stays as it was brought, under its own hash.

    `version` is the plan of the meeting to which it was added. The same paper in another language has the same
    `number`; one that was corrected is added anew, under a number of its own, and names the one it `replaces`.
    """

    meeting_id = models.UUIDField()
    version = models.PositiveIntegerField()
    number = models.PositiveIntegerField()
    language = models.TextField()
    title = models.TextField()
    media_type = models.TextField()
    size = models.PositiveIntegerField()
    digest = models.TextField()
    content = models.BinaryField()
    replaces = models.PositiveIntegerField(null=True)
    added_on = models.DateField()
    added_at = models.DateTimeField()
    act_id = models.UUIDField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["cooperative_id", "meeting_id", "number", "language"],
                name="assembly_meetingdocument_number",
            ),
            models.CheckConstraint(
                condition=Q(media_type__in=["application/pdf", "image/jpeg", "image/png"]),
                name="assembly_meetingdocument_media",
            ),
            models.CheckConstraint(condition=~Q(title=""), name="assembly_meetingdocument_title"),
            models.CheckConstraint(
                condition=Q(replaces=None) | Q(replaces__lt=F("number")),
                name="assembly_meetingdocument_replaces",
            ),
        ]
