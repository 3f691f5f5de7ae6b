"""Verifiable secret ballots of a meeting's items: set-up, trustees, voting codes, the board, and what came out.

Of a voting code only its public half is kept (INV-102). What somebody voted stands on the board, locked; that
somebody voted is a participation, as in every vote.
"""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from rochdale.assembly.models.votes import VoteWay
from rochdale.tenancy.models import Walled


class BallotStepKind(models.TextChoices):
    """What can happen to a ballot; which follows which is in `queries/balloting.py` and in the database."""

    SET_UP = "set_up", _("being prepared")
    CODES_MADE = "codes_made", _("voting codes given out")
    OPENED = "opened", pgettext_lazy("ballot", "opened")
    CLOSED = "closed", pgettext_lazy("ballot", "closed")
    SHUFFLED = "shuffled", _("orders shuffled")
    COUNTED = "counted", _("counted and published")
    GIVEN_UP = "given_up", _("given up")


class BallotPartKind(models.TextChoices):
    """What a trustee gives, or says of the key."""

    KEY = "key", _("a key")
    CERTIFICATE = "certificate", _("a certificate")
    DEALING = "dealing", _("a dealing")
    SHARE = "share", _("a share of the key")
    SHUFFLE = "shuffle", _("a shuffle")
    DECRYPTION = "decryption", _("a part of the opening")
    LOST = "lost", _("that the key is lost")


class Ballot(Walled):
    """One verifiable ballot on an item of the agenda, as it was announced.

    `uuid` is its name in its archive. `names` and `descriptions` are by language, `language` that of the election
    object; `questions` are as `queries.balloting.Asked` writes them. Votes are taken from `opens_at` up to, but
    not at, `closes_at` (rule Q-36). Of the trustees who are not mandatory `threshold` are needed; none where all
    are. `notice` and `motions` are the texts whose hashes the ballot is bound to, beside that of the roll
    (INV-89). `terms_on` is the day whose by-laws decide a motion.
    """

    meeting_id = models.UUIDField()
    item_id = models.UUIDField()
    roll_id = models.UUIDField()
    number = models.PositiveIntegerField()
    uuid = models.TextField()
    language = models.TextField()
    names = models.JSONField()
    descriptions = models.JSONField()
    questions = models.JSONField()
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    threshold = models.PositiveIntegerField(null=True)
    trustees_stated = models.PositiveIntegerField()
    entitled = models.PositiveIntegerField()
    notice = models.TextField()
    motions = models.TextField()
    terms_on = models.DateField()
    act_id = models.UUIDField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["cooperative_id", "meeting_id", "number"], name="assembly_ballot_number"
            ),
            models.UniqueConstraint(fields=["cooperative_id", "uuid"], name="assembly_ballot_uuid"),
            models.CheckConstraint(
                condition=Q(closes_at__gt=models.F("opens_at")), name="assembly_ballot_window"
            ),
            models.CheckConstraint(condition=Q(trustees_stated__gte=1), name="assembly_ballot_trustees"),
        ]


class BallotTrustee(Walled):
    """Who keeps a key of a ballot, by place from 1. A secret link is known by its hash alone, an address not at all."""

    ballot_id = models.UUIDField()
    place = models.PositiveIntegerField()
    name = models.TextField()
    language = models.TextField()
    person_id = models.UUIDField(null=True)
    is_mandatory = models.BooleanField()
    token_hash = models.BinaryField()
    act_id = models.UUIDField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["cooperative_id", "ballot_id", "place"], name="assembly_ballottrustee_place"
            ),
            models.UniqueConstraint(
                fields=["cooperative_id", "token_hash"], name="assembly_ballottrustee_token"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="assembly_ballottrustee_named"),
        ]


class BallotStep(Walled):
    """What happened to a ballot, in its place from 1, each by its own act."""

    ballot_id = models.UUIDField()
    place = models.PositiveIntegerField()
    kind = models.TextField(choices=BallotStepKind)
    at = models.DateTimeField()
    words = models.TextField(default="", db_default="")
    act_id = models.UUIDField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["cooperative_id", "ballot_id", "place"], name="assembly_ballotstep_place"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=BallotStepKind.values), name="assembly_ballotstep_kind"
            ),
        ]


class BallotCandidate(models.Model):
    """Which candidacy an answer is, both places from 0 as in the outcome: by it, and not by a name (INV-119)."""

    pk = models.CompositePrimaryKey("cooperative_id", "ballot_id", "question", "answer")
    cooperative_id = models.UUIDField()
    ballot_id = models.UUIDField()
    question = models.PositiveIntegerField()
    answer = models.PositiveIntegerField()
    nomination_id = models.UUIDField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["cooperative_id", "ballot_id", "nomination_id"], name="assembly_ballotcandidate_once"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["cooperative_id", "nomination_id"], name="assembly_ballotcandidate_of"),
        ]


