"""The ways this room can refuse. Each says what was wrong; nothing has changed when one is raised."""

from rochdale.cooperatives.errors.base import CooperativesRefusal
from rochdale.cooperatives.errors.bylaws import (
    BylawBackdated,
    BylawNotInForce,
    BylawNotYetAdopted,
    BylawsFaulty,
    PackNotFound,
    PackOfOtherCurrency,
)
from rochdale.cooperatives.errors.institutions import (
    BusinessDateNotLater,
    CooperativeExists,
    CooperativeNotFound,
    FoundedLater,
    HolidaysUnknown,
    LanguagesUnknown,
    NameMissing,
    NotABusinessDay,
    SlugMalformed,
    SlugReserved,
    SlugTaken,
    TimeZoneUnknown,
)
from rochdale.cooperatives.errors.offices import (
    NotAllowed,
    OfficeAlreadyEnded,
    OfficeAlreadyHeld,
    OfficeBackdated,
    OfficeForOneself,
    OfficeNotFound,
    OfficesIncompatible,
    TermEmpty,
)
from rochdale.cooperatives.errors.visits import OtherHat, OwnMatter, SignInStale

__all__ = [
    "BusinessDateNotLater",
    "BylawBackdated",
    "BylawNotInForce",
    "BylawNotYetAdopted",
    "BylawsFaulty",
    "CooperativeExists",
    "CooperativeNotFound",
    "CooperativesRefusal",
    "FoundedLater",
    "HolidaysUnknown",
    "LanguagesUnknown",
    "NameMissing",
    "NotABusinessDay",
    "NotAllowed",
    "OfficeAlreadyEnded",
    "OfficeAlreadyHeld",
    "OfficeBackdated",
    "OfficeForOneself",
    "OfficeNotFound",
    "OfficesIncompatible",
    "OtherHat",
    "OwnMatter",
    "PackNotFound",
    "PackOfOtherCurrency",
    "SignInStale",
    "SlugMalformed",
    "SlugReserved",
    "SlugTaken",
    "TermEmpty",
    "TimeZoneUnknown",
]
