"""Acts that take two persons: one proposes, another sees the same effect and approves; then it is done.

A room offers a kind of act here (`offer_kind`, when its application is made ready) and does it through
`carry_out`: at once where the by-laws let one officer act alone, else when a second one approves.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, TypeAlias
from uuid import UUID

from django.utils.functional import Promise

from rochdale.audit import actions as audit
from rochdale.cooperatives import errors, models, queries
from rochdale.cooperatives.actions.authority import authorise
from rochdale.cooperatives.models import ProposalOutcome
from rochdale.cooperatives.queries import BylawAnswer, Permission
from rochdale.kernel.acting import Acting
from rochdale.money.amount import Money
from rochdale.tenancy.actions import inside, lock, new_id
from rochdale.tenancy.queries import rows
from rochdale.web.values import Effect

Facts: TypeAlias = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class ActKind:
    """A kind of act that the by-laws may give to two persons.

    `permission` is what both need. `perform` does the act with its facts, under the key of the request, in the
    transaction of who calls; it may refuse, and then the proposal goes on waiting. `effects` are before and
    after, as both persons see them. Two kinds that are one act under two permissions share the by-law's `word`.
    `foresee` raises what makes an act impossible already today, and writes nothing: then it is not proposed.
    """

    name: str
    label: Promise
    permission: Permission
    perform: Callable[[Acting, Facts, str], None]
    effects: Callable[[Facts], Sequence[Effect]]
    word: str = ""
    foresee: Callable[[Acting, Facts], None] | None = None

    @property
    def known_as(self) -> str:
        """How the by-law `second_person_acts` names it."""
        return self.word or self.name


@dataclass(frozen=True, slots=True)
class ActAsked:
    """One act that somebody wants done. `facts` are plain JSON, without a person's particulars (V-7)."""

    kind: str
    key: str
    facts: Facts = field(default_factory=dict)
    subject_id: UUID | None = None
    amount: Money | None = None


_KINDS: Final[dict[str, ActKind]] = {}


def offer_kind(*, kind: ActKind) -> None:
    """Let acts of this kind be proposed. The by-law `second_person_acts` knows it by its name."""
    _KINDS[kind.name] = kind


def act_kind(*, name: str) -> ActKind:
    """The kind of act that a room offered under this name."""
    return _KINDS[name]


def carry_out(*, by: Acting, asked: ActAsked) -> UUID | None:
    """Do an act at once (None), or propose it where the by-laws ask for a second person (the proposal's id).

    Asking again under the same key answers as before. Raises NotAllowed, ProposerUnknown, ProposalKeyReused,
    and whatever the act itself may refuse.
    """
    kind = act_kind(name=asked.kind)
    with inside(by.cooperative_id):
        authorise(by, kind.permission)
        ground = queries.second_person_ground(act=kind.known_as, on=by.on, amount=asked.amount)
        if ground is None:
            kind.perform(by, asked.facts, asked.key)
            return None
        return _propose(by, kind, asked, ground)


def _propose(by: Acting, kind: ActKind, asked: ActAsked, ground: BylawAnswer) -> UUID:
    if by.person_id is None:
        raise errors.ProposerUnknown
    lock(asked.key, invariant=90)
    earlier = models.ProposedAct.objects.filter(idempotency_key=asked.key).first()
    if earlier is not None:
        if (earlier.kind, earlier.subject_id, earlier.facts) != (
            kind.name,
            asked.subject_id,
            dict(asked.facts),
        ):
            raise errors.ProposalKeyReused(key=asked.key)
        return earlier.id
    if kind.foresee is not None:
        kind.foresee(by, asked.facts)
    facts = {"kind": kind.name}
    deed = audit.Deed("cooperatives.propose", "proposal", asked.subject_id, ground.version, facts)
    row = models.ProposedAct(
        id=new_id(by.at),
        cooperative_id=by.cooperative_id,
        kind=kind.name,
        subject_id=asked.subject_id,
        facts=dict(asked.facts),
        permission=kind.permission,
        bylaw_version=ground.version,
        idempotency_key=asked.key,
        reason=by.reason,
        proposed_by=by.person_id,
        proposed_on=by.on,
        proposed_at=by.at,
        act_id=audit.record(by=by, deed=deed),
    )
    row.save(force_insert=True)
    return row.id


