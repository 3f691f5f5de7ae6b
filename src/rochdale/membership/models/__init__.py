"""Who is who: sign-ins (one for all cooperatives), persons, members, and which doors a sign-in opens."""

from rochdale.membership.models.dated import EVER, MemberVersion, PersonVersion
from rochdale.membership.models.departures import (
    Departure,
    DepartureCause,
    DepartureStep,
    DepartureStepKind,
)
from rochdale.membership.models.persons import NameWord, Person, PersonKind
from rochdale.membership.models.register import JoiningCause, Member, MemberClass
from rochdale.membership.models.sign_ins import Door, SignIn, SignInManager
from rochdale.membership.models.standing import (
    Guardian,
    Representative,
    Right,
    Suspension,
)
from rochdale.membership.models.tokens import AccessToken

__all__ = [
    "EVER",
    "AccessToken",
    "Departure",
    "DepartureCause",
    "DepartureStep",
    "DepartureStepKind",
    "Door",
    "Guardian",
    "JoiningCause",
    "Member",
    "MemberClass",
    "MemberVersion",
    "NameWord",
    "Person",
    "PersonKind",
    "PersonVersion",
    "Representative",
    "Right",
    "SignIn",
    "SignInManager",
    "Suspension",
]
