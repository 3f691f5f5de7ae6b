"""Elections of a meeting for programs: seats, nominations, ballots, counts and results."""

from __future__ import annotations

from http import HTTPStatus

from django.http import HttpRequest

from rochdale.assembly import actions, errors
from rochdale.assembly.actions import CastBallot, Window
from rochdale.assembly.api.contest_schemas import (
    BallotAloud,
    BallotAsked,
    Ballots,
    CandidateTold,
    Closed,
    ClosingElection,
    ContestAsked,
    ContestTold,
    ElectionBallotTold,
    GivingAsked,
    NamedBallotTold,
    PuttingElection,
    ResultTold,
    SeatPutTold,
    SeatResultTold,
    SheetAsked,
)
from rochdale.assembly.api.floor import voter_of
from rochdale.assembly.api.floor_schemas import Mark, VoteNumber
from rochdale.assembly.api.mandates import MandateIds
from rochdale.assembly.api.routes import ROUTES
from rochdale.assembly.errors.holding import ElectionIsSecret
from rochdale.assembly.queries import VoteMethod, VoteStepKind
from rochdale.assembly.queries.by_name import named_ballots
from rochdale.assembly.queries.contests import ResultSeen, ballots_of, paper_of, results_of
from rochdale.assembly.queries.nominations import (
    NominationSeen,
    admitted,
    nominations_of,
)
from rochdale.assembly.views.chairing import acting_on_floor, for_floor
from rochdale.assembly.views.contests import election_asked
from rochdale.assembly.views.finding import called_meeting, meeting_asked
from rochdale.assembly.views.marks import new_mark
from rochdale.assembly.views.nominations import (
    call_asked,
    meeting_of_members,
)
from rochdale.cooperatives.errors import NotAllowed
from rochdale.cooperatives.queries import Permission
from rochdale.cooperatives.views import insiders_only, requires, visit_of
from rochdale.kernel.errors import Refusal
from rochdale.membership.errors import MemberNotFound
from rochdale.voting.elections import Sheet
from rochdale.web.api import Done

_CONTEST = "meetings/{int:number}/elections/{slug:code}"
_NOMINATION = f"{_CONTEST}/nominations/{{int:nomination}}"
_VOTE = "meetings/{int:number}/votes/{int:vote}"
_RUN: tuple[type[Refusal], ...] = (
    NotAllowed,
    errors.MeetingNotFound,
    errors.CallNotFound,
    errors.BodyNotFound,
)
_OWN: tuple[type[Refusal], ...] = (
    errors.MeetingNotFound,
    errors.CallNotFound,
    errors.NominationOfOther,
    errors.NominationPassed,
    errors.ElectionUnderWay,
)
_HOLDING: tuple[type[Refusal], ...] = (
    *_RUN,
    errors.MeetingNotOpen,
    errors.ElectionItemMissing,
    errors.NominationsUnchecked,
    errors.SeatsFilled,
    errors.VoteUnderWay,
)


@ROUTES.question(_CONTEST, ContestTold, refuses=(errors.MeetingNotFound,))
@insiders_only
def contest(request: HttpRequest, number: int, code: str) -> ContestTold:
    """The election of a body at a meeting: its seats, who stands, and what came out."""
    seen = meeting_of_members(visit_of(request), number)
    call = call_asked(seen, code)
    known = nominations_of(seen.id, call.body.id)
    return ContestTold(
        code=code,
        closes_on=call.closes_on,
        is_open_to_floor=call.is_open_to_floor,
        seconders_needed=call.seconders_needed,
        method=call.rule,
        order=call.order.value,
        seats=[
            SeatPutTold(
                seat_id=seat.seat_id,
                place=seat.place,
                electoral_group=seat.electoral_group,
                months=seat.months,
                until_on=seat.until_on,
                is_vacated=seat.is_vacated,
            )
            for seat in call.seats
        ],
        candidates=[
            _candidate(each) for group in call.groups for each in admitted(seen.id, call, known, group)
        ],
        results=[_result(each) for each in results_of(seen.id, call.body.id)],
    )


