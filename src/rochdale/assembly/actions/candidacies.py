"""What a candidate does, and the secretary's check: accept, state, withdraw; admit, refuse, draw (INV-105)."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date
from typing import Final
from uuid import UUID

from rochdale.assembly import errors
from rochdale.assembly.actions.authority import authorise, lock
from rochdale.assembly.actions.nomination_letters import tell_proposer
from rochdale.assembly.actions.nominations import (
    Named,
    held_nomination,
    move_nomination,
    record_on,
    refuse_decided,
)
from rochdale.assembly.models import (
    CandidateDrawing,
    CandidateOrder,
    CandidatePhoto,
    CandidateStatement,
    CandidateTraining,
    Meeting,
    Nomination,
    NominationStepKind,
    ResultSeat,
    VoteCandidate,
    VoteStepKind,
)
from rochdale.assembly.queries.ballot_candidates import VotedOn, seats_voted_on
from rochdale.assembly.queries.eligibility import reasons_against
from rochdale.assembly.queries.floor import votes_of
from rochdale.assembly.queries.meetings import meeting
from rochdale.assembly.queries.nominations import (
    STANDING,
    CallSeen,
    NominationSeen,
    call_for,
    order_seed,
)
from rochdale.kernel.acting import Acting
from rochdale.tenancy.actions import inside, new_id
from rochdale.voting.candidacies import Reason
from rochdale.web.pictures import SIDE_MAX, SIDE_MIN, Picture, PictureUnreadable, bare_picture

PHOTO_BYTES_MAX: Final = 3 * 1024 * 1024
_MEGABYTE: Final = 1024 * 1024


def accept_nomination(*, by: Acting, named: Named) -> None:
    """Accept to stand, as the candidate.

    Raises NominationOfOther, NominationPassed, ElectionUnderWay, and as every verb on one.
    """
    with inside(by.cooperative_id):
        _accept(by, *_own(by, named))


def withdraw_nomination(*, by: Acting, named: Named) -> None:
    """Give up a candidacy, as the candidate, until the election is put to the vote on the floor.

    While a verifiable ballot is open on it the answer stays, and the count passes over it (INV-119).
    Raises NominationOfOther, NominationPassed, ElectionUnderWay.
    """
    with inside(by.cooperative_id):
        _withdraw(by, *_own(by, named))


def write_answer(*, by: Acting, named: Named, accepts: bool) -> None:
    """Write down what a candidate answers at the counter or in a signed letter: that he or she stands, or does not.

    Raises NotAllowed, NominationPassed, ElectionUnderWay, and as every verb on a nomination.
    """
    with inside(by.cooperative_id):
        authorise(by)
        (_accept if accepts else _withdraw)(by, *held_nomination(named))


def _accept(by: Acting, row: Meeting, call: CallSeen, own: NominationSeen) -> None:
    if own.stands is not NominationStepKind.PROPOSED:
        raise errors.NominationPassed
    _refuse_on_ballot(row.id, call, own)
    act_id = move_nomination(by, own.id, NominationStepKind.ACCEPTED)
    tell_proposer(by, meeting(row.number), call, own, accepts=True, act_id=act_id)


def _withdraw(by: Acting, row: Meeting, call: CallSeen, own: NominationSeen) -> None:
    if own.stands not in STANDING:
        raise errors.NominationPassed
    _refuse_on_paper(own.id)
    _refuse_on_ballot(row.id, call, own, but_for=VotedOn.OPEN)
    act_id = move_nomination(by, own.id, NominationStepKind.WITHDRAWN)
    if own.stands is NominationStepKind.PROPOSED:
        tell_proposer(by, meeting(row.number), call, own, accepts=False, act_id=act_id)


def state_candidacy(
    *,
    by: Acting,
    named: Named,
    statements: Mapping[str, str],
    has_declared: bool = False,
    interests: str = "",
) -> None:
    """Say what one stands for, by language, and declare one's interests, or that there are none.

    The same twice is one version. Raises NominationOfOther, NominationPassed, ElectionUnderWay.
    """
    with inside(by.cooperative_id):
        row, call, own = _own(by, named)
        _refuse_settled(row.id, call, own)
        said = {language: words.strip() for language, words in statements.items() if words.strip()}
        told = (said, has_declared or bool(interests.strip()), interests.strip())
        version = CandidateStatement.objects.filter(nomination_id=own.id).count() + 1
        last = CandidateStatement.objects.filter(nomination_id=own.id, version=version - 1).first()
        if last is not None and (last.statements, last.has_declared, last.interests) == told:
            return
        CandidateStatement(
            id=new_id(by.at),
            cooperative_id=by.cooperative_id,
            nomination_id=own.id,
            version=version,
            statements=told[0],
            has_declared=told[1],
            interests=told[2],
            on_date=by.on,
            act_id=record_on(by, "assembly.state_candidacy", own.id, {"number": own.number}),
        ).save(force_insert=True)


def add_candidate_photo(*, by: Acting, named: Named, content: bytes) -> None:
    """Bring a photograph; only the picture in it is kept. Raises NominationOfOther, NominationPassed, PhotoUnfit."""
    picture = _picture(content)
    with inside(by.cooperative_id):
        row, call, own = _own(by, named)
        _refuse_settled(row.id, call, own)
        version = CandidatePhoto.objects.filter(nomination_id=own.id).count() + 1
        CandidatePhoto(
            id=new_id(by.at),
            cooperative_id=by.cooperative_id,
            nomination_id=own.id,
            version=version,
            media_type=picture.media_type,
            digest=hashlib.sha256(picture.content).hexdigest(),
            content=picture.content,
            on_date=by.on,
            act_id=record_on(by, "assembly.add_candidate_photo", own.id, {"number": own.number}),
        ).save(force_insert=True)


def _picture(content: bytes) -> Picture:
    unfit = errors.PhotoUnfit(
        megabytes_max=PHOTO_BYTES_MAX // _MEGABYTE, side_min=SIDE_MIN, side_max=SIDE_MAX
    )
    if len(content) > PHOTO_BYTES_MAX:
        raise unfit
    try:
        found = bare_picture(content)
    except PictureUnreadable as broken:
        raise unfit from broken
    if not found.is_sized:
        raise unfit
    return found


def record_training(*, by: Acting, person_id: UUID, completed_on: date, words: str) -> None:
    """Write down that a person has done a training for an office. Raises NotAllowed, ReasonsMissing, LastDayWrong."""
    if not words.strip():
        raise errors.ReasonsMissing
    if completed_on > by.on:
        raise errors.LastDayWrong(latest=by.on)
    with inside(by.cooperative_id):
        authorise(by)
        id_ = new_id(by.at)
        CandidateTraining(
            id=id_,
            cooperative_id=by.cooperative_id,
            person_id=person_id,
            completed_on=completed_on,
            words=words.strip(),
            act_id=record_on(by, "assembly.record_training", id_, {"completed_on": completed_on.isoformat()}),
        ).save(force_insert=True)


def admit_nomination(*, by: Acting, named: Named, words: str = "") -> None:
    """Admit a candidate against whom nothing speaks; after a refusal with the words of the appeal that was granted.

    Raises NotAllowed, CandidateIneligible, ReasonsMissing, NominationPassed, ElectionUnderWay.
    """
    with inside(by.cooperative_id):
        authorise(by)
        row, call, own = held_nomination(named)
        if own.stands is NominationStepKind.REFUSED and not words.strip():
            raise errors.ReasonsMissing
        if own.stands in {NominationStepKind.ADMITTED, NominationStepKind.WITHDRAWN}:
            raise errors.NominationPassed
        _refuse_on_paper(own.id)
        _refuse_on_ballot(row.id, call, own)
        reasons = _against(by, named, call, own)
        # An appeal can grant what only a person judges; it cannot grant what the by-laws rule out.
        if reasons:
            raise errors.CandidateIneligible(reasons=reasons)
        move_nomination(by, own.id, NominationStepKind.ADMITTED, words=words)


def refuse_nomination(*, by: Acting, named: Named, words: str = "", is_of_group: bool = True) -> None:
    """Refuse a candidate for every reason that the by-laws give; `is_of_group` is what the secretary found.

    Raises NotAllowed, NoGroundToRefuse, NominationPassed, ElectionUnderWay.
    """
    with inside(by.cooperative_id):
        authorise(by)
        row, call, own = held_nomination(named)
        if own.stands not in STANDING:
            raise errors.NominationPassed
        _refuse_on_paper(own.id)
        _refuse_on_ballot(row.id, call, own)
        found = _against(by, named, call, own)
        reasons = [
            reason
            for reason in Reason
            if reason in found or (reason is Reason.NOT_OF_GROUP and not is_of_group)
        ]
        if not reasons:
            raise errors.NoGroundToRefuse
        move_nomination(by, own.id, NominationStepKind.REFUSED, words=words, reasons=reasons)


def _against(by: Acting, named: Named, call: CallSeen, own: NominationSeen) -> tuple[Reason, ...]:
    return reasons_against(
        cooperative_id=by.cooperative_id,
        call=call,
        held_on=meeting(named.meeting).held_on,
        nomination=own,
        on=by.on,
    )


def draw_candidate_order(*, by: Acting, number: int, code: str, seed: str) -> None:
    """Draw the order of the candidates by lot from a seed that everybody saw, once, after the last day.

    Raises NotAllowed, MeetingNotFound, BodyNotFound, CallNotFound, SeedNeeded, MayNotDraw, ElectionUnderWay.
    """
    if not seed.strip():
        raise errors.SeedNeeded
    with inside(by.cooperative_id):
        authorise(by)
        row = lock(number)
        call = call_for(row.id, code)
        refuse_decided(row.id, call.body.id)
        is_drawn = bool(order_seed(row.id, call.body.id))
        if call.order is not CandidateOrder.LOT or is_drawn or by.on <= call.closes_on:
            raise errors.MayNotDraw
        CandidateDrawing(
            cooperative_id=by.cooperative_id,
            meeting_id=row.id,
            body_id=call.body.id,
            seed=seed.strip(),
            act_id=record_on(by, "assembly.draw_candidate_order", call.id, {"seed": seed.strip()}),
        ).save(force_insert=True)


def _own(by: Acting, named: Named) -> tuple[Meeting, CallSeen, NominationSeen]:
    """One's own nomination. Raises NominationOfOther."""
    found = held_nomination(named)
    if by.person_id != found[2].person_id:
        raise errors.NominationOfOther
    return found


