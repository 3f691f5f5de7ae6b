"""Who is who: sign-ins (one for all cooperatives), persons, members, and which doors a sign-in opens."""

from rochdale.membership.models.departures import Departure, DepartureCause, DepartureStep, DepartureStepKind
from rochdale.membership.models.persons import NameWord, Person, PersonKind
from rochdale.membership.models.register import Member, MemberClass, OldEnding
from rochdale.membership.models.sign_ins import Door, SignIn, SignInManager

__all__ = [
    "Departure",
    "DepartureCause",
    "DepartureStep",
    "DepartureStepKind",
    "Door",
    "Member",
    "MemberClass",
    "NameWord",
    "OldEnding",
    "Person",
    "PersonKind",
    "SignIn",
    "SignInManager",
]
