"""Those who required a meeting call it themselves, once the time of the board has passed (rule Q-30, INV-114)."""

from __future__ import annotations

from uuid import UUID

from rochdale.assembly import errors, queries
from rochdale.assembly.actions.answering import hold_requisition
from rochdale.assembly.actions.authority import lock
from rochdale.assembly.actions.calling import write_call
from rochdale.assembly.actions.meetings import ItemDraft, MeetingDraft, SittingDraft, take_step, write_draft
from rochdale.assembly.models import (
    MeetingGround,
    MeetingKind,
    MeetingMode,
    MeetingStepKind,
    RequisitionSignature,
)
from rochdale.assembly.queries import RequisitionSeen, in_language
from rochdale.cooperatives import queries as cooperatives
from rochdale.kernel.acting import Acting
from rochdale.tenancy.actions import inside


def call_required_meeting(*, by: Acting, number: int, member_id: UUID, sitting: SittingDraft) -> int:
    """Plan the meeting of a requisition and call it, as one who signed; the number of the meeting.

    Its agenda is what was required; every member of today gets the notice, and the by-laws hold for it as for any
    other. A meeting that the board only prepared is given up. Raises RequisitionNotFound, NotASigner,
    SignersCallTooEarly, RequisitionAnswered, MeetingNotCallable.
    """
    with inside(by.cooperative_id):
        asked = hold_requisition(number=number)
        if not RequisitionSignature.objects.filter(requisition_id=asked.id, member_id=member_id).exists():
            raise errors.NotASigner
        if asked.is_called:
            raise errors.RequisitionAnswered(meeting=asked.meeting_number or 0)
        if not asked.is_overdue(by.on):
            raise errors.SignersCallTooEarly(call_by=asked.call_by)
        _give_up_draft(by, asked)
        meeting = write_draft(by=by, draft=_draft(by, asked, sitting))
        write_call(by=by, number=meeting)
        return meeting


def _give_up_draft(by: Acting, asked: RequisitionSeen) -> None:
    if asked.meeting_stands == MeetingStepKind.DRAFTED:
        assert asked.meeting_number is not None
        take_step(by=by, row=lock(asked.meeting_number), kind=MeetingStepKind.CANCELLED)


def _draft(by: Acting, asked: RequisitionSeen, sitting: SittingDraft) -> MeetingDraft:
    languages = cooperatives.cooperative(by.cooperative_id).languages
    frame = queries.proposed_agenda(MeetingKind.SPECIAL, languages, asked.required)
    # Matters are in the language of who wrote them: nobody else puts them in other words.
    items = [
        ItemDraft(
            each.kind,
            {language: in_language(each.titles, language) for language in languages},
            {},
            each.majority,
        )
        for each in frame
    ]
    return MeetingDraft(
        kind=MeetingKind.SPECIAL,
        titles=queries.proposed_title(MeetingKind.SPECIAL, languages),
        mode=_mode(sitting),
        record_date=by.on,
        sittings=[sitting],
        items=items,
        ground=MeetingGround.SIGNERS,
        requisition=asked.number,
    )


def _mode(sitting: SittingDraft) -> MeetingMode:
    if not sitting.online_url:
        return MeetingMode.IN_PERSON
    return MeetingMode.HYBRID if sitting.venue else MeetingMode.VIRTUAL
