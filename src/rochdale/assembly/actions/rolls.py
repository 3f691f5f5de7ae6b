"""The roll of a meeting: drawn, challenged, corrected, frozen (INV-84, INV-85). Nothing on it is ever overwritten."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from rochdale.assembly import errors
from rochdale.assembly.actions.authority import authorise, lock
from rochdale.assembly.errors.rolls import DelegatesMissing
from rochdale.assembly.models import (
    Meeting,
    MeetingKind,
    MeetingStep,
    MeetingStepKind,
    MeetingVersion,
    Roll,
    RollAnswer,
    RollChallenge,
    RollCorrection,
    RollFreeze,
    RollLine,
)
from rochdale.assembly.queries import rolls as queries
from rochdale.assembly.queries.drawing import DrawnLine, RollInputs, drawn, inputs_on, last_challenge_on
from rochdale.audit import actions as audit
from rochdale.cooperatives import queries as cooperatives
from rochdale.cooperatives.errors import OwnMatter
from rochdale.kernel.acting import Acting
from rochdale.membership.errors import WordsMissing
from rochdale.tenancy.actions import inside, new_id, new_ids
from rochdale.tenancy.queries import array_of_ids, array_of_numbers, array_of_texts, rows
from rochdale.voting.rolls import Reason, hash_of

_OF_MEMBERS = frozenset(
    {MeetingKind.ORGANIZATION, MeetingKind.ANNUAL, MeetingKind.SPECIAL, MeetingKind.DELEGATES}
)
_BEFORE_OPENING = frozenset({MeetingStepKind.DRAFTED, MeetingStepKind.CALLED, MeetingStepKind.ADJOURNED})


def draw_roll(*, by: Acting, number: int, counted: Mapping[int, int] | None = None) -> int:
    """Draw the roll of a meeting from the register of the record date; the version of the drawing.

    That of an assembly of delegates is drawn from the mandates of that day (INV-130), but in a federation: there the
    members are cooperatives, which come through their representatives.

    Drawn again it replaces the one before, as long as nothing was said about that. In a federation `counted` says,
    by member number, how many members each cooperative has; who is not in it has one vote (rule I-6). Raises
    NotAllowed, MeetingNotFound, RollNotNeeded, RollTooLate, RecordDateAhead, RollFrozen, RollContested,
    DelegatesMissing.
    """
    with inside(by.cooperative_id):
        authorise(by)
        meeting = lock(number)
        plan = _plan_to_draw(by, meeting)
        last = _last_roll(meeting)
        if last is not None:
            _refuse_drawing_again(last, plan)
        inputs = inputs_on(by.cooperative_id, plan.record_date, MeetingKind(meeting.kind))
        lines = drawn(
            cooperative_id=by.cooperative_id,
            record_date=plan.record_date,
            held_on=plan.held_on,
            inputs=inputs,
            counted=counted or {},
        )
        if inputs.by_mandate and not lines:
            raise DelegatesMissing(record_date=plan.record_date)
        version = last.version + 1 if last else 1
        roll_id = _write_roll(by, meeting, plan, version, inputs, len(lines))
        _write_lines(by, meeting, roll_id, lines)
        return version


def challenge_line(*, by: Acting, number: int, member_number: int, words: str) -> int:
    """Say that the roll is wrong about a member; the number of the challenge.

    A member challenges the own exclusion, or that another may vote. Who runs meetings writes it down for a member
    (`by.for_person_id`). Raises NotAllowed, MeetingNotFound, RollNotDrawn, RollFrozen, ChallengeTooLate,
    RollLineNotFound, NotOnThisRoll, ChallengePointless, ChallengeWaiting, WordsMissing.
    """
    with inside(by.cooperative_id):
        if by.for_person_id is not None:
            authorise(by)
        challenger_id = by.for_person_id or by.person_id
        assert challenger_id is not None, "a challenge is somebody's"
        roll = _open_roll(lock(number))
        if by.on > roll.challenged_until:
            raise errors.ChallengeTooLate(until=roll.challenged_until)
        line = _line(roll, member_number)
        _refuse_challenge(roll, line, challenger_id)
        told = _words(words)
        place = RollChallenge.objects.filter(roll_id=roll.id).count() + 1
        act_id = _record(by, "challenge_roll", roll, {"line": line.number, "challenge": place})
        RollChallenge(
            id=new_id(by.at), challenger_id=challenger_id, **_beside(by, roll, line, place, told, act_id)
        ).save(force_insert=True)
        return place


def answer_challenge(
    *, by: Acting, number: int, challenge: int, is_upheld: bool, words: str, reasons: Sequence[Reason] = ()
) -> None:
    """Answer a challenge, with the reason. One that is upheld corrects the line to `reasons`: none gives the vote.

    Raises NotAllowed, OwnMatter, MeetingNotFound, RollNotDrawn, RollFrozen, ChallengeNotFound, ChallengeAnswered,
    CorrectionPointless, VoterMissing, WordsMissing.
    """
    with inside(by.cooperative_id):
        authorise(by)
        roll = _open_roll(lock(number))
        row = RollChallenge.objects.filter(roll_id=roll.id, place=challenge).first()
        if row is None:
            raise errors.ChallengeNotFound(challenge=challenge)
        if RollAnswer.objects.filter(challenge_id=row.id).exists():
            raise errors.ChallengeAnswered
        line = RollLine.objects.get(id=row.line_id)
        _require_other(by, line, row.challenger_id)
        told = _words(words)
        facts = {"challenge": challenge, "line": line.number, "upheld": is_upheld}
        act_id = _record(by, "answer_challenge", roll, facts)
        if is_upheld:
            _write_correction(by, roll, line, reasons, told, act_id, row.id)
        RollAnswer(
            cooperative_id=by.cooperative_id,
            challenge_id=row.id,
            is_upheld=is_upheld,
            words=told,
            on_date=by.on,
            at=by.at,
            act_id=act_id,
        ).save(force_insert=True)


def correct_line(
    *, by: Acting, number: int, member_number: int, reasons: Sequence[Reason], words: str
) -> None:
    """Correct what the roll says of a member to `reasons`: none gives the vote. The line that was drawn stands.

    Raises NotAllowed, OwnMatter, MeetingNotFound, RollNotDrawn, RollFrozen, RollLineNotFound, CorrectionPointless,
    VoterMissing, WordsMissing.
    """
    with inside(by.cooperative_id):
        authorise(by)
        roll = _open_roll(lock(number))
        line = _line(roll, member_number)
        _require_other(by, line)
        told = _words(words)
        facts = {"line": line.number, "reasons": [reason.value for reason in reasons]}
        _write_correction(by, roll, line, reasons, told, _record(by, "correct_roll", roll, facts))


def freeze_roll(*, by: Acting, number: int) -> str:
    """Close the roll of a meeting for good; the hash of its text, which is published (INV-85).

    Raises NotAllowed, MeetingNotFound, RollNotDrawn, RollFrozen, RollOutOfDate, RollStillOpen, ChallengesWaiting.
    """
    with inside(by.cooperative_id):
        authorise(by)
        meeting = lock(number)
        roll = _open_roll(meeting)
        plan = MeetingVersion.objects.filter(meeting_id=meeting.id).latest("version")
        if not _is_of(roll, plan):
            raise errors.RollOutOfDate
        if by.on <= roll.challenged_until:
            raise errors.RollStillOpen(until=roll.challenged_until)
        counts = queries.roll_counts(roll.id)
        if counts.waiting:
            raise errors.ChallengesWaiting(waiting=counts.waiting)
        text_hash = hash_of(queries.roll_text(queries.roll(number), cooperative_id=by.cooperative_id))
        facts = {"version": roll.version, "hash": text_hash, "entitled": counts.entitled}
        RollFreeze(
            cooperative_id=by.cooperative_id,
            roll_id=roll.id,
            hash=text_hash,
            entitled=counts.entitled,
            frozen_on=by.on,
            frozen_at=by.at,
            act_id=_record(by, "freeze_roll", roll, facts),
        ).save(force_insert=True)
        return text_hash


def _plan_to_draw(by: Acting, meeting: Meeting) -> MeetingVersion:
    if meeting.kind not in _OF_MEMBERS:
        raise errors.RollNotNeeded
    if MeetingStep.objects.filter(meeting_id=meeting.id).latest("place").kind not in _BEFORE_OPENING:
        raise errors.RollTooLate
    plan = MeetingVersion.objects.filter(meeting_id=meeting.id).latest("version")
    if plan.record_date > by.on:
        raise errors.RecordDateAhead(record_date=plan.record_date)
    return plan


def _last_roll(meeting: Meeting) -> Roll | None:
    return Roll.objects.filter(meeting_id=meeting.id).order_by("-version").first()


def _refuse_drawing_again(last: Roll, plan: MeetingVersion) -> None:
    if RollFreeze.objects.filter(roll_id=last.id).exists():
        raise errors.RollFrozen
    said = (RollChallenge, RollCorrection)
    # Of a meeting that was moved, the old roll says nothing any more.
    if _is_of(last, plan) and any(table.objects.filter(roll_id=last.id).exists() for table in said):
        raise errors.RollContested


def _is_of(roll: Roll, plan: MeetingVersion) -> bool:
    return (roll.record_date, roll.held_on) == (plan.record_date, plan.held_on)


def _open_roll(meeting: Meeting) -> Roll:
    roll = _last_roll(meeting)
    if roll is None:
        raise errors.RollNotDrawn
    if RollFreeze.objects.filter(roll_id=roll.id).exists():
        raise errors.RollFrozen
    return roll


def _line(roll: Roll, member_number: int) -> RollLine:
    found = RollLine.objects.filter(roll_id=roll.id, number=member_number).first()
    if found is None:
        raise errors.RollLineNotFound(number=member_number)
    return found


def _refuse_challenge(roll: Roll, line: RollLine, challenger_id: UUID) -> None:
    own = RollLine.objects.filter(roll_id=roll.id)
    if not (own.filter(person_id=challenger_id) | own.filter(voter_id=challenger_id)).exists():
        raise errors.NotOnThisRoll
    is_own = challenger_id in {line.person_id, line.voter_id}
    if is_own is (not queries.line_holds(line.id, line.reasons)):
        raise errors.ChallengePointless
    waiting = (
        RollChallenge.objects.filter(line_id=line.id, challenger_id=challenger_id).order_by("place").last()
    )
    if waiting is not None and not RollAnswer.objects.filter(challenge_id=waiting.id).exists():
        raise errors.ChallengeWaiting(challenge=waiting.place)


def _require_other(by: Acting, line: RollLine, *others: UUID) -> None:
    # Nobody decides in the own matter (INV-28).
    if by.person_id is not None and by.person_id in {line.person_id, line.voter_id, *others}:
        raise OwnMatter(person_id=by.person_id)


def _words(words: str) -> str:
    told = words.strip()
    if not told:
        raise WordsMissing
    return told


def _write_roll(
    by: Acting, meeting: Meeting, plan: MeetingVersion, version: int, inputs: RollInputs, lines: int
) -> UUID:
    roll = Roll(
        id=new_id(by.at),
        cooperative_id=by.cooperative_id,
        meeting_id=meeting.id,
        version=version,
        record_date=plan.record_date,
        held_on=plan.held_on,
        inputs=inputs.encoded(),
        bylaw_version=cooperatives.bylaw_version(plan.record_date) or 0,
        challenged_until=last_challenge_on(inputs, held_on=plan.held_on, on=by.on),
        lines_stated=lines,
        drawn_at=by.at,
    )
    roll.act_id = _record(by, "draw_roll", roll, {"version": version, "lines": lines})
    roll.save(force_insert=True)
    return roll.id


def _write_lines(by: Acting, meeting: Meeting, roll_id: UUID, lines: Sequence[DrawnLine]) -> None:
    columns = {
        "id": array_of_ids(new_ids(by.at, len(lines))),
        "member_id": array_of_ids(line.member_id for line in lines),
        "number": array_of_numbers(line.number for line in lines),
        "person_id": array_of_ids(line.person_id for line in lines),
        "voter_id": array_of_ids(line.voter_id for line in lines),
        "reasons": array_of_texts(",".join(line.reasons) for line in lines),
        "weight": array_of_numbers(line.weight for line in lines),
        "members_counted": array_of_numbers(line.members_counted for line in lines),
        "mandate_id": array_of_ids(line.mandate_id for line in lines),
    }
    own = {"cooperative_id": by.cooperative_id, "roll_id": roll_id, "meeting_id": meeting.id}
    rows("assembly", "write_roll.sql", own | columns)


def _write_correction(
    by: Acting,
    roll: Roll,
    line: RollLine,
    reasons: Sequence[Reason],
    words: str,
    act_id: UUID,
    challenge_id: UUID | None = None,
) -> None:
    told = [reason.value for reason in Reason if reason in reasons]
    if set(told) == set(queries.line_holds(line.id, line.reasons)):
        raise errors.CorrectionPointless
    if not told and line.voter_id is None:
        raise errors.VoterMissing
    place = RollCorrection.objects.filter(roll_id=roll.id).count() + 1
    RollCorrection(
        id=new_id(by.at),
        reasons=told,
        challenge_id=challenge_id,
        **_beside(by, roll, line, place, words, act_id),
    ).save(force_insert=True)


def _beside(by: Acting, roll: Roll, line: RollLine, place: int, words: str, act_id: UUID) -> dict[str, Any]:
    return {
        "cooperative_id": by.cooperative_id,
        "roll_id": roll.id,
        "line_id": line.id,
        "place": place,
        "words": words,
        "on_date": by.on,
        "at": by.at,
        "act_id": act_id,
    }


def _record(by: Acting, verb: str, roll: Roll, facts: Mapping[str, object]) -> UUID:
    version = cooperatives.bylaw_version(by.on)
    return audit.record(
        by=by, deed=audit.Deed(f"assembly.{verb}", "meeting", roll.meeting_id, version, facts)
    )
