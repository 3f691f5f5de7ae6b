"""What every table of a cooperative shares: an identifier that sorts by time, and the cooperative's own."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Func


class UuidV7(Func):
    """PostgreSQL's own time-ordered identifier (RFC 9562, version 7)."""

    function = "uuidv7"
    output_field: ClassVar[models.Field[object, object]] = models.UUIDField()


class Walled(models.Model):
    """A row of one cooperative. The ORM knows `id`; the database's key is (cooperative_id, id)."""

    id = models.UUIDField(primary_key=True, db_default=UuidV7())
    cooperative_id = models.UUIDField()

    class Meta:
        abstract = True
