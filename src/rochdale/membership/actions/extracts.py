"""Handing out a list of members: said what for, and written down (rule V-8)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from rochdale.audit import actions as audit
from rochdale.cooperatives.queries import Permission
from rochdale.kernel.acting import Acting
from rochdale.membership import errors
from rochdale.membership.actions.lines import authorise
from rochdale.membership.queries import ListKind
from rochdale.tenancy.actions import inside


def record_extract(
    *, by: Acting, kind: ListKind, first: date, last: date, lines: int, form: str, purpose: str
) -> None:
    """Write down that a list was handed out: which, of which days, how many lines, to whom and what for.

    `first` and `last` are the same for a list of one day; `form` is "csv", "pdf" or "json". Raises NotAllowed,
    PurposeMissing.
    """
    if not purpose.strip():
        raise errors.PurposeMissing
    with inside(by.cooperative_id):
        authorise(by, Permission.VIEW_REGISTER)
        facts = {
            "list": kind.value,
            "first": first.isoformat(),
            "last": last.isoformat(),
            "lines": lines,
            "form": form,
        }
        deed = audit.Deed("membership.hand_out_list", "cooperative", by.cooperative_id, facts=facts)
        audit.record(by=replace(by, reason=purpose.strip()), deed=deed)
