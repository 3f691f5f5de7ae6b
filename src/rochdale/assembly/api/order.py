"""The floor in its order for programs: the item treated, who speaks, and the question box."""

from __future__ import annotations

from http import HTTPStatus

from django.http import HttpRequest

from rochdale.assembly import actions, errors
from rochdale.assembly.api import order_schemas as told
from rochdale.assembly.api.routes import ROUTES
from rochdale.assembly.queries.questions import questions_of
from rochdale.assembly.queries.speaking import floor_of, speaking_minutes
from rochdale.assembly.views.chairing import acting_on_floor, for_floor
from rochdale.assembly.views.finding import called_meeting
from rochdale.assembly.views.seen import meeting_seen, runs_meetings
from rochdale.cooperatives.errors import NotAllowed
from rochdale.cooperatives.queries import Permission
from rochdale.cooperatives.views import insiders_only, members_only, requires, visit_of
from rochdale.kernel.errors import Refusal
from rochdale.membership import queries as membership
from rochdale.membership.errors import MemberNotFound
from rochdale.web.api import Done, Nothing

_Refusals = tuple[type[Refusal], ...]
_FLOOR: _Refusals = (NotAllowed, errors.MeetingNotFound, errors.MeetingNotOpen)
_ASKING: _Refusals = (
    errors.MeetingNotFound,
    errors.MeetingNotOpen,
    errors.NoVoice,
    errors.NoItemTreated,
    errors.SpeakingListClosed,
    errors.AskedAlready,
    errors.SpokenEnough,
)


@ROUTES.question("meetings/{int:number}/floor", told.FloorTold)
@insiders_only
def floor_now(request: HttpRequest, number: int) -> told.FloorTold:
    """The item that is treated, who speaks, and who waits."""
    visit = visit_of(request)
    seen = called_meeting(number)
    now = floor_of(meeting_id=seen.id)
    people = [each.person_id for each in now.waiting]
    names = membership.names_of(person_ids=[*people, *([now.speaking.person_id] if now.speaking else [])])
    return told.FloorTold(
        item=next((item.place for item in seen.items if item.id == now.item_id), None),
        list_closed=now.list_closed,
        speaking=told.SpeakerTold(
            asked=now.speaking.asked,
            name=names.get(now.speaking.person_id, ""),
            is_point=now.speaking.is_point,
        )
        if now.speaking
        else None,
        speaking_since=now.speaking.begun_at if now.speaking else None,
        minutes_max=speaking_minutes(visit.today),
        waiting=[
            told.SpeakerTold(asked=each.asked, name=names.get(each.person_id, ""), is_point=each.is_point)
            for each in now.waiting
        ],
    )


@ROUTES.verb(
    "meetings/{int:number}/floor/item",
    Done,
    refuses=(*_FLOOR, errors.AgendaItemNotFound, errors.NoItemTreated, errors.FloorTaken),
)
@for_floor
def come_to_item(request: HttpRequest, number: int, asked: told.ComingTo) -> Done:
    """Come to an item of the agenda, or end the one that is treated."""
    by = acting_on_floor(visit_of(request), number)
    if asked.item is None:
        actions.end_item(by=by, number=number)
    else:
        actions.begin_item(by=by, number=number, place=asked.item)
    return Done()


@ROUTES.verb("meetings/{int:number}/floor/list", Done, refuses=(*_FLOOR, errors.NoItemTreated))
@for_floor
def close_speaking_list(request: HttpRequest, number: int, asked: told.ClosingList) -> Done:
    """Close the speaking list of the item, or open it again."""
    by = acting_on_floor(visit_of(request), number)
    actions.close_speaking_list(by=by, number=number, is_closed=asked.is_closed)
    return Done()


@ROUTES.verb("meetings/{int:number}/floor/requests/mine", told.Request, refuses=_ASKING)
@insiders_only
def ask_to_speak(request: HttpRequest, number: int, asked: told.AskingToSpeak) -> told.Request:
    """Ask to speak."""
    visit = visit_of(request)
    own = visit.require_self()
    place = actions.ask_to_speak(
        by=visit.acting_for_oneself(), number=number, person_id=own, is_point=asked.is_point
    )
    return told.Request(asked=place)


@ROUTES.verb(
    "meetings/{int:number}/floor/requests",
    told.Request,
    refuses=(NotAllowed, MemberNotFound, *_ASKING),
)
@for_floor
def ask_for_member(request: HttpRequest, number: int, asked: told.AskingFor) -> told.Request:
    """Put a member in the hall on the speaking list."""
    place = actions.ask_to_speak(
        by=acting_on_floor(visit_of(request), number),
        number=number,
        person_id=membership.member(number=asked.member_number).person_id,
        is_point=asked.is_point,
    )
    return told.Request(asked=place)


