"""Answers kept for programs: a request that comes again under its key is answered as before, and done once.

The key and the answer are written in the transaction of the act, so that there is never one without the other.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection
from django.db.models.functions import Now
from django.utils.crypto import salted_hmac

from rochdale.cooperatives import errors
from rochdale.cooperatives.models import KeptAnswer
from rochdale.tenancy.actions import lock, new_id

_REMOVED_AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class Request:
    """A request that writes: whose it is, its key, and all that it asks for. `at` is when it came."""

    cooperative_id: UUID
    person_id: UUID
    key: str
    method: str
    address: str
    body: bytes
    at: datetime

    def fingerprint(self) -> bytes:
        """A hash of all that it asks for, under the program's own key: what was sent is not found by trying."""
        asked = b"\0".join((self.method.encode(), self.address.encode(), self.body))
        return salted_hmac("rochdale.cooperatives.kept_answer", asked, algorithm="sha256").digest()


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """An answer as it was given."""

    status: int
    content: str


def recall_answer(*, request: Request) -> GivenAnswer | None:
    """The answer that was given under this key, or None for a new one, which is then taken until the act is done.

    Of two that come at once the second waits here for the first (INV-78). Raises RequestKeyReused.
    """
    lock(f"{request.cooperative_id}:{request.person_id}:{request.key}", invariant=78)
    # The database's own clock says what is old: it lets go of nothing sooner.
    alive = KeptAnswer.objects.filter(kept_until__gt=Now())
    found = alive.filter(person_id=request.person_id, key=request.key).first()
    if found is None:
        return None
    if bytes(found.request_hash) != request.fingerprint():
        raise errors.RequestKeyReused
    return GivenAnswer(found.status, found.content)


def keep_answer(*, request: Request, answer: GivenAnswer, days: int) -> None:
    """Keep the answer to a request for so many days; what has had its time is removed, a little at each call."""
    _remove_old(request)
    KeptAnswer.objects.filter(person_id=request.person_id, key=request.key, kept_until__lte=Now()).delete()
    KeptAnswer(
        id=new_id(request.at),
        cooperative_id=request.cooperative_id,
        person_id=request.person_id,
        key=request.key,
        request_hash=request.fingerprint(),
        status=answer.status,
        content=answer.content,
        answered_at=request.at,
        kept_until=request.at + timedelta(days=days),
    ).save(force_insert=True)


def _remove_old(request: Request) -> None:
    """One request at a time removes; the others leave it to that one, and wait for nobody."""
    with connection.cursor() as cursor:
        place = str(request.cooperative_id)
        cursor.execute("SELECT pg_try_advisory_xact_lock(hashtextextended(%s, 79))", [place])
        if not cursor.fetchone()[0]:
            return
    old = KeptAnswer.objects.filter(kept_until__lte=Now()).order_by("kept_until")
    KeptAnswer.objects.filter(id__in=list(old.values_list("id", flat=True)[:_REMOVED_AT_ONCE])).delete()