def _refuse_settled(meeting_id: UUID, call: CallSeen, own: NominationSeen) -> None:
    if own.stands not in STANDING:
        raise errors.NominationPassed
    _refuse_on_paper(own.id)
    _refuse_on_ballot(meeting_id, call, own)


def _refuse_on_ballot(
    meeting_id: UUID, call: CallSeen, own: NominationSeen, *, but_for: VotedOn | None = None
) -> None:
    """Who stands for seats stays while a verifiable ballot is on them (INV-119). Raises ElectionUnderWay."""
    voted_on = seats_voted_on(
        meeting_id=meeting_id, body_id=call.body.id, electoral_group=own.electoral_group
    )
    if voted_on is not None and voted_on is not but_for:
        raise errors.ElectionUnderWay


def _refuse_on_paper(nomination_id: UUID) -> None:
    """What members vote on, or was decided, stays as it is. Raises ElectionUnderWay."""
    listed = VoteCandidate.objects.filter(nomination_id=nomination_id).values_list("vote_id", flat=True)
    meeting_ids = Nomination.objects.filter(id=nomination_id).values_list("meeting_id", flat=True)
    under_way = any(
        vote.id in set(listed) and vote.stands is VoteStepKind.PUT
        for meeting_id in meeting_ids
        for vote in votes_of(meeting_id=meeting_id)
    )
    if under_way or ResultSeat.objects.filter(nomination_id=nomination_id).exists():
        raise errors.ElectionUnderWay
