"""Writing down what a meeting decided: the figures, and from them alone whether it is adopted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db import connection
from django.db.models import Max

from rochdale.assembly import errors
from rochdale.assembly.actions.authority import authorise, lock
from rochdale.assembly.models import AgendaItem, Meeting, MeetingStepKind, Resolution
from rochdale.assembly.queries.amended_effects import word_as_moved
from rochdale.assembly.queries.meetings import meeting
from rochdale.assembly.queries.motions import item_decided, motion_of_item
from rochdale.audit import actions as audit
from rochdale.cooperatives import queries as cooperatives
from rochdale.kernel.acting import Acting
from rochdale.tenancy.actions import inside, new_id
from rochdale.tenancy.actions import lock as take
from rochdale.voting.motions import Quorum, Terms, Vote, Votes, decide


@dataclass(frozen=True, slots=True)
class Counted:
    """What was counted for a motion: the votes, under which terms, and who was there for the quorum.

    `quorum_present` were present at the vote, or at the opening where the by-laws let that suffice (Q-32).
    """

    terms: Terms
    votes: Votes
    quorum_present: int
    casting_vote: Vote | None = None


def decide_item(*, by: Acting, number: int, place: int, counted: Counted) -> int:
    """Write down what an open meeting decided on an item, as it was counted there; the resolution's number.

    For who counts elsewhere: on paper, or in a program of their own. Raises NotAllowed, MeetingNotFound,
    AgendaItemNotFound, MeetingStepOutOfOrder, AmendmentsWait, MotionNotOpen, and as write_resolution.
    """
    with inside(by.cooperative_id):
        authorise(by)
        row = lock(number)
        seen = meeting(number)
        if seen.stands is not MeetingStepKind.OPENED:
            raise errors.MeetingStepOutOfOrder(last=seen.stands.value, step="decided")
        item = AgendaItem.objects.get(id=seen.item(place).id)
        moved = motion_of_item(meeting_id=row.id, item_id=item.id)
        if moved is not None and moved.resolution is None:
            if moved.waits:
                raise errors.AmendmentsWait
            if not moved.is_ready:
                raise errors.MotionNotOpen(stands=moved.stands.value)
            # INV-110: what is decided is in the words that adopted amendments made, whoever counted.
            word_as_moved(item, row.id)
        return write_resolution(by=by, meeting=row, item=item, counted=counted).number


def write_resolution(
    *, by: Acting, meeting: Meeting, item: AgendaItem, counted: Counted, of_motion: bool = False
) -> Resolution:
    """The final decision on an item, adopted or lost (INV-91). The caller authorised and locked the meeting.

    `of_motion` says that it is on an amendment or another motion under the item, in whose words the item comes.
    Raises QuorumMissing, ResolutionFound, and CastingVoteNeeded (of `voting`) where the chair must decide.
    """
    assert connection.in_atomic_block, "a resolution is written in the transaction that counts it"
    # INV-128: an item is decided once, in all plans together.
    known = None if of_motion else item_decided(item_id=item.id)
    if known is not None:
        raise errors.ResolutionFound(number=known)
    needed = counted.terms.quorum.least(counted.votes.entitled)
    if counted.quorum_present < needed:
        raise errors.QuorumMissing(present=counted.quorum_present, needed=needed)
    return _written(by, meeting, item, counted, needed)


def _written(by: Acting, meeting: Meeting, item: AgendaItem, counted: Counted, needed: int) -> Resolution:
    terms, votes = counted.terms, counted.votes
    # The quorum is judged above, by who was there when the by-laws ask.
    decision = decide(
        Terms(terms.threshold, Quorum(), casting_vote=terms.casting_vote), votes, counted.casting_vote
    )
    id_, number = new_id(by.at), _next_number(by)
    facts = {"number": number, "meeting": meeting.number, "adopted": decision.adopted}
    row = Resolution(
        id=id_,
        cooperative_id=by.cooperative_id,
        number=number,
        meeting_id=meeting.id,
        item_id=item.id,
        titles=item.titles,
        texts=item.texts,
        majority=item.majority,
        part_numerator=terms.threshold.part.numerator,
        part_denominator=terms.threshold.part.denominator,
        is_exceeded=terms.threshold.exceeded,
        basis=terms.threshold.basis.value,
        yes=votes.yes,
        no=votes.no,
        abstain=votes.abstain,
        blank=votes.blank,
        spoilt=votes.spoilt,
        present=votes.present,
        entitled=votes.entitled,
        quorum_present=counted.quorum_present,
        quorum_needed=needed,
        casting_vote=counted.casting_vote or "",
        is_adopted=decision.adopted,
        decided_on=by.on,
        bylaw_version=cooperatives.bylaw_version(by.on) or 0,
        effect=item.effect,
        effect_facts=item.effect_facts,
        act_id=_record(by, id_, facts),
    )
    row.save(force_insert=True)
    return row


def _next_number(by: Acting) -> int:
    take(by.cooperative_id, invariant=91)
    return int(Resolution.objects.aggregate(last=Max("number"))["last"] or 0) + 1


def _record(by: Acting, resolution_id: UUID, facts: Mapping[str, object]) -> UUID:
    version = cooperatives.bylaw_version(by.on)
    deed = audit.Deed("assembly.decide", "resolution", resolution_id, version, facts)
    return audit.record(by=by, deed=deed)
