"""Admission takes effect on payment: the register and the shares move together, or neither does (rules Q-11, Q-12)."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from rochdale.capital import errors
from rochdale.capital.actions.authority import require
from rochdale.capital.actions.classes import QUALIFYING
from rochdale.capital.actions.issues import Issue, issue_shares
from rochdale.capital.models import DecidingOrgan
from rochdale.capital.queries import admission_cost
from rochdale.kernel.acting import Acting
from rochdale.ledger import queries as books
from rochdale.membership import actions as membership
from rochdale.membership import queries as register
from rochdale.membership.actions import Registered
from rochdale.membership.queries import ApplicationFile, ApplicationStepKind
from rochdale.money.amount import Money
from rochdale.tenancy.actions import inside


@dataclass(frozen=True, slots=True)
class Admitted:
    """Somebody who became a member by paying; `again` where the same key had answered before."""

    person_id: UUID
    number: int
    entry_id: UUID
    again: bool = False


def pay_admission(
    *, by: Acting, key: str, application_id: UUID, paid: Money, from_account_id: UUID
) -> Admitted:
    """Take in the qualifying shares of an accepted application, and register the member, in one transaction.

    `paid` is their whole cost, or a first part within the instalments that the by-laws allow and that were asked
    for. Repeating a key answers as before. Raises NotAllowed (permission post_deposit or manage_capital),
    InstalmentImpossible, ShareKeyReused, and whatever `register_applicant`, issuing and posting refuse.
    """
    with inside(by.cooperative_id):
        require(by, at_counter=True)
        membership.hold_application(application_id=application_id)
        known = books.entry_by_key(by.cooperative_id, f"capital:{key}")
        found = register.application(application_id=application_id)
        if known is not None:
            return _as_before(key, known, found)
        _refuse_part(found, paid)

        def issue(line: Registered) -> UUID:
            asked = Issue(
                key=key,
                holder_id=line.person_id,
                code=QUALIFYING,
                quantity=found.shares,
                paid=paid,
                from_account_id=from_account_id,
                organ=DecidingOrgan.BOARD if found.is_with_board else DecidingOrgan.OFFICER,
            )
            return issue_shares(by=by, issues=[asked])[0].entry_id

        line = membership.register_applicant(by=by, application_id=application_id, pay=issue)
        done = register.application(application_id=application_id)
        assert done.last.entry_id is not None
        return Admitted(line.person_id, line.number, done.last.entry_id)


def _as_before(key: str, entry_id: UUID, found: ApplicationFile) -> Admitted:
    last = found.last
    if last.kind is not ApplicationStepKind.REGISTERED or last.entry_id != entry_id:
        raise errors.ShareKeyReused(key=key)
    assert found.person_id is not None
    assert found.member_number is not None
    return Admitted(found.person_id, found.member_number, entry_id, again=True)


def _refuse_part(found: ApplicationFile, paid: Money) -> None:
    """No less at once than the instalments that were asked for make it."""
    least, most = admission_cost(shares=found.shares, instalments=found.instalments)
    if paid.currency != most.currency or not least.minor <= paid.minor <= most.minor:
        raise errors.InstalmentImpossible(least=least, most=most)
