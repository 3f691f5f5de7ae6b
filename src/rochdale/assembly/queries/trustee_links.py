"""How trustees of a ballot are reached: the last letter to each, and until when a part of the opening is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID
from zoneinfo import ZoneInfo

from rochdale.assembly.models import BallotStepKind
from rochdale.assembly.queries.ballots import BallotSeen
from rochdale.cooperatives import queries as cooperatives
from rochdale.tenancy.queries import rows

_DAYS: Final = 3
"""In which trustees give their part, where the by-laws say nothing."""
_ASKED_FROM: Final = (BallotStepKind.SHUFFLED, BallotStepKind.CLOSED)


@dataclass(frozen=True, slots=True)
class TrusteeLetter:
    """The last letter to a trustee: where it went (nowhere: it is printed), when, and whether it is sent.

    `state` is sent, waiting or failed.
    """

    address: str
    written_at: datetime
    state: str


def trustee_letters(*, ballot_id: UUID) -> dict[int, TrusteeLetter]:
    """The last letter to each trustee, by place."""
    found = rows("assembly", "trustee_letters.sql", {"ballot_id": ballot_id})
    return {place: TrusteeLetter(address, at, state) for place, address, at, state in found}


def asked_until(seen: BallotSeen, cooperative_id: UUID) -> date | None:
    """The day until which trustees are asked for what is awaited after the close; None before it."""
    step = next((found for kind in _ASKED_FROM if (found := seen.step(kind))), None)
    if step is None:
        return None
    on = step.at.astimezone(ZoneInfo(cooperatives.cooperative(cooperative_id).time_zone)).date()
    said = cooperatives.bylaw_or_none("ballot_part_days", on)
    return on + timedelta(days=said.number if said else _DAYS)
