"""What of capital holds a person's particulars here: shares, and what is owed on them."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from rochdale.capital.queries.holdings import holdings
from rochdale.membership.queries import Obstacle


def shares_held(person_id: UUID, on: date) -> list[Obstacle]:
    """Whether the person holds a share, or owes on one."""
    held = holdings(holder_ids=[person_id], on=on)
    return [Obstacle("shares_held", _("the person holds shares, or owes on some"))] if held else []
