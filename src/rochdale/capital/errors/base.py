"""What every refusal of this room has in common."""

from __future__ import annotations

from rochdale.web.errors import SpokenRefusal


class CapitalRefusal(SpokenRefusal):
    """A refusal of the share register."""
