"""The floor of a meeting, event by event: which item is treated, who asked to speak, and who spoke."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from rochdale.tenancy.models import Walled


class FloorEventKind(models.TextChoices):
    """What can happen on the floor; which may follow which is in `queries/speaking_rules.py` and in the database."""

    ITEM_BEGUN = "item_begun", _("item begun")
    ITEM_ENDED = "item_ended", _("item ended")
    LIST_CLOSED = "list_closed", _("speaking list closed")
    LIST_OPENED = "list_opened", _("speaking list opened again")
    ASKED = "asked", _("asked to speak")
    TAKEN_BACK = "taken_back", _("taken back")
    PASSED = "passed", _("passed over")
    BEGUN = "begun", _("turn begun")
    ENDED = "ended", _("turn ended")


class FloorEvent(Walled):
    """One event of the floor, in its place from 1 without a gap (INV-111).

    `item_id` is the item that it is about. `person_id` asks to speak, `is_point` that it is to a point of order;
    what follows on that names it by its place, `asked`.
    """

    meeting_id = models.UUIDField()
    place = models.PositiveIntegerField()
    kind = models.TextField(choices=FloorEventKind)
    item_id = models.UUIDField(null=True)
    person_id = models.UUIDField(null=True)
    is_point = models.BooleanField(default=False, db_default=False)
    asked = models.PositiveIntegerField(null=True)
    at = models.DateTimeField()
    act_id = models.UUIDField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["cooperative_id", "meeting_id", "place"], name="assembly_floorevent_place"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=FloorEventKind.values), name="assembly_floorevent_kind"
            ),
            models.CheckConstraint(
                condition=Q(kind="asked", person_id__isnull=False, asked__isnull=True)
                | Q(kind__in=["taken_back", "passed", "begun", "ended"], asked__isnull=False)
                | Q(kind__startswith="item_", item_id__isnull=False, asked__isnull=True)
                | Q(kind__startswith="list_", item_id__isnull=False, asked__isnull=True),
                name="assembly_floorevent_shape",
            ),
        ]


class Ruling(models.Model):
    """What the chair ruled on a point of order, and why (rule Q-34). One may appeal to the meeting."""

    pk = models.CompositePrimaryKey("cooperative_id", "event_id")
    cooperative_id = models.UUIDField()
    event_id = models.UUIDField()
    is_upheld = models.BooleanField()
    words = models.TextField()
    at = models.DateTimeField()
    act_id = models.UUIDField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(words=""), name="assembly_ruling_words"),
        ]
