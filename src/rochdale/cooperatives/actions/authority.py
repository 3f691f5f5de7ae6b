"""The first two beats of every action here: who may, and one act of government after the other."""

from __future__ import annotations

from rochdale.cooperatives import models, queries
from rochdale.cooperatives.errors import CooperativeNotFound
from rochdale.cooperatives.queries import Permission
from rochdale.kernel.acting import Acting


def authorise(by: Acting, permission: Permission) -> None:
    """Refuse unless an office of the acting person carries the permission that day. Raises NotAllowed.

    The program itself (no person: an import, a founding) acts under the standing order that it names.
    """
    if by.person_id is not None:
        queries.require(by.person_id, permission, by.on)


def lock(by: Acting) -> models.Cooperative:
    """Take the cooperative's own line until the transaction ends. Raises CooperativeNotFound."""
    row = models.Cooperative.objects.select_for_update(no_key=True).filter(id=by.cooperative_id).first()
    if row is None:
        raise CooperativeNotFound(cooperative=str(by.cooperative_id))
    return row
