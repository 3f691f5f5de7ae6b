"""The ways the register can refuse. Each refusal says what was wrong; nothing was written."""

from rochdale.membership.errors.base import MembershipRefusal
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
from rochdale.membership.errors.persons import NameMissing, PersonNotFound, SourceKeyTaken
from rochdale.membership.errors.register import (
    AlreadyMember,
    LeavesBeforeJoining,
    LeavesInFuture,
    MemberNotFound,
    MemberNumberTaken,
    MembershipEnded,
)
from rochdale.membership.errors.sign_ins import (
    AddressLinkSpent,
    EmailMalformed,
    NoSignIn,
    SignInGivenAlready,
    SignInOfAnother,
)
from rochdale.membership.errors.tokens import (
    TokenBeyondOffice,
    TokenNameMissing,
    TokenNotFound,
    TokenScopeEmpty,
    TokenTermImpossible,
    TokenWithoutFactor,
    TooManyTokens,
)

__all__ = [
    "AddressLinkSpent",
    "AlreadyMember",
    "DepartureNotFound",
    "DepartureUnderWay",
    "EmailMalformed",
    "GroundNotInBylaws",
    "LeavesBeforeJoining",
    "LeavesInFuture",
    "MemberNotFound",
    "MemberNumberTaken",
    "MembershipEnded",
    "MembershipRefusal",
    "NameMissing",
    "NoSignIn",
    "NoticeTooShort",
    "OwnDeparture",
    "PersonNotFound",
    "SignInGivenAlready",
    "SignInOfAnother",
    "SourceKeyTaken",
    "StepOutOfOrder",
    "TokenBeyondOffice",
    "TokenNameMissing",
    "TokenNotFound",
    "TokenScopeEmpty",
    "TokenTermImpossible",
    "TokenWithoutFactor",
    "TooEarly",
    "TooLate",
    "TooManyTokens",
    "VotesImpossible",
    "WordsMissing",
]
