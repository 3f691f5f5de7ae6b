"""What every refusal of the register is."""

from __future__ import annotations

from rochdale.web.errors import SpokenRefusal


class MembershipRefusal(SpokenRefusal):
    """A refusal of the register."""
