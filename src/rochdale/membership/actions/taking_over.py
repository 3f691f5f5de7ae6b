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
from rochdale.membership.actions.persons import write_persons
from rochdale.membership.actions.register import hold_register, line_refusal
from rochdale.membership.models import DepartureCause, Member, MemberClass, OldEnding
from rochdale.membership.queries import Particulars
from rochdale.tenancy.actions import inside, new_id, new_ids


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
    """Somebody who is new here, with the memberships of then, one after the other."""

    particulars: Particulars
    memberships: tuple[OldMembership, ...]


def take_over_members(*, by: Acting, persons: Sequence[OldPerson]) -> list[UUID]:
    """Bring in persons with their old memberships; the persons' ids in the order given.

    One act for the beginnings and one for the ends (INV-31), in a constant number of statements. No mail is
    sent, and nobody gets a sign-in. Raises NotAllowed (permission manage_register), NameMissing, SourceKeyTaken,
    MemberNumberTaken, AlreadyMember, LeavesBeforeJoining, LeavesInFuture.
    """
    if not persons:
        return []
    with inside(by.cooperative_id):
        if by.person_id is not None:
            cooperatives.require(by.person_id, Permission.MANAGE_REGISTER, by.on)
        _refuse_days(by, persons)
        hold_register(by=by)
        ids = write_persons(by=by, particulars=[person.particulars for person in persons])
        _write_lines(by, list(zip(ids, persons, strict=True)))
        return ids


def _refuse_days(by: Acting, persons: Sequence[OldPerson]) -> None:
    for person in persons:
        for own in person.memberships:
            if own.left_on is not None and own.left_on < own.joined_on:
                raise errors.LeavesBeforeJoining(joined_on=own.joined_on, left_on=own.left_on)
            latest = own.left_on or own.joined_on
            if latest > by.on:
                raise errors.LeavesInFuture(left_on=latest, today=by.on)


def _write_lines(by: Acting, persons: Sequence[tuple[UUID, OldPerson]]) -> None:
    wanted = [(person_id, own) for person_id, person in persons for own in person.memberships]
    if not wanted:
        return
    came = _record(by, "membership.register_members", [own.number for _, own in wanted], wanted[0][0])
    ended = [own.number for _, own in wanted if own.left_on is not None]
    went = _record(by, "membership.take_over_endings", ended, wanted[0][0]) if ended else None
    lines = [
        _line(by, id_, person_id, own, (came, went))
        for id_, (person_id, own) in zip(new_ids(by.at, len(wanted)), wanted, strict=True)
    ]
    try:
        with transaction.atomic():
            Member.objects.bulk_create(lines)
    except IntegrityError as error:
        raise line_refusal(error, lines) from error
    OldEnding.objects.bulk_create(
        OldEnding(
            id=new_id(by.at),
            cooperative_id=by.cooperative_id,
            member_id=line.id,
            cause=own.cause,
            act_id=line.left_act_id,
        )
        for line, (_, own) in zip(lines, wanted, strict=True)
        if line.left_act_id is not None and own.cause is not None
    )


def _record(by: Acting, verb: str, numbers: Sequence[int], subject_id: UUID) -> UUID:
    facts = {"members": len(numbers), "first_number": min(numbers), "last_number": max(numbers)}
    return audit.record(by=by, deed=audit.Deed(verb, "person", subject_id, facts=facts))


def _line(
    by: Acting, id_: UUID, person_id: UUID, own: OldMembership, acts: tuple[UUID, UUID | None]
) -> Member:
    came, went = acts
    return Member(
        id=id_,
        cooperative_id=by.cooperative_id,
        number=own.number,
        person_id=person_id,
        member_class=own.member_class,
        joined_on=own.joined_on,
        act_id=came,
        left_on=own.left_on,
        left_act_id=went if own.left_on is not None else None,
    )
