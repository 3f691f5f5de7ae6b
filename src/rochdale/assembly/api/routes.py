"""Where the questions and verbs of this room are said."""

from typing import Final

from rochdale.web.api import Routes

ROUTES: Final = Routes("assembly")
