"""The notice by which a meeting is called: its letters, and those that were given by hand."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from rochdale.membership.queries import Channel
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


class BounceReason(models.TextChoices):
    """Why a letter came back."""

    ADDRESS_UNKNOWN = "address_unknown", _("the address is not known")
    MOVED = "moved", _("the member has moved")
    MAILBOX_FULL = "mailbox_full", _("the mailbox is full")
    REFUSED = "refused", _("it was not accepted")
    UNCLAIMED = "unclaimed", _("nobody collected it")


class NoticeBounce(Walled):
    """A letter of a notice that came back undelivered, by which way and why; once by each way (INV-129)."""

    letter_id = models.UUIDField()
    channel = models.TextField(choices=Channel)
    came_on = models.DateField()
    reason = models.TextField(choices=BounceReason)
    at = models.DateTimeField()
    act_id = models.UUIDField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["cooperative_id", "letter_id", "channel"], name="assembly_noticebounce_once"
            ),
            models.CheckConstraint(
                condition=Q(channel__in=Channel.values), name="assembly_noticebounce_channel"
            ),
            models.CheckConstraint(
                condition=Q(reason__in=BounceReason.values), name="assembly_noticebounce_reason"
            ),
        ]
