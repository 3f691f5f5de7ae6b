"""Extracts of the register of shares: who took one, of what, as of which day."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from rochdale.audit import actions as audit
from rochdale.cooperatives import queries as cooperatives
from rochdale.cooperatives.queries import Permission
from rochdale.kernel.acting import Acting
from rochdale.tenancy.actions import inside


def record_extract(*, by: Acting, paper: str, as_of: date, file_format: str) -> UUID:
    """Write down that somebody took a paper of the share register away (rule Q-47). Raises NotAllowed."""
    with inside(by.cooperative_id):
        if by.person_id is not None:
            cooperatives.require(by.person_id, Permission.VIEW_CAPITAL, by.on)
        facts = {"paper": paper, "as_of": as_of.isoformat(), "format": file_format}
        deed = audit.Deed("capital.extract", "register", None, cooperatives.bylaw_version(by.on), facts)
        return audit.record(by=by, deed=deed)
