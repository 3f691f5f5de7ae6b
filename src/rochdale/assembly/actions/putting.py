"""Putting an item of the agenda to the vote, under the terms of the by-laws of the day; and withdrawing it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from rochdale.assembly import errors
from rochdale.assembly.actions.authority import authorise_floor, lock
from rochdale.assembly.models import (
    AgendaItem,
    Majority,
    Meeting,
    MeetingStep,
    MeetingStepKind,
    MeetingVersion,
    MotionKind,
    Roll,
    RollFreeze,
    Vote,
    VoteMethod,
    VoteMotion,
    VoteStep,
    VoteStepKind,
)
from rochdale.assembly.queries.floor import VoteSeen, vote_of, votes_of
from rochdale.assembly.queries.motions import (
    MotionSeen,
    item_decided,
    motion_of,
    motion_of_item,
    vote_motions,
)
from rochdale.assembly.queries.quorum import terms_at
from rochdale.assembly.queries.rolls import weight_of
from rochdale.assembly.queries.terms import MotionTerms
from rochdale.audit import actions as audit
from rochdale.cooperatives import queries as cooperatives
from rochdale.kernel.acting import Acting
from rochdale.tenancy.actions import inside, new_id
from rochdale.tenancy.actions import lock as take

_BY_YES_AND_NO = {Majority.ORDINARY, Majority.SPECIAL}
_BY_NAME = {VoteMethod.OPEN, VoteMethod.ROLL_CALL}


@dataclass(frozen=True, slots=True)
class Window:
    """When votes are taken: from now on, or later; until a time, or until the chair closes (rule Q-36)."""

    opens_at: datetime | None = None
    closes_at: datetime | None = None


def put_to_vote(
    *, by: Acting, number: int, place: int, method: VoteMethod, window: Window | None = None
) -> int:
    """Put an item of an open meeting to the vote, as amended by what was adopted; the number of the vote.

    Raises NotAllowed, MeetingNotFound, MeetingNotOpen, AgendaItemNotFound, NothingToVote, RollNotFrozen,
    VoteUnderWay, ResolutionFound, WindowImpossible, WeightsNeedNames, AmendmentsWait, MotionNotOpen.
    """
    with inside(by.cooperative_id):
        authorise_floor(by, number)
        meeting = lock(number)
        item = _item(meeting, place)
        moved = motion_of_item(meeting_id=meeting.id, item_id=item.id)
        if moved is not None:
            item.texts = dict(moved.texts)
        vote = _put(by, meeting, item, (method, window or Window()), moved)
        return vote.number


def put_motion(
    *, by: Acting, number: int, motion: int, method: VoteMethod, window: Window | None = None
) -> int:
    """Put an amendment, a part, an appeal or a motion from the floor to the vote (INV-110); the number of the vote.

    Raises as put_to_vote, and MotionNotFound, SecondersMissing, AmendmentOutdated; NothingToVote for what an item
    moves, which is put as the item.
    """
    with inside(by.cooperative_id):
        authorise_floor(by, number)
        meeting = lock(number)
        moved = motion_of(meeting_id=meeting.id, number=motion)
        if moved.is_item:
            raise errors.NothingToVote
        item = _item_now(meeting, moved)
        item.titles, item.texts = dict(moved.titles), dict(moved.texts)
        # What an item needs, its parts need; all else is decided by the ordinary majority (rule Q-31).
        if moved.kind is not MotionKind.PART or item.majority not in _BY_YES_AND_NO:
            item.majority = Majority.ORDINARY
        vote = _put(by, meeting, item, (method, window or Window()), moved)
        VoteMotion(cooperative_id=by.cooperative_id, vote_id=vote.id, motion_id=moved.id).save(
            force_insert=True
        )
        return vote.number


def _put(
    by: Acting,
    meeting: Meeting,
    item: AgendaItem,
    how: tuple[VoteMethod, Window],
    moved: MotionSeen | None,
) -> Vote:
    method, window = how
    frozen = _refuse(by, meeting, item, window, moved)
    entitled = entitled_votes(frozen, method)
    motion = terms_at(meeting_id=meeting.id, majority=Majority(item.majority), on=by.on, at=by.at)
    quorum_needed = motion.terms.quorum.least(frozen.entitled)
    return _write_vote(by, meeting, item, _Put(method, window, motion, quorum_needed, entitled))


def withdraw_vote(*, by: Acting, number: int, vote_number: int, words: str) -> None:
    """Give up a vote that is open, saying why: nothing of it counts. Raises NotAllowed, VoteNotFound, VoteNotOpen."""
    with inside(by.cooperative_id):
        authorise_floor(by, number)
        meeting = lock(number)
        seen = lock_vote(meeting, vote_number)
        if seen.stands is not VoteStepKind.PUT:
            raise errors.VoteNotOpen(opens_at=seen.opens_at)
        write_step(by, seen.id, VoteStepKind.WITHDRAWN, record(by, "assembly.withdraw_vote", seen.id), words)


def lock_vote(meeting: Meeting, vote_number: int) -> VoteSeen:
    """Take a vote until the transaction ends: nobody votes in the meantime. Raises VoteNotFound."""
    take(vote_of(meeting_id=meeting.id, number=vote_number).id, invariant=98)
    return vote_of(meeting_id=meeting.id, number=vote_number)


def write_step(by: Acting, vote_id: UUID, kind: VoteStepKind, act_id: UUID, words: str = "") -> None:
    """Write down what happened to a vote."""
    VoteStep(
        id=new_id(by.at),
        cooperative_id=by.cooperative_id,
        vote_id=vote_id,
        place=VoteStep.objects.filter(vote_id=vote_id).count() + 1,
        kind=kind,
        at=by.at,
        words=words.strip(),
        act_id=act_id,
    ).save(force_insert=True)


def record(by: Acting, verb: str, vote_id: UUID, **facts: object) -> UUID:
    """Record an act on a vote."""
    version = cooperatives.bylaw_version(by.on)
    return audit.record(by=by, deed=audit.Deed(verb, "vote", vote_id, version, facts))


@dataclass(frozen=True, slots=True)
class _Put:
    """How an item is put: by which method and window, under which terms, with which quorum, to how many votes."""

    method: VoteMethod
    window: Window
    motion: MotionTerms
    quorum_needed: int
    entitled: int


def _item(meeting: Meeting, place: int) -> AgendaItem:
    version = MeetingVersion.objects.filter(meeting_id=meeting.id).latest("version")
    found = AgendaItem.objects.filter(version_id=version.id, place=place).first()
    if found is None:
        raise errors.AgendaItemNotFound(place=place)
    return found


def _item_now(meeting: Meeting, moved: MotionSeen) -> AgendaItem:
    """The item under which a motion is treated, of the last plan: the one of the same titles."""
    assert moved.item_id is not None, "what is no item itself is treated under one"
    known = AgendaItem.objects.get(id=moved.item_id)
    version = MeetingVersion.objects.filter(meeting_id=meeting.id).latest("version")
    found = AgendaItem.objects.filter(version_id=version.id, titles=known.titles).order_by("place").first()
    return found or known


def refuse_undue(moved: MotionSeen, meeting_id: UUID) -> None:
    """Refuse what cannot be decided yet, or any more: its amendments go before (INV-110).

    Raises MotionNotOpen, SecondersMissing, AmendmentsWait, AmendmentOutdated.
    """
    if moved.seconds < moved.seconds_needed:
        raise errors.SecondersMissing(needed=moved.seconds_needed, seconds=moved.seconds)
    if not moved.is_ready:
        raise errors.MotionNotOpen(stands=moved.stands.value)
    if moved.waits:
        raise errors.AmendmentsWait
    if moved.kind is MotionKind.AMENDMENT and moved.parent is not None:
        parent = motion_of(meeting_id=meeting_id, number=moved.parent)
        if not parent.is_ready:
            raise errors.MotionNotOpen(stands=parent.stands.value)
        if parent.texts != moved.base:
            raise errors.AmendmentOutdated


def _refuse(
    by: Acting, meeting: Meeting, item: AgendaItem, window: Window, moved: MotionSeen | None
) -> RollFreeze:
    if MeetingStep.objects.filter(meeting_id=meeting.id).latest("place").kind != MeetingStepKind.OPENED:
        raise errors.MeetingNotOpen
    if item.majority not in _BY_YES_AND_NO:
        raise errors.NothingToVote
    _refuse_again(meeting, item, moved)
    return frozen_roll(by, meeting, window)


def frozen_roll(by: Acting, meeting: Meeting, window: Window) -> RollFreeze:
    """The frozen roll on which a window of votes is opened. Raises WindowImpossible, RollNotFrozen."""
    opens_at = window.opens_at or by.at
    if window.closes_at is not None and window.closes_at <= max(opens_at, by.at):
        raise errors.WindowImpossible
    frozen = RollFreeze.objects.filter(
        roll_id__in=Roll.objects.filter(meeting_id=meeting.id).values("id")
    ).first()
    if frozen is None:
        raise errors.RollNotFrozen
    return frozen


def _refuse_again(meeting: Meeting, item: AgendaItem, moved: MotionSeen | None) -> None:
    """Refuse what was decided (INV-128) or is being voted on already, and what its amendments go before."""
    of_item = moved is None or moved.is_item
    decided = item_decided(item_id=item.id) if of_item else moved.resolution if moved else None
    if decided is not None:
        raise errors.ResolutionFound(number=decided)
    named = vote_motions(meeting_id=meeting.id)
    own = None if of_item or moved is None else moved.number
    if any(
        vote.item_id == item.id and vote.stands is VoteStepKind.PUT and named.get(vote.id) == own
        for vote in votes_of(meeting_id=meeting.id)
    ):
        raise errors.VoteUnderWay
    if moved is not None:
        refuse_undue(moved, meeting.id)


def entitled_votes(frozen: RollFreeze, method: VoteMethod) -> int:
    """The votes on the roll. Where one weighs more than another each is known by name: it could not be hidden."""
    weight, is_weighted = weight_of(frozen.roll_id)
    if is_weighted and method not in _BY_NAME:
        raise errors.WeightsNeedNames
    return weight


def _write_vote(by: Acting, meeting: Meeting, item: AgendaItem, put: _Put) -> Vote:
    id_, number = new_id(by.at), Vote.objects.filter(meeting_id=meeting.id).count() + 1
    act_id = record(
        by, "assembly.put_to_vote", id_, meeting=meeting.number, number=number, method=put.method.value
    )
    threshold, terms = put.motion.terms.threshold, put.motion.terms
    row = Vote(
        id=id_,
        cooperative_id=by.cooperative_id,
        meeting_id=meeting.id,
        item_id=item.id,
        number=number,
        method=put.method,
        titles=item.titles,
        texts=item.texts,
        majority=item.majority,
        part_numerator=threshold.part.numerator,
        part_denominator=threshold.part.denominator,
        is_exceeded=threshold.exceeded,
        basis=threshold.basis.value,
        has_casting_vote=terms.casting_vote,
        quorum_needed=put.quorum_needed,
        quorum_at_opening=put.motion.quorum_at_opening,
        entitled=put.entitled,
        opens_at=put.window.opens_at or by.at,
        closes_at=put.window.closes_at,
        bylaw_version=cooperatives.bylaw_version(by.on) or 0,
        act_id=act_id,
    )
    row.save(force_insert=True)
    write_step(by, id_, VoteStepKind.PUT, act_id)
    return row
