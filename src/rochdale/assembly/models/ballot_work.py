"""The long work of a verifiable ballot, which the worker does, and the secret links that trustees were sent since."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from rochdale.tenancy.models import Walled


class BallotWorkKind(models.TextChoices):
    """What takes too long for a page: judging what a trustee gave after the close, and counting."""

    SHUFFLE = "shuffle", _("a shuffle is judged")
    DECRYPTION = "decryption", _("a part of the opening is judged")
    COUNT = "count", _("the ballot is counted")


class BallotWork(Walled):
    """Work that was left to the worker, in its place from 1, with what was sent; its end is written once (INV-115).

    `content` is what a trustee gave, not judged yet, and goes with the end: what is good stands on the board then.
    `seed` and `casting_vote` are for a count. `refused` is the code of why nothing came of it, with its facts.
    """

    ballot_id = models.UUIDField()
    place = models.PositiveIntegerField()
    kind = models.TextField(choices=BallotWorkKind)
    trustee_id = models.UUIDField(null=True)
    content = models.BinaryField(default=b"", db_default=b"")
    seed = models.TextField(default="", db_default="")
    casting_vote = models.TextField(default="", db_default="")
    asked_at = models.DateTimeField()
    act_id = models.UUIDField()
    ended_at = models.DateTimeField(null=True)
    ended_act_id = models.UUIDField(null=True)
    refused = models.TextField(default="", db_default="")
    refused_facts = models.JSONField(default=dict)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["cooperative_id", "ballot_id", "place"], name="assembly_ballotwork_place"
            ),
            models.CheckConstraint(
                condition=Q(
                    kind__in=[BallotWorkKind.SHUFFLE, BallotWorkKind.DECRYPTION], trustee_id__isnull=False
                )
                | Q(kind=BallotWorkKind.COUNT, trustee_id=None),
                name="assembly_ballotwork_kind",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_act_id=None, refused="")
                | Q(ended_at__isnull=False, ended_act_id__isnull=False),
                name="assembly_ballotwork_end",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["cooperative_id", "ballot_id"],
                condition=Q(ended_at=None),
                name="assembly_ballotwork_open",
            ),
        ]
