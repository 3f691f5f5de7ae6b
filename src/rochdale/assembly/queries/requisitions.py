"""Meetings that members require: how many signed of how many, and what came of it (rule Q-30)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from rochdale.assembly.errors import RequisitionNotFound
from rochdale.assembly.queries.calling import Required
from rochdale.cooperatives.errors import BylawNotInForce
from rochdale.cooperatives.queries import BylawAnswer
from rochdale.tenancy.queries import rows


@dataclass(frozen=True, slots=True)
class RequisitionSeen:
    """What members want a meeting for, and how far it is.

    `reached_on` is when enough had signed, `call_by` by when the board calls; `meeting_number` is the meeting that
    is prepared on it, `overdue_told_on` when who signed was told that they may call it themselves.
    """

    id: UUID
    number: int
    member_id: UUID
    language: str
    matters: tuple[str, ...]
    reason: str
    begun_on: date
    signatures: int
    signed_by_asker: bool
    needed: int | None
    reached_on: date | None
    call_by: date | None
    meeting_number: int | None
    meeting_stands: str
    overdue_told_on: date | None

    @property
    def is_reached(self) -> bool:
        """Whether enough members signed."""
        return self.reached_on is not None

    @property
    def is_called(self) -> bool:
        """Whether the meeting was called."""
        return self.meeting_stands not in {"", "drafted", "cancelled"}

    @property
    def required(self) -> Required:
        """The matters that bind the agenda."""
        return Required(self.language, self.matters)

    def is_overdue(self, on: date) -> bool:
        """Whether the time in which the board calls has passed without a call."""
        return self.call_by is not None and self.call_by < on and not self.is_called


def requisitions(*, member_id: UUID | None = None) -> list[RequisitionSeen]:
    """The requisitions, the latest first, at most 200, in one statement; `member_id` is who asks."""
    asked = {"number": None, "meeting_id": None, "member_id": member_id}
    return [_seen(row) for row in rows("assembly", "requisitions_seen.sql", asked)]


def requisition(number: int, *, member_id: UUID | None = None) -> RequisitionSeen:
    """One requisition. Raises RequisitionNotFound."""
    asked = {"number": number, "meeting_id": None, "member_id": member_id}
    found = rows("assembly", "requisitions_seen.sql", asked)
    if not found:
        raise RequisitionNotFound(number=number)
    return _seen(found[0])


def requisition_of(*, meeting_id: UUID) -> RequisitionSeen | None:
    """The requisition on which a meeting is held, if it is."""
    asked = {"number": None, "meeting_id": meeting_id, "member_id": None}
    found = rows("assembly", "requisitions_seen.sql", asked)
    return _seen(found[0]) if found else None


def signatures_needed(stated: Mapping[str, BylawAnswer], *, members: int, on: date) -> int:
    """How many of the members must sign: the lower of the two figures of the by-laws. Raises BylawNotInForce."""
    figures = []
    if "requisition_members" in stated:
        figures.append(stated["requisition_members"].number)
    if "requisition_fraction" in stated:
        part = stated["requisition_fraction"].fraction
        figures.append(-(-members * part.numerator // part.denominator))
    if not figures:
        raise BylawNotInForce(name="requisition_members", on=on)
    return min(figures)


def _seen(row: tuple[Any, ...]) -> RequisitionSeen:
    (id_, number, member_id, language, matters, reason, begun_on, signatures, signed, needed, reached_on, call_by,
     meeting_number, stands, told_on) = row  # fmt: skip
    return RequisitionSeen(
        id=id_,
        number=number,
        member_id=member_id,
        language=language,
        matters=tuple(matters),
        reason=reason,
        begun_on=begun_on,
        signatures=signatures,
        signed_by_asker=signed,
        needed=needed,
        reached_on=reached_on,
        call_by=call_by,
        meeting_number=meeting_number,
        meeting_stands=stands or "",
        overdue_told_on=told_on,
    )
