"""The floor of a meeting for programs: who is there, putting to the vote, voting, counting, and what came out."""

from __future__ import annotations

from http import HTTPStatus
from uuid import UUID

from django.http import HttpRequest

from rochdale.assembly import actions, errors, queries
from rochdale.assembly.actions import Cast, Tally, Window
from rochdale.assembly.api.floor_schemas import (
    Arriving,
    ArrivingOneself,
    Attending,
    Box,
    CallingOut,
    Casting,
    ChoiceTold,
    Closing,
    Counting,
    Decided,
    Mark,
    Named,
    NamedChoiceTold,
    Naming,
    PaperFor,
    Putting,
    VoteNumber,
    VoteOutcomeTold,
    Votes,
    VoteTermsTold,
    VoteTold,
    Withdrawing,
)
from rochdale.assembly.api.routes import ROUTES
from rochdale.assembly.errors import holding
from rochdale.assembly.queries import Channel, Choice, FloorRole, VoteMethod, VoteSeen, VoteStepKind
from rochdale.assembly.queries.by_name import named_choices
from rochdale.assembly.queries.entry_codes import member_of_code
from rochdale.assembly.queries.floor import attendance, box_of, desk_lines, votes_of
from rochdale.assembly.queries.quorum import quorum_now
from rochdale.assembly.views.chairing import acting_on_floor, for_floor
from rochdale.assembly.views.finding import called_meeting, meeting_asked, vote_asked
from rochdale.assembly.views.marks import new_mark
from rochdale.cooperatives.errors import NotAllowed
from rochdale.cooperatives.queries import Permission
from rochdale.cooperatives.views import insiders_only, requires, visit_of
from rochdale.kernel.errors import Refusal
from rochdale.membership import queries as membership
from rochdale.membership.errors import MemberNotFound
from rochdale.voting import motions
from rochdale.web.api import Done

_MEETING: tuple[type[Refusal], ...] = (NotAllowed, errors.MeetingNotFound, errors.MeetingNotOpen)
_VOTING: tuple[type[Refusal], ...] = (
    errors.MeetingNotFound,
    errors.VoteNotFound,
    errors.VoteNotOpen,
    errors.NotOnRoll,
    errors.NotPresent,
    errors.OtherWay,
    errors.AlreadyVoted,
)


@ROUTES.question("meetings/{int:number}/attendance", Attending, refuses=(errors.MeetingNotFound,))
@insiders_only
def meeting_attendance(request: HttpRequest, number: int) -> Attending:
    """Who is at a meeting now."""
    seen = called_meeting(number)
    visit = visit_of(request)
    there = attendance(meeting_id=seen.id, at=visit.at)
    quorum = quorum_now(meeting_id=seen.id, on=visit.today, at=visit.at, present=there.voters)
    return Attending(
        voters=there.voters,
        online=there.online,
        guests=there.guests,
        entitled=queries.entitled_of(meeting_id=seen.id),
        quorum=quorum.needed if quorum else None,
    )


@ROUTES.question("meetings/{int:number}/votes", Votes, refuses=(errors.MeetingNotFound,))
@insiders_only
def meeting_votes(request: HttpRequest, number: int) -> Votes:  # as routes call it
    """The votes of a meeting."""
    return Votes(items=[_told(each) for each in votes_of(meeting_id=called_meeting(number).id)])


@ROUTES.question("meetings/{int:number}/votes/{int:vote}/box", Box, refuses=(errors.MeetingNotFound,))
@insiders_only
def vote_box(request: HttpRequest, number: int, vote: int) -> Box:  # as routes call it
    """Every choice of a secret vote that is closed, under its mark."""
    put = vote_asked(called_meeting(number), vote)
    return Box(items=[ChoiceTold(mark=mark, choice=choice.value) for mark, choice in box_of(vote_id=put.id)])


@ROUTES.question("meetings/{int:number}/votes/{int:vote}/names", Named, refuses=(errors.MeetingNotFound,))
@insiders_only
def vote_names(request: HttpRequest, number: int, vote: int) -> Named:  # as routes call it
    """Who voted how in an open vote or a roll call on a motion, once it is closed."""
    put = vote_asked(called_meeting(number), vote)
    return Named(
        items=[
            NamedChoiceTold(
                member_number=each.number,
                name=each.name,
                votes_for=each.votes_for,
                votes=each.votes,
                choice=each.ballot,
            )
            for each in (named_choices(put.id) if put.stands is VoteStepKind.CLOSED else [])
        ]
    )


