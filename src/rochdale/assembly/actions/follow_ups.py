"""What people do about a resolution: objecting to it in their own words, and seeing to what follows from it."""

from __future__ import annotations

from datetime import date
from typing import Final
from uuid import UUID

from rochdale.assembly import errors
from rochdale.assembly.actions.authority import authorise
from rochdale.assembly.actions.effects import hold_resolution, record, refuse_annulled
from rochdale.assembly.models import (
    FollowUp,
    FollowUpStep,
    FollowUpStepKind,
    Meeting,
    MeetingKind,
    Objection,
    Resolution,
)
from rochdale.assembly.queries.taking_part import could_take_part, objections_until
from rochdale.audit import actions as audit
from rochdale.cooperatives import queries as cooperatives
from rochdale.kernel.acting import Acting
from rochdale.membership import queries as membership
from rochdale.tenancy.actions import inside, new_id
from rochdale.tenancy.actions import lock as take

_K = FollowUpStepKind
_ENDS: Final = frozenset({_K.DONE, _K.DROPPED})
# What who does a task may write down alone.
_OWN_STEPS: Final = frozenset({_K.NOTED, _K.DONE})


def object_to_resolution(*, by: Acting, number: int, words: str, person_id: UUID | None = None) -> None:
    """Record what somebody who could take part objects to a decision; it stands as it is (rule Q-40).

    One's own, within some days; or an officer writes down, at any time, what `person_id` said in the meeting.
    Raises NotAllowed, ReasonsMissing, ResolutionNotFound, TookNoPart, ObjectionFound, ObjectionTooLate.
    """
    if not words.strip():
        raise errors.ReasonsMissing
    with inside(by.cooperative_id):
        who = person_id or by.person_id
        assert who is not None, "an objection is somebody's"
        if who != by.person_id:
            authorise(by)
        row = hold_resolution(number=number)
        _refuse_objection(by, row, who)
        Objection(
            id=new_id(by.at),
            cooperative_id=by.cooperative_id,
            resolution_id=row.id,
            person_id=who,
            words=words.strip(),
            on_date=by.on,
            act_id=record(by, "assembly.object_to_resolution", row, {"person": str(who)}),
        ).save(force_insert=True)


def _refuse_objection(by: Acting, row: Resolution, who: UUID) -> None:
    meeting = Meeting.objects.get(id=row.meeting_id)
    if not could_take_part(
        person_id=who, meeting_id=meeting.id, kind=MeetingKind(meeting.kind), on=row.decided_on
    ):
        raise errors.TookNoPart(number=row.number)
    if Objection.objects.filter(resolution_id=row.id, person_id=who).exists():
        raise errors.ObjectionFound(number=row.number)
    latest = objections_until(row.decided_on)
    if who == by.person_id and by.on > latest:
        raise errors.ObjectionTooLate(latest=latest)


def add_follow_up(*, by: Acting, number: int, words: str, person_id: UUID, due_on: date) -> UUID:
    """Write down what is to be done because of an adopted resolution, by whom and by when.

    Raises NotAllowed, ReasonsMissing, ResolutionNotFound, ResolutionLost, ResolutionAnnulled, FollowUpDayMissing,
    and PersonNotFound of `membership`.
    """
    if not words.strip():
        raise errors.ReasonsMissing
    with inside(by.cooperative_id):
        authorise(by)
        row = hold_resolution(number=number)
        if not row.is_adopted:
            raise errors.ResolutionLost(number=number)
        refuse_annulled(row)
        _refuse_day(by, due_on)
        membership.person(person_id=person_id)
        place = FollowUp.objects.filter(resolution_id=row.id).count() + 1
        added = FollowUp(
            id=new_id(by.at),
            cooperative_id=by.cooperative_id,
            resolution_id=row.id,
            place=place,
            words=words.strip(),
            person_id=person_id,
            due_on=due_on,
            on_date=by.on,
            act_id=record(by, "assembly.add_follow_up", row, {"place": place, "due_on": due_on.isoformat()}),
        )
        added.save(force_insert=True)
        return added.id


def move_follow_up(
    *,
    by: Acting,
    follow_up_id: UUID,
    kind: FollowUpStepKind,
    words: str = "",
    due_on: date | None = None,
    person_id: UUID | None = None,
) -> None:
    """Write what became of it: put off to a day, handed to another, a note, done, given up.

    Whoever does it may note something and say that it is done; the rest is the office's. Raises NotAllowed,
    FollowUpNotFound, FollowUpEnded, FollowUpDayMissing, ReasonsMissing, and PersonNotFound of `membership`.
    """
    with inside(by.cooperative_id):
        row, steps = _held_follow_up(follow_up_id)
        does_it = next((step.person_id for step in reversed(steps) if step.person_id), row.person_id)
        if kind not in _OWN_STEPS or by.person_id != does_it:
            authorise(by)
        if steps and steps[-1].kind in _ENDS:
            raise errors.FollowUpEnded
        _refuse_step(by, kind, words, due_on)
        if kind is _K.HANDED_OVER:
            assert person_id is not None, "it is handed over to somebody"
            membership.person(person_id=person_id)
        facts = {"step": kind.value, "place": len(steps) + 1}
        version = cooperatives.bylaw_version(by.on)
        deed = audit.Deed("assembly.move_follow_up", "follow_up", row.id, version, facts)
        FollowUpStep(
            id=new_id(by.at),
            cooperative_id=by.cooperative_id,
            follow_up_id=row.id,
            place=len(steps) + 1,
            kind=kind,
            words=words.strip(),
            due_on=due_on if kind is _K.POSTPONED else None,
            person_id=person_id if kind is _K.HANDED_OVER else None,
            on_date=by.on,
            at=by.at,
            act_id=audit.record(by=by, deed=deed),
        ).save(force_insert=True)


def _held_follow_up(follow_up_id: UUID) -> tuple[FollowUp, list[FollowUpStep]]:
    row = FollowUp.objects.filter(id=follow_up_id).first()
    if row is None:
        raise errors.FollowUpNotFound
    take(row.id, invariant=92)
    return row, list(FollowUpStep.objects.filter(follow_up_id=row.id).order_by("place"))


def _refuse_step(by: Acting, kind: FollowUpStepKind, words: str, due_on: date | None) -> None:
    if kind is _K.POSTPONED:
        _refuse_day(by, due_on)
    if kind in {_K.NOTED, _K.DONE, _K.DROPPED} and not words.strip():
        raise errors.ReasonsMissing


def _refuse_day(by: Acting, due_on: date | None) -> None:
    if due_on is None or due_on < by.on:
        raise errors.FollowUpDayMissing(earliest=by.on)
