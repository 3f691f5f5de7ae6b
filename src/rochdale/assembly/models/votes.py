"""Motions put to the vote: who has voted, and apart from it what was voted.

Of a secret vote the two share no key, no order and no time: `Participation` has no instant and no act, a sealed
choice has a name drawn by chance, and when the vote is closed the choices are opened, sorted by their marks and
written anew, in one transaction, and the sealed ones are removed.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from rochdale.assembly.models.attendance import Channel
from rochdale.assembly.models.meetings import Majority
from rochdale.assembly.models.resolutions import VoteBasis
from rochdale.tenancy.models import Walled


class VoteMethod(models.TextChoices):
    """How a motion is voted on; what each protects is in docs/concepts/what-a-vote-proves.md."""

    HANDS = "hands", _("show of hands")
    ROLL_CALL = "roll_call", _("roll call")
    OPEN = "open", _("openly, by device")
    SECRET = "secret", _("secret, by detachment")


class VoteStepKind(models.TextChoices):
    """What can happen to a vote: it is put, then closed with its outcome, or withdrawn."""

    PUT = "put", _("put to the vote")
    CLOSED = "closed", _("closed")
    WITHDRAWN = "withdrawn", _("withdrawn")


class Choice(models.TextChoices):
    """What a voter says to a motion."""

    YES = "yes", _("for")
    NO = "no", _("against")
    ABSTAIN = "abstain", _("abstention")


class Vote(Walled):
    """One putting of an item to the vote, with the terms under which it is decided, as they were announced.

    Votes are taken from `opens_at` up to, but not at, `closes_at`; without one until the chair closes it. The
    window is the vote's own and may lie after the meeting (rule Q-36). `entitled` is the count of the frozen roll.
    """

    meeting_id = models.UUIDField()
    item_id = models.UUIDField()
    number = models.PositiveIntegerField()
    method = models.TextField(choices=VoteMethod)
    titles = models.JSONField()
    texts = models.JSONField()
    majority = models.TextField(choices=Majority)
    part_numerator = models.PositiveIntegerField()
    part_denominator = models.PositiveIntegerField()
    is_exceeded = models.BooleanField()
    basis = models.TextField(choices=VoteBasis)
    has_casting_vote = models.BooleanField()
    quorum_needed = models.PositiveIntegerField()
    quorum_at_opening = models.BooleanField()
    entitled = models.PositiveIntegerField()
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField(null=True)
    bylaw_version = models.PositiveIntegerField()
    act_id = models.UUIDField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["cooperative_id", "meeting_id", "number"], name="assembly_vote_number"
            ),
            models.CheckConstraint(condition=Q(method__in=VoteMethod.values), name="assembly_vote_method"),
            models.CheckConstraint(condition=Q(basis__in=VoteBasis.values), name="assembly_vote_basis"),
            models.CheckConstraint(
                condition=Q(closes_at__isnull=True) | Q(closes_at__gt=models.F("opens_at")),
                name="assembly_vote_window",
            ),
        ]


class VoteStep(Walled):
    """What happened to a vote, in its place from 1, each by its own act."""

    vote_id = models.UUIDField()
    place = models.PositiveIntegerField()
    kind = models.TextField(choices=VoteStepKind)
    at = models.DateTimeField()
    words = models.TextField(default="", db_default="")
    act_id = models.UUIDField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["cooperative_id", "vote_id", "place"], name="assembly_votestep_place"
            ),
            models.CheckConstraint(condition=Q(kind__in=VoteStepKind.values), name="assembly_votestep_kind"),
        ]


class VoteWay(models.TextChoices):
    """By which way one voted: on a device, on paper, or aloud."""

    DEVICE = "device", _("on a device")
    PAPER = "paper", _("on paper")
    ALOUD = "aloud", _("aloud")


class Participation(models.Model):
    """A line of the roll has voted, once over all ways (INV-98). When, and what, is not written here."""

    pk = models.CompositePrimaryKey("cooperative_id", "vote_id", "line_id")
    cooperative_id = models.UUIDField()
    vote_id = models.UUIDField()
    line_id = models.UUIDField()
    way = models.TextField(choices=VoteWay)
    channel = models.TextField(choices=Channel)
    is_assisted = models.BooleanField(default=False, db_default=False)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(way__in=VoteWay.values), name="assembly_participation_way"),
            models.CheckConstraint(
                condition=Q(channel__in=Channel.values), name="assembly_participation_channel"
            ),
        ]


class OpenChoice(models.Model):
    """What a line of the roll voted, where the vote is open: it belongs to its participation."""

    pk = models.CompositePrimaryKey("cooperative_id", "vote_id", "line_id")
    cooperative_id = models.UUIDField()
    vote_id = models.UUIDField()
    line_id = models.UUIDField()
    choice = models.TextField(choices=Choice)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(choice__in=Choice.values), name="assembly_openchoice_choice"),
        ]


class SealedChoice(models.Model):
    """What somebody voted in a secret vote that is open, sealed with the key of the home; `id` is by chance.

    Removed when the vote is closed, once its choices stand in the box.
    """

    pk = models.CompositePrimaryKey("cooperative_id", "vote_id", "id")
    cooperative_id = models.UUIDField()
    vote_id = models.UUIDField()
    id = models.UUIDField()
    sealed = models.BinaryField()


class BoxChoice(models.Model):
    """A choice of a secret vote that is closed, under the mark that its voter was given (rule Q-38)."""

    pk = models.CompositePrimaryKey("cooperative_id", "vote_id", "mark")
    cooperative_id = models.UUIDField()
    vote_id = models.UUIDField()
    mark = models.TextField()
    choice = models.TextField(choices=Choice)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(choice__in=Choice.values), name="assembly_boxchoice_choice"),
        ]


class TellersCount(Walled):
    """What one teller counted, of hands or of papers; the last count of a teller, by its place from 1, stands."""

    vote_id = models.UUIDField()
    teller_id = models.UUIDField()
    place = models.PositiveIntegerField()
    yes = models.PositiveIntegerField()
    no = models.PositiveIntegerField()
    abstain = models.PositiveIntegerField()
    blank = models.PositiveIntegerField(default=0)
    spoilt = models.PositiveIntegerField(default=0)
    at = models.DateTimeField()
    act_id = models.UUIDField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["cooperative_id", "vote_id", "teller_id", "place"],
                name="assembly_tellerscount_place",
            ),
        ]


class VoteOutcome(models.Model):
    """What was counted when a vote was closed (INV-99), from devices and by tellers, and the resolution on it.

    `participants` are the lines that voted by name: all but those who raised a hand in the hall.
    """

    pk = models.CompositePrimaryKey("cooperative_id", "vote_id")
    cooperative_id = models.UUIDField()
    vote_id = models.UUIDField()
    yes = models.PositiveIntegerField()
    no = models.PositiveIntegerField()
    abstain = models.PositiveIntegerField()
    blank = models.PositiveIntegerField()
    spoilt = models.PositiveIntegerField()
    participants = models.PositiveIntegerField()
    present = models.PositiveIntegerField()
    quorum_present = models.PositiveIntegerField()
    resolution_id = models.UUIDField(null=True)
    act_id = models.UUIDField()
