"""Questions to the register. Everything comes back as frozen values; rows stay in this room."""

from rochdale.membership.models import DepartureCause, DepartureStepKind, MemberClass, PersonKind
from rochdale.membership.queries.departures import (
    DepartureFile,
    DepartureLine,
    TakenStep,
    departure,
    departure_under_way,
    departures_under_way,
)
from rochdale.membership.queries.doors import EnteredPerson, OpenDoor, doors_of, entered_by
from rochdale.membership.queries.names import folded, sorting_name
from rochdale.membership.queries.particulars import Particulars
from rochdale.membership.queries.persons import (
    PersonFile,
    names_of,
    person,
    person_by_source,
    persons_by_source,
)
from rochdale.membership.queries.register import (
    MemberFile,
    MemberLine,
    RegisterPage,
    is_number_taken,
    member,
    member_of,
    members_at,
    register,
)
from rochdale.membership.queries.security import (
    OpenSession,
    SecondFactor,
    SecondFactors,
    newest_second_factor,
    open_sessions,
    second_factors,
)
from rochdale.membership.queries.tokens import EnteredByToken, TokenFacts, entered_by_token, tokens_of

__all__ = [
    "DepartureCause",
    "DepartureFile",
    "DepartureLine",
    "DepartureStepKind",
    "EnteredByToken",
    "EnteredPerson",
    "MemberClass",
    "MemberFile",
    "MemberLine",
    "OpenDoor",
    "OpenSession",
    "Particulars",
    "PersonFile",
    "PersonKind",
    "RegisterPage",
    "SecondFactor",
    "SecondFactors",
    "TakenStep",
    "TokenFacts",
    "departure",
    "departure_under_way",
    "departures_under_way",
    "doors_of",
    "entered_by",
    "entered_by_token",
    "folded",
    "is_number_taken",
    "member",
    "member_of",
    "members_at",
    "names_of",
    "newest_second_factor",
    "open_sessions",
    "person",
    "person_by_source",
    "persons_by_source",
    "register",
    "second_factors",
    "sorting_name",
    "tokens_of",
]
