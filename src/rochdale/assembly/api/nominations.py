"""Nominations for programs: seats put, who is proposed, what candidates bring, and the secretary's check."""

from __future__ import annotations

from http import HTTPStatus

from django.http import Http404, HttpRequest

from rochdale.assembly import actions, errors
from rochdale.assembly.actions import Named, Proposal
from rochdale.assembly.api.contest_schemas import (
    CallVersion,
    CandidacyAsked,
    CandidateAnswerAsked,
    NominatingAsked,
    NominationAct,
    NominationCheckAsked,
    NominationNumber,
    NominationTold,
    PhotoAsked,
    SeatsAsked,
    SeedAsked,
    TrainingAsked,
)
from rochdale.assembly.api.routes import ROUTES
from rochdale.assembly.queries.eligibility import reasons_against
from rochdale.assembly.queries.nominations import (
    NominationSeen,
)
from rochdale.assembly.views.nominations import (
    call_asked,
    candidate_of,
    meeting_of_members,
    nomination_asked,
)
from rochdale.assembly.views.seen import runs_meetings
from rochdale.cooperatives.errors import NotAllowed
from rochdale.cooperatives.queries import Permission
from rochdale.cooperatives.views import insiders_only, requires, visit_of
from rochdale.kernel.errors import Refusal
from rochdale.membership.errors import MemberNotFound, PersonBlanked
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


@ROUTES.verb(
    f"{_CONTEST}/seats",
    CallVersion,
    refuses=(
        NotAllowed,
        errors.MeetingNotFound,
        errors.BodyNotFound,
        errors.MeetingOver,
        errors.ElectionItemMissing,
        errors.SeatsNotUp,
        errors.LastDayWrong,
        errors.ElectionUnderWay,
    ),
    status=HTTPStatus.CREATED,
)
@requires(Permission.RUN_MEETINGS)
def call_nominations(request: HttpRequest, number: int, code: str, asked: SeatsAsked) -> CallVersion:
    """Put seats of a body to the election of a meeting, and ask for candidates; again to correct it."""
    version = actions.call_nominations(
        by=visit_of(request).acting(Permission.RUN_MEETINGS),
        number=number,
        code=code,
        seats=asked.seats,
        closes_on=asked.closes_on,
    )
    return CallVersion(version=version)


@ROUTES.verb(
    f"{_CONTEST}/nominations",
    NominationNumber,
    refuses=(
        errors.MeetingNotFound,
        errors.BodyNotFound,
        errors.CallNotFound,
        errors.SignerWithoutVoice,
        errors.GroupWithoutSeat,
        errors.NominationsClosed,
        errors.NominatedAlready,
        errors.NotPresent,
        errors.ElectionUnderWay,
        MemberNotFound,
        PersonBlanked,
    ),
    status=HTTPStatus.CREATED,
)
@insiders_only
def nominate(request: HttpRequest, number: int, code: str, asked: NominatingAsked) -> NominationNumber:
    """Propose a member, or oneself, for a seat."""
    visit = visit_of(request)
    visit.require_self()
    proposal = Proposal(
        candidate_of(asked.member_number), asked.electoral_group, is_from_floor=asked.is_from_floor
    )
    place = actions.nominate(by=visit.acting_for_oneself(), number=number, code=code, proposal=proposal)
    return NominationNumber(number=place)


@ROUTES.question(_NOMINATION, NominationTold, refuses=(errors.MeetingNotFound,))
@insiders_only
def nomination(request: HttpRequest, number: int, code: str, nomination: int) -> NominationTold:
    """How a nomination stands, for the candidate and who checks it."""
    visit = visit_of(request)
    seen = meeting_of_members(visit, number)
    call = call_asked(seen, code)
    own = nomination_asked(seen, call, nomination)
    if visit.self_id != own.person_id and not runs_meetings(visit):
        raise Http404
    reasons = reasons_against(
        cooperative_id=visit.cooperative.id, call=call, held_on=seen.held_on, nomination=own, on=visit.today
    )
    return NominationTold(
        number=own.number,
        name=own.name,
        stands=own.stands.value,
        seconders=own.seconders,
        reasons=[reason.value for reason in reasons],
    )


