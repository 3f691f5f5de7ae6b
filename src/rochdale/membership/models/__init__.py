"""Who is who: sign-ins (one for all cooperatives), persons, members, and which doors a sign-in opens."""

from rochdale.membership.models.applications import (
    Application,
    ApplicationDocument,
    ApplicationDraft,
    ApplicationLink,
    ApplicationMatch,
    ApplicationStep,
    ApplicationStepKind,
    DocumentKind,
    MatchVerdict,
)
from rochdale.membership.models.consents import Consent, ConsentPurpose, ConsentWay
from rochdale.membership.models.dated import EVER, MemberVersion, PersonVersion
from rochdale.membership.models.departures import (
    Departure,
    DepartureCause,
    DepartureStep,
    DepartureStepKind,
)
from rochdale.membership.models.file_views import FilePart, FileView
from rochdale.membership.models.letters import (
    Channel,
    DeliveryFault,
    DeliveryOutcome,
    Letter,
    LetterDelivery,
)
from rochdale.membership.models.persons import (
    BLANKED_NAME,
    NameWord,
    Person,
    PersonKind,
)
from rochdale.membership.models.register import (
    JoiningCause,
    Member,
    MemberClass,
    OldEnding,
)
from rochdale.membership.models.requests import Assistance, NameRequest, RequestOutcome
from rochdale.membership.models.sign_ins import Door, SignIn, SignInManager
from rochdale.membership.models.standing import (
    Guardian,
    Representative,
    Right,
    Suspension,
)
from rochdale.membership.models.tokens import AccessToken

__all__ = [
    "BLANKED_NAME",
    "EVER",
    "AccessToken",
    "Application",
    "ApplicationDocument",
    "ApplicationDraft",
    "ApplicationLink",
    "ApplicationMatch",
    "ApplicationStep",
    "ApplicationStepKind",
    "Assistance",
    "Channel",
    "Consent",
    "ConsentPurpose",
    "ConsentWay",
    "DeliveryFault",
    "DeliveryOutcome",
    "Departure",
    "DepartureCause",
    "DepartureStep",
    "DepartureStepKind",
    "DocumentKind",
    "Door",
    "FilePart",
    "FileView",
    "Guardian",
    "JoiningCause",
    "Letter",
    "LetterDelivery",
    "MatchVerdict",
    "Member",
    "MemberClass",
    "MemberVersion",
    "NameRequest",
    "NameWord",
    "OldEnding",
    "Person",
    "PersonKind",
    "PersonVersion",
    "Representative",
    "RequestOutcome",
    "Right",
    "SignIn",
    "SignInManager",
    "Suspension",
]
