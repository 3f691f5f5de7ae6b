"""Who stands for whom: the representative of an organization, the guardians of a minor (rules Q-16, Q-17)."""

from __future__ import annotations

from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from rochdale.audit import actions as audit
from rochdale.cooperatives.queries import Permission
from rochdale.kernel.acting import Acting
from rochdale.membership import errors
from rochdale.membership.actions.lines import authorise, locked_line
from rochdale.membership.actions.persons import require_near, write_persons
from rochdale.membership.models import Guardian, Member, Person, PersonKind, Representative
from rochdale.membership.queries import Particulars
from rochdale.membership.queries.standing import majority_on
from rochdale.tenancy.actions import inside, new_id

StandT = TypeVar("StandT", Representative, Guardian)


def name_representative(
    *,
    by: Acting,
    member_number: int,
    from_on: date,
    person_id: UUID | None = None,
    particulars: Particulars | None = None,
    until_on: date | None = None,
    mandate: str = "",
) -> UUID:
    """Name the one person through whom an organization is a member, from a day on; that person's id.

    Either somebody known, by `person_id`, or somebody new, by `particulars`. Who represented it until then does
    so no longer. `until_on` is the first day without the mandate; `mandate` says what gives it: a resolution
    with its date. Raises NotAllowed, OwnMatter, MemberNotFound, MembershipEnded, NotAnOrganization, NotAPerson,
    PersonNotFound, RepresentsAnother, TooFarAhead, TooEarly, NameMissing, SourceKeyTaken.
    """
    with inside(by.cooperative_id):
        line, who = _begin(by, member_number, from_on, until_on, person_id)
        if PersonKind(who[line.person_id]) is PersonKind.NATURAL:
            raise errors.NotAnOrganization(number=member_number)
        stand_id = person_id or _brought_in(by, particulars)
        if person_id is not None and PersonKind(who[person_id]) is not PersonKind.NATURAL:
            raise errors.NotAPerson
        act_id = _record(by, "name_representative", line, from_on)
        of_organization = Representative.objects.filter(organization_id=line.person_id)
        _supersede(of_organization, from_on, until_on, act_id)
        row = Representative(
            organization_id=line.person_id, **_columns(by, stand_id, from_on, until_on, mandate, act_id)
        )
        _insert(row, errors.RepresentsAnother(person_id=stand_id))
        return stand_id


def end_representation(*, by: Acting, member_number: int, on: date) -> None:
    """End the mandate of an organization's representative before its time: from `on` there is none.

    Raises NotAllowed, OwnMatter, MemberNotFound, MembershipEnded, StandNotFound.
    """
    with inside(by.cooperative_id):
        line = locked_line(member_number)
        authorise(by, Permission.MANAGE_REGISTER, line.person_id)
        found = Representative.objects.filter(organization_id=line.person_id)
        _end(by, line, found, on, "end_representation")


def name_guardian(
    *,
    by: Acting,
    member_number: int,
    from_on: date,
    person_id: UUID | None = None,
    particulars: Particulars | None = None,
    until_on: date | None = None,
    mandate: str = "",
) -> UUID:
    """Name somebody who acts for a minor, from a day on; that person's id. There may be several.

    It ends by itself when the member comes of age (by-law `voting_age_years`). Raises NotAllowed, OwnMatter,
    MemberNotFound, MembershipEnded, NotAMinor, GuardsAlready, PersonNotFound, TooFarAhead, TooEarly,
    NameMissing, SourceKeyTaken.
    """
    with inside(by.cooperative_id):
        line, _who = _begin(by, member_number, from_on, until_on, person_id)
        of_age_on = majority_on(person_id=line.person_id, on=from_on)
        if of_age_on is None or from_on >= of_age_on:
            raise errors.NotAMinor(number=member_number)
        if person_id == line.person_id:
            raise errors.GuardsAlready
        stand_id = person_id or _brought_in(by, particulars)
        act_id = _record(by, "name_guardian", line, from_on)
        row = Guardian(ward_id=line.person_id, **_columns(by, stand_id, from_on, until_on, mandate, act_id))
        _insert(row, errors.GuardsAlready())
        return stand_id


def end_guardianship(*, by: Acting, member_number: int, guardian_id: UUID, on: date) -> None:
    """End before its time that somebody acts for a minor: from `on` they do not. `guardian_id` is the person's.

    Raises NotAllowed, OwnMatter, MemberNotFound, MembershipEnded, StandNotFound.
    """
    with inside(by.cooperative_id):
        line = locked_line(member_number)
        authorise(by, Permission.MANAGE_REGISTER, line.person_id)
        found = Guardian.objects.filter(ward_id=line.person_id, person_id=guardian_id)
        _end(by, line, found, on, "end_guardianship")


def _begin(
    by: Acting, number: int, from_on: date, until_on: date | None, person_id: UUID | None
) -> tuple[Member, dict[UUID, str]]:
    """The line, and the kinds of the persons who are concerned."""
    require_near(by, from_on)
    if until_on is not None and until_on <= from_on:
        raise errors.TooEarly(earliest=from_on)
    line = locked_line(number)
    ids = {line.person_id} | ({person_id} if person_id else set())
    authorise(by, Permission.MANAGE_REGISTER, *ids)
    who = dict(Person.objects.filter(id__in=ids).values_list("id", "kind"))
    if person_id is not None and person_id not in who:
        raise errors.PersonNotFound(person_id=person_id)
    return line, who


def _brought_in(by: Acting, particulars: Particulars | None) -> UUID:
    assert particulars is not None, "somebody known by id, or somebody new by particulars"
    if particulars.kind is not PersonKind.NATURAL:
        raise errors.NotAPerson
    return write_persons(by=by, particulars=[particulars])[0]


def _record(by: Acting, verb: str, line: Member, on: date) -> UUID:
    facts = {"number": line.number, "on": on.isoformat()}
    return audit.record(by=by, deed=audit.Deed(f"membership.{verb}", "person", line.person_id, facts=facts))


def _columns(
    by: Acting, person_id: UUID, from_on: date, until_on: date | None, mandate: str, act_id: UUID
) -> dict[str, Any]:
    return {
        "id": new_id(by.at),
        "cooperative_id": by.cooperative_id,
        "person_id": person_id,
        "from_on": from_on,
        "until_on": until_on,
        "mandate": mandate.strip(),
        "act_id": act_id,
    }


def _insert(row: Representative | Guardian, refusal: errors.MembershipRefusal) -> None:
    """The constraints of the database answer whether it may be (INV-71, INV-73)."""
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        if "_apart" in str(error) or "_other" in str(error):
            raise refusal from error
        raise


def _supersede(stands: QuerySet[StandT], from_on: date, until_on: date | None, act_id: UUID) -> None:
    """End the mandates that a new one overlaps; one that had not begun never does."""
    for row in stands.select_for_update().filter(ended_on=None):
        begins_after = until_on is not None and row.from_on >= until_on
        if not begins_after and (row.until_on is None or row.until_on > from_on):
            row.ended_on, row.ended_act_id = max(from_on, row.from_on), act_id
            row.save(update_fields=["ended_on", "ended_act_id"])


def _end(by: Acting, line: Member, stands: QuerySet[StandT], on: date, verb: str) -> None:
    require_near(by, on)
    begun = stands.select_for_update().filter(from_on__lte=on, ended_on=None)
    found = next((row for row in begun if row.until_on is None or on < row.until_on), None)
    if found is None:
        raise errors.StandNotFound
    act_id = _record(by, verb, line, on)
    stands.filter(id=found.id).update(ended_on=on, ended_act_id=act_id)
