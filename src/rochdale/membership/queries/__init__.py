"""Questions to the register. Everything comes back as frozen values; rows stay in this room."""

from rochdale.membership.models import (
    Channel,
    DeliveryFault,
    DeliveryOutcome,
    DepartureCause,
    DepartureStepKind,
    MemberClass,
    PersonKind,
)
from rochdale.membership.queries.departing import GROUND_WORDS
from rochdale.membership.queries.departures import (
    DepartureFile,
    DepartureLine,
    TakenStep,
    departure,
    departure_under_way,
    departures_under_way,
)
from rochdale.membership.queries.doors import EnteredPerson, OpenDoor, doors_of, entered_by
from rochdale.membership.queries.letters import (
    Delivery,
    LetterFile,
    LetterLine,
    LetterPage,
    letter,
    letters_for_paper,
    letters_of,
    takes_electronic_letters,
)
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

__all__ = [
    "GROUND_WORDS",
    "Channel",
    "Delivery",
    "DeliveryFault",
    "DeliveryOutcome",
    "DepartureCause",
    "DepartureFile",
    "DepartureLine",
    "DepartureStepKind",
    "EnteredPerson",
    "LetterFile",
    "LetterLine",
    "LetterPage",
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
    "departure",
    "departure_under_way",
    "departures_under_way",
    "doors_of",
    "entered_by",
    "folded",
    "is_number_taken",
    "letter",
    "letters_for_paper",
    "letters_of",
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
    "takes_electronic_letters",
]
