"""Acts that take two persons: proposed by one, decided by another, done once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from uuid import UUID, uuid4

import pytest
from django.utils.translation import gettext_lazy

from offering import offering
from rochdale.cooperatives import actions, errors, queries
from rochdale.cooperatives.actions import ActAsked, ActKind, BylawChange
from rochdale.cooperatives.queries import OfficeKind, Permission, ProposalOutcome
from rochdale.kernel.acting import Acting
from rochdale.money.amount import Money
from rochdale.money.currency import Currency
from rochdale.tenancy.actions import inside
from rochdale.web.values import Effect

CAD = Currency.of("CAD")
Done = list[tuple[UUID | None, str]]


class ShelfFull(Exception):
    """What the act of these tests may refuse with."""


@pytest.fixture
def done() -> Iterator[Done]:
    """What was carried out, by whom and under which key; the act refuses where its facts say so."""
    carried_out: Done = []

    def perform(by: Acting, facts: Mapping[str, object], key: str) -> None:
        if facts.get("full"):
            raise ShelfFull
        carried_out.append((by.person_id, key))

    kind = ActKind(
        "redeem_shares",
        gettext_lazy("Transfer"),
        Permission.MANAGE_CAPITAL,
        perform,
        lambda facts: [Effect("shares", 2, 2 - int(str(facts["shares"])))],
    )
    with offering(kind):
        yield carried_out


def officer(governed: Acting, office: OfficeKind = OfficeKind.TREASURER) -> Acting:
    person_id = uuid4()
    actions.appoint(by=governed, person_id=person_id, office=office)
    return replace(governed, person_id=person_id, authority=office.value)


def asked(**facts: object) -> ActAsked:
    return ActAsked("redeem_shares", uuid4().hex, {"shares": 1, **facts}, uuid4())


def propose(by: Acting, what: ActAsked | None = None) -> UUID:
    proposal_id = actions.carry_out(by=by, asked=what or asked())
    assert proposal_id is not None
    return proposal_id


def end_of(by: Acting, proposal_id: UUID) -> queries.ProposalEnd | None:
    with inside(by.cooperative_id):
        return queries.proposal(proposal_id=proposal_id).end


def waiting(by: Acting) -> list[UUID]:
    with inside(by.cooperative_id):
        return [each.id for each in queries.waiting_proposals()]


def test_what_the_bylaw_names_waits_and_is_done_by_the_second_person(governed: Acting, done: Done) -> None:
    first, second = officer(governed), officer(governed)
    what = asked()
    proposal_id = propose(first, what)
    assert (done, waiting(governed)) == ([], [proposal_id])
    assert propose(first, what) == proposal_id
    actions.approve_proposal(by=second, proposal_id=proposal_id)
    assert done == [(second.person_id, what.key)]
    end = end_of(governed, proposal_id)
    assert end is not None
    assert (end.outcome, end.decided_by) == (ProposalOutcome.APPROVED, second.person_id)
    assert waiting(governed) == []


def test_what_the_bylaws_leave_to_one_is_done_at_once(governed: Acting, done: Done) -> None:
    actions.amend_bylaw(
        by=governed,
        changes=[BylawChange("second_person_acts", ("blank_person",))],
        effective_from=governed.on,
        resolution="AGM",
    )
    first = officer(governed)
    assert actions.carry_out(by=first, asked=asked()) is None
    assert len(done) == 1
    for minor, waits in ((500_000, False), (500_001, True)):
        proposal_id = actions.carry_out(by=first, asked=replace(asked(), amount=Money(minor, CAD)))
        assert (proposal_id is not None) is waits, minor
    foreign = replace(asked(), amount=Money(1, Currency.of("EUR")))
    assert actions.carry_out(by=first, asked=foreign) is not None


def test_the_first_does_not_decide_and_the_second_does_not_withdraw(governed: Acting, done: Done) -> None:
    first, second = officer(governed), officer(governed)
    proposal_id = propose(first)
    with pytest.raises(errors.OwnProposal):
        actions.approve_proposal(by=first, proposal_id=proposal_id)
    with pytest.raises(errors.OwnProposal):
        actions.refuse_proposal(by=replace(first, reason="no"), proposal_id=proposal_id)
    with pytest.raises(errors.NotOwnProposal):
        actions.withdraw_proposal(by=second, proposal_id=proposal_id)
    with pytest.raises(errors.ProposalReasonMissing):
        actions.refuse_proposal(by=second, proposal_id=proposal_id)
    assert (done, end_of(governed, proposal_id)) == ([], None)
    actions.withdraw_proposal(by=first, proposal_id=proposal_id)
    with pytest.raises(errors.ProposalDecided):
        actions.approve_proposal(by=second, proposal_id=proposal_id)
    refused = propose(first)
    actions.refuse_proposal(by=replace(second, reason="not now"), proposal_id=refused)
    end = end_of(governed, refused)
    assert end is not None
    assert (end.outcome, end.reason) == (ProposalOutcome.REFUSED, "not now")
    assert done == []


def test_both_need_the_right_and_a_name(governed: Acting, done: Done) -> None:
    first, teller = officer(governed), officer(governed, OfficeKind.TELLER)
    with pytest.raises(errors.NotAllowed):
        actions.carry_out(by=teller, asked=asked())
    with pytest.raises(errors.ProposerUnknown):
        actions.carry_out(by=governed, asked=asked())
    proposal_id = propose(first)
    with pytest.raises(errors.NotAllowed):
        actions.approve_proposal(by=teller, proposal_id=proposal_id)
    with pytest.raises(errors.OwnProposal):
        actions.approve_proposal(by=governed, proposal_id=proposal_id)
    assert done == []


def test_an_act_that_refuses_goes_on_waiting(governed: Acting, done: Done) -> None:
    first, second = officer(governed), officer(governed)
    proposal_id = propose(first, asked(full=True))
    with pytest.raises(ShelfFull):
        actions.approve_proposal(by=second, proposal_id=proposal_id)
    assert end_of(governed, proposal_id) is None
    assert done == []


def test_a_key_is_for_one_act(governed: Acting, done: Done) -> None:
    first = officer(governed)
    what = asked()
    propose(first, what)
    with pytest.raises(errors.ProposalKeyReused):
        actions.carry_out(by=first, asked=replace(what, facts={"shares": 9}))
    with inside(governed.cooperative_id), pytest.raises(errors.ProposalNotFound):
        queries.proposal(proposal_id=uuid4())
    with pytest.raises(errors.ProposalNotFound):
        actions.approve_proposal(by=first, proposal_id=uuid4())
    assert done == []
