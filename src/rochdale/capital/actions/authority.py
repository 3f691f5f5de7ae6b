"""Whether the person who acts may move shares: asked again at the moment of the act."""

from __future__ import annotations

from rochdale.cooperatives import queries as cooperatives
from rochdale.cooperatives.queries import Permission
from rochdale.kernel.acting import Acting


def require(by: Acting, *, at_counter: bool = False) -> None:
    """Let the act go on if an office carries manage_capital, or at the counter post_deposit. Raises NotAllowed.

    The program itself (no person: a founding, an import) acts under the standing order that it names.
    """
    if by.person_id is None:
        return
    allowed = cooperatives.permissions_of(by.person_id, by.on)
    if at_counter and Permission.POST_DEPOSIT in allowed:
        return
    cooperatives.require(by.person_id, Permission.MANAGE_CAPITAL, by.on)
