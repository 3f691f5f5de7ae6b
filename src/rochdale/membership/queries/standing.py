"""Questions about who stands for whom, and whose rights are suspended. Asked inside a cooperative."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import F, Q
from django.db.models.functions import Coalesce

from rochdale.cooperatives.queries import bylaw_or_none
from rochdale.kernel.calendar import months_after
from rochdale.membership.errors import SuspensionNotFound
from rochdale.membership.models import Guardian, Member, Person, Representative, Right, Suspension
from rochdale.membership.queries.persons import names_of

AGE_OF_MAJORITY_YEARS = 18  # where the by-laws say nothing


@dataclass(frozen=True, slots=True)
class StandingFor:
    """A person who stands for a member from `from_on` up to, but not on, `ends_on` (None: until further notice)."""

    id: UUID
    person_id: UUID
    name: str
    from_on: date
    ends_on: date | None
    mandate: str
    act_id: UUID
    ended_act_id: UUID | None

    def holds_on(self, on: date) -> bool:
        """Whether it counts on a day."""
        return self.from_on <= on and (self.ends_on is None or on < self.ends_on)


@dataclass(frozen=True, slots=True)
class SuspendedRights:
    """Rights that a member is without from `from_on` up to, but not on, `ends_on`, lifting counted in."""

    id: UUID
    member_id: UUID
    member_number: int
    person_id: UUID
    rights: tuple[Right, ...]
    ground: str
    words: str
    from_on: date
    until_on: date
    ends_on: date
    lifted_on: date | None
    lifted_words: str
    act_id: UUID
    votes_for: int | None
    votes_against: int | None
    votes_abstained: int | None
    directors: int | None

    def holds_on(self, on: date) -> bool:
        """Whether it counts on a day."""
        return self.from_on <= on < self.ends_on


def age_of_majority(on: date) -> int:
    """From how many years on somebody acts and votes in person, by the by-laws of a day."""
    age = bylaw_or_none("voting_age_years", on)
    return age.number if age else AGE_OF_MAJORITY_YEARS


def majority_on(*, person_id: UUID, on: date) -> date | None:
    """The day on which a person comes of age, by the by-laws of a day; None where the birth date is not known."""
    born = Person.objects.filter(id=person_id).values_list("birth_date", flat=True).first()
    return months_after(born, 12 * age_of_majority(on)) if born else None


def representatives_of(*, person_id: UUID) -> list[StandingFor]:
    """Who represents and represented an organization, the latest first."""
    found = Representative.objects.filter(organization_id=person_id).order_by("-from_on", "-id")
    return _stands(list(found), None)


def represented_by(*, person_id: UUID, on: date) -> UUID | None:
    """The organization that a person represents on a day, or None."""
    for row in Representative.objects.filter(person_id=person_id, from_on__lte=on):
        ends_on = _earlier(row.until_on, row.ended_on)
        if ends_on is None or on < ends_on:
            return row.organization_id
    return None


def guardians_of(*, person_id: UUID, on: date) -> list[StandingFor]:
    """Who acts and acted for a minor, the latest first; it ends when the minor comes of age."""
    found = Guardian.objects.filter(ward_id=person_id).order_by("-from_on", "-id")
    return _stands(list(found), majority_on(person_id=person_id, on=on))


def _stands(found: Sequence[Representative | Guardian], latest_end: date | None) -> list[StandingFor]:
    names = names_of(person_ids=[row.person_id for row in found])
    return [
        StandingFor(
            id=row.id,
            person_id=row.person_id,
            name=names[row.person_id],
            from_on=row.from_on,
            ends_on=_earlier(row.until_on, row.ended_on, latest_end),
            mandate=row.mandate,
            act_id=row.act_id,
            ended_act_id=row.ended_act_id,
        )
        for row in found
    ]


def _earlier(*days: date | None) -> date | None:
    return min((day for day in days if day is not None), default=None)


def suspensions_of(*, member_id: UUID) -> list[SuspendedRights]:
    """Every suspension of a member's rights, the latest first."""
    return _suspended(Suspension.objects.filter(member_id=member_id).order_by("-from_on", "-id"))


def suspension(*, suspension_id: UUID) -> SuspendedRights:
    """One suspension of the current cooperative. Raises SuspensionNotFound."""
    found = _suspended(Suspension.objects.filter(id=suspension_id))
    if not found:
        raise SuspensionNotFound(suspension_id=suspension_id)
    return found[0]


def suspension_during(*, member_id: UUID, first: date, until: date) -> SuspendedRights | None:
    """A suspension of a member that holds on some day from `first` up to, but not on, `until`; or None."""
    over = Q(end__lte=first) | Q(end__lte=F("from_on"))
    found = Suspension.objects.annotate(end=Coalesce("lifted_on", "until_on"))
    rows = found.filter(member_id=member_id, from_on__lt=until).exclude(over)
    return next(iter(_suspended(rows)), None)


def _suspended(found: Iterable[Suspension]) -> list[SuspendedRights]:
    rows = list(found)
    numbers = dict(Member.objects.filter(id__in={row.member_id for row in rows}).values_list("id", "number"))
    return [
        SuspendedRights(
            id=row.id,
            member_id=row.member_id,
            member_number=numbers[row.member_id],
            person_id=row.person_id,
            rights=tuple(Right(right) for right in Right if right in row.rights),
            ground=row.ground,
            words=row.words,
            from_on=row.from_on,
            until_on=row.until_on,
            ends_on=row.lifted_on or row.until_on,
            lifted_on=row.lifted_on,
            lifted_words=row.lifted_words,
            act_id=row.act_id,
            votes_for=row.votes_for,
            votes_against=row.votes_against,
            votes_abstained=row.votes_abstained,
            directors=row.directors,
        )
        for row in rows
    ]
