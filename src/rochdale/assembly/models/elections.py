"""Votes that are closed, each with the archive that proves its result. Written once (INV-02)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from rochdale.tenancy.models import Walled


class Election(Walled):
    """A verifiable vote that is closed and published (INV-81): its archive, and the head that was recorded of it.

    `uuid` is the vote's name in its archive; `titles` are what it was about, by language.
    """

    uuid = models.TextField()
    titles = models.JSONField()
    closed_at = models.DateTimeField()
    head = models.TextField()
    archive = models.BinaryField()
    act_id = models.UUIDField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["cooperative_id", "uuid"], name="assembly_election_uuid"),
            models.CheckConstraint(condition=Q(head__regex="^[0-9a-f]{64}$"), name="assembly_election_head"),
        ]


class BoardEvent(Walled):
    """One event of a published vote, as its archive has it (INV-88): by these a noted number or head is found.

    `head` is the event's hash in hexadecimal. Of a ballot there is `tracker`, its `number` of 24 digits without
    spaces, and whether it `counted` or a later one of its voter did. Who seeks one of the two sees its rows in
    every cooperative: they stand on public boards, and without the number nothing shows.
    """

    election_id = models.UUIDField()
    height = models.IntegerField()
    head = models.TextField()
    tracker = models.TextField(null=True)  # noqa: DJ001  # an event that is no ballot has none
    number = models.TextField(null=True)  # noqa: DJ001  # as above
    counted = models.BooleanField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(height__gte=0), name="assembly_boardevent_height"),
            models.CheckConstraint(
                condition=Q(head__regex="^[0-9a-f]{64}$"), name="assembly_boardevent_head"
            ),
            models.CheckConstraint(
                condition=Q(tracker=None, number=None, counted=None)
                # What is null passes a comparison: that it is there is said apart.
                | Q(tracker__isnull=False, number__isnull=False, counted__isnull=False)
                & Q(tracker__regex="^[A-Za-z0-9+/]{43}$", number__regex="^[0-9]{24}$"),
                name="assembly_boardevent_ballot",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["number"], name="assembly_board_by_number"),
            models.Index(fields=["head"], name="assembly_board_by_head"),
        ]


class Verdict(Walled):
    """What a version of our verifier found in the archive of a published vote (INV-88), and when.

    `report` is all that it said but the events, which stand beside it as BoardEvent; `events` and `received` are
    how many of these there are, and how many of them are ballots.
    """

    election_id = models.UUIDField()
    verifier = models.IntegerField()
    found_at = models.DateTimeField()
    events = models.IntegerField()
    received = models.IntegerField()
    report = models.JSONField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["cooperative_id", "election_id", "verifier"], name="assembly_verdict_verifier"
            ),
            models.CheckConstraint(
                condition=Q(verifier__gte=1, events__gte=1, received__gte=0), name="assembly_verdict_counts"
            ),
        ]


class ElectionDocument(Walled):
    """A document that a published vote is bound to by its hash (INV-89), to the byte: anyone may take it."""

    election_id = models.UUIDField()
    kind = models.TextField()
    media_type = models.TextField()
    content = models.BinaryField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["cooperative_id", "election_id", "kind"], name="assembly_electiondocument_kind"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["notice", "motions", "roll"]), name="assembly_electiondocument_kinds"
            ),
            models.CheckConstraint(
                condition=Q(media_type__in=["text/plain", "application/pdf"]),
                name="assembly_electiondocument_media",
            ),
        ]
