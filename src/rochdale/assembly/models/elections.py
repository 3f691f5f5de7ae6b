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
