"""Motions for programs: moved, seconded, admitted, amended, put to the vote, and what became of them."""

from __future__ import annotations

from http import HTTPStatus

from django.http import HttpRequest

from rochdale.assembly import actions, errors
from rochdale.assembly.actions import MotionDraft, Under
from rochdale.assembly.api import order_schemas as told
from rochdale.assembly.api.floor_schemas import VoteNumber
from rochdale.assembly.api.routes import ROUTES
from rochdale.assembly.errors import holding
from rochdale.assembly.queries import Majority, MotionSeen, VoteMethod
from rochdale.assembly.queries.motions import motions_of
from rochdale.assembly.views.chairing import acting_on_floor, for_floor
from rochdale.assembly.views.motions import may_see, meeting_for_motions
from rochdale.cooperatives.errors import NotAllowed
from rochdale.cooperatives.queries import Permission
from rochdale.cooperatives.views import insiders_only, requires, visit_of
from rochdale.kernel.errors import Refusal
from rochdale.membership import queries as membership
from rochdale.membership.errors import MemberNotFound
from rochdale.web.api import Done, Nothing

_Refusals = tuple[type[Refusal], ...]
_MOVING: _Refusals = (
    errors.MeetingNotFound,
    errors.AgendaItemNotFound,
    errors.MotionNotFound,
    errors.MotionWordsMissing,
    errors.MoverWithoutVoice,
    errors.MotionTooLate,
    errors.MotionNotOpen,
    errors.AmendmentImpossible,
)
_SECONDING: _Refusals = (
    errors.MeetingNotFound,
    errors.MotionNotFound,
    errors.MotionNotOpen,
    errors.MotionSecondedAlready,
    errors.MoverWithoutVoice,
)
_ENDING: _Refusals = (
    NotAllowed,
    errors.MeetingNotFound,
    errors.MotionNotFound,
    errors.MotionNotOpen,
)


@ROUTES.question("meetings/{int:number}/motions", told.Motions)
@insiders_only
def meeting_motions(request: HttpRequest, number: int) -> told.Motions:
    """What was moved before a meeting and at it."""
    visit = visit_of(request)
    seen = meeting_for_motions(visit, number)
    found = motions_of(meeting_id=seen.id, member_id=visit.member_id)
    return told.Motions(items=[_motion(each) for each in found if may_see(visit, each)])


def _motion(seen: MotionSeen) -> told.MotionTold:
    return told.MotionTold(
        number=seen.number,
        kind=seen.kind.value,
        parent=seen.parent,
        mover=seen.member_number,
        is_from_floor=seen.is_from_floor,
        seconds=seen.seconds,
        seconds_needed=seen.seconds_needed,
        titles=dict(seen.titles),
        texts=dict(seen.texts),
        base=dict(seen.base),
        reason=seen.reason,
        stands=seen.stands.value,
        words=seen.words,
        moved_at=seen.moved_at,
        is_ready=seen.is_ready,
        waits=seen.waits,
        resolution=seen.resolution,
        is_adopted=seen.is_adopted,
    )


@ROUTES.verb("meetings/{int:number}/motions", told.MotionNumber, refuses=_MOVING, status=HTTPStatus.CREATED)
@insiders_only
def move_motion(request: HttpRequest, number: int, asked: told.Moving) -> told.MotionNumber:
    """Move a motion or an amendment."""
    visit = visit_of(request)
    moved = actions.move_motion(
        by=visit.acting_for_oneself(),
        number=number,
        person_id=visit.require_self(),
        draft=MotionDraft(asked.titles, asked.texts, asked.reason),
        under=_under(asked),
    )
    return told.MotionNumber(number=moved)


def _under(asked: told.Moving) -> Under:
    return Under(place=asked.item, motion=asked.motion, amends_item=asked.amends_item)


@ROUTES.verb(
    "meetings/{int:number}/motions/of-members",
    told.MotionNumber,
    refuses=(NotAllowed, MemberNotFound, *_MOVING, errors.EffectFaulty),
    status=HTTPStatus.CREATED,
)
@for_floor
def move_for_member(request: HttpRequest, number: int, asked: told.MovingFor) -> told.MotionNumber:
    """Write down what a member in the hall moves."""
    moved = actions.move_motion(
        by=acting_on_floor(visit_of(request), number),
        number=number,
        person_id=membership.member(number=asked.member_number).person_id,
        draft=MotionDraft(asked.titles, asked.texts, asked.reason, asked.effect_facts),
        under=_under(asked),
    )
    return told.MotionNumber(number=moved)


@ROUTES.verb(
    "meetings/{int:number}/items/{int:place}/motion",
    told.MotionNumber,
    refuses=(
        NotAllowed,
        errors.MeetingNotFound,
        errors.AgendaItemNotFound,
        errors.AmendmentImpossible,
    ),
)
@for_floor
def take_item(request: HttpRequest, number: int, place: int, asked: Nothing) -> told.MotionNumber:
    """Make a motion of an item of the agenda, to split, table or refer it."""
    by = acting_on_floor(visit_of(request), number)
    return told.MotionNumber(number=actions.take_item(by=by, number=number, place=place))


@ROUTES.verb("meetings/{int:number}/motions/{int:motion}/seconds/mine", told.Seconded, refuses=_SECONDING)
@insiders_only
def second_motion(request: HttpRequest, number: int, motion: int, asked: Nothing) -> told.Seconded:
    """Second a motion, once."""
    visit = visit_of(request)
    own = visit.require_self()
    seconds = actions.second_motion(
        by=visit.acting_for_oneself(), number=number, motion=motion, person_id=own
    )
    return told.Seconded(seconds=seconds)


