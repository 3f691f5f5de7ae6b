"""What came back undelivered of the letters of a notice, as an officer writes it down (INV-129)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from rochdale.assembly.actions.authority import authorise, lock
from rochdale.assembly.errors.bounces import BouncedAlready, BounceDayWrong, LetterNotOut
from rochdale.assembly.models import BounceReason, Notice, NoticeBounce
from rochdale.audit import actions as audit
from rochdale.cooperatives import queries as cooperatives
from rochdale.kernel.acting import Acting
from rochdale.membership.queries import Channel
from rochdale.tenancy.actions import inside, new_id
from rochdale.tenancy.queries import rows


@dataclass(frozen=True, slots=True)
class Bounce:
    """That the letter to a member came back: by which way it had gone, on which day, and why."""

    member_number: int
    channel: Channel
    came_on: date
    reason: BounceReason


def note_bounce(*, by: Acting, number: int, bounce: Bounce) -> None:
    """Write down that a letter of the last notice of a meeting came back undelivered. The same twice is once.

    It waits to be given by hand from then on. Raises NotAllowed, MeetingNotFound, LetterNotOut, BouncedAlready,
    BounceDayWrong.
    """
    with inside(by.cooperative_id):
        authorise(by)
        row = lock(number)
        notice = Notice.objects.filter(meeting_id=row.id).order_by("id").last()
        asked = {
            "notice_id": notice.id if notice else None,
            "member_number": bounce.member_number,
            "channel": bounce.channel.value,
        }
        found = rows("assembly", "letter_that_bounced.sql", asked)
        if notice is None or not found:
            raise LetterNotOut(member_number=bounce.member_number)
        letter_id, went_out, was_handed_over, came_on, reason = found[0]
        if came_on is not None:
            if (came_on, reason) == (bounce.came_on, bounce.reason):
                return
            raise BouncedAlready(came_on=came_on)
        if not went_out or was_handed_over:
            raise LetterNotOut(member_number=bounce.member_number)
        if not notice.called_on <= bounce.came_on <= by.on:
            raise BounceDayWrong(first=notice.called_on, last=by.on)
        facts = {"number": number, "channel": bounce.channel.value, "reason": bounce.reason.value}
        version = cooperatives.bylaw_version(by.on)
        deed = audit.Deed("assembly.note_bounce", "letter", letter_id, version, facts)
        NoticeBounce(
            id=new_id(by.at),
            cooperative_id=by.cooperative_id,
            letter_id=letter_id,
            channel=bounce.channel,
            came_on=bounce.came_on,
            reason=bounce.reason,
            at=by.at,
            act_id=audit.record(by=by, deed=deed),
        ).save(force_insert=True)
