"""The address at which the screens of a meeting ask whether they are out of date: it names the meeting, signed."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from django.core import signing
from django.urls import reverse

_SALT: Final = "rochdale.assembly.live"
# A screen that is open longer is loaded anew by hand.
_SECONDS_MAX: Final = 2 * 24 * 60 * 60


def live_href(*, cooperative_id: UUID, meeting_id: UUID) -> str:
    """Where the screens of a meeting look."""
    token = signing.dumps([str(cooperative_id), str(meeting_id)], salt=_SALT, compress=True)
    return reverse("live", kwargs={"token": token})


def meeting_of(token: str) -> tuple[UUID, UUID] | None:
    """The cooperative and the meeting that an address names; None for one that we did not sign, or too long ago."""
    try:
        cooperative_id, meeting_id = signing.loads(token, salt=_SALT, max_age=_SECONDS_MAX)
    except signing.BadSignature:
        return None
    return UUID(cooperative_id), UUID(meeting_id)
