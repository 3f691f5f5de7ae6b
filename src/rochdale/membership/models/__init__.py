"""Who is who: sign-ins (one for all cooperatives), persons, members, and which doors a sign-in opens."""

from rochdale.membership.models.departures import Departure, DepartureCause, DepartureStep, DepartureStepKind
from rochdale.membership.models.persons import NameWord, Person, PersonKind
from rochdale.membership.models.register import Member, MemberClass
from rochdale.membership.models.sign_ins import Door, SignIn, SignInManager
from rochdale.membership.models.tokens import AccessToken

__all__ = [
    "AccessToken",
    "Departure",
    "DepartureCause",
    "DepartureStep",
    "DepartureStepKind",
    "Door",
    "Member",
    "MemberClass",
    "NameWord",
    "Person",
    "PersonKind",
    "SignIn",
    "SignInManager",
]
