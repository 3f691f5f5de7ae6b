"""Institutions, their by-laws and the acts that wait, as programs ask for them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from django.http import Http404, HttpRequest
from ninja import Query
from pydantic import Field

from rochdale.cooperatives import actions, queries
from rochdale.cooperatives.errors import (
    NotAllowed,
    NotOwnProposal,
    OwnMatter,
    OwnProposal,
    ProposalDecided,
    ProposalNotFound,
    ProposalReasonMissing,
)
from rochdale.cooperatives.queries import BylawAnswer, Permission, Proposal
from rochdale.cooperatives.views import freshly_signed_in, insiders_only, open_to_all, requires, visit_of
from rochdale.kernel.acting import Acting
from rochdale.kernel.errors import Refusal
from rochdale.money.amount import Money
from rochdale.web.api import (
    Answer,
    Asked,
    Cursors,
    Day,
    Done,
    EffectTold,
    Nothing,
    OptionalWords,
    PageAsked,
    Routes,
    Words,
    effect_told,
)

DIRECTORY = Routes("directory")
ROUTES = Routes("cooperatives")
_DIRECTORY = Cursors("directory")
_DECIDING: tuple[type[Refusal], ...] = (NotAllowed, OwnMatter, ProposalNotFound, ProposalDecided)


class CooperativeFacts(Answer):
    """An institution: its name in addresses, its tier, its money, its languages and its business day."""

    id: UUID
    slug: str
    name: str
    tier: str
    currency: str
    languages: list[str]
    time_zone: str
    business_date: date
    founded_on: date


class Directory(Answer):
    """Some institutions, by name. `next_cursor` is None on the last page."""

    items: list[CooperativeFacts]
    next_cursor: str | None


class DirectoryAsked(PageAsked):
    """Words of the name or parts of them; every institution where nothing is said."""

    search: Annotated[str, Field(max_length=100, pattern=r"^[^\u0000-\u001f\u007f]*$")] = ""


class Me(Answer):
    """Who asks, and as whom: with which offices and permissions today, and by which token if by one."""

    person_id: UUID | None
    name: str
    member_number: int | None
    offices: list[str]
    permissions: list[str]
    hat: str
    second_factor: bool
    token_id: UUID | None
    own_matters: bool


class OnDay(Asked):
    """A day; the business day where none is said."""

    on: Day | None = None


class Bylaw(Answer):
    """What the by-laws say about one thing: the value by its kind, the version in force, the rule and its source."""

    name: str
    kind: str
    value: Any
    unit: str
    rule: str
    source: str
    stated_in_version: int
    effective_from: date


class Bylaws(Answer):
    """Everything in force on a day, and the version in force that day, None before the first adoption."""

    on: date
    version: int | None
    items: list[Bylaw]


class ProposalTold(Answer):
    """An act that waits, or waited, for a second person. `outcome` is None while it waits."""

    id: UUID
    kind: str
    subject_id: UUID | None
    facts: dict[str, Any]
    permission: str
    bylaw_version: int
    reason: str
    proposed_by: UUID
    proposed_at: datetime
    outcome: str | None
    decided_by: UUID | None
    decided_at: datetime | None
    decision_reason: str


class ProposalSeen(ProposalTold):
    """An act with what it will change, as both persons see it; `effects` is empty once it is decided."""

    effects: list[EffectTold]


class Proposals(Answer):
    """The acts that wait, the oldest first."""

    items: list[ProposalTold]


class Approval(Asked):
    """Why an act is approved, if there is something to say."""

    reason: OptionalWords = ""


class Objection(Asked):
    """Why an act is refused."""

    reason: Words


@DIRECTORY.question("", Directory)
@open_to_all
def directory(request: HttpRequest, asked: Query[DirectoryAsked]) -> Directory:
    """The cooperatives of this installation by name, or what was searched for, page by page."""
    after = _DIRECTORY.text(None, asked.after)
    found = queries.directory_page(search=asked.search, after=after, limit=asked.limit)
    following = _DIRECTORY.following(None, found.lines[-1].slug if found.goes_on else None)
    return Directory(items=[_facts(each) for each in found.lines], next_cursor=following)


@ROUTES.question("", CooperativeFacts)
@open_to_all
def cooperative(request: HttpRequest) -> CooperativeFacts:
    """One cooperative, with the business day on which what you ask now is done."""
    return _facts(visit_of(request).cooperative)


def _facts(known: queries.Cooperative) -> CooperativeFacts:
    return CooperativeFacts(
        id=known.id,
        slug=known.slug,
        name=known.name,
        tier=known.tier.value,
        currency=known.currency.code,
        languages=list(known.languages),
        time_zone=known.time_zone,
        business_date=known.business_date,
        founded_on=known.founded_on,
    )


@ROUTES.question("me", Me)
@insiders_only
def me(request: HttpRequest) -> Me:
    """For whom you ask, and what you may do here today."""
    visit = visit_of(request)
    return Me(
        person_id=visit.person_id,
        name=visit.person_name,
        member_number=visit.member_number,
        offices=[held.office.value for held in visit.offices],
        permissions=sorted(visit.permissions),
        hat=visit.hat.value,
        second_factor=visit.second_factor,
        token_id=visit.token_id,
        own_matters=visit.is_own,
    )


@ROUTES.question("bylaws", Bylaws)
@open_to_all
def bylaws(request: HttpRequest, asked: Query[OnDay]) -> Bylaws:
    """The by-laws in force on a day, each with the rule it follows and where it was read."""
    on = asked.on or visit_of(request).today
    found = queries.bylaws(on)
    return Bylaws(on=on, version=queries.bylaw_version(on), items=[_bylaw(each) for each in found.values()])


def _bylaw(known: BylawAnswer) -> Bylaw:
    return Bylaw(
        name=known.name,
        kind=known.kind.value,
        value=_plain(known.value),
        unit=known.unit,
        rule=known.rule,
        source=known.source,
        stated_in_version=known.stated_in,
        effective_from=known.effective_from,
    )


def _plain(value: object) -> object:
    """Amounts in minor units with their currency, fractions as "2/3": nothing is rounded on the way."""
    if isinstance(value, Money):
        return {"minor": value.minor, "currency": value.currency.code}
    if isinstance(value, bool | int):
        return value
    return list(value) if isinstance(value, tuple) else str(value)


@ROUTES.question("proposals", Proposals)
@requires(*Permission)
def proposals(request: HttpRequest) -> Proposals:
    """The acts that wait for a second person and that your office may decide, the oldest first."""
    visit = visit_of(request)
    waiting = [each for each in queries.waiting_proposals() if each.permission in visit.permissions]
    return Proposals(items=[_proposal(each) for each in waiting])


@ROUTES.question("proposals/{uuid:proposal_id}", ProposalSeen)
@requires(*Permission)
def proposal(request: HttpRequest, proposal_id: UUID) -> ProposalSeen:
    """One proposed act with what it will change while it waits, and what became of it."""
    found = _found(proposal_id)
    effects = actions.act_kind(name=found.kind).effects(found.facts) if found.end is None else []
    told = _proposal(found).model_dump()
    return ProposalSeen(**told, effects=[effect_told(each) for each in effects])


def _found(proposal_id: UUID) -> Proposal:
    try:
        return queries.proposal(proposal_id=proposal_id)
    except ProposalNotFound as missing:
        raise Http404 from missing


def _proposal(found: Proposal) -> ProposalTold:
    end = found.end
    return ProposalTold(
        id=found.id,
        kind=found.kind,
        subject_id=found.subject_id,
        facts=dict(found.facts),
        permission=found.permission.value,
        bylaw_version=found.bylaw_version,
        reason=found.reason,
        proposed_by=found.proposed_by,
        proposed_at=found.proposed_at,
        outcome=end.outcome.value if end else None,
        decided_by=end.decided_by if end else None,
        decided_at=end.decided_at if end else None,
        decision_reason=end.reason if end else "",
    )


@ROUTES.verb("proposals/{uuid:proposal_id}/approval", Done, refuses=(Refusal, *_DECIDING, OwnProposal))
@freshly_signed_in
@requires(*Permission)
def approve_proposal(request: HttpRequest, proposal_id: UUID, asked: Approval) -> Done:
    """Do a proposed act, as the second person.

    The act itself may refuse, with a problem of its own kind; then it goes on waiting.
    """
    actions.approve_proposal(by=_by(request, proposal_id, asked.reason), proposal_id=proposal_id)
    return Done()


@ROUTES.verb(
    "proposals/{uuid:proposal_id}/refusal",
    Done,
    refuses=(*_DECIDING, OwnProposal, ProposalReasonMissing),
)
@requires(*Permission)
def refuse_proposal(request: HttpRequest, proposal_id: UUID, asked: Objection) -> Done:
    """Refuse a proposed act, as the second person, and say why."""
    actions.refuse_proposal(by=_by(request, proposal_id, asked.reason), proposal_id=proposal_id)
    return Done()


@ROUTES.verb("proposals/{uuid:proposal_id}/withdrawal", Done, refuses=(*_DECIDING, NotOwnProposal))
@requires(*Permission)
def withdraw_proposal(request: HttpRequest, proposal_id: UUID, asked: Nothing) -> Done:
    """Take back an act that you proposed."""
    actions.withdraw_proposal(by=_by(request, proposal_id, ""), proposal_id=proposal_id)
    return Done()


def _by(request: HttpRequest, proposal_id: UUID, reason: str) -> Acting:
    return visit_of(request).acting(_found(proposal_id).permission, reason)
