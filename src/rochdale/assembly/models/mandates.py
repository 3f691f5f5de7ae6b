"""Bodies, their seats, and who holds each seat from when to when. A renewal is a new row (rule Q-46)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from rochdale.tenancy.models import Walled


class BodyKind(models.TextChoices):
    """The bodies that by-laws know (rules Q-41, Q-44, U-10), and others by their own names."""

    BOARD = "board", _("board of directors")
    DELEGATES = "delegates", _("delegates")
    SUPERVISORY = "supervisory", _("supervisory committee")
    CREDIT = "credit", _("credit committee")
    OTHER = "other", _("other body")


class FilledBy(models.TextChoices):
    """Who gives the seats of a body."""

    GENERAL_MEETING = "general_meeting", _("the general meeting")
    BOARD = "board", _("the board")


class MandateSource(models.TextChoices):
    """What a mandate comes from (rules Q-41, Q-45)."""

    RESOLUTION = "resolution", _("by a resolution")
    ELECTION = "election", _("elected")
    CO_OPTION = "co_option", _("co-opted by the board until the next annual meeting")
    TAKEN_OVER = "taken_over", _("in office when this register began")


class MandateEndKind(models.TextChoices):
    """Why a mandate ends before its term (rule Q-45)."""

    RESIGNATION = "resignation", _("resigned")
    REMOVAL = "removal", _("removed by the meeting")
    DEATH = "death", _("died")
    INELIGIBLE = "ineligible", _("no longer eligible")
    REPLACED = "replaced", _("the meeting filled the seat")


class Body(Walled):
    """A body of the cooperative, by its `code` in addresses; `names` are by language."""

    code = models.SlugField(max_length=40)
    kind = models.TextField(choices=BodyKind)
    names = models.JSONField()
    filled_by = models.TextField(choices=FilledBy)
    act_id = models.UUIDField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["cooperative_id", "code"], name="assembly_body_code"),
            models.UniqueConstraint(
                fields=["cooperative_id"], condition=Q(kind="board"), name="assembly_body_board"
            ),
            models.CheckConstraint(condition=Q(kind__in=BodyKind.values), name="assembly_body_kind"),
            models.CheckConstraint(
                condition=Q(filled_by__in=FilledBy.values), name="assembly_body_filled_by"
            ),
        ]


class Seat(Walled):
    """A seat of a body: its number, the electoral group that it stands for (empty: all members), its term."""

    body_id = models.UUIDField()
    place = models.PositiveIntegerField()
    electoral_group = models.TextField(default="", db_default="")
    term_years = models.PositiveIntegerField()
    from_on = models.DateField()
    act_id = models.UUIDField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["cooperative_id", "body_id", "place"], name="assembly_seat_place"
            ),
            models.CheckConstraint(
                condition=Q(term_years__gte=1, term_years__lte=10), name="assembly_seat_term"
            ),
        ]


class SeatClosing(Walled):
    """A seat that a body has no more, from `from_on` on: nobody holds it then, and no election fills it (INV-120)."""

    seat_id = models.UUIDField()
    from_on = models.DateField()
    words = models.TextField()
    act_id = models.UUIDField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["cooperative_id", "seat_id"], name="assembly_seatclosing_once"),
            models.CheckConstraint(condition=~Q(words=""), name="assembly_seatclosing_words"),
        ]


class Mandate(Walled):
    """Who holds a seat, from `from_on` up to, but not on, `until_on`, and what it comes from (INV-93).

    `item_id` is the item of the agenda at which an election was held, `result_id` the result that says who is elected;
    without one it was written down by hand, of an election that was not held here (INV-108). `office_id` is the office
    that a director's mandate gives (INV-94). An end before the term is written once, by an act of its own.
    """

    body_id = models.UUIDField()
    seat_id = models.UUIDField()
    person_id = models.UUIDField()
    from_on = models.DateField()
    until_on = models.DateField()
    source = models.TextField(choices=MandateSource)
    resolution_id = models.UUIDField(null=True)
    item_id = models.UUIDField(null=True)
    result_id = models.UUIDField(null=True)
    office_id = models.UUIDField(null=True)
    act_id = models.UUIDField()
    ended_on = models.DateField(null=True)
    end_kind = models.TextField(choices=MandateEndKind, default="", db_default="")
    end_words = models.TextField(default="", db_default="")
    end_resolution_id = models.UUIDField(null=True)
    ended_act_id = models.UUIDField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(until_on__gt=F("from_on")), name="assembly_mandate_term"),
            models.CheckConstraint(
                condition=Q(source__in=["resolution", "co_option"], resolution_id__isnull=False, item_id=None)
                | Q(source="election", resolution_id=None, item_id__isnull=False)
                | Q(source="taken_over", resolution_id=None, item_id=None),
                name="assembly_mandate_source",
            ),
            models.CheckConstraint(
                condition=Q(result_id=None) | Q(source="election"), name="assembly_mandate_result"
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None, ended_act_id=None, end_kind="", end_resolution_id=None)
                | Q(
                    ended_on__gte=F("from_on"),
                    ended_on__lt=F("until_on"),
                    ended_act_id__isnull=False,
                    end_kind__in=MandateEndKind.values,
                ),
                name="assembly_mandate_end",
            ),
            models.CheckConstraint(
                condition=~Q(end_kind="removal") | Q(end_resolution_id__isnull=False),
                name="assembly_mandate_removal",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["cooperative_id", "person_id"], name="assembly_mandate_person"),
        ]