def _candidate(own: NominationSeen) -> CandidateTold:
    return CandidateTold(
        number=own.number,
        name=own.name,
        electoral_group=own.electoral_group,
        statements=dict(own.statements),
        interests=own.interests,
        has_declared=own.has_declared,
        is_from_floor=own.is_from_floor,
    )


def _result(result: ResultSeen) -> ResultTold:
    return ResultTold(
        electoral_group=result.electoral_group,
        how=result.how.value,
        rule=result.rule,
        seed=result.seed,
        on=result.on_date,
        seats=[
            SeatResultTold(
                seat_id=seat.seat_id,
                place=seat.place,
                number=seat.number,
                name=seat.name,
                until_on=seat.until_on,
                is_given=seat.is_given,
            )
            for seat in result.seats
        ],
        transcript=dict(result.transcript),
    )


@ROUTES.verb(
    f"{_CONTEST}/votes",
    VoteNumber,
    refuses=(
        *_HOLDING,
        errors.ElectedWithoutVote,
        errors.OrderNotDrawn,
        errors.RollNotFrozen,
        errors.WindowImpossible,
        errors.WeightsNeedNames,
        ElectionIsSecret,
    ),
    status=HTTPStatus.CREATED,
)
@requires(Permission.RUN_MEETINGS)
def put_election(request: HttpRequest, number: int, code: str, asked: PuttingElection) -> VoteNumber:
    """Put the seats of a group to a secret vote; where votes weigh differently, to an open one by name."""
    put = actions.put_election(
        by=visit_of(request).acting(Permission.RUN_MEETINGS),
        number=number,
        code=code,
        electoral_group=asked.electoral_group,
        window=Window(asked.opens_at, asked.closes_at),
        by_name=asked.by_name,
    )
    return VoteNumber(number=put)


@ROUTES.verb(
    f"{_CONTEST}/acclamation", Done, refuses=(*_HOLDING, errors.VoteNeededForSeats, errors.SeedNeeded)
)
@requires(Permission.RUN_MEETINGS)
def declare_elected(request: HttpRequest, number: int, code: str, asked: ContestAsked) -> Done:
    """Declare elected by acclamation who stands, where there are seats for all."""
    by = visit_of(request).acting(Permission.RUN_MEETINGS)
    actions.declare_elected(by=by, number=number, code=code, **asked.model_dump())
    return Done()


@ROUTES.verb(
    f"{_CONTEST}/mandates",
    MandateIds,
    refuses=(
        NotAllowed,
        errors.MeetingNotFound,
        errors.BodyNotFound,
        errors.NobodyElected,
        errors.NotEligible,
        errors.SeatHeld,
        errors.SeatHeldByPerson,
        errors.MandateDaysWrong,
    ),
    status=HTTPStatus.CREATED,
)
@requires(Permission.RUN_MEETINGS)
def seat_elected(request: HttpRequest, number: int, code: str, asked: GivingAsked) -> MandateIds:
    """Give the seats to who is elected by the counts of the meeting."""
    by = visit_of(request).acting(Permission.RUN_MEETINGS)
    ids = actions.seat_elected(by=by, meeting_number=number, code=code, from_on=asked.from_on)
    return MandateIds(ids=ids)


# Not kept: an answer under a key would tie the mark, and what was sent, to who voted.
@ROUTES.verb(
    f"{_VOTE}/ballots/mine",
    Mark,
    refuses=(
        errors.MeetingNotFound,
        errors.VoteNotFound,
        errors.VoteNotOpen,
        errors.NotOnRoll,
        errors.NotPresent,
        errors.BallotUnfit,
        errors.AlreadyVoted,
    ),
    is_kept=False,
)
@insiders_only
def cast_election_vote(request: HttpRequest, number: int, vote: int, asked: BallotAsked) -> Mark:
    """Vote in an election. Sent twice it is taken once, and the second time refused as already received.

    A ballot by name has no mark.
    """
    visit = visit_of(request)
    visit.require_self()
    put = election_asked(called_meeting(number), vote)
    ballot = CastBallot(tuple(asked.places), new_mark())
    actions.cast_election_vote(by=visit.acting_for_oneself(), number=number, vote_number=vote, ballot=ballot)
    return Mark(mark=ballot.mark if put.method is VoteMethod.SECRET else "")


