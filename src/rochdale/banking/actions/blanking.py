"""What of banking goes with a person's particulars: the reasons of large operations on the person's accounts."""

from __future__ import annotations

from uuid import UUID

from rochdale.kernel.acting import Acting
from rochdale.tenancy.queries import rows


def blank_operations(_by: Acting, person_id: UUID, _act_id: UUID) -> None:
    """Put a dash in place of the reasons of operations that took two, and of what was decided on them (rule V-5).

    For membership, which calls it once it has blanked the person: the database refuses it before (INV-63). Amounts,
    days, and who asked and decided stay.
    """
    rows("banking", "blank_operations.sql", {"person_id": person_id})
