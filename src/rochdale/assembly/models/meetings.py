"""Meetings: what they are, where and when they sit, what they treat, and what happened to them, step by step."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from rochdale.tenancy.models import Walled


class MeetingKind(models.TextChoices):
    """Who meets, and what for (rules Q-9, Q-25, Q-30, Q-60)."""

    ORGANIZATION = "organization", _("organization meeting")
    ANNUAL = "annual", _("annual general meeting")
    SPECIAL = "special", _("special general meeting")
    DELEGATES = "delegates", _("assembly of delegates")
    BOARD = "board", _("meeting of the board")
    COMMITTEE = "committee", _("meeting of a committee")


class MeetingGround(models.TextChoices):
    """On whose word a meeting is called (rules Q-29, Q-30)."""

    BOARD = "board", _("called by the board")
    REQUISITION = "requisition", _("required by members")
    SIGNERS = "signers", _("called by members who required it")
    FEDERATION = "federation", _("called by the federation")


class MeetingMode(models.TextChoices):
    """How one takes part (rule Q-35)."""

    IN_PERSON = "in_person", _("in person")
    HYBRID = "hybrid", _("in person and online")
    VIRTUAL = "virtual", _("online")


class MeetingStepKind(models.TextChoices):
    """What can happen to a meeting; which follows which is in `queries/convening.py` and in the database."""

    DRAFTED = "drafted", _("drafted")
    CALLED = "called", _("called")
    OPENED = "opened", _("opened")
    ADJOURNED = "adjourned", _("adjourned")
    CLOSED = "closed", pgettext_lazy("meeting", "closed")
    CANCELLED = "cancelled", _("cancelled")


class ItemKind(models.TextChoices):
    """What an item of the agenda is about (rules Q-9, Q-27, Q-28)."""

    OPENING = "opening", _("opening")
    MINUTES = "minutes", _("minutes of the last meeting")
    REPORT = "report", _("report")
    SURPLUS = "surplus", _("surplus")
    ELECTION = "election", _("election")
    AUDITOR = "auditor", _("appointment of the auditor")
    BYLAW = "bylaw", _("amendment of the by-laws")
    ALLOWANCES = "allowances", _("allowances of the directors")
    QUESTIONS = "questions", _("question period")
    OTHER = "other", _("other business")
    CLOSING = "closing", _("closing")


class Majority(models.TextChoices):
    """What an item needs to be decided (rules Q-31, Q-42)."""

    NONE = "none", _("nothing to decide")
    ORDINARY = "ordinary", _("ordinary majority")
    SPECIAL = "special", _("special majority")
    ELECTION = "election", _("an election")


class Meeting(Walled):
    """One meeting, by its number. What else is known of it stands in its versions.

    `ground_words` say more of the ground: which requisition, which letter of the federation.
    """

    number = models.PositiveIntegerField()
    kind = models.TextField(choices=MeetingKind)
    ground = models.TextField(choices=MeetingGround)
    ground_words = models.TextField(default="", db_default="")
    act_id = models.UUIDField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["cooperative_id", "number"], name="assembly_meeting_number"),
            models.CheckConstraint(condition=Q(number__gte=1), name="assembly_meeting_counted"),
            models.CheckConstraint(condition=Q(kind__in=MeetingKind.values), name="assembly_meeting_kind"),
            models.CheckConstraint(
                condition=Q(ground__in=MeetingGround.values), name="assembly_meeting_ground"
            ),
        ]


class MeetingVersion(Walled):
    """How a meeting is planned: a change is a new version, and once it is called the last one stands (INV-83).

    `titles` are by language. `record_date` is the day as of which the roll is drawn; `held_on` the day of the
    first sitting, where the cooperative is. It has exactly as many sittings and items as it says.
    """

    meeting_id = models.UUIDField()
    version = models.PositiveIntegerField()
    mode = models.TextField(choices=MeetingMode)
    titles = models.JSONField()
    held_on = models.DateField()
    record_date = models.DateField()
    sittings_stated = models.PositiveIntegerField()
    items_stated = models.PositiveIntegerField()
    act_id = models.UUIDField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["cooperative_id", "meeting_id", "version"], name="assembly_meetingversion_number"
            ),
            models.CheckConstraint(
                condition=Q(mode__in=MeetingMode.values), name="assembly_meetingversion_mode"
            ),
            models.CheckConstraint(
                condition=Q(record_date__lte=models.F("held_on")), name="assembly_meetingversion_record"
            ),
        ]


class Sitting(Walled):
    """One place and time at which a meeting sits: a hall, an address on the network, or both (rules Q-35, Q-60)."""

    version_id = models.UUIDField()
    place = models.PositiveIntegerField()
    starts_at = models.DateTimeField()
    venue = models.TextField(default="", db_default="")
    online_url = models.TextField(default="", db_default="")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["cooperative_id", "version_id", "place"], name="assembly_sitting_place"
            ),
            models.CheckConstraint(condition=~Q(venue="") | ~Q(online_url=""), name="assembly_sitting_where"),
        ]


class AgendaItem(Walled):
    """One item of the agenda. `titles` and `texts` are by language; a text is the wording put to the vote.

    `effect` is what an adopted resolution on it sets going, by kind, with its facts.
    """

    version_id = models.UUIDField()
    place = models.PositiveIntegerField()
    kind = models.TextField(choices=ItemKind)
    titles = models.JSONField()
    texts = models.JSONField(default=dict)
    majority = models.TextField(choices=Majority)
    minutes_planned = models.PositiveIntegerField(null=True)
    effect = models.TextField(default="", db_default="")
    effect_facts = models.JSONField(default=dict)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["cooperative_id", "version_id", "place"], name="assembly_agendaitem_place"
            ),
            models.CheckConstraint(condition=Q(kind__in=ItemKind.values), name="assembly_agendaitem_kind"),
            models.CheckConstraint(
                condition=Q(majority__in=Majority.values), name="assembly_agendaitem_majority"
            ),
        ]


class MeetingStep(Walled):
    """What happened to a meeting: its place from 1, its day and instant, and the act that did it (INV-82)."""

    meeting_id = models.UUIDField()
    place = models.PositiveIntegerField()
    kind = models.TextField(choices=MeetingStepKind)
    on_date = models.DateField()
    at = models.DateTimeField()
    bylaw_version = models.PositiveIntegerField(null=True)
    words = models.TextField(default="", db_default="")
    act_id = models.UUIDField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["cooperative_id", "meeting_id", "place"], name="assembly_meetingstep_place"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=MeetingStepKind.values), name="assembly_meetingstep_kind"
            ),
        ]
