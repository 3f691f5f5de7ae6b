"""The register: giving people their number, and writing down when a membership ended."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F

from rochdale.audit import actions as audit
from rochdale.cooperatives import queries as cooperatives
from rochdale.kernel.acting import Acting
from rochdale.membership import errors
from rochdale.membership.actions.persons import write_persons
from rochdale.membership.models import JoiningCause, Member, MemberClass, Person, PersonKind
from rochdale.membership.queries import Particulars
from rochdale.tenancy.actions import inside, new_id, new_ids
from rochdale.tenancy.queries import rows


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Somebody who becomes a member. `number` None asks for the next; another must be new to the register.

    `joining_cause` None reads it from the days: a first day before the business date is that of a register
    which was taken over; otherwise there was an application.
    """

    particulars: Particulars
    joined_on: date
    member_class: MemberClass = MemberClass.FULL
    number: int | None = None
    joining_cause: JoiningCause | None = None
    bond_ground: str = ""


@dataclass(frozen=True, slots=True)
class Enrolment:
    """A person whom the cooperative knows already and who becomes a member, perhaps again.

    `joining_cause` None reads it from the facts: who was a member before returns.
    """

    person_id: UUID
    joined_on: date
    member_class: MemberClass = MemberClass.FULL
    number: int | None = None
    joining_cause: JoiningCause | None = None
    bond_ground: str = ""


@dataclass(frozen=True, slots=True)
class Registered:
    """A new line of the register."""

    person_id: UUID
    member_id: UUID
    number: int


def register_members(*, by: Acting, newcomers: Sequence[Newcomer]) -> list[Registered]:
    """Bring in new persons and make them members, as one act; the lines in the order given.

    Constant number of statements. Numbers follow the highest ever given without a gap, in the order given.
    Raises NameMissing, SourceKeyTaken, CooperativeLinked, MemberNumberTaken, PersonsNotAdmitted.
    """
    if not newcomers:
        return []
    with inside(by.cooperative_id):
        ids = new_ids(by.at, len(newcomers))
        enrolments = [
            Enrolment(
                person_id,
                newcomer.joined_on,
                newcomer.member_class,
                newcomer.number,
                newcomer.joining_cause,
                newcomer.bond_ground,
            )
            for person_id, newcomer in zip(ids, newcomers, strict=True)
        ]
        numbers, act_id = _number(by, enrolments)
        particulars = [newcomer.particulars for newcomer in newcomers]
        write_persons(by=by, particulars=particulars, ids=ids, act_id=act_id)
        return _write_lines(by, enrolments, numbers, act_id, returning=frozenset())


def enrol_persons(*, by: Acting, enrolments: Sequence[Enrolment]) -> list[Registered]:
    """Make known persons members, as one act; who comes back gets a new number (INV-30).

    Raises PersonNotFound, AlreadyMember, MemberNumberTaken, PersonsNotAdmitted.
    """
    if not enrolments:
        return []
    with inside(by.cooperative_id):
        wanted = {enrolment.person_id for enrolment in enrolments}
        known = set(Person.objects.filter(id__in=wanted).values_list("id", flat=True))
        if missing := wanted - known:
            raise errors.PersonNotFound(person_id=min(missing))
        before = Member.objects.filter(person_id__in=wanted).values_list("person_id", flat=True)
        numbers, act_id = _number(by, enrolments)
        return _write_lines(by, enrolments, numbers, act_id, returning=frozenset(before))


def _number(by: Acting, enrolments: Sequence[Enrolment]) -> tuple[list[int], UUID]:
    """The numbers in order, and the act that gives them."""
    numbers = list(_numbers(by, enrolments))
    facts = {"members": len(numbers), "first_number": min(numbers), "last_number": max(numbers)}
    deed = audit.Deed("membership.register_members", "person", enrolments[0].person_id, facts=facts)
    return numbers, audit.record(by=by, deed=deed)


