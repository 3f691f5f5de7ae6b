"""Taking over the lines of an older register: its numbers and days, and the memberships that had ended."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction

from rochdale.audit import actions as audit
from rochdale.cooperatives import queries as cooperatives
from rochdale.cooperatives.queries import Permission
from rochdale.kernel.acting import Acting
from rochdale.membership import errors
from rochdale.membership.actions.consents import take_over_consents
from rochdale.membership.actions.persons import write_persons
from rochdale.membership.actions.register import hold_register, line_refusal, refuse_persons
from rochdale.membership.models import ConsentPurpose, DepartureCause, Member, MemberClass, OldEnding
from rochdale.membership.queries import Particulars
from rochdale.tenancy.actions import inside, new_id, new_ids
from rochdale.tenancy.queries import array_of_days, array_of_ids, array_of_numbers, array_of_texts, rows


@dataclass(frozen=True, slots=True)
class OldMembership:
    """A line as the older register has it. `left_on` is the first day on which the membership was none."""

    number: int
    joined_on: date
    member_class: MemberClass = MemberClass.FULL
    left_on: date | None = None
    cause: DepartureCause | None = None


@dataclass(frozen=True, slots=True)
class OldPerson:
    """Somebody who is new here, with the memberships of then, one after the other; there is one at least.

    `takes_email` says that the older register holds the consent to letters by e-mail.
    """

    particulars: Particulars
    memberships: tuple[OldMembership, ...]
    takes_email: bool = False


def take_over_members(*, by: Acting, persons: Sequence[OldPerson]) -> list[UUID]:
    """Bring in persons with their old memberships; the persons' ids in the order given.

    One act for the beginnings, one for the ends (INV-31) and one for the consents to letters by e-mail, in a
    constant number of statements. No mail is sent, and nobody gets a sign-in. Raises NotAllowed (permission
    manage_register), NameMissing, SourceKeyTaken, MemberNumberTaken, AlreadyMember, PersonsNotAdmitted,
    LeavesBeforeJoining, LeavesInFuture.
    """
    if not persons:
        return []
    with inside(by.cooperative_id):
        if by.person_id is not None:
            cooperatives.require(by.person_id, Permission.MANAGE_REGISTER, by.on)
        _refuse_days(by, persons)
        hold_register(by=by)
        ids = new_ids(by.at, len(persons))
        numbers = [own.number for person in persons for own in person.memberships]
        came = _record(by, "membership.register_members", numbers, ids[0])
        particulars = [person.particulars for person in persons]
        write_persons(by=by, particulars=particulars, ids=ids, act_id=came)
        refuse_persons(by=by, person_ids=ids)
        _write_lines(by, came, list(zip(ids, persons, strict=True)))
        consenting = {
            person_id: person.particulars.language
            for person_id, person in zip(ids, persons, strict=True)
            if person.takes_email
        }
        take_over_consents(by=by, purpose=ConsentPurpose.ELECTRONIC_LETTERS, languages=consenting)
        return ids


def _refuse_days(by: Acting, persons: Sequence[OldPerson]) -> None:
    for person in persons:
        for own in person.memberships:
            if own.left_on is not None and own.left_on < own.joined_on:
                raise errors.LeavesBeforeJoining(joined_on=own.joined_on, left_on=own.left_on)
            latest = own.left_on or own.joined_on
            if latest > by.on:
                raise errors.LeavesInFuture(left_on=latest, today=by.on)


def _write_lines(by: Acting, came: UUID, persons: Sequence[tuple[UUID, OldPerson]]) -> None:
    wanted = [(person_id, own) for person_id, person in persons for own in person.memberships]
    ended = [own.number for _, own in wanted if own.left_on is not None]
    went = _record(by, "membership.take_over_endings", ended, wanted[0][0]) if ended else None
    ids = new_ids(by.at, len(wanted))
    arrays = _arrays(ids, wanted, went) | {"cooperative_id": by.cooperative_id, "act_id": came}
    try:
        with transaction.atomic():
            rows("membership", "take_over_lines.sql", arrays)
    except IntegrityError as error:
        numbered = [Member(number=own.number, person_id=person_id) for person_id, own in wanted]
        raise line_refusal(error, numbered) from error
    if went is not None:
        _write_causes(by, ids, [own for _, own in wanted], went)


def _arrays(
    ids: Sequence[UUID], wanted: Sequence[tuple[UUID, OldMembership]], went: UUID | None
) -> dict[str, object]:
    own = [each for _, each in wanted]
    return {
        "id": array_of_ids(ids),
        "person_id": array_of_ids(person_id for person_id, _ in wanted),
        "number": array_of_numbers(each.number for each in own),
        "member_class": array_of_texts(each.member_class.value for each in own),
        "joined_on": array_of_days(each.joined_on for each in own),
        "left_on": array_of_days(each.left_on for each in own),
        "left_act_id": array_of_ids(went if each.left_on is not None else None for each in own),
    }


def _write_causes(by: Acting, ids: Sequence[UUID], memberships: Sequence[OldMembership], went: UUID) -> None:
    OldEnding.objects.bulk_create(
        OldEnding(
            id=new_id(by.at),
            cooperative_id=by.cooperative_id,
            member_id=member_id,
            cause=own.cause,
            act_id=went,
        )
        for member_id, own in zip(ids, memberships, strict=True)
        if own.left_on is not None and own.cause is not None
    )


def _record(by: Acting, verb: str, numbers: Sequence[int], subject_id: UUID) -> UUID:
    facts = {"members": len(numbers), "first_number": min(numbers), "last_number": max(numbers)}
    return audit.record(by=by, deed=audit.Deed(verb, "person", subject_id, facts=facts))
