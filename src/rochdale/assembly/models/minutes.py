"""Minutes of meetings: versions that are written once, who signed which, and which meeting approved it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from rochdale.assembly.models.attendance import FloorRole
from rochdale.tenancy.models import Walled


class ParagraphKind(models.TextChoices):
    """What a paragraph of minutes is, by which it is set on a page."""

    TEXT = "text", _("text")
    MOTION = "motion", _("wording put to the vote")
    RESULT = "result", _("result")


class MinutesVersion(Walled):
    """The minutes of a meeting as they were saved once, from 1 without a gap (INV-95).

    `content` is a text in JSON: `persons`, who is meant by the placeholders, by id; and `texts`, by language, the
    parts with their paragraphs. `hash` is the SHA-256 of its UTF-8 bytes. `corrects` is the version that both had
    signed when this one was made, None where none was; `words` say why it is corrected. `folded` are the words by
    which it is searched.
    """

    meeting_id = models.UUIDField()
    version = models.PositiveIntegerField()
    content = models.TextField()
    hash = models.TextField()
    folded = models.TextField()
    corrects = models.PositiveIntegerField(null=True)
    words = models.TextField(default="", db_default="")
    at = models.DateTimeField()
    act_id = models.UUIDField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["cooperative_id", "meeting_id", "version"], name="assembly_minutesversion_number"
            ),
            models.CheckConstraint(
                condition=Q(corrects__isnull=True, words="") | (Q(corrects__isnull=False) & ~Q(words="")),
                name="assembly_minutesversion_why",
            ),
        ]


class MinutesSignature(Walled):
    """One of the two signatures under a version: of the chair, or of the secretary of that meeting (INV-95)."""

    version_id = models.UUIDField()
    role = models.TextField(choices=FloorRole)
    person_id = models.UUIDField()
    at = models.DateTimeField()
    act_id = models.UUIDField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["cooperative_id", "version_id", "role"], name="assembly_minutessignature_role"
            ),
            models.UniqueConstraint(
                fields=["cooperative_id", "version_id", "person_id"], name="assembly_minutessignature_once"
            ),
            models.CheckConstraint(
                condition=Q(role__in=[FloorRole.CHAIR, FloorRole.SECRETARY]),
                name="assembly_minutessignature_who",
            ),
        ]


class MinutesApproval(models.Model):
    """A signed version that a later meeting approved, by the resolution that says so (INV-96)."""

    pk = models.CompositePrimaryKey("cooperative_id", "version_id")
    cooperative_id = models.UUIDField()
    version_id = models.UUIDField()
    resolution_id = models.UUIDField()
    at = models.DateTimeField()
    act_id = models.UUIDField()
