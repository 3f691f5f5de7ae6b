"""What programs ask of this room, and what they do in it."""

from rochdale.assembly.api import elections, follow_ups, mandates, resolutions
from rochdale.assembly.api.routes import ROUTES

__all__ = ["ROUTES", "elections", "follow_ups", "mandates", "resolutions"]
