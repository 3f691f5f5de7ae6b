"""Elections held: put to a secret vote, or to one by name where votes weigh differently (INV-107, INV-131).

They are counted by the by-law's rule, or declared without a vote. Whoever counts elsewhere hands in who is elected, in
order (`declare_ballot`), and the seats are given as of any count.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from fractions import Fraction
from uuid import UUID

from rochdale.assembly import errors
from rochdale.assembly.actions.authority import authorise, meeting_row
from rochdale.assembly.actions.casting import channel_of, line_of, open_vote, take_part
from rochdale.assembly.actions.contest import Contest, contest_for
from rochdale.assembly.actions.putting import (
    Window,
    entitled_votes,
    frozen_roll,
    record,
    write_step,
)
from rochdale.assembly.errors.holding import ElectionIsSecret
from rochdale.assembly.models import (
    CandidateOrder,
    ElectionVote,
    FloorRole,
    Majority,
    OpenBallot,
    SealedChoice,
    TellersSheet,
    Vote,
    VoteBasis,
    VoteCandidate,
    VoteMethod,
    VoteStepKind,
    VoteWay,
)
from rochdale.assembly.queries.contests import (
    PaperSeen,
    paper_of,
)
from rochdale.assembly.queries.floor import VoteSeen, named, vote_of
from rochdale.assembly.queries.nominations import (
    order_seed,
)
from rochdale.assembly.queries.quorum import terms_at
from rochdale.assembly.queries.rolls import weight_of
from rochdale.assembly.queries.urn import seal_choice
from rochdale.cooperatives import queries as cooperatives
from rochdale.kernel.acting import Acting
from rochdale.tenancy.actions import inside, new_id
from rochdale.tenancy.actions import lock as take
from rochdale.voting.elections import Sheet, adds_up, is_fit, method_of, text_of


@dataclass(frozen=True, slots=True)
class CastBallot:
    """The places on the paper that somebody names, in a ranking the best first; none for a blank ballot.

    `mark` is drawn by chance: the voter finds the ballot again by it.
    """

    places: tuple[int, ...]
    mark: str


def put_election(
    *,
    by: Acting,
    number: int,
    code: str,
    electoral_group: str = "",
    window: Window | None = None,
    by_name: bool = False,
) -> int:
    """Put an election of a body's seats to a secret vote, at an open meeting; the number of the vote.

    Who is there votes on a device or on paper. Where votes weigh differently the election is `by_name`: open, each
    ballot counted with all votes of its delegate (INV-131); and nowhere else (rule Q-41).

    Raises NotAllowed, MeetingNotFound, MeetingNotOpen, BodyNotFound,
    CallNotFound, ElectionItemMissing, NominationsUnchecked, SeatsFilled, ElectedWithoutVote, VoteUnderWay,
    OrderNotDrawn, RollNotFrozen, WindowImpossible, WeightsNeedNames, ElectionIsSecret.
    """
    asked = window or Window()
    with inside(by.cooperative_id):
        authorise(by)
        contest = contest_for(number, code, electoral_group)
        found, seats = len(contest.candidates), len(contest.seats)
        if not found or (contest.call.has_acclamation and found <= seats):
            raise errors.ElectedWithoutVote(candidates=found, seats=seats)
        meeting_id, body_id = contest.meeting.id, contest.call.body.id
        if contest.call.order is CandidateOrder.LOT and not order_seed(meeting_id, body_id):
            raise errors.OrderNotDrawn
        frozen = frozen_roll(by, contest.meeting, asked)
        method = VoteMethod.OPEN if by_name else VoteMethod.SECRET
        entitled = entitled_votes(frozen, method)
        if by_name and not weight_of(frozen.roll_id)[1]:
            raise ElectionIsSecret
        return _write_election(by, contest, (method, asked), (entitled, frozen.entitled))


def _write_election(
    by: Acting, contest: Contest, how: tuple[VoteMethod, Window], roll: tuple[int, int]
) -> int:
    """The vote, what it elects and its paper; it is open once its first step is written."""
    (method, window), (entitled, members) = how, roll
    id_, number = new_id(by.at), Vote.objects.filter(meeting_id=contest.meeting.id).count() + 1
    motion = terms_at(meeting_id=contest.meeting.id, majority=Majority.ORDINARY, on=by.on, at=by.at)
    act_id = record(by, "assembly.put_election", id_, meeting=contest.meeting.number, number=number)
    Vote(
        id=id_,
        cooperative_id=by.cooperative_id,
        meeting_id=contest.meeting.id,
        item_id=contest.item.id,
        number=number,
        method=method,
        titles=dict(contest.item.titles),
        texts={},
        majority=Majority.ELECTION,
        # Nobody needs a part of the votes: the rule says who is elected.
        part_numerator=Fraction(0).numerator,
        part_denominator=Fraction(0).denominator,
        is_exceeded=False,
        basis=VoteBasis.CAST,
        has_casting_vote=False,
        quorum_needed=motion.terms.quorum.least(members),
        quorum_at_opening=motion.quorum_at_opening,
        entitled=entitled,
        opens_at=window.opens_at or by.at,
        closes_at=window.closes_at,
        bylaw_version=cooperatives.bylaw_version(by.on) or 0,
        act_id=act_id,
    ).save(force_insert=True)
    _write_paper(by, contest, id_)
    write_step(by, id_, VoteStepKind.PUT, act_id)
    return number


def _write_paper(by: Acting, contest: Contest, vote_id: UUID) -> None:
    method = method_of(contest.call.rule, len(contest.seats))
    ElectionVote(
        cooperative_id=by.cooperative_id,
        vote_id=vote_id,
        call_id=contest.call.id,
        electoral_group=contest.electoral_group,
        rule=method.rule,
        ballot_kind=method.kind.value,
        marks_max=method.marks_max,
        seats=len(contest.seats),
    ).save(force_insert=True)
    VoteCandidate.objects.bulk_create(
        VoteCandidate(
            cooperative_id=by.cooperative_id, vote_id=vote_id, place=place, nomination_id=candidate.id
        )
        for place, candidate in enumerate(contest.candidates, start=1)
    )


def cast_election_vote(*, by: Acting, number: int, vote_number: int, ballot: CastBallot) -> None:
    """Vote in an election for oneself, or for the organization that one represents, on a device.

    Raises MeetingNotFound, VoteNotFound, NotOnRoll, NotPresent, VoteNotOpen, OtherWay, BallotUnfit, AlreadyVoted.
    """
    assert by.person_id is not None
    with inside(by.cooperative_id):
        voter, seen = open_vote(by, number, vote_number, by.person_id)
        if not seen.is_election:
            raise errors.OtherWay
        line_id, channel = line_of(voter), channel_of(voter, seen)
        paper = paper_of(seen.id)
        text = _fit_text(paper, ballot.places)
        take_part(by, seen, line_id, VoteWay.DEVICE, channel)
        if seen.method is VoteMethod.OPEN:
            _write_open(by, seen, line_id, text)
        else:
            _seal(by, paper, text, ballot.mark)


def call_out_ballot(
    *, by: Acting, number: int, vote_number: int, voter_id: UUID, places: tuple[int, ...]
) -> None:
    """Write down the ballot that a delegate without a device says aloud, in an election by name.

    Raises as cast_election_vote, and NotAllowed.
    """
    with inside(by.cooperative_id):
        authorise(by)
        voter, seen = open_vote(by, number, vote_number, voter_id)
        if not seen.is_election or seen.method is not VoteMethod.OPEN:
            raise errors.OtherWay
        line_id = line_of(voter)
        text = _fit_text(paper_of(seen.id), places)
        take_part(by, seen, line_id, VoteWay.ALOUD, channel_of(voter, seen))
        _write_open(by, seen, line_id, text)


def _fit_text(paper: PaperSeen, places: tuple[int, ...]) -> str:
    """A ballot as it is kept. Raises BallotUnfit."""
    text = text_of(places, paper.method.kind)
    if any(place < 1 for place in places) or not is_fit(text, paper.method, len(paper.candidates)):
        raise errors.BallotUnfit(marks_max=paper.marks_max)
    return text


def _write_open(by: Acting, seen: VoteSeen, line_id: UUID, text: str) -> None:
    OpenBallot(cooperative_id=by.cooperative_id, vote_id=seen.id, line_id=line_id, ballot=text).save(
        force_insert=True
    )


def _seal(by: Acting, paper: PaperSeen, text: str, mark: str) -> None:
    assert mark, "a secret vote has a mark"
    # By chance alone: an identifier of ours would tell the time.
    id_ = uuid.uuid4()
    sealed = seal_choice(by.cooperative_id, paper.vote_id, id_, text, mark, candidates=len(paper.candidates))
    SealedChoice(cooperative_id=by.cooperative_id, vote_id=paper.vote_id, id=id_, sealed=sealed).save(
        force_insert=True
    )


def enter_sheet(*, by: Acting, number: int, vote_number: int, sheet: Sheet) -> None:
    """A teller writes down what he or she counted of the papers; a later sheet takes the place of an earlier one.

    Raises MeetingNotFound, VoteNotFound, NotTeller, VoteNotOpen, OtherWay, SheetUnfit.
    """
    assert by.person_id is not None
    with inside(by.cooperative_id):
        row = meeting_row(number)
        seen = vote_of(meeting_id=row.id, number=vote_number)
        if FloorRole.TELLER not in named(meeting_id=row.id, person_id=by.person_id):
            raise errors.NotTeller
        if not seen.is_election or seen.method is not VoteMethod.SECRET:
            raise errors.OtherWay
        if seen.stands is not VoteStepKind.PUT:
            raise errors.VoteNotOpen(opens_at=seen.opens_at)
        paper = paper_of(seen.id)
        if not adds_up(sheet, paper.method, len(paper.candidates)):
            raise errors.SheetUnfit
        # One teller's counts one after the other, also from two devices.
        take(f"{seen.id}{by.person_id}", invariant=99)
        known = TellersSheet.objects.filter(vote_id=seen.id, teller_id=by.person_id).count()
        TellersSheet(
            id=new_id(by.at),
            cooperative_id=by.cooperative_id,
            vote_id=seen.id,
            teller_id=by.person_id,
            place=known + 1,
            content=sheet.content(),
            valid=sheet.valid,
            blank=sheet.blank,
            spoilt=sheet.spoilt,
            at=by.at,
            act_id=record(by, "assembly.enter_sheet", seen.id),
        ).save(force_insert=True)
