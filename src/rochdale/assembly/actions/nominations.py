"""Who stands: seats are put, members nominate, candidates accept, and the secretary checks (INV-105, INV-106)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from rochdale.assembly import errors
from rochdale.assembly.actions.authority import authorise, lock
from rochdale.assembly.actions.nomination_letters import tell_candidate
from rochdale.assembly.models import (
    CallSeat,
    CandidateOrder,
    ElectionResult,
    ElectionVote,
    Meeting,
    MeetingStepKind,
    Nomination,
    NominationCall,
    NominationSecond,
    NominationStep,
    NominationStepKind,
    VoteStepKind,
)
from rochdale.assembly.queries.ballot_candidates import seats_voted_on
from rochdale.assembly.queries.floor import present_as, votes_of
from rochdale.assembly.queries.mandates import BodySeen, body
from rochdale.assembly.queries.meetings import MeetingSeen, meeting
from rochdale.assembly.queries.nominations import (
    STANDING,
    CallSeen,
    NominationSeen,
    SeatUp,
    call_for,
    election_item,
    has_seconded,
    nomination_for,
    nominations_of,
    seats_up,
    usual_last_day,
)
from rochdale.audit import actions as audit
from rochdale.cooperatives import queries as cooperatives
from rochdale.cooperatives.queries import BylawAnswer
from rochdale.kernel.acting import Acting
from rochdale.membership import queries as membership
from rochdale.membership.queries import Right
from rochdale.tenancy.actions import inside, new_id
from rochdale.voting.candidacies import Reason

_OVER: Final = frozenset({MeetingStepKind.CLOSED, MeetingStepKind.CANCELLED})


@dataclass(frozen=True, slots=True)
class Named:
    """One nomination: the meeting, the body by its code, and the number of the nomination there."""

    meeting: int
    body: str
    number: int


@dataclass(frozen=True, slots=True)
class Proposal:
    """Who is proposed for which group; `proposer_id` where the secretary writes down what somebody else proposes."""

    person_id: UUID
    electoral_group: str = ""
    proposer_id: UUID | None = None
    is_from_floor: bool = False


def call_nominations(
    *,
    by: Acting,
    number: int,
    code: str,
    seats: Sequence[UUID] | None = None,
    closes_on: date | None = None,
) -> int:
    """Put seats of a body to the election of a meeting, and ask for candidates; the version of the call.

    The seats are those that end or are vacant by then, unless told; the last day that of the by-laws, unless told.
    Called again, it corrects. Raises NotAllowed, MeetingNotFound, MeetingOver, BodyNotFound, ElectionItemMissing,
    SeatsNotUp, LastDayWrong, ElectionUnderWay.
    """
    with inside(by.cooperative_id):
        authorise(by)
        row, seen, own = lock(number), meeting(number), body(code)
        if seen.stands in _OVER:
            raise errors.MeetingOver
        election_item(seen, code)
        refuse_decided(row.id, own.id)
        put = _seats_put(own.id, seen.held_on, seats)
        last_day = closes_on or usual_last_day(seen.held_on, by.on)
        if last_day > seen.held_on:
            raise errors.LastDayWrong(latest=seen.held_on)
        return _write_call(by, row, own, put, last_day)


def _seats_put(body_id: UUID, held_on: date, asked: Sequence[UUID] | None) -> list[SeatUp]:
    found = seats_up(body_id, held_on)
    chosen = found if asked is None else [seat for seat in found if seat.seat_id in asked]
    if not chosen or (asked is not None and len(chosen) != len(set(asked))):
        raise errors.SeatsNotUp
    return chosen


def _write_call(by: Acting, row: Meeting, own: BodySeen, put: Sequence[SeatUp], last_day: date) -> int:
    said = cooperatives.bylaws(by.on)
    id_ = new_id(by.at)
    version = NominationCall.objects.filter(meeting_id=row.id, body_id=own.id).count() + 1
    facts = {"meeting": row.number, "body": own.code, "version": version, "seats": len(put)}
    NominationCall(
        id=id_,
        cooperative_id=by.cooperative_id,
        meeting_id=row.id,
        body_id=own.id,
        version=version,
        closes_on=last_day,
        is_open_to_floor=_is(said, "nominations_from_floor", otherwise=False),
        seconders_needed=said["nomination_seconders"].number if "nomination_seconders" in said else 0,
        order=_text(said, "candidate_order", CandidateOrder.ALPHABETICAL.value),
        rule=_text(said, "election_method", "plurality"),
        longest_term_to=_text(said, "longest_term_to", "votes"),
        has_acclamation=_is(said, "acclamation_allowed", otherwise=True),
        seats_stated=len(put),
        bylaw_version=cooperatives.bylaw_version(by.on) or 0,
        act_id=record_on(by, "assembly.call_nominations", id_, facts),
    ).save(force_insert=True)
    CallSeat.objects.bulk_create(
        CallSeat(
            cooperative_id=by.cooperative_id,
            call_id=id_,
            seat_id=seat.seat_id,
            months=seat.months,
            until_on=seat.until_on,
            is_vacated=seat.is_vacated,
        )
        for seat in put
    )
    return version


def _is(said: Mapping[str, BylawAnswer], name: str, *, otherwise: bool) -> bool:
    return said[name].allowed if name in said else otherwise


def _text(said: Mapping[str, BylawAnswer], name: str, otherwise: str) -> str:
    return said[name].text if name in said else otherwise


def nominate(*, by: Acting, number: int, code: str, proposal: Proposal) -> int:
    """Propose somebody, or oneself, for a seat; the number of the nomination. Who proposes oneself has accepted.

    Who proposes is a member with a voice; from the floor somebody who is there. Who is proposed by another gets a
    letter that says so, and how to answer. Raises PersonBlanked, NotAllowed, MeetingNotFound,
    BodyNotFound, CallNotFound, SignerWithoutVoice, GroupWithoutSeat, NominationsClosed, NominatedAlready, NotPresent,
    ElectionUnderWay.
    """
    with inside(by.cooperative_id):
        proposer_id = _proposer(by, proposal)
        row, seen, call = lock(number), meeting(number), call_for(meeting(number).id, code)
        refuse_decided(row.id, call.body.id)
        _refuse_late(by, seen, call, proposal, proposer_id)
        known = nominations_of(row.id, call.body.id)
        _refuse_twice(call, known, proposal)
        place = len(known) + 1
        id_, act_id = _write_nomination(by, row, call, proposal, (place, proposer_id))
        if proposal.person_id == proposer_id:
            move_nomination(by, id_, NominationStepKind.ACCEPTED)
        else:
            # At the meeting itself the chair asks too; who is not there learns of it all the same.
            proposed = (place, proposal.person_id, proposer_id)
            tell_candidate(by, seen, call, proposed, act_id, is_from_floor=proposal.is_from_floor)
        return place


def _proposer(by: Acting, proposal: Proposal) -> UUID:
    """Who proposes: a member, or who stands for one, and may attend meetings."""
    if proposal.proposer_id is not None and proposal.proposer_id != by.person_id:
        authorise(by)
    proposer_id = proposal.proposer_id or by.person_id or proposal.person_id
    _require_voice(by, proposer_id)
    return proposer_id


def _require_voice(by: Acting, person_id: UUID) -> None:
    stands_for = membership.represented_by(person_id=person_id, on=by.on) or person_id
    number = membership.member_of(person_id=stands_for)
    if number is None:
        raise errors.SignerWithoutVoice
    member_id = membership.member(number=number).member_id
    rights = membership.rights_of(cooperative_id=by.cooperative_id, member_id=member_id, on=by.on)
    if rights is None or Right.VOTE not in rights.holds:
        raise errors.SignerWithoutVoice


def _refuse_late(
    by: Acting, seen: MeetingSeen, call: CallSeen, proposal: Proposal, proposer_id: UUID
) -> None:
    if seen.stands in _OVER:
        raise errors.NominationsClosed(closes_on=call.closes_on)
    if not proposal.is_from_floor:
        if by.on > call.closes_on:
            raise errors.NominationsClosed(closes_on=call.closes_on)
        return
    if not call.is_open_to_floor or seen.stands is not MeetingStepKind.OPENED:
        raise errors.NominationsClosed(closes_on=call.closes_on)
    if present_as(meeting_id=seen.id, person_id=proposer_id) is None:
        raise errors.NotPresent


def _refuse_twice(call: CallSeen, known: Sequence[NominationSeen], proposal: Proposal) -> None:
    if proposal.electoral_group not in call.groups:
        raise errors.GroupWithoutSeat
    for each in known:
        if each.person_id == proposal.person_id and each.stands in STANDING:
            raise errors.NominatedAlready(number=each.number)


def _write_nomination(
    by: Acting, row: Meeting, call: CallSeen, proposal: Proposal, named: tuple[int, UUID]
) -> tuple[UUID, UUID]:
    place, proposer_id = named
    id_ = new_id(by.at)
    facts = {"meeting": row.number, "body": call.body.code, "number": place}
    act_id = record_on(by, "assembly.nominate", id_, facts)
    Nomination(
        id=id_,
        cooperative_id=by.cooperative_id,
        meeting_id=row.id,
        body_id=call.body.id,
        number=place,
        person_id=proposal.person_id,
        proposer_id=proposer_id,
        electoral_group=proposal.electoral_group,
        is_from_floor=proposal.is_from_floor,
        on_date=by.on,
        at=by.at,
        act_id=act_id,
    ).save(force_insert=True)
    _write_step(by, id_, NominationStepKind.PROPOSED, act_id)
    return id_, act_id


def second_nomination(*, by: Acting, named: Named) -> None:
    """Second a nomination of somebody else, once, before it is checked. Raises SignerWithoutVoice, MayNotSecond."""
    assert by.person_id is not None
    with inside(by.cooperative_id):
        _require_voice(by, by.person_id)
        _row, _call, own = held_nomination(named)
        may = (
            own.stands in {NominationStepKind.PROPOSED, NominationStepKind.ACCEPTED}
            and by.person_id not in {own.person_id, own.proposer_id}
            and not has_seconded(own.id, by.person_id)
        )
        if not may:
            raise errors.MayNotSecond
        NominationSecond(
            cooperative_id=by.cooperative_id,
            nomination_id=own.id,
            person_id=by.person_id,
            on_date=by.on,
            act_id=record_on(by, "assembly.second_nomination", own.id, {"number": own.number}),
        ).save(force_insert=True)


def held_nomination(named: Named) -> tuple[Meeting, CallSeen, NominationSeen]:
    """A nomination, taken with its meeting. Raises MeetingNotFound, BodyNotFound, CallNotFound, NominationNotFound."""
    row = lock(named.meeting)
    call = call_for(row.id, named.body)
    return row, call, nomination_for(row.id, call.body.id, named.number)


def refuse_decided(meeting_id: UUID, body_id: UUID) -> None:
    """Once the seats of a body are voted on, nobody is nominated any more. Raises ElectionUnderWay.

    A verifiable ballot on them counts from its opening on (INV-119).
    """
    if seats_voted_on(meeting_id=meeting_id, body_id=body_id) is not None:
        raise errors.ElectionUnderWay
    calls = NominationCall.objects.filter(meeting_id=meeting_id, body_id=body_id).values("id")
    put = set(ElectionVote.objects.filter(call_id__in=calls).values_list("vote_id", flat=True))
    is_put = any(
        vote.id in put and vote.stands is not VoteStepKind.WITHDRAWN
        for vote in votes_of(meeting_id=meeting_id)
    )
    if is_put or ElectionResult.objects.filter(meeting_id=meeting_id, body_id=body_id).exists():
        raise errors.ElectionUnderWay


def move_nomination(
    by: Acting,
    nomination_id: UUID,
    kind: NominationStepKind,
    *,
    words: str = "",
    reasons: Sequence[Reason] = (),
) -> UUID:
    """Write down what happened to a nomination, by an act of its own, which it gives."""
    facts = {"kind": kind.value, "reasons": [reason.value for reason in reasons]}
    act_id = record_on(by, f"assembly.nomination_{kind.value}", nomination_id, facts)
    _write_step(by, nomination_id, kind, act_id, words=words, reasons=reasons)
    return act_id


def _write_step(
    by: Acting,
    nomination_id: UUID,
    kind: NominationStepKind,
    act_id: UUID,
    *,
    words: str = "",
    reasons: Sequence[Reason] = (),
) -> None:
    NominationStep(
        id=new_id(by.at),
        cooperative_id=by.cooperative_id,
        nomination_id=nomination_id,
        place=NominationStep.objects.filter(nomination_id=nomination_id).count() + 1,
        kind=kind,
        reasons=[reason.value for reason in reasons],
        words=words.strip(),
        on_date=by.on,
        at=by.at,
        act_id=act_id,
    ).save(force_insert=True)


def record_on(by: Acting, verb: str, subject_id: UUID, facts: Mapping[str, object]) -> UUID:
    """Record an act on a nomination, or on the call for them."""
    version = cooperatives.bylaw_version(by.on)
    return audit.record(by=by, deed=audit.Deed(verb, "nomination", subject_id, version, facts))
