"""The routes of shares: questions and verbs may stand at one address."""

from rochdale.web.api import Routes

ROUTES = Routes("capital")