@ROUTES.verb(
    "meetings/{int:number}/motions/{int:motion}/seconds",
    told.Seconded,
    refuses=(NotAllowed, MemberNotFound, *_SECONDING),
)
@for_floor
def second_for_member(
    request: HttpRequest, number: int, motion: int, asked: told.SecondingFor
) -> told.Seconded:
    """Write down that a member in the hall seconds a motion."""
    seconds = actions.second_motion(
        by=acting_on_floor(visit_of(request), number),
        number=number,
        motion=motion,
        person_id=membership.member(number=asked.member_number).person_id,
    )
    return told.Seconded(seconds=seconds)


@ROUTES.verb(
    "meetings/{int:number}/motions/{int:motion}/withdrawal/mine",
    Done,
    refuses=(errors.MeetingNotFound, errors.MotionNotFound, errors.MotionNotOpen, errors.NotMover),
)
@insiders_only
def withdraw_motion(request: HttpRequest, number: int, motion: int, asked: Nothing) -> Done:
    """Withdraw what you moved."""
    visit = visit_of(request)
    visit.require_self()
    actions.withdraw_motion(by=visit.acting_for_oneself(), number=number, motion=motion)
    return Done()


@ROUTES.verb(
    "meetings/{int:number}/motions/{int:motion}/admission",
    Done,
    refuses=(
        *_ENDING,
        errors.SecondersMissing,
        errors.AmendmentOutdated,
        errors.MotionTooLate,
        errors.MotionWordsMissing,
        errors.TitleMissing,
    ),
)
@requires(Permission.RUN_MEETINGS)
def admit_motion(request: HttpRequest, number: int, motion: int, asked: told.Admitting) -> Done:
    """Admit what a member sent; a motion comes onto the agenda by a new plan."""
    actions.admit_motion(
        by=visit_of(request).acting(Permission.RUN_MEETINGS),
        number=number,
        motion=motion,
        added=MotionDraft(asked.titles, asked.texts),
        majority=Majority(asked.majority),
    )
    return Done()


@ROUTES.verb(
    "meetings/{int:number}/motions/{int:motion}/end",
    Done,
    refuses=(*_ENDING, errors.MotionUnexplained, errors.AmendmentsWait, errors.NotMover),
)
@for_floor
def end_motion(request: HttpRequest, number: int, motion: int, asked: told.Ending) -> Done:
    """Refuse, table, refer or withdraw a motion, or take up again what was tabled."""
    by = acting_on_floor(visit_of(request), number)
    match asked.becomes:
        case "refused":
            actions.refuse_motion(by=by, number=number, motion=motion, words=asked.words)
        case "tabled":
            actions.table_motion(by=by, number=number, motion=motion, until=asked.words)
        case "referred":
            actions.refer_motion(by=by, number=number, motion=motion, whom=asked.words)
        case "withdrawn":
            actions.withdraw_motion(by=by, number=number, motion=motion, words=asked.words)
        case "taken_up":
            actions.take_up_motion(by=by, number=number, motion=motion)
    return Done()


@ROUTES.verb(
    "meetings/{int:number}/motions/{int:motion}/parts",
    told.MotionNumbers,
    refuses=(*_ENDING, errors.AmendmentsWait, errors.PartsMissing, errors.MotionWordsMissing),
)
@for_floor
def split_motion(request: HttpRequest, number: int, motion: int, asked: told.Splitting) -> told.MotionNumbers:
    """Split a motion into parts that are voted apart."""
    parts = [MotionDraft(part.titles, part.texts) for part in asked.parts]
    by = acting_on_floor(visit_of(request), number)
    return told.MotionNumbers(numbers=actions.split_motion(by=by, number=number, motion=motion, parts=parts))


@ROUTES.verb(
    "meetings/{int:number}/motions/{int:motion}/wording",
    Done,
    refuses=(*_ENDING, errors.AmendmentImpossible),
)
@for_floor
def reword_amendment(request: HttpRequest, number: int, motion: int, asked: told.Rewording) -> Done:
    """Word an amendment anew on the text as it stands."""
    by = acting_on_floor(visit_of(request), number)
    actions.reword_amendment(by=by, number=number, motion=motion, texts=asked.texts)
    return Done()


@ROUTES.verb(
    "meetings/{int:number}/motions/{int:motion}/votes",
    VoteNumber,
    refuses=(
        *_ENDING,
        errors.MeetingNotOpen,
        errors.NothingToVote,
        errors.RollNotFrozen,
        errors.VoteUnderWay,
        errors.ResolutionFound,
        errors.WeightsNeedNames,
        errors.SecondersMissing,
        errors.AmendmentsWait,
        errors.AmendmentOutdated,
    ),
    status=HTTPStatus.CREATED,
)
@for_floor
def put_motion(request: HttpRequest, number: int, motion: int, asked: told.PuttingMotion) -> VoteNumber:
    """Put an amendment, a part, an appeal or a motion from the floor to the vote."""
    by = acting_on_floor(visit_of(request), number)
    put = actions.put_motion(by=by, number=number, motion=motion, method=VoteMethod(asked.method))
    return VoteNumber(number=put)


@ROUTES.verb(
    "meetings/{int:number}/motions/{int:motion}/effect",
    Done,
    refuses=(
        *_ENDING,
        errors.NothingAmended,
        errors.EffectUnknown,
        errors.EffectFaulty,
        holding.BylawsNeedSpecial,
    ),
)
@requires(Permission.RUN_MEETINGS)
def set_amended_effect(
    request: HttpRequest, number: int, motion: int, asked: told.AmendedEffectAsked
) -> Done:
    """Say what follows from an item in its amended words, before they are put to the vote."""
    by = visit_of(request).acting(Permission.RUN_MEETINGS)
    actions.set_amended_effect(by=by, number=number, motion=motion, effect=asked.effect, facts=asked.facts)
    return Done()
