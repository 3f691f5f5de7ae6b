"""What the actions on one membership begin with: who may, and the line that it is about."""

from __future__ import annotations

from uuid import UUID

from rochdale.cooperatives import queries as cooperatives
from rochdale.cooperatives.errors import OwnMatter
from rochdale.cooperatives.queries import Permission
from rochdale.kernel.acting import Acting
from rochdale.membership import errors
from rochdale.membership.models import Member


def authorise(by: Acting, permission: Permission, *person_ids: UUID) -> None:
    """Refuse unless an office of the acting person allows it, in the matter of another (INV-28).

    The program itself acts under the standing order that it names. Raises NotAllowed, OwnMatter.
    """
    if by.person_id is None:
        return
    if by.person_id in person_ids:
        raise OwnMatter(person_id=by.person_id)
    cooperatives.require(by.person_id, permission, by.on)


def locked_line(number: int) -> Member:
    """The line of a member, locked until the transaction ends. Raises MemberNotFound, MembershipEnded."""
    found = Member.objects.select_for_update(no_key=True)
    line = found.filter(number=number).first() if 0 < number < 2**63 else None
    if line is None:
        raise errors.MemberNotFound(number=number)
    if line.left_on is not None:
        raise errors.MembershipEnded(number=number, left_on=line.left_on)
    return line
