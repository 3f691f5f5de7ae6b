"""What every refusal of this room is."""

from rochdale.web.errors import SpokenRefusal


class CooperativesRefusal(SpokenRefusal):
    """A refusal of this room."""