@ROUTES.verb(
    "meetings/{int:number}/attendance",
    Done,
    refuses=(*_MEETING, errors.RollNotFrozen, errors.NotOnRoll, errors.EntryCodeUnknown, MemberNotFound),
)
@requires(Permission.RUN_MEETINGS)
def let_in(request: HttpRequest, number: int, asked: Arriving) -> Done:
    """Let a member in at the desk, or note that one leaves."""
    by = visit_of(request).acting(Permission.RUN_MEETINGS)
    voter_id = voter_of(number, asked.member_number or _of_code(number, asked.entry_code or ""))
    if asked.act == "leave":
        actions.check_out(by=by, number=number, person_id=voter_id)
    elif asked.act == "guest":
        actions.let_in_guest(
            by=by, number=number, person_id=voter_id, channel=Channel.HALL, may_speak=asked.may_speak
        )
    else:
        actions.check_in(by=by, number=number, person_id=voter_id, channel=Channel.HALL)
    return Done()


@ROUTES.verb(
    "meetings/{int:number}/attendance/mine",
    Done,
    refuses=(*_MEETING, errors.RollNotFrozen, errors.NotOnRoll, errors.MeetingInPerson),
)
@insiders_only
def come_online(request: HttpRequest, number: int, asked: ArrivingOneself) -> Done:
    """Come to a meeting online, or leave it."""
    visit = visit_of(request)
    person_id, by = visit.require_self(), visit.acting_for_oneself()
    if asked.act == "leave":
        actions.check_out(by=by, number=number, person_id=person_id)
    else:
        actions.check_in(by=by, number=number, person_id=person_id, channel=Channel.ONLINE)
    return Done()


@ROUTES.verb(
    "meetings/{int:number}/officers", Done, refuses=(NotAllowed, errors.MeetingNotFound, MemberNotFound)
)
@requires(Permission.RUN_MEETINGS)
def name_officer(request: HttpRequest, number: int, asked: Naming) -> Done:
    """Name the chair, the secretary or a teller of a meeting."""
    actions.name_floor_officer(
        by=visit_of(request).acting(Permission.RUN_MEETINGS),
        number=number,
        person_id=membership.member(number=asked.member_number).person_id,
        role=FloorRole(asked.role),
    )
    return Done()


@ROUTES.verb(
    "meetings/{int:number}/officers/undone",
    Done,
    refuses=(
        NotAllowed,
        errors.MeetingNotFound,
        MemberNotFound,
        holding.NotNamed,
        holding.NamingUsed,
    ),
)
@requires(Permission.RUN_MEETINGS)
def undo_naming(request: HttpRequest, number: int, asked: Naming) -> Done:
    """Name a member no more to what he or she was named to for a meeting."""
    actions.undo_naming(
        by=visit_of(request).acting(Permission.RUN_MEETINGS),
        number=number,
        person_id=membership.member(number=asked.member_number).person_id,
        role=FloorRole(asked.role),
    )
    return Done()


@ROUTES.verb(
    "meetings/{int:number}/votes",
    VoteNumber,
    refuses=(
        *_MEETING,
        errors.AgendaItemNotFound,
        errors.NothingToVote,
        errors.RollNotFrozen,
        errors.VoteUnderWay,
        errors.ResolutionFound,
        errors.WindowImpossible,
        errors.WeightsNeedNames,
        errors.AmendmentsWait,
        errors.MotionNotOpen,
        errors.SecondersMissing,
    ),
    status=HTTPStatus.CREATED,
)
@for_floor
def put_to_vote(request: HttpRequest, number: int, asked: Putting) -> VoteNumber:
    """Put an item of the agenda to the vote."""
    put = actions.put_to_vote(
        by=acting_on_floor(visit_of(request), number),
        number=number,
        place=asked.place,
        method=VoteMethod(asked.method),
        window=Window(asked.opens_at, asked.closes_at),
    )
    return VoteNumber(number=put)


# Not kept: an answer under a key would tie the mark, and what was sent, to who voted.
@ROUTES.verb("meetings/{int:number}/votes/{int:vote}/mine", Mark, refuses=_VOTING, is_kept=False)
@insiders_only
def cast_vote(request: HttpRequest, number: int, vote: int, asked: Casting) -> Mark:
    """Vote. Sent twice it is taken once, and the second time refused as already received."""
    visit = visit_of(request)
    visit.require_self()
    said = Cast(Choice(asked.choice), new_mark())
    put = actions.cast_vote(by=visit.acting_for_oneself(), number=number, vote_number=vote, cast=said)
    return Mark(mark=said.mark if put.method is VoteMethod.SECRET else "")


