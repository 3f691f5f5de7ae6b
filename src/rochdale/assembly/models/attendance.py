"""Who is there: arrivals and departures, so that it is known at each moment who was present, and who runs what."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from rochdale.tenancy.models import Walled


class PresenceKind(models.TextChoices):
    """A person comes or goes."""

    ARRIVED = "arrived", _("arrived")
    LEFT = "left", _("left")


class PresenceRole(models.TextChoices):
    """As what somebody is there (rules Q-33, Q-43)."""

    VOTER = "voter", _("votes")
    GUEST_WITH_VOICE = "guest_with_voice", _("guest who may speak")
    GUEST = "guest", _("guest")


class Channel(models.TextChoices):
    """By which way somebody takes part: in the hall, or online."""

    HALL = "hall", _("in the hall")
    ONLINE = "online", _("online")


class Presence(Walled):
    """One arrival or departure, in its place from 1 for that person at that meeting (INV-87).

    `line_id` is the line of the roll that a voter votes for: the own, or the organization's.
    """

    meeting_id = models.UUIDField()
    person_id = models.UUIDField()
    place = models.PositiveIntegerField()
    kind = models.TextField(choices=PresenceKind)
    role = models.TextField(choices=PresenceRole)
    line_id = models.UUIDField(null=True)
    channel = models.TextField(choices=Channel)
    at = models.DateTimeField()
    act_id = models.UUIDField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["cooperative_id", "meeting_id", "person_id", "place"], name="assembly_presence_place"
            ),
            models.CheckConstraint(condition=Q(kind__in=PresenceKind.values), name="assembly_presence_kind"),
            models.CheckConstraint(condition=Q(role__in=PresenceRole.values), name="assembly_presence_role"),
            models.CheckConstraint(condition=Q(channel__in=Channel.values), name="assembly_presence_channel"),
            models.CheckConstraint(
                condition=Q(role="voter", line_id__isnull=False)
                | (~Q(role="voter") & Q(line_id__isnull=True)),
                name="assembly_presence_line",
            ),
        ]


class FloorRole(models.TextChoices):
    """What a person does for one meeting."""

    CHAIR = "chair", _("chair of the meeting")
    SECRETARY = "secretary", _("secretary of the meeting")
    TELLER = "teller", _("teller of votes")


class FloorOfficer(Walled):
    """Somebody named to a task for one meeting, once at a time; tellers count independently of each other (INV-127)."""

    meeting_id = models.UUIDField()
    person_id = models.UUIDField()
    role = models.TextField(choices=FloorRole)
    act_id = models.UUIDField()

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["cooperative_id", "meeting_id", "person_id", "role"], name="assembly_floorofficer_by"
            )
        ]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(role__in=FloorRole.values), name="assembly_floorofficer_role"),
        ]


class FloorOfficerEnd(models.Model):
    """That somebody is named to a task no more: the naming was undone (INV-127)."""

    pk = models.CompositePrimaryKey("cooperative_id", "officer_id")
    cooperative_id = models.UUIDField()
    officer_id = models.UUIDField()
    at = models.DateTimeField()
    act_id = models.UUIDField()
