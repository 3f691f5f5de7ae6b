"""The questions and verbs of this room, as programs ask them."""

from __future__ import annotations

from typing import Final

from rochdale.web.api import Routes

ROUTES: Final = Routes("assembly")
