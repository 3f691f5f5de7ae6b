"""The ways the register can refuse. Each refusal says what was wrong; nothing was written."""

from rochdale.membership.errors.base import MembershipRefusal
from rochdale.membership.errors.consents import ConsentNotGiven
from rochdale.membership.errors.departures import (
    DepartureNotFound,
    DepartureUnderWay,
    GroundNotInBylaws,
    NoticeTooShort,
    OwnDeparture,
    StepOutOfOrder,
    TooEarly,
    TooLate,
    VotesImpossible,
    WordsMissing,
)
from rochdale.membership.errors.letters import LetterNotForPaper, LetterNotFound
from rochdale.membership.errors.persons import NameMissing, PersonNotFound, SourceKeyTaken
from rochdale.membership.errors.register import (
    AlreadyMember,
    LeavesBeforeJoining,
    LeavesInFuture,
    MemberNotFound,
    MemberNumberTaken,
    MembershipEnded,
)
from rochdale.membership.errors.requests import (
    CounterConsentMissing,
    NothingAskedFor,
    OwnRequest,
    RequestDecided,
    RequestNotFound,
    RequestWaiting,
)
from rochdale.membership.errors.sign_ins import (
    AddressLinkSpent,
    EmailMalformed,
    NoSignIn,
    SignInGivenAlready,
    SignInOfAnother,
)

__all__ = [
    "AddressLinkSpent",
    "AlreadyMember",
    "ConsentNotGiven",
    "CounterConsentMissing",
    "DepartureNotFound",
    "DepartureUnderWay",
    "EmailMalformed",
    "GroundNotInBylaws",
    "LeavesBeforeJoining",
    "LeavesInFuture",
    "LetterNotForPaper",
    "LetterNotFound",
    "MemberNotFound",
    "MemberNumberTaken",
    "MembershipEnded",
    "MembershipRefusal",
    "NameMissing",
    "NoSignIn",
    "NothingAskedFor",
    "NoticeTooShort",
    "OwnDeparture",
    "OwnRequest",
    "PersonNotFound",
    "RequestDecided",
    "RequestNotFound",
    "RequestWaiting",
    "SignInGivenAlready",
    "SignInOfAnother",
    "SourceKeyTaken",
    "StepOutOfOrder",
    "TooEarly",
    "TooLate",
    "VotesImpossible",
    "WordsMissing",
]
