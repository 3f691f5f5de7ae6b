"""The notice by which a meeting is called: its letters, and those that were given by hand."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from rochdale.tenancy.models import Walled


class Notice(Walled):
    """One calling of a meeting: which plan was announced, when, for which day, and by how many letters (INV-86).

    `least_days` and `most_days` are the window of the by-laws that day; None where they state none. It has exactly
    as many letters as it states.
    """

    meeting_id = models.UUIDField()
    step_id = models.UUIDField()
    version_id = models.UUIDField()
    called_on = models.DateField()
    held_on = models.DateField()
    least_days = models.PositiveIntegerField(null=True)
    most_days = models.PositiveIntegerField(null=True)
    letters_stated = models.PositiveIntegerField()
    act_id = models.UUIDField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["cooperative_id", "step_id"], name="assembly_notice_step"),
            models.CheckConstraint(
                condition=Q(least_days=None) | Q(held_on__gte=F("called_on") + F("least_days")),
                name="assembly_notice_least",
            ),
            models.CheckConstraint(
                condition=Q(most_days=None) | Q(held_on__lte=F("called_on") + F("most_days")),
                name="assembly_notice_most",
            ),
        ]


class NoticeLetter(Walled):
    """The letter of a notice to one member; what became of it is with the letter."""

    notice_id = models.UUIDField()
    member_id = models.UUIDField()
    letter_id = models.UUIDField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["cooperative_id", "notice_id", "member_id"], name="assembly_noticeletter_member"
            ),
            models.UniqueConstraint(
                fields=["cooperative_id", "letter_id"], name="assembly_noticeletter_letter"
            ),
        ]


class NoticeHandover(Walled):
    """A letter of a notice that was given by hand, as the list of a day says."""

    letter_id = models.UUIDField()
    list_on = models.DateField()
    at = models.DateTimeField()
    act_id = models.UUIDField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["cooperative_id", "letter_id"], name="assembly_noticehandover_letter"
            ),
        ]
