"""Coming and going (INV-87): at the desk or online, as voter or guest; and who is named to what for a meeting."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from rochdale.assembly import errors
from rochdale.assembly.actions.authority import authorise, lock, meeting_row
from rochdale.assembly.errors.holding import NamingUsed, NotNamed
from rochdale.assembly.models import (
    Channel,
    FloorOfficer,
    FloorOfficerEnd,
    FloorRole,
    Meeting,
    MeetingStep,
    MeetingStepKind,
    Presence,
    PresenceKind,
    PresenceRole,
)
from rochdale.assembly.queries.floor import named, naming_is_used, namings, present_as
from rochdale.assembly.queries.voters import voter_now
from rochdale.audit import actions as audit
from rochdale.cooperatives import queries as cooperatives
from rochdale.kernel.acting import Acting
from rochdale.tenancy.actions import inside, new_id
from rochdale.tenancy.actions import lock as take


@dataclass(frozen=True, slots=True)
class _Step:
    """An arrival or departure: as what, by which way, and for which line of the roll."""

    kind: PresenceKind
    role: PresenceRole
    channel: Channel
    line_id: UUID | None = None


_OVER = {MeetingStepKind.DRAFTED, MeetingStepKind.CLOSED, MeetingStepKind.CANCELLED}


def check_in(*, by: Acting, number: int, person_id: UUID, channel: Channel) -> None:
    """Let a voter in: in the hall by who runs the meeting, online by the own act. Twice in a sitting is once.

    Raises NotAllowed, MeetingNotFound, MeetingNotOpen, RollNotFrozen, NotOnRoll, MeetingInPerson.
    """
    with inside(by.cooperative_id):
        meeting = _locked(by, number, person_id, channel)
        voter = voter_now(number=number, person_id=person_id)
        _refuse_over(voter.stands)
        if voter.channel is not None:
            return
        if voter.line_id is None:
            raise errors.NotOnRoll if voter.is_frozen else errors.RollNotFrozen
        if channel is Channel.ONLINE and not voter.is_online:
            raise errors.MeetingInPerson
        step = _Step(PresenceKind.ARRIVED, PresenceRole.VOTER, channel, voter.line_id)
        _write(by, meeting, person_id, step, voter.comings)


def let_in_guest(
    *, by: Acting, number: int, person_id: UUID, channel: Channel, may_speak: bool = False
) -> None:
    """Let somebody in who does not vote: the federation, an auditor, a member without a vote (rule Q-33).

    Raises NotAllowed, MeetingNotFound, MeetingNotOpen.
    """
    with inside(by.cooperative_id):
        authorise(by)
        meeting = _meeting(by, number, person_id, channel)
        if present_as(meeting_id=meeting.id, person_id=person_id) is None:
            role = PresenceRole.GUEST_WITH_VOICE if may_speak else PresenceRole.GUEST
            comings = _comings(meeting, person_id)
            _write(by, meeting, person_id, _Step(PresenceKind.ARRIVED, role, channel), comings)


def check_out(*, by: Acting, number: int, person_id: UUID) -> None:
    """Somebody leaves; who is not there left already. Raises NotAllowed, MeetingNotFound, MeetingNotOpen."""
    with inside(by.cooperative_id):
        meeting = _meeting(by, number, person_id, Channel.ONLINE)
        came = present_as(meeting_id=meeting.id, person_id=person_id)
        if came is not None:
            left = _Step(PresenceKind.LEFT, PresenceRole(came.role), Channel(came.channel), came.line_id)
            _write(by, meeting, person_id, left, came.place)


def name_floor_officer(*, by: Acting, number: int, person_id: UUID, role: FloorRole) -> None:
    """Name who chairs, keeps the minutes or counts, for one meeting. Twice is once. Raises NotAllowed."""
    with inside(by.cooperative_id):
        authorise(by)
        meeting = lock(number)
        if role in named(meeting_id=meeting.id, person_id=person_id):
            return
        id_ = new_id(by.at)
        act_id = _record(by, "assembly.name_floor_officer", meeting, {"role": role.value, "id": str(id_)})
        FloorOfficer(
            id=id_,
            cooperative_id=by.cooperative_id,
            meeting_id=meeting.id,
            person_id=person_id,
            role=role,
            act_id=act_id,
        ).save(force_insert=True)


def undo_naming(*, by: Acting, number: int, person_id: UUID, role: FloorRole) -> None:
    """Name somebody no more to what he or she was named to for one meeting (INV-127); the naming stays on record.

    Twice is once. Raises NotAllowed, MeetingNotFound, NotNamed, NamingUsed.
    """
    with inside(by.cooperative_id):
        authorise(by)
        meeting = lock(number)
        take(f"{meeting.id}{person_id}", invariant=127)
        own = namings(meeting.id).filter(person_id=person_id, role=role).first()
        if own is None:
            if FloorOfficer.objects.filter(meeting_id=meeting.id, person_id=person_id, role=role).exists():
                return
            raise NotNamed
        if naming_is_used(meeting_id=meeting.id, person_id=person_id, role=role):
            raise NamingUsed
        facts = {"role": role.value, "id": str(own.id)}
        FloorOfficerEnd(
            cooperative_id=by.cooperative_id,
            officer_id=own.id,
            at=by.at,
            act_id=_record(by, "assembly.undo_naming", meeting, facts),
        ).save(force_insert=True)


def _meeting(by: Acting, number: int, person_id: UUID, channel: Channel) -> Meeting:
    """The meeting, open to who comes; one person's comings and goings one after the other."""
    meeting = _locked(by, number, person_id, channel)
    last = MeetingStep.objects.filter(meeting_id=meeting.id).latest("place")
    _refuse_over(MeetingStepKind(last.kind))
    return meeting


def _locked(by: Acting, number: int, person_id: UUID, channel: Channel) -> Meeting:
    if by.person_id != person_id or channel is Channel.HALL:
        authorise(by)
    meeting = meeting_row(number)
    take(f"{meeting.id}{person_id}", invariant=87)
    return meeting


def _refuse_over(stands: MeetingStepKind) -> None:
    if stands in _OVER:
        raise errors.MeetingNotOpen


def _comings(meeting: Meeting, person_id: UUID) -> int:
    return Presence.objects.filter(meeting_id=meeting.id, person_id=person_id).count()


def _write(by: Acting, meeting: Meeting, person_id: UUID, step: _Step, comings: int) -> None:
    facts = {"number": meeting.number, "role": step.role.value, "channel": step.channel.value}
    Presence(
        id=new_id(by.at),
        cooperative_id=by.cooperative_id,
        meeting_id=meeting.id,
        person_id=person_id,
        place=comings + 1,
        kind=step.kind,
        role=step.role,
        line_id=step.line_id,
        channel=step.channel,
        at=by.at,
        act_id=_record(by, f"assembly.person_{step.kind.value}", meeting, facts),
    ).save(force_insert=True)


def _record(by: Acting, verb: str, meeting: Meeting, facts: Mapping[str, object]) -> UUID:
    version = cooperatives.bylaw_version(by.on)
    return audit.record(by=by, deed=audit.Deed(verb, "meeting", meeting.id, version, facts))
