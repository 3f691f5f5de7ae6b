"""Members for rolls: one in each way to have a vote in a meeting of 16 December 2026, or to have none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from assembly.meeting_cases import SITTING, acting, draft
from rochdale.assembly import actions, queries
from rochdale.assembly.actions import MeetingDraft
from rochdale.assembly.checks import CHECKS
from rochdale.assembly.queries import RollLineSeen, RollSeen
from rochdale.audit.checks import differences
from rochdale.cooperatives import actions as cooperatives
from rochdale.cooperatives.queries import OfficeKind, Tier
from rochdale.kernel.acting import Acting
from rochdale.membership import actions as membership
from rochdale.membership import queries as register
from rochdale.membership.actions import MemberClass, Newcomer, Particulars, PersonKind
from rochdale.tenancy.actions import inside

HELD_ON, RECORD_DATE = date(2026, 12, 16), date(2026, 11, 20)
LONG_AGO = date(1999, 3, 1)
ANNE, LUC, ZOE, MARC, THEATRE, CHOIR, MILL, JULES = range(1, 9)
_ORGANIZATION = PersonKind.ORGANIZATION
PEOPLE = (
    Newcomer(Particulars("Tremblay", "Anne"), LONG_AGO),
    Newcomer(Particulars("Gagnon", "Luc"), date(2026, 11, 1)),  # too recent
    Newcomer(
        Particulars("Petit", "Zoé", birth_date=date(2010, 1, 1)), LONG_AGO.replace(year=2020)
    ),  # a minor
    Newcomer(Particulars("Roy", "Marc"), LONG_AGO, MemberClass.AUXILIARY),
    Newcomer(Particulars("Théâtre du Fleuve", kind=_ORGANIZATION), LONG_AGO),  # nobody stands for it
    Newcomer(Particulars("Chorale du Moulin", kind=_ORGANIZATION), LONG_AGO),  # Rose does
    Newcomer(Particulars("Le Vieux Moulin", kind=_ORGANIZATION), LONG_AGO),  # Anne does, a full member
    # Of age on the day of the meeting, not yet on the record date.
    Newcomer(Particulars("Fortin", "Jules", birth_date=date(2008, 12, 16)), LONG_AGO.replace(year=2020)),
)


def founded(slug: str, tier: Tier = Tier.PRIMARY, people: Sequence[Newcomer] = PEOPLE) -> Acting:
    """The program in an institution of its own, under by-laws that held since it was founded, with its members."""
    by = acting()
    cooperatives.found_cooperative(
        by=by, slug=slug, name=f"Caisse {slug}", tier=tier, currency="CAD", languages=["fr", "en"],
        time_zone="America/Toronto", holidays="CA-QC", founded_on=date(1990, 1, 2),
    )  # fmt: skip
    cooperatives.adopt_pack(by=by, pack="quebec-caisse", effective_from=date(1990, 1, 2))
    membership.register_members(by=by, newcomers=people)
    if people is PEOPLE:
        rose = membership.add_persons(by=by, particulars=[Particulars("Bois", "Rose")])[0]
        membership.name_representative(by=by, member_number=CHOIR, from_on=LONG_AGO, person_id=rose)
        anne = person_of(by, ANNE)
        membership.name_representative(by=by, member_number=MILL, from_on=LONG_AGO, person_id=anne)
    return later(by, minutes=10)


CAISSES = [
    Newcomer(Particulars(f"Caisse {name}", kind=PersonKind.COOPERATIVE), LONG_AGO)
    for name in ("du Nord", "du Sud", "de l’Est", "de l’Ouest", "du Centre")
]


def federation(slug: str) -> Acting:
    """The program in a federation of five caisses, of which the last has no delegate."""
    by = founded(slug, Tier.FEDERATION, CAISSES)
    for number in range(1, 5):
        membership.name_representative(
            by=by, member_number=number, from_on=LONG_AGO, particulars=Particulars(f"Delegate {number}")
        )
    return later(by, minutes=10)


def later(by: Acting, *, days: int = 0, minutes: int = 0) -> Acting:
    return replace(by, on=by.on + timedelta(days=days), at=by.at + timedelta(days=days, minutes=minutes))


def person_of(by: Acting, number: int) -> UUID:
    with inside(by.cooperative_id):
        return register.member(number=number).person_id


def member(by: Acting, number: int) -> Acting:
    """A member who acts."""
    return replace(by, person_id=person_of(by, number), authority=f"member {number}")


def officer(by: Acting, office: OfficeKind = OfficeKind.SECRETARY, person_id: UUID | None = None) -> Acting:
    """Somebody in an office."""
    who = person_id or membership.add_persons(by=by, particulars=[Particulars(office.value)])[0]
    cooperatives.appoint(by=by, person_id=who, office=office)
    return replace(by, person_id=who, authority=office.value)


def plan(held_on: date = HELD_ON, record_date: date = RECORD_DATE) -> MeetingDraft:
    starts_at = datetime(held_on.year, held_on.month, held_on.day, 18, tzinfo=UTC)
    return replace(draft(), record_date=record_date, sittings=(replace(SITTING, starts_at=starts_at),))


def drawn(by: Acting, held_on: date = HELD_ON, record_date: date = RECORD_DATE) -> int:
    """The number of a meeting whose roll is drawn."""
    number = actions.draft_meeting(by=by, draft=plan(held_on, record_date))
    actions.draw_roll(by=by, number=number)
    return number


def seen(by: Acting, number: int) -> RollSeen:
    with inside(by.cooperative_id):
        return queries.roll(number)


def lines(by: Acting, number: int) -> dict[int, RollLineSeen]:
    """What holds, by member number."""
    with inside(by.cooperative_id):
        found = queries.roll_lines(queries.roll(number).id, limit=200)
    return {line.number: line for line in found.lines}


def reasons(by: Acting, number: int) -> dict[int, list[str]]:
    """Why the members of a roll who have no vote have none, by number."""
    return {
        each.number: [why.value for why in each.reasons]
        for each in lines(by, number).values()
        if each.reasons
    }


def found_wrong(by: Acting) -> list[str]:
    return [each.invariant for each in differences(by.cooperative_id, CHECKS)]
