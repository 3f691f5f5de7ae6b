"""The register, the ways into it and out of it, and what is kept of a person, as programs ask for them."""

from rochdale.membership.api import application_papers, following, previews
from rochdale.membership.api.applications import ROUTES as APPLICATIONS
from rochdale.membership.api.consents import ROUTES as CONSENTS
from rochdale.membership.api.corrections import ROUTES as CORRECTIONS
from rochdale.membership.api.departures import ROUTES as DEPARTURES
from rochdale.membership.api.files import ROUTES as FILES
from rochdale.membership.api.joining import ROUTES as JOINING
from rochdale.membership.api.letters import ROUTES as LETTERS
from rochdale.membership.api.lists import ROUTES as LISTS
from rochdale.membership.api.register import ROUTES as REGISTER
from rochdale.membership.api.retention import ROUTES as RETENTION
from rochdale.membership.api.standing import ROUTES as STANDING

ROUTES = (
    REGISTER,
    STANDING,
    JOINING,
    APPLICATIONS,
    DEPARTURES,
    LETTERS,
    CONSENTS,
    FILES,
    CORRECTIONS,
    RETENTION,
    LISTS,
)

__all__ = ["ROUTES", "application_papers", "following", "previews"]