@ROUTES.verb(
    f"{_VOTE}/ballots/aloud",
    Done,
    refuses=(
        NotAllowed,
        errors.MeetingNotFound,
        errors.VoteNotFound,
        errors.VoteNotOpen,
        errors.OtherWay,
        errors.NotOnRoll,
        errors.NotPresent,
        errors.BallotUnfit,
        errors.AlreadyVoted,
        MemberNotFound,
    ),
)
@requires(Permission.RUN_MEETINGS)
def call_out_ballot(request: HttpRequest, number: int, vote: int, asked: BallotAloud) -> Done:
    """Write down the ballot that a delegate says aloud, in an election by name."""
    election_asked(meeting_asked(number), vote)
    actions.call_out_ballot(
        by=visit_of(request).acting(Permission.RUN_MEETINGS),
        number=number,
        vote_number=vote,
        voter_id=voter_of(number, asked.member_number),
        places=tuple(asked.places),
    )
    return Done()


@ROUTES.verb(
    f"{_VOTE}/sheets",
    Done,
    refuses=(
        errors.MeetingNotFound,
        errors.VoteNotFound,
        errors.NotTeller,
        errors.VoteNotOpen,
        errors.SheetUnfit,
    ),
)
@insiders_only
def enter_sheet(request: HttpRequest, number: int, vote: int, asked: SheetAsked) -> Done:
    """Write down what one counted of the papers, as a teller."""
    visit = visit_of(request)
    visit.require_self()
    election_asked(called_meeting(number), vote)
    lines: dict[str, int] = {}
    for line in asked.lines:
        text = " ".join(str(place) for place in line.places)
        lines[text] = lines.get(text, 0) + line.times
    told = {text: times for text, times in lines.items() if times}
    sheet = Sheet(told, asked.valid, asked.blank, asked.spoilt)
    actions.enter_sheet(by=visit.acting_for_oneself(), number=number, vote_number=vote, sheet=sheet)
    return Done()


@ROUTES.verb(
    f"{_VOTE}/count",
    Closed,
    refuses=(
        NotAllowed,
        errors.MeetingNotFound,
        errors.VoteNotFound,
        errors.VoteNotOpen,
        errors.VoteStillOpen,
        errors.TellersDisagree,
        errors.CountImpossible,
        errors.SeedNeeded,
    ),
)
@for_floor
def close_election(request: HttpRequest, number: int, vote: int, asked: ClosingElection) -> Closed:
    """Close an election and count it."""
    election_asked(meeting_asked(number), vote)
    is_decided = actions.close_election(
        by=acting_on_floor(visit_of(request), number), number=number, vote_number=vote, seed=asked.seed
    )
    return Closed(is_decided=is_decided)


@ROUTES.question(f"{_VOTE}/ballots", Ballots, refuses=(errors.MeetingNotFound,))
@insiders_only
def ballots(request: HttpRequest, number: int, vote: int) -> Ballots:  # as routes call it
    """Every ballot of an election that is closed, under its mark, or by name with the votes of its delegate."""
    put = election_asked(called_meeting(number), vote)
    return Ballots(
        paper=[each.number for each in paper_of(put.id).candidates],
        items=[
            ElectionBallotTold(mark=mark, places=[int(place) for place in text.split()])
            for mark, text in ballots_of(put.id)
        ],
        named=[
            NamedBallotTold(
                member_number=each.number,
                name=each.name,
                votes_for=each.votes_for,
                votes=each.votes,
                places=[int(place) for place in each.ballot.split()],
            )
            for each in (named_ballots(put.id) if put.stands is VoteStepKind.CLOSED else [])
        ],
    )