def _write_lines(
    by: Acting,
    enrolments: Sequence[Enrolment],
    numbers: Sequence[int],
    act_id: UUID,
    *,
    returning: frozenset[UUID],
) -> list[Registered]:
    refuse_persons(by=by, person_ids=[enrolment.person_id for enrolment in enrolments])
    lines = [
        Member(
            id=new_id(by.at),
            cooperative_id=by.cooperative_id,
            number=number,
            person_id=enrolment.person_id,
            member_class=enrolment.member_class,
            bond_ground=enrolment.bond_ground,
            joined_on=enrolment.joined_on,
            joining_cause=enrolment.joining_cause
            or _cause(by, enrolment, returns=enrolment.person_id in returning),
            act_id=act_id,
        )
        for number, enrolment in zip(numbers, enrolments, strict=True)
    ]
    try:
        with transaction.atomic():
            Member.objects.bulk_create(lines)
    except IntegrityError as error:
        raise line_refusal(error, lines) from error
    return [Registered(line.person_id, line.id, line.number) for line in lines]


def refuse_persons(*, by: Acting, person_ids: Sequence[UUID]) -> None:
    """Refuse persons of flesh and blood where cooperatives are the members (INV-36). Raises PersonsNotAdmitted."""
    if cooperatives.cooperative(by.cooperative_id).tier is cooperatives.Tier.PRIMARY:
        return
    if Person.objects.filter(id__in=person_ids, kind=PersonKind.NATURAL).exists():
        raise errors.PersonsNotAdmitted


def _cause(by: Acting, enrolment: Enrolment, *, returns: bool) -> JoiningCause:
    if returns:
        return JoiningCause.RETURN
    return JoiningCause.TAKEN_OVER if enrolment.joined_on < by.on else JoiningCause.APPLICATION


def _numbers(by: Acting, enrolments: Sequence[Enrolment]) -> Iterator[int]:
    """The numbers in order; under a lock, so that two desks never give the same one and none is skipped."""
    last = hold_register(by=by)
    for enrolment in enrolments:
        number = enrolment.number if enrolment.number is not None else last + 1
        last = max(last, number)
        yield number


def hold_register(*, by: Acting) -> int:
    """The highest number ever given; nobody else gives one until the transaction ends, which must be open."""
    last: int = rows("membership", "last_number.sql", {"cooperative_id": by.cooperative_id})[0][0]
    return last


def line_refusal(error: IntegrityError, lines: Sequence[Member]) -> Exception:
    """What the database's own refusal of new lines means: a number taken, or a person who is a member already."""
    if "membership_member_person" in str(error) or "membership_member_apart" in str(error):
        people = [line.person_id for line in lines]
        lines_before = Member.objects.filter(person_id__in=people).order_by(
            F("left_on").desc(nulls_first=True)
        )
        before = lines_before.values_list("person_id", flat=True).first()
        return errors.AlreadyMember(person_id=before or min(people, key=lambda id_: -people.count(id_)))
    if "membership_member_number" in str(error):
        numbers = [line.number for line in lines]
        taken = set(Member.objects.filter(number__in=numbers).values_list("number", flat=True))
        return errors.MemberNumberTaken(
            number=min(taken) if taken else min(numbers, key=lambda n: -numbers.count(n))
        )
    return error


def end_membership(*, by: Acting, number: int, left_on: date) -> None:
    """Write that a member is none from `left_on` on, once (INV-31). Shares and accounts are dealt with elsewhere.

    Raises MemberNotFound, MembershipEnded, LeavesBeforeJoining, LeavesInFuture.
    """
    with inside(by.cooperative_id):
        line = Member.objects.select_for_update().filter(number=number).first()
        if line is None:
            raise errors.MemberNotFound(number=number)
        _require_end(line, left_on, by.on)
        facts = {"number": number, "left_on": left_on.isoformat()}
        act_id = audit.record(
            by=by, deed=audit.Deed("membership.end_membership", "person", line.person_id, facts=facts)
        )
        Member.objects.filter(id=line.id).update(left_on=left_on, left_act_id=act_id)


def _require_end(line: Member, left_on: date, today: date) -> None:
    if line.left_on is not None:
        raise errors.MembershipEnded(number=line.number, left_on=line.left_on)
    if left_on < line.joined_on:
        raise errors.LeavesBeforeJoining(joined_on=line.joined_on, left_on=left_on)
    if left_on > today:
        raise errors.LeavesInFuture(left_on=left_on, today=today)
