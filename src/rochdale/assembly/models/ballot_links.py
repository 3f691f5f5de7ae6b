"""The secret links that trustees were sent after the first, each known by its hash alone."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from rochdale.tenancy.models import Walled


class BallotLink(Walled):
    """A link that a trustee was sent later, in its place from 1, with the letter that has it sealed (INV-116).

    One that `replaces` makes those before it void; else those stay good beside it.
    """

    ballot_id = models.UUIDField()
    trustee_id = models.UUIDField()
    place = models.PositiveIntegerField()
    token_hash = models.BinaryField()
    replaces = models.BooleanField()
    letter_id = models.UUIDField()
    act_id = models.UUIDField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["cooperative_id", "trustee_id", "place"], name="assembly_ballotlink_place"
            ),
            models.UniqueConstraint(
                fields=["cooperative_id", "token_hash"], name="assembly_ballotlink_token"
            ),
            models.CheckConstraint(condition=Q(place__gte=1), name="assembly_ballotlink_counted"),
        ]
