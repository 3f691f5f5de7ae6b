"""Acting for a member at the counter: what the member could do alone, done by an officer with consent on file."""

from __future__ import annotations

from dataclasses import replace
from typing import Final
from uuid import UUID

from rochdale.audit import actions as audit
from rochdale.cooperatives import queries as cooperatives
from rochdale.cooperatives.errors import NotAllowed
from rochdale.cooperatives.queries import Permission
from rochdale.kernel.acting import Acting
from rochdale.membership import errors
from rochdale.membership.models import Assistance, Consent, ConsentPurpose
from rochdale.tenancy.actions import inside, new_id

# The offices behind a counter; who decides for the cooperative does not for that reason speak for a member.
AT_COUNTER: Final = (Permission.MANAGE_REGISTER, Permission.PREPARE_APPLICATIONS)


def require_own_or_assisted(*, by: Acting, person_id: UUID, verb: str) -> None:
    """Let a person act in own matters, or an officer at the counter for that person, who consented (INV-64).

    An officer's doing is written down beside the act that follows, in the same transaction. The program itself
    acts under its standing order. Raises NotAllowed, CounterConsentMissing.
    """
    if by.person_id is None or by.person_id == person_id:
        return
    if by.for_person_id != person_id:
        raise NotAllowed(person_id=by.person_id, permission=Permission.MANAGE_REGISTER.value, on=by.on)
    with inside(by.cooperative_id):
        allowed = cooperatives.permissions_of(by.person_id, by.on)
        if allowed.isdisjoint(AT_COUNTER):
            raise NotAllowed(person_id=by.person_id, permission=Permission.MANAGE_REGISTER.value, on=by.on)
        act_for(by=by, person_id=person_id, verb=verb)


def act_for(*, by: Acting, person_id: UUID, verb: str) -> None:
    """Write down that an officer, whose right the caller has asked for, does for a person what that person could do.

    In the transaction of the act that follows, and only with the consent of the person on file (INV-64). `verb` is one
    of `queries.CounterDeed`. Raises CounterConsentMissing.
    """
    assert by.person_id is not None
    acting = replace(by, for_person_id=person_id)
    with inside(by.cooperative_id):
        said = Consent.objects.filter(person_id=person_id, purpose=ConsentPurpose.ACTS_AT_COUNTER)
        last = said.order_by("-place").first()
        if last is None or not last.is_given:
            raise errors.CounterConsentMissing
        deed = audit.Deed("membership.act_at_counter", "person", person_id, facts={"verb": verb})
        Assistance(
            id=new_id(by.at),
            cooperative_id=by.cooperative_id,
            person_id=person_id,
            officer_id=by.person_id,
            consent_id=last.id,
            verb=verb,
            on_date=by.on,
            at=by.at,
            act_id=audit.record(by=acting, deed=deed),
        ).save(force_insert=True)