@ROUTES.verb(f"{_NOMINATION}/acts", Done, refuses=(*_OWN, errors.SignerWithoutVoice, errors.MayNotSecond))
@insiders_only
def act_on_nomination(
    request: HttpRequest, number: int, code: str, nomination: int, asked: NominationAct
) -> Done:
    """Accept one's own nomination, give it up, or second somebody else's."""
    visit = visit_of(request)
    visit.require_self()
    verbs = {
        "accept": actions.accept_nomination,
        "withdraw": actions.withdraw_nomination,
        "second": actions.second_nomination,
    }
    _known(request, number, code, nomination)
    verbs[asked.act](by=visit.acting_for_oneself(), named=Named(number, code, nomination))
    return Done()


def _known(request: HttpRequest, number: int, code: str, nomination: int) -> NominationSeen:
    """A nomination that there is. Raises Http404."""
    seen = meeting_of_members(visit_of(request), number)
    return nomination_asked(seen, call_asked(seen, code), nomination)


@ROUTES.verb(f"{_NOMINATION}/statement", Done, refuses=_OWN)
@insiders_only
def state_candidacy(
    request: HttpRequest, number: int, code: str, nomination: int, asked: CandidacyAsked
) -> Done:
    """Say what one stands for, and declare one's interests."""
    visit = visit_of(request)
    visit.require_self()
    _known(request, number, code, nomination)
    actions.state_candidacy(
        by=visit.acting_for_oneself(), named=Named(number, code, nomination), **asked.model_dump()
    )
    return Done()


@ROUTES.verb(f"{_NOMINATION}/photo", Done, refuses=(*_OWN, errors.PhotoUnfit))
@insiders_only
def add_candidate_photo(
    request: HttpRequest, number: int, code: str, nomination: int, asked: PhotoAsked
) -> Done:
    """Bring a photograph; only the picture in it is kept."""
    visit = visit_of(request)
    visit.require_self()
    _known(request, number, code, nomination)
    named = Named(number, code, nomination)
    actions.add_candidate_photo(by=visit.acting_for_oneself(), named=named, content=asked.photo)
    return Done()


@ROUTES.verb(
    f"{_NOMINATION}/check",
    Done,
    refuses=(
        *_RUN,
        errors.CandidateIneligible,
        errors.ReasonsMissing,
        errors.NominationPassed,
        errors.NoGroundToRefuse,
        errors.ElectionUnderWay,
    ),
)
@requires(Permission.RUN_MEETINGS)
def check_nomination(
    request: HttpRequest, number: int, code: str, nomination: int, asked: NominationCheckAsked
) -> Done:
    """Admit a candidate, or refuse for every reason that the by-laws give."""
    by, named = visit_of(request).acting(Permission.RUN_MEETINGS), Named(number, code, nomination)
    _known(request, number, code, nomination)
    if asked.act == "admit":
        actions.admit_nomination(by=by, named=named, words=asked.words)
    else:
        actions.refuse_nomination(by=by, named=named, words=asked.words, is_of_group=asked.is_of_group)
    return Done()


@ROUTES.verb(f"{_NOMINATION}/answer", Done, refuses=(*_RUN, errors.NominationPassed, errors.ElectionUnderWay))
@requires(Permission.RUN_MEETINGS)
def write_answer(
    request: HttpRequest, number: int, code: str, nomination: int, asked: CandidateAnswerAsked
) -> Done:
    """Write down what a candidate answers at the counter or in a signed letter."""
    _known(request, number, code, nomination)
    by = visit_of(request).acting(Permission.RUN_MEETINGS)
    actions.write_answer(by=by, named=Named(number, code, nomination), accepts=asked.accepts)
    return Done()


@ROUTES.verb(f"{_NOMINATION}/training", Done, refuses=(*_RUN, errors.ReasonsMissing, errors.LastDayWrong))
@requires(Permission.RUN_MEETINGS)
def record_training(
    request: HttpRequest, number: int, code: str, nomination: int, asked: TrainingAsked
) -> Done:
    """Write down that the candidate has done a training."""
    own = _known(request, number, code, nomination)
    actions.record_training(
        by=visit_of(request).acting(Permission.RUN_MEETINGS), person_id=own.person_id, **asked.model_dump()
    )
    return Done()


@ROUTES.verb(f"{_CONTEST}/order", Done, refuses=(*_RUN, errors.MayNotDraw, errors.ElectionUnderWay))
@requires(Permission.RUN_MEETINGS)
def draw_candidate_order(request: HttpRequest, number: int, code: str, asked: SeedAsked) -> Done:
    """Draw the order of the candidates by lot, once, after the last day."""
    by = visit_of(request).acting(Permission.RUN_MEETINGS)
    actions.draw_candidate_order(by=by, number=number, code=code, seed=asked.seed)
    return Done()
