"""Acts that wait for a second person: whether the by-laws ask for one, what waits, and what became of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from uuid import UUID

from rochdale.cooperatives import models
from rochdale.cooperatives.errors import ProposalNotFound
from rochdale.cooperatives.models import ProposalOutcome
from rochdale.cooperatives.queries.bylaws import BylawAnswer, bylaw_or_none
from rochdale.cooperatives.queries.offices import Permission
from rochdale.money.amount import Money
from rochdale.tenancy.queries import rows

WAITING_MAX = 200


@dataclass(frozen=True, slots=True)
class ProposalEnd:
    """What became of a proposed act, by whom, when and why."""

    outcome: ProposalOutcome
    decided_by: UUID
    decided_at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """An act asked for by one officer; `end` is None while it waits. `facts` are what it will be done with."""

    id: UUID
    kind: str
    subject_id: UUID | None
    facts: Mapping[str, object]
    permission: Permission
    bylaw_version: int
    reason: str
    proposed_by: UUID
    proposed_on: date
    proposed_at: datetime
    end: ProposalEnd | None


def second_person_ground(*, act: str, on: date, amount: Money | None = None) -> BylawAnswer | None:
    """The by-law for which `act` takes two persons that day: for its kind, or for its amount; None if neither.

    An amount in another currency than the threshold's always takes two: nobody can say that it is small.
    """
    named = bylaw_or_none("second_person_acts", on)
    if named is not None and act in named.words:
        return named
    return _amount_ground(amount, on) if amount is not None else None


def _amount_ground(amount: Money, on: date) -> BylawAnswer | None:
    threshold = bylaw_or_none("second_person_threshold_minor", on)
    if threshold is None:
        return None
    is_small = amount.currency == threshold.money.currency and abs(amount.minor) <= threshold.money.minor
    return None if is_small else threshold


def proposal(*, proposal_id: UUID) -> Proposal:
    """One proposed act of the current cooperative. Raises ProposalNotFound."""
    row = models.ProposedAct.objects.filter(id=proposal_id).first()
    if row is None:
        raise ProposalNotFound(proposal_id=proposal_id)
    end = models.ProposalDecision.objects.filter(proposal_id=proposal_id).first()
    return _proposal(row, end)


def waiting_proposals() -> list[Proposal]:
    """The proposed acts that nobody has decided, the oldest first, in two statements."""
    ids = [row[0] for row in rows("cooperatives", "waiting_proposals.sql", {"lines": WAITING_MAX})]
    found = models.ProposedAct.objects.filter(id__in=ids).order_by("proposed_at", "id")
    return [_proposal(row, None) for row in found]


def _proposal(row: models.ProposedAct, end: models.ProposalDecision | None) -> Proposal:
    return Proposal(
        id=row.id,
        kind=row.kind,
        subject_id=row.subject_id,
        facts=MappingProxyType(dict(row.facts)),
        permission=Permission(row.permission),
        bylaw_version=row.bylaw_version,
        reason=row.reason,
        proposed_by=row.proposed_by,
        proposed_on=row.proposed_on,
        proposed_at=row.proposed_at,
        end=_end(end) if end is not None else None,
    )


def _end(row: models.ProposalDecision) -> ProposalEnd:
    return ProposalEnd(ProposalOutcome(row.outcome), row.decided_by, row.decided_at, row.reason)