@ROUTES.verb(
    "meetings/{int:number}/floor/requests/{int:place}/taken-back",
    Done,
    refuses=(NotAllowed, errors.MeetingNotFound, errors.MeetingNotOpen, errors.NobodySpeaks),
)
@insiders_only
def take_back(request: HttpRequest, number: int, place: int, asked: Nothing) -> Done:
    """No longer wish to speak."""
    visit = visit_of(request)
    visit.require_self()
    actions.take_back(by=visit.acting_for_oneself(), number=number, asked=place)
    return Done()


@ROUTES.verb(
    "meetings/{int:number}/floor/turn",
    told.Request,
    refuses=(*_FLOOR, errors.FloorTaken, errors.NobodySpeaks),
)
@for_floor
def give_floor(request: HttpRequest, number: int, asked: told.GivingFloor) -> told.Request:
    """Give the floor to who is next, or pass over who is not there."""
    verb = actions.pass_over if asked.passes else actions.begin_turn
    by = acting_on_floor(visit_of(request), number)
    return told.Request(asked=verb(by=by, number=number))


@ROUTES.verb("meetings/{int:number}/floor/turn/end", Done, refuses=(*_FLOOR, errors.NobodySpeaks))
@for_floor
def end_turn(request: HttpRequest, number: int, asked: Nothing) -> Done:
    """End the turn of who speaks."""
    actions.end_turn(by=acting_on_floor(visit_of(request), number), number=number)
    return Done()


@ROUTES.verb(
    "meetings/{int:number}/floor/requests/{int:place}/ruling",
    Done,
    refuses=(*_FLOOR, errors.RulingImpossible),
)
@for_floor
def rule_on_point(request: HttpRequest, number: int, place: int, asked: told.RulingAsked) -> Done:
    """The chair rules on a point of order."""
    by = acting_on_floor(visit_of(request), number)
    actions.rule_on_point(by=by, number=number, asked=place, is_upheld=asked.is_upheld, words=asked.words)
    return Done()


@ROUTES.verb(
    "meetings/{int:number}/floor/requests/{int:place}/appeal",
    told.MotionNumber,
    refuses=(
        errors.MeetingNotFound,
        errors.MeetingNotOpen,
        errors.RulingImpossible,
        errors.NoItemTreated,
        errors.MoverWithoutVoice,
    ),
    status=HTTPStatus.CREATED,
)
@insiders_only
def appeal_ruling(request: HttpRequest, number: int, place: int, asked: Nothing) -> told.MotionNumber:
    """Appeal to the meeting against a ruling; others second it."""
    visit = visit_of(request)
    own = visit.require_self()
    moved = actions.appeal_ruling(by=visit.acting_for_oneself(), number=number, asked=place, person_id=own)
    return told.MotionNumber(number=moved)


@ROUTES.question("meetings/{int:number}/questions", told.Questions)
@insiders_only
def meeting_questions(request: HttpRequest, number: int) -> told.Questions:
    """What members asked, and what was answered."""
    visit = visit_of(request)
    seen = meeting_seen(visit, number)
    found = questions_of(meeting_id=seen.id, reader_id=visit.self_id, names_all=runs_meetings(visit))
    return told.Questions(
        items=[
            told.QuestionTold(
                number=each.number,
                name=each.name,
                is_unnamed=each.is_unnamed,
                language=each.language,
                words=each.words,
                at=each.at,
                answers=[
                    told.AnswerTold(words=one.words, was_at_meeting=one.was_at_meeting, at=one.at)
                    for one in each.answers
                ],
            )
            for each in found
        ]
    )


@ROUTES.verb(
    "meetings/{int:number}/questions",
    told.QuestionNumber,
    refuses=(errors.MeetingNotFound, errors.QuestionMissing, errors.TooManyQuestions),
    status=HTTPStatus.CREATED,
)
@members_only
def ask_question(request: HttpRequest, number: int, asked: told.Questioning) -> told.QuestionNumber:
    """Put a question in the box."""
    visit = visit_of(request)
    visit.require_self()
    meeting_seen(visit, number)
    place = actions.ask_question(
        by=visit.acting(),
        number=number,
        language=asked.language,
        words=asked.words,
        is_unnamed=asked.is_unnamed,
    )
    return told.QuestionNumber(number=place)


@ROUTES.verb(
    "meetings/{int:number}/questions/{int:question}/answers",
    Done,
    refuses=(NotAllowed, errors.MeetingNotFound, errors.QuestionNotFound, errors.QuestionMissing),
)
@requires(Permission.RUN_MEETINGS)
def answer_question(request: HttpRequest, number: int, question: int, asked: told.Answering) -> Done:
    """Answer a question; members read it."""
    actions.answer_question(
        by=visit_of(request).acting(Permission.RUN_MEETINGS),
        number=number,
        question=question,
        words=asked.words,
        at_meeting=asked.was_at_meeting,
    )
    return Done()