@ROUTES.verb(
    "meetings/{int:number}/votes/{int:vote}/called-out", Done, refuses=(NotAllowed, *_VOTING, MemberNotFound)
)
@requires(Permission.RUN_MEETINGS)
def call_out(request: HttpRequest, number: int, vote: int, asked: CallingOut) -> Done:
    """Write down what a member answers in a roll call."""
    actions.call_out(
        by=visit_of(request).acting(Permission.RUN_MEETINGS),
        number=number,
        vote_number=vote,
        voter_id=voter_of(number, asked.member_number),
        choice=Choice(asked.choice),
    )
    return Done()


@ROUTES.verb(
    "meetings/{int:number}/votes/{int:vote}/papers", Done, refuses=(NotAllowed, *_VOTING, MemberNotFound)
)
@requires(Permission.RUN_MEETINGS)
def give_paper(request: HttpRequest, number: int, vote: int, asked: PaperFor) -> Done:
    """Give a paper to a member, who then votes in no other way."""
    actions.give_paper(
        by=visit_of(request).acting(Permission.RUN_MEETINGS),
        number=number,
        vote_number=vote,
        voter_id=voter_of(number, asked.member_number),
        is_assisted=asked.is_assisted,
    )
    return Done()


@ROUTES.verb(
    "meetings/{int:number}/votes/{int:vote}/counts",
    Done,
    refuses=(
        errors.MeetingNotFound,
        errors.VoteNotFound,
        errors.NotTeller,
        errors.VoteNotOpen,
        errors.OtherWay,
    ),
)
@insiders_only
def enter_count(request: HttpRequest, number: int, vote: int, asked: Counting) -> Done:
    """Write down what one counted, as a teller."""
    visit = visit_of(request)
    visit.require_self()
    actions.enter_count(
        by=visit.acting_for_oneself(), number=number, vote_number=vote, tally=Tally(**asked.model_dump())
    )
    return Done()


@ROUTES.verb(
    "meetings/{int:number}/votes/{int:vote}/closing",
    Decided,
    refuses=(
        NotAllowed,
        errors.MeetingNotFound,
        errors.VoteNotFound,
        errors.VoteNotOpen,
        errors.VoteStillOpen,
        errors.TellersDisagree,
        errors.CountImpossible,
        errors.ChairDecides,
    ),
)
@for_floor
def close_vote(request: HttpRequest, number: int, vote: int, asked: Closing) -> Decided:
    """Close a vote and count it."""
    resolution = actions.close_vote(
        by=acting_on_floor(visit_of(request), number),
        number=number,
        vote_number=vote,
        casting_vote=motions.Vote(asked.casting_vote) if asked.casting_vote else None,
    )
    return Decided(resolution=resolution)


@ROUTES.verb(
    "meetings/{int:number}/votes/{int:vote}/withdrawal",
    Done,
    refuses=(NotAllowed, errors.MeetingNotFound, errors.VoteNotFound, errors.VoteNotOpen),
)
@for_floor
def withdraw_vote(request: HttpRequest, number: int, vote: int, asked: Withdrawing) -> Done:
    """Give up a vote that is open."""
    actions.withdraw_vote(
        by=acting_on_floor(visit_of(request), number),
        number=number,
        vote_number=vote,
        words=asked.words,
    )
    return Done()


def _of_code(number: int, code: str) -> int:
    """The member whose notice carries the code. Raises EntryCodeUnknown."""
    found = member_of_code(meeting_id=meeting_asked(number).id, text=code)
    if found is None:
        raise errors.EntryCodeUnknown
    return found


def voter_of(number: int, member_number: int) -> UUID:
    """Who votes for a member: the member, or the representative. Raises MemberNotFound."""
    line = desk_lines(meeting_id=meeting_asked(number).id, numbers=[member_number]).get(member_number)
    return line.voter_id if line and line.voter_id else membership.member(number=member_number).person_id


def _told(each: VoteSeen) -> VoteTold:
    outcome = each.outcome
    return VoteTold(
        number=each.number,
        method=each.method.value,
        titles=dict(each.titles),
        texts=dict(each.texts),
        opens_at=each.opens_at,
        closes_at=each.closes_at,
        terms=VoteTermsTold(
            part=str(each.terms.part),
            is_exceeded=each.terms.is_exceeded,
            basis=each.terms.basis.value,
            quorum_needed=each.terms.quorum_needed,
            quorum_at_opening=each.terms.quorum_at_opening,
            has_casting_vote=each.terms.has_casting_vote,
        ),
        stands=each.stands.value,
        participants=each.participants,
        outcome=VoteOutcomeTold(
            yes=outcome.yes,
            no=outcome.no,
            abstain=outcome.abstain,
            blank=outcome.blank,
            spoilt=outcome.spoilt,
            participants=outcome.participants,
            present=outcome.present,
            resolution=outcome.resolution,
            is_adopted=outcome.is_adopted,
        )
        if outcome
        else None,
    )