def approve_proposal(*, by: Acting, proposal_id: UUID) -> None:
    """Do a proposed act, as the second person (INV-90).

    Raises NotAllowed, ProposalNotFound, OwnProposal, ProposalDecided, and whatever the act itself may refuse:
    then it still waits.
    """
    with inside(by.cooperative_id):
        row = _waiting(by, proposal_id)
        if by.person_id is None or by.person_id == row.proposed_by:
            raise errors.OwnProposal(proposal_id=proposal_id)
        # The decision first: an act that takes a person's particulars away takes the reason for it along.
        _end(by, row, ProposalOutcome.APPROVED)
        act_kind(name=row.kind).perform(by, row.facts, row.idempotency_key)


def refuse_proposal(*, by: Acting, proposal_id: UUID) -> None:
    """Refuse a proposed act, as the second person; `by.reason` says why.

    Raises NotAllowed, ProposalReasonMissing, ProposalNotFound, OwnProposal, ProposalDecided.
    """
    if not by.reason.strip():
        raise errors.ProposalReasonMissing
    with inside(by.cooperative_id):
        row = _waiting(by, proposal_id)
        if by.person_id is None or by.person_id == row.proposed_by:
            raise errors.OwnProposal(proposal_id=proposal_id)
        _end(by, row, ProposalOutcome.REFUSED)


def withdraw_proposal(*, by: Acting, proposal_id: UUID) -> None:
    """Take back an act that one proposed. Raises NotAllowed, ProposalNotFound, NotOwnProposal, ProposalDecided."""
    with inside(by.cooperative_id):
        row = _waiting(by, proposal_id)
        if by.person_id != row.proposed_by:
            raise errors.NotOwnProposal(proposal_id=proposal_id)
        _end(by, row, ProposalOutcome.WITHDRAWN)


def _waiting(by: Acting, proposal_id: UUID) -> models.ProposedAct:
    """Authorise, and take the proposal for the rest of the transaction: of two who decide, one waits here."""
    lock(proposal_id, invariant=90)
    row = models.ProposedAct.objects.filter(id=proposal_id).first()
    if row is None:
        raise errors.ProposalNotFound(proposal_id=proposal_id)
    authorise(by, Permission(row.permission))
    ended = models.ProposalDecision.objects.filter(proposal_id=proposal_id).first()
    if ended is not None:
        raise errors.ProposalDecided(proposal_id=proposal_id, outcome=ended.outcome)
    return row


def _end(by: Acting, row: models.ProposedAct, outcome: ProposalOutcome) -> None:
    assert by.person_id is not None
    facts = {"proposal": str(row.id), "kind": row.kind, "proposed_by": str(row.proposed_by)}
    deed = audit.Deed(f"cooperatives.{outcome.value}", "proposal", row.subject_id, row.bylaw_version, facts)
    decision = models.ProposalDecision(
        cooperative_id=by.cooperative_id,
        proposal_id=row.id,
        outcome=outcome,
        reason=by.reason,
        decided_by=by.person_id,
        decided_at=by.at,
        act_id=audit.record(by=by, deed=deed),
    )
    decision.save(force_insert=True)


def blank_proposals(*, person_id: UUID) -> None:
    """Put a dash in place of the reasons of proposed acts about a person, and of the decisions on them (rule V-5).

    For the room that knows persons, once it has blanked this one: the database refuses it before (INV-63). The
    caller's transaction must be open.
    """
    rows("cooperatives", "blank_proposals.sql", {"person_id": person_id})
