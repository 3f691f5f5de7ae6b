"""The routes of meetings and votes: questions and verbs may stand at one address."""

from rochdale.web.api import Routes

ROUTES = Routes("assembly")
# Below no cooperative: who looks up a number need not know of which vote it is.
LOOKUP = Routes("vote")
