"""The address at which the screens of a meeting ask whether they are out of date: it names the meeting, signed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.core import signing
from django.urls import reverse

from rochdale.assembly.queries.floor import floor_state
from rochdale.assembly.queries.voters import voter_state

_SALT: Final = "rochdale.assembly.live"
# A screen that is open longer is loaded anew by hand.
_SECONDS_MAX: Final = 2 * 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class Screens:
    """The screens that an address serves: of a meeting, and whether of its voters alone.

    Those of voters show neither who came nor who has voted, and stay as they are meanwhile.
    """

    cooperative_id: UUID
    meeting_id: UUID
    is_for_voters: bool

    def state(self) -> str:
        """A short text that changes whenever these screens do. Asked inside the cooperative."""
        asked = voter_state if self.is_for_voters else floor_state
        return asked(meeting_id=self.meeting_id)


def live_href(*, cooperative_id: UUID, meeting_id: UUID, is_for_voters: bool = False) -> str:
    """Where the screens of a meeting look."""
    named = [str(cooperative_id), str(meeting_id), is_for_voters]
    return reverse("live", kwargs={"token": signing.dumps(named, salt=_SALT, compress=True)})


def screens_of(token: str) -> Screens | None:
    """The screens that an address names; None for one that we did not sign, or too long ago."""
    try:
        cooperative_id, meeting_id, is_for_voters = signing.loads(token, salt=_SALT, max_age=_SECONDS_MAX)
    except signing.BadSignature:
        return None
    return Screens(UUID(cooperative_id), UUID(meeting_id), is_for_voters)