class BallotPart(Walled):
    """What a trustee gave, in its place from 1; `fault` says why it was not accepted, empty where it was."""

    ballot_id = models.UUIDField()
    trustee_id = models.UUIDField()
    place = models.PositiveIntegerField()
    kind = models.TextField(choices=BallotPartKind)
    content = models.TextField()
    fault = models.TextField(default="", db_default="")
    fault_at = models.TextField(default="", db_default="")
    at = models.DateTimeField()
    act_id = models.UUIDField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["cooperative_id", "ballot_id", "place"], name="assembly_ballotpart_place"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=BallotPartKind.values), name="assembly_ballotpart_kind"
            ),
        ]


class BallotCredential(models.Model):
    """The public half of the voting code of a line of the roll (INV-102); the other half is its voter's alone."""

    pk = models.CompositePrimaryKey("cooperative_id", "ballot_id", "line_id")
    cooperative_id = models.UUIDField()
    ballot_id = models.UUIDField()
    line_id = models.UUIDField()
    credential = models.TextField()
    digest = models.TextField()
    """SHA-256 of the credential in Base64 without padding: by it the booth knows a code."""

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["cooperative_id", "ballot_id", "digest"], name="assembly_ballotcredential_digest"
            ),
        ]


class BallotEvent(models.Model):
    """One event of the board, from height 0 (INV-101): `text` as its hash covers it, and the records before it.

    `head` is its hash in hexadecimal. A ballot has a `tracker` and names its line by the credential's `digest`.
    """

    pk = models.CompositePrimaryKey("cooperative_id", "ballot_id", "height")
    cooperative_id = models.UUIDField()
    ballot_id = models.UUIDField()
    height = models.IntegerField()
    kind = models.TextField()
    head = models.TextField()
    text = models.TextField()
    parts = ArrayField(models.TextField())
    tracker = models.TextField(null=True)  # noqa: DJ001  # an event that is no ballot has none
    digest = models.TextField(null=True)  # noqa: DJ001  # as above

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["cooperative_id", "ballot_id", "tracker"], name="assembly_ballotevent_tracker"
            ),
            models.CheckConstraint(
                condition=Q(kind="Ballot", tracker__isnull=False, digest__isnull=False)
                | (~Q(kind="Ballot") & Q(tracker=None, digest=None)),
                name="assembly_ballotevent_ballot",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["cooperative_id", "ballot_id", "digest", "-height"],
                name="assembly_ballotevent_latest",
            ),
        ]


class BallotParticipation(models.Model):
    """A line of the roll has voted in a ballot, or was given a paper instead: once over all ways (INV-103)."""

    pk = models.CompositePrimaryKey("cooperative_id", "ballot_id", "line_id")
    cooperative_id = models.UUIDField()
    ballot_id = models.UUIDField()
    line_id = models.UUIDField()
    way = models.TextField(choices=VoteWay)
    is_assisted = models.BooleanField(default=False, db_default=False)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(way__in=[VoteWay.DEVICE, VoteWay.PAPER]), name="assembly_ballotparticipation_way"
            ),
        ]


class BallotPaperCount(Walled):
    """What one teller found on the papers, by question; the last count of a teller, by its place from 1, stands."""

    ballot_id = models.UUIDField()
    teller_id = models.UUIDField()
    place = models.PositiveIntegerField()
    found = models.JSONField()
    at = models.DateTimeField()
    act_id = models.UUIDField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["cooperative_id", "ballot_id", "teller_id", "place"],
                name="assembly_ballotpapercount_place",
            ),
        ]


class BallotOutcome(models.Model):
    """What was counted (INV-104): for each question the figures, devices and papers together, and who is elected.

    `seed` is that of the lots, empty where none was given; `resolution_id` is None in an election, and where the
    quorum was missing.
    """

    pk = models.CompositePrimaryKey("cooperative_id", "ballot_id")
    cooperative_id = models.UUIDField()
    ballot_id = models.UUIDField()
    answered = models.JSONField()
    seed = models.TextField(default="", db_default="")
    on_devices = models.PositiveIntegerField()
    on_paper = models.PositiveIntegerField()
    quorum_present = models.PositiveIntegerField()
    resolution_id = models.UUIDField(null=True)
    election_id = models.UUIDField()
    act_id = models.UUIDField()
