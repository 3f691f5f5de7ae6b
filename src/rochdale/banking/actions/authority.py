"""Whether the person who acts may do so: asked again at the moment of the act, under the act's own date."""

from __future__ import annotations

from rochdale.cooperatives import queries as cooperatives
from rochdale.cooperatives.queries import Permission
from rochdale.kernel.acting import Acting


def require(by: Acting, permission: Permission) -> None:
    """Let the act go on if one of the person's offices allows it; the program itself acts under its order.

    Asked inside a cooperative. Raises NotAllowed.
    """
    if by.person_id is not None:
        cooperatives.require(by.person_id, permission, by.on)
