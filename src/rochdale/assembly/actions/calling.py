"""Calling a meeting: judged by the by-laws of the day, told to every member by letter, in one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef

from rochdale.assembly import errors, queries
from rochdale.assembly.actions.authority import authorise, lock
from rochdale.assembly.actions.meetings import take_step
from rochdale.assembly.actions.telling import MeetingLetter, cancelled_facts, entry_facts, notice_facts
from rochdale.assembly.models import (
    Meeting,
    MeetingStep,
    MeetingStepKind,
    MeetingVersion,
    Notice,
    NoticeBounce,
    NoticeHandover,
    NoticeLetter,
)
from rochdale.assembly.queries import MeetingSeen, Readiness
from rochdale.assembly.queries.convening import may_follow
from rochdale.audit import actions as audit
from rochdale.cooperatives import queries as cooperatives
from rochdale.cooperatives.queries import Permission
from rochdale.kernel.acting import Acting
from rochdale.membership import actions as membership
from rochdale.membership import queries as register
from rochdale.membership.actions import LetterFact, PersonLetter
from rochdale.membership.queries import MemberRights
from rochdale.tenancy.actions import inside, new_id, new_ids


def call_meeting(*, by: Acting, number: int) -> int:
    """Call a meeting, or call it again after an adjournment, and write to every member; how many letters.

    From now on its agenda and places stand (INV-83), and the notice keeps the window of the by-laws (INV-86).
    Raises NotAllowed, MeetingNotFound, MeetingStepOutOfOrder, AgendaEmpty, MeetingNotCallable with every fault.
    """
    with inside(by.cooperative_id):
        authorise(by)
        return write_call(by=by, number=number)


def write_call(*, by: Acting, number: int) -> int:
    """The same for who may already: the caller authorised. Raises as call_meeting."""
    row = lock(number)
    meeting = queries.meeting(number)
    if not may_follow(meeting.stands, MeetingStepKind.CALLED):
        raise errors.MeetingStepOutOfOrder(last=meeting.stands.value, step=MeetingStepKind.CALLED.value)
    if not meeting.items:
        raise errors.AgendaEmpty
    judged = queries.readiness(meeting, by.on)
    if judged.faults:
        raise errors.MeetingNotCallable(faults=judged.faults)
    step = take_step(by=by, row=row, kind=MeetingStepKind.CALLED)
    return _write_notice(by, meeting, step, judged)


def _write_notice(by: Acting, meeting: MeetingSeen, step: MeetingStep, judged: Readiness) -> int:
    members = queries.entitled_to_notice(by.cooperative_id, meeting, by.on)
    version = MeetingVersion.objects.get(meeting_id=meeting.id, version=meeting.version)
    notice = Notice(
        id=new_id(by.at),
        cooperative_id=by.cooperative_id,
        meeting_id=meeting.id,
        step_id=step.id,
        version_id=version.id,
        called_on=by.on,
        held_on=meeting.held_on,
        least_days=judged.window.least,
        most_days=judged.window.most,
        letters_stated=len(members),
        act_id=step.act_id,
    )
    notice.save(force_insert=True)
    facts = notice_facts(by=by, meeting=meeting, is_again=judged.is_again)
    letters = membership.write_letters_to(
        by=by, letters=[_notice(meeting, member, facts, step.act_id) for member in members]
    )
    ids = new_ids(by.at, len(letters))
    NoticeLetter.objects.bulk_create(
        NoticeLetter(
            id=id_,
            cooperative_id=by.cooperative_id,
            notice_id=notice.id,
            member_id=member.member_id,
            letter_id=letter_id,
        )
        for id_, member, letter_id in zip(ids, members, letters, strict=True)
    )
    return len(letters)


def _notice(
    meeting: MeetingSeen, member: MemberRights, facts: dict[str, LetterFact], act_id: UUID
) -> PersonLetter:
    own = entry_facts(meeting=meeting, member_number=member.number, path=str(facts["path"]))
    return PersonLetter(member.person_id, MeetingLetter.CALLED, facts | own, act_id)


def _write(
    by: Acting,
    members: Iterable[MemberRights],
    kind: MeetingLetter,
    facts: dict[str, LetterFact],
    act_id: UUID,
) -> list[UUID]:
    letters = [PersonLetter(member.person_id, kind, facts, act_id) for member in members]
    return membership.write_letters_to(by=by, letters=letters)


def cancel_meeting(*, by: Acting, number: int, words: str) -> int:
    """Give up a meeting before it is held, saying why, and write to whom its notice was sent; how many letters.

    Raises NotAllowed, MeetingNotFound, MeetingStepOutOfOrder; of one that was adjourned VoteLeftOpen (INV-126).
    """
    with inside(by.cooperative_id):
        authorise(by)
        row = lock(number)
        meeting = queries.meeting(number)
        step = take_step(by=by, row=row, kind=MeetingStepKind.CANCELLED, words=words)
        called = _called_members(by, row, meeting)
        facts = cancelled_facts(by=by, meeting=meeting, words=words.strip())
        return len(_write(by, called, MeetingLetter.CANCELLED, facts, step.act_id))


def _called_members(by: Acting, row: Meeting, meeting: MeetingSeen) -> list[MemberRights]:
    """Those of the members who may still be told, to whom any notice of the meeting was sent."""
    notices = Notice.objects.filter(meeting_id=row.id).values_list("id", flat=True)
    told = set(NoticeLetter.objects.filter(notice_id__in=notices).values_list("member_id", flat=True))
    if not told:
        return []
    members = queries.entitled_to_notice(by.cooperative_id, meeting, by.on)
    return [member for member in members if member.member_id in told]


def hand_over_notices(*, by: Acting, number: int, letter_ids: Sequence[UUID], list_on: date) -> int:
    """Write down that notices were given by hand, as the list of a day says; how many.

    Those that went out already stay as they are, unless they came back (INV-129). Raises NotAllowed (permission
    manage_register), MeetingNotFound, LetterNotForPaper, HandoverInFuture.
    """
    with inside(by.cooperative_id):
        row = lock(number)
        if list_on > by.on:
            raise errors.HandoverInFuture(list_on=list_on)
        if by.person_id is not None:
            cooperatives.require(by.person_id, Permission.MANAGE_REGISTER, by.on)
        own = register.letters_whole(letter_ids=_own_letters(row, letter_ids))
        open_ones = [letter.id for letter in own if not letter.is_settled]
        came_back = _came_back([letter.id for letter in own if letter.is_settled])
        posted = membership.post_letters(by=by, letter_ids=open_ones) if open_ones else 0
        if posted or came_back:
            _write_handovers(by, row, [*open_ones, *came_back], list_on)
        return posted + len(came_back)


def _came_back(letter_ids: Sequence[UUID]) -> list[UUID]:
    """Those of the letters that came back and were not given by hand since."""
    handed = NoticeHandover.objects.filter(letter_id=OuterRef("letter_id"))
    found = NoticeBounce.objects.filter(~Exists(handed), letter_id__in=letter_ids)
    return list(found.order_by("letter_id").values_list("letter_id", flat=True).distinct())


def _own_letters(row: Meeting, letter_ids: Sequence[UUID]) -> list[UUID]:
    notices = Notice.objects.filter(meeting_id=row.id).values_list("id", flat=True)
    wanted = list(letter_ids)[: membership.POSTED_AT_ONCE_MAX]
    found = NoticeLetter.objects.filter(notice_id__in=notices, letter_id__in=wanted)
    return list(found.values_list("letter_id", flat=True))


def _write_handovers(by: Acting, row: Meeting, letter_ids: Sequence[UUID], list_on: date) -> None:
    facts = {"number": row.number, "letters": len(letter_ids), "list_on": list_on.isoformat()}
    version = cooperatives.bylaw_version(by.on)
    act_id = audit.record(
        by=by, deed=audit.Deed("assembly.hand_over_notices", "meeting", row.id, version, facts)
    )
    ids = new_ids(by.at, len(letter_ids))
    NoticeHandover.objects.bulk_create(
        NoticeHandover(
            id=id_,
            cooperative_id=by.cooperative_id,
            letter_id=letter_id,
            list_on=list_on,
            at=by.at,
            act_id=act_id,
        )
        for id_, letter_id in zip(ids, letter_ids, strict=True)
    )
